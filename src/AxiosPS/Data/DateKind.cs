namespace AxiosPS;

/// <summary>What becomes of texts in JSON that are dates by ISO 8601, as ConvertFrom-Json names it.</summary>
public enum DateKind
{
    /// <summary>They stay the texts that were sent.</summary>
    String,

    /// <summary>A DateTime of the kind that the text says: UTC with a Z, local time with an offset, else unspecified.</summary>
    Default,

    /// <summary>A DateTime in local time.</summary>
    Local,

    /// <summary>A DateTime in UTC.</summary>
    Utc,

    /// <summary>A DateTimeOffset.</summary>
    Offset,
}
