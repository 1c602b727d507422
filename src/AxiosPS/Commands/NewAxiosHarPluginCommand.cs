using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Commands;

/// <summary>Makes the HarPlugin: it records what a client sends and gets, for Export-AxiosHar.</summary>
[Cmdlet(VerbsCommon.New, "AxiosHarPlugin")]
[OutputType(typeof(HarPlugin))]
public sealed class NewAxiosHarPluginCommand : PSCmdlet
{
    /// <summary>How many requests are kept; the oldest make room. Default 500.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int MaxEntries { get; set; } = 500;

    /// <summary>How much of a body is kept, in bytes. Default 65536.</summary>
    [Parameter]
    [ValidateRange(1, 100 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Keep no bodies.</summary>
    [Parameter]
    public SwitchParameter NoBody { get; set; }

    /// <summary>Keep secrets as they are, and bodies that are no text. Without it *** stands in their places from the start.</summary>
    [Parameter]
    public SwitchParameter IncludeSecrets { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(new HarPlugin(new()
    {
        MaxEntries = MaxEntries,
        MaxBodyBytes = MaxBodyBytes,
        Bodies = !NoBody,
        IncludeSecrets = IncludeSecrets,
    }));
}
