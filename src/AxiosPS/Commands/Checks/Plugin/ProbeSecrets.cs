namespace AxiosPS.Checks;

/// <summary>Secrets that a check knows, so that it can tell where they come out.</summary>
internal static class ProbeSecrets
{
    private static readonly string[] Names = ["Authorization header", "X-Api-Key header", "Cookie header", "api_key parameter"];

    /// <summary>Gives some to a client, for all its calls: what each is, and its text.</summary>
    public static IReadOnlyDictionary<string, string> GiveTo(AxiosClient client)
    {
        var secrets = Names.ToDictionary(name => name, _ => $"s3cret{Guid.NewGuid():N}");
        client.Defaults.Headers["Authorization"] = $"Bearer {secrets["Authorization header"]}";
        client.Defaults.Headers["X-Api-Key"] = secrets["X-Api-Key header"];
        client.Defaults.Headers["Cookie"] = $"session={secrets["Cookie header"]}";
        client.Defaults.Query["api_key"] = secrets["api_key parameter"];
        return secrets;
    }

    /// <summary>Which of them stands in a text, null if none does.</summary>
    public static string? Find(IReadOnlyDictionary<string, string> secrets, string text) =>
        secrets.FirstOrDefault(secret => text.Contains(secret.Value, StringComparison.Ordinal)).Key;
}
