using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace AxiosPS.Plugins;

/// <summary>Writes an entry as the HTTP Archive format 1.2 has it. Sizes of heads are not known (-1); times are in milliseconds.</summary>
internal sealed class HarEntry
{
    private readonly HarExchange exchange;
    private readonly Utf8JsonWriter writer;
    private readonly SecretMask mask;
    private readonly HarBody bodies;

    private HarEntry(HarExchange exchange, Utf8JsonWriter writer)
    {
        (this.exchange, this.writer) = (exchange, writer);
        mask = exchange.Options.IncludeSecrets ? new(false) : new(true, KnownSecrets.Of(exchange.Uri, exchange.Headers, exchange.Content));
        bodies = new(exchange, mask, writer);
    }

    public static byte[] Write(HarExchange exchange, Exception? error)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(text, HarPlugin.Json);
        new HarEntry(exchange, writer).Write(error);
        writer.Flush();
        return text.WrittenSpan.ToArray();
    }

    private void Write(Exception? error)
    {
        writer.WriteStartObject();
        writer.WriteString("startedDateTime", exchange.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        var timings = new HarTimings(exchange);
        writer.WriteNumber("time", timings.Total);
        WriteRequest();
        WriteResponse(error);
        writer.WriteStartObject("cache");
        writer.WriteEndObject();
        timings.Write(writer);
        if (exchange.Answer?.Connecting?.Address is { } address)
        {
            writer.WriteString("serverIPAddress", address.ToString());
        }

        writer.WriteEndObject();
    }

    private void WriteRequest()
    {
        var url = mask.Address(exchange.Uri);
        writer.WriteStartObject("request");
        writer.WriteString("method", exchange.Method);
        writer.WriteString("url", url);
        writer.WriteString("httpVersion", Version(exchange.Answer));
        WriteCookies();
        WriteHeaders(exchange.Headers);
        WriteQuery(url);
        bodies.WritePosted();
        writer.WriteNumber("headersSize", -1);
        writer.WriteNumber("bodySize", exchange.Content is null ? 0 : exchange.Content.IsInMemory ? exchange.Content.Bytes.Length : -1);
        writer.WriteEndObject();
    }

    private void WriteResponse(Exception? error)
    {
        var answer = exchange.Answer;
        writer.WriteStartObject("response");
        writer.WriteNumber("status", answer?.StatusCode ?? 0);
        writer.WriteString("statusText", answer is null ? "" : HttpTokens.Visible(mask.Text(answer.ReasonPhrase.Length > 0 ? answer.ReasonPhrase : ReasonPhrases.Of(answer.StatusCode))));
        writer.WriteString("httpVersion", Version(answer));
        WriteSetCookies(answer);
        WriteHeaders(answer?.Headers ?? new());
        bodies.WriteContent();
        writer.WriteString("redirectURL", answer is not null && RedirectTarget.Location(answer) is { } location ? mask.Header("Location", location, isSecret: false) : "");
        writer.WriteNumber("headersSize", -1);
        writer.WriteNumber("bodySize", answer is null ? -1 : answer.ContentLength is not null ? exchange.Count : -1);
        if (error is not null)
        {
            writer.WriteString("_error", $"{error.GetType().Name}: {HttpTokens.Visible(mask.Text(error.Message)).ReplaceLineEndings(" ")}");
        }

        writer.WriteEndObject();
    }

    private void WriteHeaders(HeaderCollection headers)
    {
        writer.WriteStartArray("headers");
        foreach (var field in headers.Fields)
        {
            var isCookie = field.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase);
            foreach (var value in HeaderCollection.Values(field))
            {
                WritePair(field.Name, isCookie ? mask.Cookies(value) : mask.Header(field.Name, value, headers.IsSecret(field)));
            }
        }

        writer.WriteEndArray();
    }

    private void WriteCookies()
    {
        writer.WriteStartArray("cookies");
        foreach (var pair in exchange.Headers.GetValues("Cookie").SelectMany(value => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            WritePair(equals < 0 ? "" : pair[..equals], mask.Secret(pair[(equals + 1)..]));
        }

        writer.WriteEndArray();
    }

    private void WriteSetCookies(TransportResponse? answer)
    {
        writer.WriteStartArray("cookies");
        foreach (var cookie in answer?.Headers.GetValues("Set-Cookie").Select(ResponseCookie.Parse).OfType<ResponseCookie>() ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("name", cookie.Name);
            writer.WriteString("value", mask.Secret(cookie.Value));
            WriteIfAny("path", cookie.Path);
            WriteIfAny("domain", cookie.Domain);
            WriteIfAny("expires", cookie.Expires?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            writer.WriteBoolean("httpOnly", cookie.HttpOnly);
            writer.WriteBoolean("secure", cookie.Secure);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteQuery(string url)
    {
        writer.WriteStartArray("queryString");
        if (url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark)
        {
            foreach (var pair in url[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                WritePair(WebUtility.UrlDecode(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..]));
            }
        }

        writer.WriteEndArray();
    }

    private void WritePair(string name, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("name", HttpTokens.Visible(name));
        writer.WriteString("value", HttpTokens.Visible(value));
        writer.WriteEndObject();
    }

    private void WriteIfAny(string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static string Version(TransportResponse? answer) =>
        answer is null ? "" : answer.HttpVersion is { Major: >= 2 } high ? $"HTTP/{high.Major}" : $"HTTP/{answer.HttpVersion.ToString(2)}";
}
