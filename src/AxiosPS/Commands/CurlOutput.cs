namespace AxiosPS.Commands;

/// <summary>What ConvertFrom-AxiosCurl puts out.</summary>
public enum CurlOutput
{
    /// <summary>A hashtable, to splat.</summary>
    Hashtable,

    /// <summary>The text of a PowerShell command.</summary>
    Command,
}
