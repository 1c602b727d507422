using System.Text.Json;

namespace AxiosPS;

/// <summary>One interaction in the file of a cassette.</summary>
internal static class CassetteJson
{
    // What differs from machine to machine and says nothing of the request.
    private static readonly string[] Noise = ["User-Agent"];

    public static void Write(Utf8JsonWriter writer, CassetteInteraction interaction)
    {
        writer.WriteStartObject();
        var request = interaction.Request;
        writer.WriteStartObject("request");
        writer.WriteString("method", request.Method);
        writer.WriteString("uri", request.Uri);
        if (interaction.Credentials.Count > 0)
        {
            writer.WriteStartArray("credentials");
            foreach (var digest in interaction.Credentials)
            {
                writer.WriteStringValue(digest);
            }

            writer.WriteEndArray();
        }

        Write(writer, request.Headers, Noise);
        CassetteBody.Write(writer, request.Body, request.ContentType);
        writer.WriteEndObject();
        if (interaction.Response is { } response)
        {
            Write(writer, response);
        }

        if (interaction.Failure is { } failure)
        {
            writer.WriteStartObject("failure");
            writer.WriteString("kind", failure.ToString());
            writer.WriteString("message", interaction.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public static CassetteInteraction Read(JsonElement element, long ticket)
    {
        Check(element, "an interaction", "request", "response", "failure");
        var request = Member(element, "request");
        Check(request, "its request", ["method", "uri", "credentials", "headers", .. CassetteBody.Members]);
        var headers = Headers(request);
        var image = new CassetteRequest(Member(request, "method").GetString()!, Address(request), headers, CassetteBody.Read(request, headers.Get("Content-Type")));
        CassetteResponse? response = element.TryGetProperty("response", out var answer) ? Response(answer) : null;
        var failed = element.TryGetProperty("failure", out var failure);
        if (response is null && !failed)
        {
            throw new FormatException("It has neither a response nor a failure.");
        }

        if (failed)
        {
            Check(failure, "its failure", "kind", "message");
        }

        return new(
            ticket,
            image,
            response,
            failed ? Enum.Parse<NetworkFailure>(Member(failure, "kind").GetString()!) : null,
            failed ? Member(failure, "message").GetString() : null)
        {
            Credentials = request.TryGetProperty("credentials", out var digests) ? [.. digests.EnumerateArray().Select(d => d.GetString()!)] : [],
        };
    }

    /// <summary>A member that has to be there.</summary>
    public static JsonElement Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) ? member : throw new FormatException($"It has no '{name}'.");

    /// <summary>Refuses what nobody would read.</summary>
    public static void Check(JsonElement element, string owner, params string[] names)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (!names.Contains(member.Name, StringComparer.Ordinal))
            {
                throw new FormatException(
                    $"'{member.Name}' is nothing that {owner} has. {(Known.Nearest(member.Name, names) is { } nearest ? $"Did you mean '{nearest}'?" : $"It may have {string.Join(", ", names)}.")}");
            }
        }
    }

    private static string Address(JsonElement request) =>
        Member(request, "uri").GetString() is { } uri && Uri.TryCreate(uri, UriKind.Absolute, out _) ? uri : throw new FormatException("Its uri is no address.");

    private static void Write(Utf8JsonWriter writer, CassetteResponse response)
    {
        writer.WriteStartObject("response");
        writer.WriteNumber("status", response.StatusCode);
        if (response.ReasonPhrase.Length > 0)
        {
            writer.WriteString("reason", response.ReasonPhrase);
        }

        writer.WriteString("httpVersion", response.HttpVersion.ToString());
        Write(writer, response.Headers, []);
        CassetteBody.Write(writer, response.Body, response.Headers.Get("Content-Type"));
        if (response.End != CassetteEnd.Whole)
        {
            writer.WriteString("end", response.End.ToString());
        }

        writer.WriteEndObject();
    }

    private static CassetteResponse Response(JsonElement response)
    {
        Check(response, "its response", ["status", "reason", "httpVersion", "headers", .. CassetteBody.Members, "end"]);
        var status = Member(response, "status").GetInt32();
        var headers = Headers(response);
        return new(
            status is >= 100 and <= 999 ? status : throw new FormatException("Its status is none."),
            response.TryGetProperty("reason", out var reason) ? reason.GetString()! : "",
            response.TryGetProperty("httpVersion", out var version) ? Version.Parse(version.GetString()!) : System.Net.HttpVersion.Version11,
            headers,
            CassetteBody.Read(response, headers.Get("Content-Type")),
            response.TryGetProperty("end", out var end) ? Enum.Parse<CassetteEnd>(end.GetString()!) : CassetteEnd.Whole);
    }

    private static void Write(Utf8JsonWriter writer, HeaderCollection headers, string[] without)
    {
        writer.WriteStartObject("headers");
        foreach (var field in headers.Fields)
        {
            if (without.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (field.Value is string single)
            {
                writer.WriteString(field.Name, single);
                continue;
            }

            writer.WriteStartArray(field.Name);
            foreach (var value in HeaderCollection.Values(field))
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static HeaderCollection Headers(JsonElement message)
    {
        var fields = new Dictionary<string, Field>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in message.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().ToArray() : [])
        {
            object value = field.Value.ValueKind == JsonValueKind.Array ? field.Value.EnumerateArray().Select(Text).ToArray() : Text(field.Value);
            fields[field.Name] = new(field.Name, value, FieldScope.Hook);
        }

        return HeaderCollection.Received([.. fields.Values]);
    }

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("A header is null.");
}
