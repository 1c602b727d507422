using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Parameters that scripts have for Invoke-RestMethod, and that ask for what is so anyhow.</summary>
public sealed partial class InvokeAxiosRequestCommand
{
    /// <summary>Accepted for scripts that have it, without effect: no page is ever parsed by a browser.</summary>
    [Parameter(DontShow = true)]
    public SwitchParameter UseBasicParsing { get; set; }

    /// <summary>Accepted for scripts that have it, without effect: headers go out as they are given, unless a line break or NUL is in them.</summary>
    [Parameter(DontShow = true)]
    public SwitchParameter SkipHeaderValidation { get; set; }
}
