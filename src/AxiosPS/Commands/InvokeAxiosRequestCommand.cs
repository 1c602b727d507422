using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Sends requests, one after the other.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AxiosRequest", SupportsShouldProcess = true)]
[Alias("axios")]
[OutputType(typeof(AxiosResponse))]
public sealed partial class InvokeAxiosRequestCommand : RequestCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MaskBoundParameters();
        TransferBar? bar = null;
        try
        {
            var client = Client ?? DefaultClient.InThisRunspace;
            var config = Config(client);
            if (!Allowed(client, config))
            {
                return;
            }

            var choice = Choice(client);
            CheckReconnects(choice.Form);
            if (config.Progress is null && client.Defaults.Progress is null)
            {
                config.Progress = bar = TransferBar.For(this, client, config, choice.Form);
            }

            if (IsPaged)
            {
                WritePages(client, config);
                return;
            }

            if (!TryWriteItems(client, config, choice.Form))
            {
                Output(choice).Write(Run(token => client.SendAsync(config, token)));
            }
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            var record = ErrorRecords.From(e, Uri);
            if (!IsOfPipeline)
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
