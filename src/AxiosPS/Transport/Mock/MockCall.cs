using System.Text.Json.Nodes;

namespace AxiosPS;

/// <summary>A call that has reached a mock transport, as it would have gone out. Listings of it mask secrets.</summary>
public sealed class MockCall
{
    private readonly IDataFormat format;
    private readonly ReadOnlyMemory<byte> body;
    private readonly bool holdsSecret;
    private readonly Lazy<QueryCollection> query;
    private readonly Lazy<QueryCollection> form;
    private readonly Lazy<object?> json;

    internal MockCall(TransportRequest request, ReadOnlyMemory<byte>? body, long length, IDataFormat format, DateTimeOffset time)
    {
        (this.format, this.body) = (format, body ?? default);
        (Method, Address, Headers) = (request.Method, request.Uri, request.Headers.Copy()); // a redirect changes those of the request
        (HasBody, BodyLength, Time) = (body is not null, length, time);
        holdsSecret = request.Content?.HoldsSecret == true;
        query = new(() => MockForm.Fields(MockForm.Pairs(Address.Query.TrimStart('?')), Secrets.HiddenIn(Address).Count > 0));
        form = new(ReadForm);
        json = new(ReadJson);
    }

    /// <summary>Which call it was, from 0.</summary>
    public int Index { get; internal set; }

    /// <summary>When it came, by the clock of the transport.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The method.</summary>
    public string Method { get; }

    /// <summary>The absolute address, secrets masked. The real value of a query parameter: <see cref="Query"/>, by its name.</summary>
    public Uri Uri => Secrets.Masked(Address);

    /// <summary>The headers, cookies included. A value asked for by its name is the real one.</summary>
    public HeaderCollection Headers { get; }

    /// <summary>The query parameters, decoded; a list where a name comes more than once. A value asked for by its name is the real one.</summary>
    public QueryCollection Query => query.Value;

    /// <summary>
    /// The body as text, null if there was none. What is secret in it by its name is masked: the real values are in <see cref="Json"/>,
    /// <see cref="Form"/> and <see cref="Bytes"/>. A form with the text of a SecureString is masked as a whole.
    /// </summary>
    public string? Body => !HasBody ? null : holdsSecret ? Secrets.Mask : BodyRedaction.Redact(Text, ContentType);

    /// <summary>The fields of a form, as <see cref="Query"/> has its parameters: of a multipart form its texts, without its files. Empty for another body.</summary>
    public QueryCollection Form => form.Value;

    /// <summary>The body as data, in PowerShell as custom objects; null if it is no JSON.</summary>
    public object? Json => json.Value;

    /// <summary>The bytes of the body, at most the first 16 MiB of them.</summary>
    public byte[] Bytes => body.ToArray();

    /// <summary>How many bytes the body had.</summary>
    public long BodyLength { get; }

    /// <summary>The route that matched: its name, or what it matches; null if none did.</summary>
    public string? Route { get; internal set; }

    /// <summary>The status that was answered; null if none was, or not yet.</summary>
    public int? StatusCode { get; internal set; }

    /// <summary>The fault that was given, null for none.</summary>
    public NetworkFault? Fault { get; internal set; }

    internal Uri Address { get; }

    internal bool HasBody { get; }

    /// <summary>Whether the body has the text of a SecureString.</summary>
    internal bool HoldsSecret => holdsSecret;

    /// <summary>The body as it was sent, empty if there was none.</summary>
    internal string Text => BodyText.Decode(body.Span, ContentType);

    private string? ContentType => Headers.Get("Content-Type");

    /// <summary>The body as nodes, null if it is no JSON.</summary>
    internal JsonNode? Node() => Read(JsonDataFormat.Instance) as JsonNode;

    /// <summary>The method and the address, secrets masked, and what was given.</summary>
    public override string ToString() => $"{AxiosException.Line(Method, Address)} -> {Fault?.ToString() ?? StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"}";

    private QueryCollection ReadForm() => MockForm.Fields(
        BodyText.MediaType(ContentType) == MediaTypes.UrlEncoded ? MockForm.Pairs(Text)
            : MediaTypes.BoundaryOf(ContentType) is { } boundary ? MockForm.Parts(body.Span, boundary)
            : [],
        holdsSecret);

    private object? ReadJson() => Read(format);

    private object? Read(IDataFormat by)
    {
        try
        {
            return body.IsEmpty ? null : by.Read(BodyText.Utf8(body.Span, ContentType), JsonOptions.Default);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
