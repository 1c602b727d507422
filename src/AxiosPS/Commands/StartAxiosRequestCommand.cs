using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Sends requests in the background: gives a job for Wait-Job, Receive-Job, Stop-Job and Remove-Job.</summary>
[Cmdlet(VerbsLifecycle.Start, "AxiosRequest", SupportsShouldProcess = true)]
[OutputType(typeof(AxiosRequestJob))]
public sealed partial class StartAxiosRequestCommand : RequestCommand, IDisposable
{
    private JobRequests? requests;
    private AxiosRequestJob? job;

    /// <summary>The name of the job. Default: Job and its number.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Stops what has not been put out.</summary>
    public void Dispose() => job?.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MaskBoundParameters();
        var client = Client ?? DefaultClient.InThisRunspace;
        try
        {
            requests ??= Requests(client);
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(Failure(e, null)); // of parameters that do not go together, whatever comes from the pipeline
        }

        if (requests!.IsEnded)
        {
            return; // nothing more is sent, and the job is for the end of the pipeline
        }

        var input = NextInput();
        try
        {
            var config = Config(client, input);
            if (Allowed(client, config))
            {
                config.Content = AsItIsNow(config.Content);
                Begin(client, config);
                requests.Add(new(config, Choice(client, config), input?.Tag, input is null ? Uri : input.Tag.Value));
            }
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            if (input is null)
            {
                ThrowTerminatingError(Failure(e, null));
            }

            Begin(client, new());
            requests.Add(JobRequest.Refused(e, input!.Tag));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        requests?.End();
        if (job is not null)
        {
            JobRepository.Add(job);
            var whole = job;
            job = null; // a command downstream that wants no more (Select-Object -First) has it all the same
            WriteObject(whole);
        }
    }

    private void Begin(AxiosClient client, RequestConfig first)
    {
        if (job is null)
        {
            var (command, location) = Described(client, first);
            job = new(IsOfPipeline ? $"{command}, …" : command, Name, location, requests!);
            job.Start(this);
        }
    }

    // A script may use its hashtable for the next request before this one has been sent.
    private static BodySource AsItIsNow(BodySource body) =>
        body is { Kind: BodyKind.Json or BodyKind.UrlEncoded or BodyKind.Form, Value: { } value } ? new(body.Kind, PSDataCopy.Of(value)) : body;

    // Get-Job prints both. A hook may make an address of what is none yet.
    private static (string Command, string Location) Described(AxiosClient client, RequestConfig config)
    {
        var merged = client.Defaults.MergedWith(config);
        var method = Methods.Normalize(merged.Method);
        try
        {
            var uri = RequestUri.Resolve(merged);
            return (AxiosException.Line(method, uri), uri.GetLeftPart(UriPartial.Authority));
        }
        catch (ArgumentException)
        {
            return ($"{method} {HttpTokens.Visible(Secrets.RedactMalformed(merged.Uri ?? ""))}", "");
        }
    }

    private JobRequests Requests(AxiosClient client)
    {
        var choice = Choice(client, new() { OutFile = OutFile });
        CheckReconnects(choice.Form);
        CheckMany(choice.Form);
        var options = new BatchOptions { ThrottleLimit = ThrottleLimit, Unordered = Unordered, StopOnError = StopOnError };
        return new(client, options, NoEnumerate, !IsOfPipeline) { InPieces = InPieces(client, choice.Form) };
    }
}
