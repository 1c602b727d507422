using System.Text.Json;
using System.Text.Json.Nodes;

namespace AxiosPS;

/// <summary>What a JSON body is to contain.</summary>
internal sealed class MockJson(JsonNode? wanted)
{
    /// <summary>Where a body is not as it is to be, and what is there; null if it is. Values of secrets are not told.</summary>
    public string? Mismatch(JsonNode? body) => Mismatch(wanted, body, "$", false);

    private static string? Mismatch(JsonNode? wanted, JsonNode? given, string place, bool secret)
    {
        switch (wanted)
        {
            case JsonObject members when given is JsonObject there:
                return members.Select(m => Mismatch(m.Value, there[m.Key], $"{place}.{m.Key}", secret || SecretNames.IsMember(m.Key))).FirstOrDefault(m => m is not null);
            case JsonArray items when given is JsonArray there:
                return items.Count != there.Count ? $"{place} of its JSON body has {there.Count} items and not {items.Count}"
                    : items.Select((item, i) => Mismatch(item, there[i], $"{place}[{i}]", secret)).FirstOrDefault(m => m is not null);
            default:
                return IsValue(wanted, given) ? null : $"{place} of its JSON body is {(secret && given is not null ? "another" : Pair(wanted, given, secret))}";
        }
    }

    private static string Pair(JsonNode? wanted, JsonNode? given, bool secret) => (wanted, given) switch
    {
        (null, _) => $"{Shown(given!)}, not null",
        (_, null) => $"null or not there{(secret ? "" : $" ({Shown(wanted)} is wanted)")}",
        _ => $"{Shown(given)}, not {Shown(wanted)}",
    };

    private static string Shown(JsonNode node) => BodyRedaction.RedactUnknown(node.ToJsonString());

    private static bool IsValue(JsonNode? wanted, JsonNode? given) => (wanted, given) switch
    {
        (null, _) or (_, null) => wanted is null && given is null,
        (JsonValue, JsonValue) when wanted.GetValueKind() == given.GetValueKind() => wanted.GetValueKind() switch
        {
            JsonValueKind.String => new MockPattern(wanted.GetValue<string>(), "RequestJson").IsMatch(given.GetValue<string>()),
            JsonValueKind.Number => IsNumber(wanted.ToJsonString(), given.ToJsonString()),
            _ => true,
        },
        _ => false,
    };

    // 1 and 1.0 are the same number.
    private static bool IsNumber(string wanted, string given) => wanted == given
        || (JsonSerializer.Deserialize<double>(wanted).Equals(JsonSerializer.Deserialize<double>(given)) && (!IsWhole(wanted) || !IsWhole(given)));

    private static bool IsWhole(string number) => number.AsSpan().IndexOfAny(".eE") < 0;
}
