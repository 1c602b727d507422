using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Sends requests: one, or those of the pipeline, one after the other or many at once.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AxiosRequest", SupportsShouldProcess = true)]
[Alias("axios")]
[OutputType(typeof(AxiosResponse))]
public sealed partial class InvokeAxiosRequestCommand : RequestCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MaskBoundParameters();
        if (many is not null)
        {
            OrEnd(ProcessMany, many);
            return;
        }

        TransferBar? bar = null;
        var input = NextInput();
        try
        {
            var client = Client ?? DefaultClient.InThisRunspace;
            var config = Config(client, input);
            if (!Allowed(client, config))
            {
                return;
            }

            var choice = Choice(client, config);
            CheckReconnects(choice.Form);
            if (config.Progress is null && client.Defaults.Progress is null)
            {
                config.Progress = bar = TransferBar.For(this, client, config, choice.Form);
            }

            if (IsPaged)
            {
                WritePages(client, config, input?.Tag);
                return;
            }

            if (!TryWriteItems(client, config, choice.Form))
            {
                Output(choice).Write(Told(Run(token => client.SendAsync(config, token))).TaggedWith(input?.Tag));
            }
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            Tell((e as AxiosException)?.Response);
            var record = Failure(e, input?.Tag);
            if (input is null || StopOnError)
            {
                ThrowTerminatingError(record);
            }

            WriteError(record);
        }
        finally
        {
            bar?.Close();
        }
    }

    private ResponseOutput Output(OutputChoice choice) => new(choice, NoEnumerate, WriteObject);
}
