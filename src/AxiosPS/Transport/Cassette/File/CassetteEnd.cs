namespace AxiosPS;

/// <summary>How the recorded body of an answer ended.</summary>
internal enum CassetteEnd
{
    /// <summary>It is all that came.</summary>
    Whole,

    /// <summary>The caller read no further.</summary>
    GivenUp,

    /// <summary>The network broke off.</summary>
    Broken,
}
