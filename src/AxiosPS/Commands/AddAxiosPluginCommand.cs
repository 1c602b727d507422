using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Attaches plugins: anything with an Attach.</summary>
[Cmdlet(VerbsCommon.Add, "AxiosPlugin")]
[OutputType(typeof(AxiosClient))]
public sealed class AddAxiosPluginCommand : AddToClientCommand
{
    /// <summary>The plugin: an object with Attach(client), a hashtable of scriptblocks, or a scriptblock.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(PluginCompleter))]
    public object Plugin { get; set; } = null!;

    private protected override void Add() => Client.Plugin(Plugin);
}
