using System.Management.Automation;
using System.Runtime.ExceptionServices;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Many requests at once: with -ThrottleLimit, of the pipeline.</summary>
public sealed partial class InvokeAxiosRequestCommand : IDisposable
{
    private RequestsAtOnce<Request>? many;
    private ErrorRecord? firstFailure;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        CheckVariables();
        if (ThrottleLimit == 1)
        {
            return;
        }

        MaskBoundParameters();
        var client = Client ?? DefaultClient.InThisRunspace;
        var choice = Choice(client, new() { OutFile = OutFile });
        try
        {
            CheckReconnects(choice.Form);
            CheckMany(choice.Form);
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(Failure(e, null));
        }

        if (MyInvocation.ExpectingInput)
        {
            var (output, files) = (Output(choice), Output(new(OutputForm.Response)));
            many = new(
                new(this, Ending),
                Ending,
                new() { ThrottleLimit = ThrottleLimit, Unordered = Unordered, StopOnError = StopOnError },
                request => request.Refusal is null ? client.SendAsync(request.Config!, Ending.Token) : Task.FromException<AxiosResponse>(request.Refusal),
                request => request.Config?.CallerWait,
                item => Put(item, item.Response?.File is null ? output : files),
                BatchBar.For(this, client));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (many is not null)
        {
            OrEnd(Finish, many);
        }
    }

    /// <summary>Ends what is under way, also when a command upstream has ended the pipeline, of which nobody else tells.</summary>
    public void Dispose() => many?.Dispose();

    private void ProcessMany(RequestsAtOnce<Request> many)
    {
        many.WaitForRoom();
        if (many.IsEnded)
        {
            Finish(many);
        }
        else if (Next() is { } request)
        {
            many.Begin(request);
        }
    }

    // One that cannot be sent has its turn too: its error comes in order.
    private Request? Next()
    {
        var input = NextInput();
        try
        {
            var client = Client ?? DefaultClient.InThisRunspace;
            var config = Config(client, input);
            config.CallerWait = new(client.TimeProvider);
            return Allowed(client, config) ? new(input?.Tag, config, null) : null;
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            return new(input?.Tag, null, e);
        }
    }

    private void Put(BatchItem<Request> item, ResponseOutput output)
    {
        if (Stopping)
        {
            throw new PipelineStoppedException();
        }

        var error = item.Error;
        try
        {
            if (error is null)
            {
                output.Write(Told(item.Response!).TaggedWith(item.Input.Tag));
            }
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            error = e; // the body is not what was asked for
        }

        if (error is null)
        {
            return;
        }

        if (!ErrorRecords.IsExpected(error))
        {
            ExceptionDispatchInfo.Throw(error);
        }

        Tell((error as AxiosException)?.Response);
        var record = Failure(error, item.Input.Tag);
        if (StopOnError && firstFailure is null)
        {
            firstFailure = record;
            many!.End();
        }
        else
        {
            WriteError(record);
        }
    }

    private void Finish(RequestsAtOnce<Request> many)
    {
        many.Finish();
        if (firstFailure is not null)
        {
            ThrowTerminatingError(firstFailure);
        }
    }

    // Whatever ends the command ends its requests: the end of the pipeline, -ErrorAction Stop, a script that exits.
    private void OrEnd(Action<RequestsAtOnce<Request>> work, RequestsAtOnce<Request> many)
    {
        try
        {
            work(many);
        }
        catch
        {
            many.Dispose();
            if (!Stopping)
            {
                many.CloseBar();
            }

            throw;
        }
    }

    private sealed record Request(InputTag? Tag, RequestConfig? Config, Exception? Refusal);
}
