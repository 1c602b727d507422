using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Sends requests, one after the other.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AxiosRequest", SupportsShouldProcess = true)]
[Alias("axios")]
[OutputType(typeof(AxiosResponse))]
public sealed partial class InvokeAxiosRequestCommand : RequestOptionsCommand
{
    /// <summary>An address, or a path below the base of the client.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [UriText]
    public string? Uri { get; set; }

    /// <summary>The client. Default: a plain one, without hooks.</summary>
    [Parameter]
    [ValidateNotNull]
    public AxiosClient? Client { get; set; }

    /// <summary>The HTTP method. Default: GET, with a body POST.</summary>
    [Parameter]
    [Alias("CustomMethod")]
    [ValidateNotNullOrEmpty]
    public string? Method { get; set; }

    /// <summary>Any object, to be sent whole as JSON.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object? Json { get; set; }

    /// <summary>A hashtable or custom object, to be sent as application/x-www-form-urlencoded.</summary>
    [Parameter]
    public object? UrlEncoded { get; set; }

    /// <summary>
    /// A hashtable or custom object, to be sent as multipart/form-data: texts, files (Get-Item), byte[], streams, lists of them, and
    /// @{ Value; FileName; ContentType; Headers } where more is to be said.
    /// </summary>
    [Parameter]
    public object? Form { get; set; }

    /// <summary>The path of a file, to be sent as it is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>A string, byte[], stream, XML node or file (Get-Item), to be sent as it is.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object? Body { get; set; }

    /// <summary>The Content-Type of the body.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ContentType { get; set; }

    /// <summary>Give a response whatever its status.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>With -As Data or a type: put an array out as one object.</summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    private readonly BodyStreams streams = new(); // one stream is one body, whole for each address from the pipeline

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

            var choice = OutFile is not null ? new(OutputForm.Response) : Has(nameof(As)) ? As : NewAxiosClientCommand.FormOf(client) ?? As;
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
                Write(Run(token => client.SendAsync(config, token)), choice);
            }
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            var record = ErrorRecords.From(e, Uri);
            if (!MyInvocation.ExpectingInput)
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

    private RequestConfig Config(AxiosClient client)
    {
        if (MyInvocation.ExpectingInput && string.IsNullOrEmpty(Uri))
        {
            throw new ArgumentException("An address from the pipeline is empty or $null.");
        }

        var config = new RequestConfig { Uri = UriTextAttribute.Checked(Uri), ContentType = ContentType, Streams = streams };
        if (Has(nameof(Json)))
        {
            config.Json = Json;
        }

        if (Has(nameof(UrlEncoded)))
        {
            config.UrlEncoded = UrlEncoded;
        }

        if (Has(nameof(Body)))
        {
            config.Body = Body;
        }

        if (Has(nameof(Form)))
        {
            config.Form = Form;
        }

        if (InFile is not null)
        {
            config.InFile = FilePath(InFile);
        }

        config.Method = Method ?? (config.Content.Kind == BodyKind.None ? null : "POST");
        Apply(config);
        ApplyFile(config);
        BeginSession(config);
        if (SkipHttpErrorCheck)
        {
            config.ValidateStatus = StatusCheck.Any;
        }
        else if (client.Defaults.ValidateStatus is null)
        {
            config.ValidateStatus ??= StatusCheck.Success; // a client made in C# leaves it open
        }

        return config;
    }

    private bool Allowed(AxiosClient client, RequestConfig config)
    {
        var method = Methods.Normalize(config.Method ?? client.Defaults.Method);
        return (Methods.IsSafe(method) && config.OutFile is null)
            || ShouldProcess(Secrets.Redact(RequestUri.Resolve(client.Defaults.MergedWith(config))), method);
    }

    private void Write(AxiosResponse response, OutputChoice choice)
    {
        if (choice.Type is { } type)
        {
            if (response.AsOneOrMore(type) is { } value)
            {
                WriteObject(value, !NoEnumerate);
            }

            return;
        }

        switch (choice.Form)
        {
            case OutputForm.Data when response.DataError is { } error: throw error;
            case OutputForm.Data when response.Data is { } data: WriteObject(data, !NoEnumerate && data is not byte[]); break;
            case OutputForm.Text when response.Bytes.Length > 0: WriteObject(response.Text); break;
            case OutputForm.Bytes when response.Bytes.Length > 0: WriteObject(response.Bytes, false); break;
            case OutputForm.Response: WriteObject(response); break;
        }
    }
}
