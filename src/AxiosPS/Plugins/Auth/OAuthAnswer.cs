using System.Globalization;
using System.Text.Json;

namespace AxiosPS.Plugins;

/// <summary>The answer of a token endpoint (RFC 6749, section 5).</summary>
internal static class OAuthAnswer
{
    private const int LongestText = 500;

    /// <param name="response">The answer.</param>
    /// <param name="asked">When it was asked for: the lifetime is counted from then, for how long the answer took nobody knows.</param>
    /// <param name="secrets">What no message may repeat, whatever the server says.</param>
    /// <exception cref="AxiosException">There is no token in it.</exception>
    public static AuthToken Read(AxiosResponse response, DateTimeOffset asked, KnownSecrets secrets)
    {
        var answer = Json(response);
        if (!response.Ok || Text(answer, "error") is not null)
        {
            throw Bad($"was refused: {response.StatusLine}{Reason()}");
        }

        if (Text(answer, "access_token") is not { Length: > 0 } token)
        {
            throw Bad("gave no access_token.");
        }

        // Some say BearerToken. A token that is no bearer's (DPoP, mac) is worth nothing without a proof.
        if (Text(answer, "token_type") is { } type && !type.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw Bad($"gave a token of the type '{Short(type)}'. Only Bearer tokens can be sent.");
        }

        return new(token, Expiry(answer, asked));

        AxiosException Bad(string problem) => new($"{secrets.Mask($"{response.Method} {response.Uri}")} {problem}");

        string Reason() => (Text(answer, "error"), Text(answer, "error_description")) switch
        {
            (null, null) => "",
            (var error, null) => $", {Short(error!)}",
            (null, var text) => $", {Short(text)}",
            var (error, text) => $", {Short(error)} ({Short(text)})",
        };

        string Short(string text)
        {
            var shown = secrets.Mask(text); // before it is cut: half a secret is not found any more
            return shown.Length <= LongestText ? shown : shown[..LongestText] + "…";
        }
    }

    /// <summary>A body of JSON; null if it is none.</summary>
    public static JsonElement? Json(AxiosResponse response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text in it; null if there is none.</summary>
    public static string? Text(JsonElement? json, string name) =>
        json is { } known && known.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Without one it is good until it is refused: to ask for each call is not what anybody wants here.
    private static DateTimeOffset Expiry(JsonElement? answer, DateTimeOffset asked)
    {
        if (!answer!.Value.TryGetProperty("expires_in", out var value)
            || !double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || seconds is not (>= 0 and < 1e10))
        {
            return DateTimeOffset.MaxValue;
        }

        return asked.AddSeconds(seconds);
    }
}
