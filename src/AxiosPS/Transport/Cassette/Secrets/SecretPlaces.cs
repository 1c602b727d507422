using System.Text;

namespace AxiosPS;

/// <summary>Finds the secrets of requests and answers: in headers, cookies, addresses and bodies.</summary>
/// <param name="more">Names of secrets beside those that tell it by themselves.</param>
internal sealed class SecretPlaces(IReadOnlyCollection<string> more)
{
    private static readonly string[] Schemes = ["Bearer", "Basic", "Token", "Digest", "Negotiate", "NTLM", "ApiKey", "DPoP"];

    public CassetteRequest Edit(CassetteRequest request, SecretEditor editor) => request with
    {
        Uri = Address(request.Uri, request.Hidden, editor),
        Headers = Headers(request.Headers, editor),
        Body = Body(request.Body, request.ContentType, request.Hidden, isAnswer: false, editor),
    };

    public CassetteResponse Edit(CassetteResponse response, SecretEditor editor) => response with
    {
        ReasonPhrase = editor.In(response.ReasonPhrase),
        Headers = Headers(response.Headers, editor),
        Body = Body(response.Body, response.Headers.Get("Content-Type"), [], isAnswer: true, editor),
    };

    public HeaderCollection Headers(HeaderCollection headers, SecretEditor editor)
    {
        var fields = new List<Field>();
        foreach (var field in headers.Fields)
        {
            var isSecret = headers.IsSecret(field.Name) || IsMore(field.Name);
            var values = HeaderCollection.Values(field).Select(value => Header(field.Name, value, isSecret, editor)).ToArray();
            fields.Add(field with { Value = values.Length == 1 ? values[0] : values });
        }

        return HeaderCollection.Received([.. fields]);
    }

    /// <summary>The secrets of a request's headers and cookies, each with the name of its place.</summary>
    public IReadOnlyList<(string Place, string Secret)> NamedSecretsOf(CassetteRequest request)
    {
        var editor = new SecretEditor(new(0), anywhere: false);
        Headers(request.Headers, editor);
        return editor.Credentials;
    }

    public bool IsMember(string name) => SecretNames.IsMember(name) || IsMore(name);

    public bool IsField(string name) => SecretNames.IsField(name) || IsMore(name);

    private bool IsMore(string name) => more.Contains(name, StringComparer.OrdinalIgnoreCase);

    private string Header(string name, string value, bool isSecret, SecretEditor editor) => name.ToLowerInvariant() switch
    {
        "cookie" => string.Join("; ", value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(pair => Cookie(pair, editor))),
        "set-cookie" when value.Split(';', 2) is var parts => string.Join(';', [Cookie(parts[0], editor), .. parts[1..]]),
        _ when isSecret => Credential(value, editor, name.ToLowerInvariant()),
        _ when Secrets.HasAddress(name) => editor.In(Secrets.ReplaceAddresses(value, address => Pairs(address, editor))),
        _ => editor.In(value),
    };

    private static string Cookie(string pair, SecretEditor editor)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return pair[..(equals + 1)] + editor.At(pair[(equals + 1)..].Trim(), $"cookie {pair[..Math.Max(equals, 0)].Trim()}");
    }

    // The scheme of an Authorization header tells nothing that is secret.
    private static string Credential(string value, SecretEditor editor, string? place = null)
    {
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !Schemes.Contains(value[..space], StringComparer.OrdinalIgnoreCase))
        {
            return editor.At(value, place);
        }

        var rest = value[(space + 1)..].Trim();
        var user = value[..space].Equals("Basic", StringComparison.OrdinalIgnoreCase) ? SecretForms.UserAndPassword(rest) : null;
        return $"{value[..space]} {editor.At(rest, place, user)}";
    }

    private string Address(string uri, IReadOnlyList<string> hidden, SecretEditor editor)
    {
        var path = uri.IndexOf('/', uri.IndexOf("://", StringComparison.Ordinal) + 3);
        foreach (var text in path < 0 ? [] : hidden)
        {
            if (uri.IndexOf(text, path, StringComparison.Ordinal) >= 0)
            {
                uri = uri[..path] + uri[path..].Replace(text, editor.At(Uri.UnescapeDataString(text)), StringComparison.Ordinal);
            }
        }

        return editor.In(Pairs(uri, editor));
    }

    private string Pairs(string uri, SecretEditor editor) =>
        Secrets.Replace(uri, name => SecretNames.IsQuery(name) || IsMore(name), value => editor.At(Uri.UnescapeDataString(value)));

    private byte[] Body(byte[] bytes, string? contentType, IReadOnlyList<string> hidden, bool isAnswer, SecretEditor editor)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        var (text, encoding, mark) = Decoded(bytes, contentType);
        var edited = BodyRedaction.Redact(text, contentType, new SecretsInText(this, editor, hidden, isAnswer));
        return edited == text ? bytes : [.. bytes.AsSpan(0, mark), .. encoding.GetBytes(edited)];
    }

    // Byte by byte where it is no text, or not in the charset that it is said to be in.
    private static (string Text, Encoding Encoding, int Mark) Decoded(byte[] bytes, string? contentType)
    {
        var encoding = BodyText.Encoding(bytes, contentType, out var mark);
        var text = encoding.GetString(bytes.AsSpan(mark));
        return encoding.GetBytes(text).AsSpan().SequenceEqual(bytes.AsSpan(mark)) ? (text, encoding, mark) : (Encoding.Latin1.GetString(bytes), Encoding.Latin1, 0);
    }

    /// <summary>A value that is known to be secret, with a scheme before it perhaps.</summary>
    public static string Value(string value, SecretEditor editor) => Credential(value, editor);
}
