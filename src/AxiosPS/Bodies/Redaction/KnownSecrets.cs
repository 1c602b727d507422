using System.Security;
using System.Text;

namespace AxiosPS;

/// <summary>The secrets that a call sends along: wherever they turn up, however written, they are masked.</summary>
internal sealed class KnownSecrets
{
    private const int Shortest = 4; // of a value that only its header makes a secret

    public static readonly KnownSecrets None = new([]);

    private readonly string[] texts;

    private KnownSecrets(IEnumerable<string> values) => texts =
    [
        .. values.SelectMany(SecretForms.Of).Distinct().OrderByDescending(v => v.Length),
    ];

    /// <summary>Those in its headers and in the ones of its last attempt, its cookies, and what came as a SecureString in its address and its form.</summary>
    public static KnownSecrets Of(RequestContext context)
    {
        var config = context.Config;
        var values = OfHeaders(context.Headers)
            .Concat(context.Sent is { } sent ? OfHeaders(sent.Headers) : [])
            .Concat((config.Cookies ?? context.Client.Cookies).GetCookies(context.Uri).Select(c => c.Value));
        var secure = new List<SecureString>();
        if (config.HasQuery)
        {
            config.Query.AddSecureTexts(secure);
        }

        if (config.HasPathParameters)
        {
            config.PathParameters.AddSecureTexts(secure);
        }

        if (context.Content is { HoldsSecret: true } && RequestContent.Fields(config.UrlEncoded) is { } form)
        {
            new QueryCollection(form).AddSecureTexts(secure);
        }

        return new(values.Where(v => v.Length >= Shortest).Concat(secure.Select(Secrets.Reveal).Where(v => v.Length > 0)));
    }

    /// <summary>Those that a request carries as it goes out: in its headers, its cookies one by one, its address and its form.</summary>
    public static KnownSecrets Of(Uri uri, HeaderCollection headers, RequestContent? content)
    {
        var cookies = headers.GetValues("Cookie").SelectMany(v => v.Split(';')).Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim());
        return new(OfHeaders(headers).Concat(cookies).Concat(OfQuery(uri.Query)).Concat(OfForm(content)).Where(v => v.Length >= Shortest)
            .Concat(Secrets.HiddenIn(uri)).Concat(content?.SecureTexts.Select(Secrets.Reveal).Where(v => v.Length > 0) ?? []));
    }

    /// <summary>A message about a call, which may repeat what the call has sent, or what a hook has asked for: both are masked.</summary>
    public static string Redact(string message, RequestContext context) => TextRedaction.Redact(Of(context).Mask(message));

    /// <summary>Those texts, whatever call has them; empty ones are none.</summary>
    public static KnownSecrets Of(params string[] values) => new(values.Where(v => v.Length > 0));

    public string Mask(string text) => texts.Aggregate(text, static (shown, secret) => shown.Replace(secret, Secrets.Mask, StringComparison.Ordinal));

    private static IEnumerable<string> OfForm(RequestContent? content) => content?.Source is not MultipartPart form ? []
        : form.Parts.Where(part => part.Body is BytesPart && SecretNames.IsField(new FormPartHeaders(part.Headers).Name)).Select(part => Encoding.UTF8.GetString(((BytesPart)part.Body).Bytes.Span));

    private static IEnumerable<string> OfQuery(string query) => query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2 && Secrets.IsQuery(Uri.UnescapeDataString(pair[0])))
        .Select(pair => Uri.UnescapeDataString(pair[1]));

    // That of Authorization is a scheme and what is secret; of Basic the password too.
    private static IEnumerable<string> OfHeaders(HeaderCollection headers)
    {
        foreach (var name in headers.Names)
        {
            if (!headers.IsSecret(name))
            {
                continue;
            }

            foreach (var value in headers.GetValues(name))
            {
                yield return value;
                if (value.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank)
                {
                    var credentials = value[(blank + 1)..].Trim();
                    yield return credentials;
                    if (value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) && SecretForms.UserAndPassword(credentials) is { } pair)
                    {
                        yield return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
                    }
                }
            }
        }
    }
}
