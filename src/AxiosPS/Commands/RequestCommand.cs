using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>What makes up a request, and how its answer is put out, for the cmdlets that send.</summary>
public abstract partial class RequestCommand : RequestOptionsCommand
{
    private RequestConfig? shared;
    private SiblingFiles? siblings;
    private readonly BodyStreams streams = new(); // one stream is one body, whole for each request from the pipeline

    /// <summary>An address, or a path below the base of the client.</summary>
    [Parameter(Position = 0)]
    [UriText]
    public string? Uri { get; set; }

    /// <summary>The client. Default: a plain one, without hooks.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient? Client { get; set; }

    /// <summary>The HTTP method. Default: GET, with a body POST.</summary>
    [Parameter]
    [Alias("CustomMethod", "CM")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MethodCompleter))]
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

    /// <summary>A string (sent as a form unless -ContentType says otherwise), byte[], stream, XML node or file (Get-Item), to be sent as it is.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object? Body { get; set; }

    /// <summary>The Content-Type of the body. Default: what its kind says, application/json for -Json.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContentTypeCompleter))]
    public string? ContentType { get; set; }

    /// <summary>How a body is sent: chunked, in pieces and without its length. Default: with its length, where that is known.</summary>
    [Parameter]
    [TransferCoding]
    [ArgumentCompleter(typeof(TransferCodingCompleter))]
    public string? TransferEncoding { get; set; }

    /// <summary>Give a response whatever its status.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>With -As Data or a type: put an array out as one object.</summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    /// <summary>A request: what the parameters say, with what the input says laid over it.</summary>
    /// <exception cref="ArgumentException">It cannot be sent.</exception>
    private protected RequestConfig Config(AxiosClient client, RequestInput? input)
    {
        var (config, isAway) = input is null ? (Shared(), false) : WithInput(client, input);
        config.Method ??= config.Content.Kind == BodyKind.None ? null : "POST";
        if (TransferEncoding is not null && config.Content.Kind != BodyKind.None)
        {
            config.Headers["Transfer-Encoding"] = TransferEncoding;
        }

        ApplySession(config, isAway);
        WarnOfNoRetries(config, client.Defaults);
        CheckFile(config);
        config.Siblings = input is not null && config.OutFile is not null ? siblings ??= new() : null;
        BeginSession(config);
        if (client.Defaults.ValidateStatus is null)
        {
            config.ValidateStatus ??= StatusCheck.Success; // a client made in C# leaves it open
        }

        return config;
    }

    private protected bool Allowed(AxiosClient client, RequestConfig config)
    {
        var method = Methods.Normalize(config.Method ?? client.Defaults.Method);
        return (Methods.IsSafe(method) && config.OutFile is null)
            || ShouldProcess(Secrets.Redact(RequestUri.Resolve(client.Defaults.MergedWith(config))), method);
    }

    private protected OutputChoice Choice(AxiosClient client, RequestConfig config) =>
        config.OutFile is not null ? new(OutputForm.Response) : Has(nameof(As)) ? As : NewAxiosClientCommand.FormOf(client) ?? As;

    // What the command alone says is meant for where it would go by itself, and an item that goes elsewhere gets no secret of it.
    private (RequestConfig Config, bool IsAway) WithInput(AxiosClient client, RequestInput input)
    {
        shared ??= Shared();
        var item = input.Config(shared, client.Defaults);
        var own = shared;
        var isAway = client.BaseOrigin is not null && !(input.IsRow && own.Uri is not null) && item.NamesOther(client.Defaults.BaseUri, own.Uri);
        if (isAway)
        {
            own = own.WithoutSecrets();
        }

        return (input.IsRow ? item.ForItem(own.Copy()) : own.ForItem(item), isAway);
    }

    // What the parameters say does not change from input to input.
    private RequestConfig Shared()
    {
        var config = new RequestConfig { Uri = UriTextAttribute.Checked(Uri), Method = Method, ContentType = ContentType, Streams = streams };
        if (Has(nameof(Json)))
        {
            config.Json = Json;
        }

        if (Has(nameof(UrlEncoded)))
        {
            if (Uri is null && UrlEncoded is string)
            {
                throw new ArgumentException("-Url is short for -UrlEncoded, which is a form, as in @{ name = 'value' }. The address is -Uri.");
            }

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

        Apply(config);
        ApplyFile(config);
        config.ValidateStatus = SkipHttpErrorCheck ? StatusCheck.Any : config.ValidateStatus;
        return config;
    }
}
