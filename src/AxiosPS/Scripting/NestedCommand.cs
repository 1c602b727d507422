using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using AxiosPS.Commands;

namespace AxiosPS.Scripting;

/// <summary>
/// <c>$client.Get()</c>, <c>$client.Plugin()</c> and their like run their work in a nested cmdlet: it has a pipeline thread for
/// scripts, streams for what they write, and hears of Ctrl+C. A method call has none of these.
/// </summary>
internal static class NestedCommand
{
    private const string Text = "param($__axiosCommand, $__axiosWork) & $__axiosCommand -Work $__axiosWork";

    private static readonly CmdletInfo Command = new("Invoke-AxiosWork", typeof(InvokeAxiosWorkCommand));
    private static readonly ConditionalWeakTable<Runspace, ScriptBlock> Blocks = [];

    /// <summary>Sends from a thread that has a runspace; null from any other.</summary>
    public static AxiosResponse? TrySend(AxiosClient client, RequestConfig config) =>
        Runspace.DefaultRunspace is null ? null : (AxiosResponse)Run(async token => await client.SendAsync(config, token).ConfigureAwait(false))!;

    /// <summary>Runs the work and passes on what it gives or throws.</summary>
    public static object? Run(Func<CancellationToken, Task<object?>> work)
    {
        (object? Result, ExceptionDispatchInfo? Error) outcome = default;
        Func<CancellationToken, Task<object?>> guarded = async token =>
        {
            try
            {
                outcome.Result = await work(token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not (PipelineStoppedException or FlowControlException))
            {
                outcome.Error = ExceptionDispatchInfo.Capture(e);
            }

            return null;
        };
        Blocks.GetValue(Runspace.DefaultRunspace, _ => ScriptBlock.Create(Text)).InvokeWithContext(null, [], Command, guarded);
        outcome.Error?.Throw();
        return outcome.Result;
    }
}
