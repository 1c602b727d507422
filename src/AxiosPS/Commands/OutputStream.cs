namespace AxiosPS.Commands;

/// <summary>The stream that a plugin writes to.</summary>
public enum OutputStream
{
    /// <summary>The information stream (6).</summary>
    Information,

    /// <summary>The verbose stream (4), shown by -Verbose.</summary>
    Verbose,

    /// <summary>The debug stream (5), shown by -Debug.</summary>
    Debug,

    /// <summary>The host's screen, as Write-Host does.</summary>
    Host,
}
