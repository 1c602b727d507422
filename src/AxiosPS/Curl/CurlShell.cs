namespace AxiosPS;

/// <summary>The shells that a curl command line can be written for.</summary>
public enum CurlShell
{
    /// <summary>bash, zsh and others of their kind.</summary>
    Bash,

    /// <summary>PowerShell 7.</summary>
    PowerShell,

    /// <summary>The command prompt of Windows.</summary>
    Cmd,
}
