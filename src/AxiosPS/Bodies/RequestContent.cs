using System.Collections;
using System.Security;
using System.Text;

namespace AxiosPS;

/// <summary>A body ready to be sent: bytes, or a file, a stream or a form that is read as it goes out.</summary>
public sealed class RequestContent
{
    private readonly BodyPart body;
    private bool typeGiven;

    /// <summary>Makes a body of bytes.</summary>
    public RequestContent(ReadOnlyMemory<byte> bytes, string contentType)
        : this(new BytesPart(bytes), contentType)
    {
    }

    internal RequestContent(BodyPart body, string contentType)
    {
        this.body = body;
        ContentType = contentType;
    }

    /// <summary>The bytes; empty for what is read as it goes out.</summary>
    public ReadOnlyMemory<byte> Bytes => body is BytesPart { Bytes: var bytes } ? bytes : default;

    /// <summary>What the Content-Type header says unless the request has its own.</summary>
    public string ContentType { get; }

    /// <summary>Whether it is bytes, and not read as it goes out.</summary>
    internal bool IsInMemory => body is BytesPart;

    /// <summary>Whether it is a form that holds the text of a SecureString, which is as bound to its origin as one in a header.</summary>
    internal bool HoldsSecret { get; init; }

    /// <summary>Those texts.</summary>
    internal IReadOnlyList<SecureString> SecureTexts { get; init; } = [];

    /// <summary>What it is made of, for those who write it down.</summary>
    internal BodyPart Source => body;

    internal bool CanRepeat => body.CanRepeat;

    /// <summary>The body once more, from its start.</summary>
    internal HttpContent ToHttpContent() => body.Open();

    /// <summary>Sets the Content-Type header where there is none, or one that the body before has brought along.</summary>
    internal void NameType(HeaderCollection headers, RequestContent? before)
    {
        var present = headers.Get("Content-Type");
        if (present is null || (before is { typeGiven: false } && present == before.ContentType))
        {
            headers["Content-Type"] = ContentType;
        }
    }

    /// <summary>The body of a config, whose Content-Type header is made to fit.</summary>
    /// <param name="config">The config.</param>
    /// <param name="format">What writes JSON.</param>
    /// <param name="before">The body that this one takes the place of.</param>
    internal static RequestContent? For(RequestConfig config, IDataFormat format, RequestContent? before = null)
    {
        if (config.Content.Kind == BodyKind.None && config.ContentType is null && before is null)
        {
            return null;
        }

        var present = config.Headers.Get("Content-Type");
        var given = config.ContentType ?? (TypeIsDerived(config, present, before) ? null : present);
        var content = From(config, format, given ?? (config.Content.Kind is BodyKind.UrlEncoded or BodyKind.Form ? null : config.DefaultContentType));
        if ((content?.ContentType ?? given) is var type && type != present)
        {
            config.Headers["Content-Type"] = type; // null takes it away with its body
        }

        if (content is not null)
        {
            content.typeGiven = given is not null;
        }

        return content;
    }

    /// <summary>A dictionary, or what the host knows as one (a custom object); null of anything else.</summary>
    internal static IDictionary? Fields(object? value) => value is null ? null : value as IDictionary ?? Host.Members(value);

    internal static string Named(object? value) => value is null ? "null" : $"a {value.GetType().Name}";

    private static bool TypeIsDerived(RequestConfig config, string? present, RequestContent? before) =>
        (before is { typeGiven: false } && present == before.ContentType)
        || (config.Content.Kind == BodyKind.Form && config.Headers.Find("Content-Type")?.Scope == FieldScope.Client); // the client's habit, which no form can follow

    private static RequestContent? From(RequestConfig config, IDataFormat format, string? type)
    {
        var (kind, given) = config.Content;
        var value = given is null ? null : Host.Unwrap(given);
        try
        {
            return kind switch
            {
                BodyKind.Json => new(Json(format.Write(given, JsonOptions.Of(config)), type), type ?? MediaTypes.Json),
                BodyKind.UrlEncoded => UrlEncoded(value, config.ArrayFormat ?? ArrayFormat.Repeat, type),
                BodyKind.Form => FormBody.Write(value, type, config.Streams ??= new()),
                BodyKind.Body when Fields(value) is not null && Methods.Normalize(config.Method) is ("GET" or "HEAD") and var method =>
                    throw new ArgumentException($"Body takes no dictionary. For the parameters of a {method} use Query, which appends them to the address."),
                BodyKind.InFile when value is string path => RawBody.File(path, type),
                BodyKind.InFile or BodyKind.Body => RawBody.Write(value, type, config.Streams ??= new()), // a transform may make bytes of a file
                _ => null,
            };
        }
        catch (Exception e) when (kind != BodyKind.Json && e is not ArgumentException && !Host.IsStop(e))
        {
            throw new ArgumentException($"The {kind} of the request cannot be made a body: {e.Message}", e); // of a lazy list, a stream, XML
        }
    }

    // JSON is UTF-8 (RFC 8259), unless somebody insists.
    private static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> json, string? type) =>
        CharsetText.Of(type) is UTF8Encoding ? json : CharsetText.Encode(Encoding.UTF8.GetString(json.Span), type);

    private static RequestContent UrlEncoded(object? value, ArrayFormat lists, string? type)
    {
        if (Fields(value) is not { } fields)
        {
            throw new ArgumentException($"UrlEncoded takes a dictionary of fields, not {Named(value)}. For a text that is encoded already use Body.");
        }

        var form = new QueryCollection(fields);
        var secrets = new List<SecureString>();
        form.AddSecureTexts(secrets);
        return new(Encoding.UTF8.GetBytes(form.Encoded(lists, type)), type ?? MediaTypes.UrlEncoded) { HoldsSecret = secrets.Count > 0, SecureTexts = secrets };
    }
}
