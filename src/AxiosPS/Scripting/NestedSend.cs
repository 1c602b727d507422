using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using AxiosPS.Commands;

namespace AxiosPS.Scripting;

/// <summary>
/// <c>$client.Get()</c> and its like run through a nested cmdlet: it has a pipeline thread for script hooks and hears of Ctrl+C,
/// which a method call does not.
/// </summary>
internal static class NestedSend
{
    private const string Text = """
        param($__axiosSend, $__axiosClient, $__axiosConfig, $__axiosOutcome)
        try { & $__axiosSend -Client $__axiosClient -Config $__axiosConfig } catch { $__axiosOutcome['Failure'] = $_ }
        """;

    private static readonly CmdletInfo Send = new("Send-AxiosConfig", typeof(SendAxiosConfigCommand));
    private static readonly ConditionalWeakTable<Runspace, ScriptBlock> Blocks = [];

    public static AxiosResponse? TrySend(AxiosClient client, RequestConfig config)
    {
        if (Runspace.DefaultRunspace is not { } runspace)
        {
            return null;
        }

        var outcome = new Hashtable();
        var block = Blocks.GetValue(runspace, _ => ScriptBlock.Create(Text));
        var output = block.InvokeWithContext(null, [new("ErrorActionPreference", ActionPreference.Continue)], Send, client, config, outcome);
        if (outcome["Failure"] is { } failure)
        {
            var error = ScriptFailure.From(failure);
            ExceptionDispatchInfo.Throw(error is { InnerException: ArgumentException or ObjectDisposedException } ? error.InnerException : error);
        }

        return output.Select(o => o?.BaseObject).OfType<AxiosResponse>().LastOrDefault();
    }
}
