using System.Text;

namespace AxiosPS;

/// <summary>What a file has to play, each of it once.</summary>
internal sealed class CassetteTape
{
    private readonly object gate = new();
    private readonly TapeEntry[] entries;
    private readonly SecretPlaces places;
    private readonly CredentialHash hash;
    private readonly HashSet<int> answered = []; // placeholders that stand in answers

    public CassetteTape(CassetteFile file, SecretPlaces places, IReadOnlyList<string> matchHeaders, CredentialHash hash)
    {
        this.places = places;
        this.hash = hash;
        entries = [.. file.Interactions.Select(i => new TapeEntry(i, new(i.Request, matchHeaders)))];
        foreach (var entry in entries)
        {
            answered.UnionWith(PlaceholdersOf(entry.Interaction.Response));
        }
    }

    /// <summary>What has not been played.</summary>
    public IReadOnlyList<CassetteInteraction> Unplayed
    {
        get
        {
            lock (gate)
            {
                return [.. entries.Where(entry => !entry.IsPlayed).Select(entry => entry.Interaction)];
            }
        }
    }

    /// <summary>The highest placeholder.</summary>
    public int LastPlaceholder => answered.Concat(NumbersIn(entries.SelectMany(entry => TextsOf(entry.Interaction.Request)))).DefaultIfEmpty().Max();

    /// <summary>The next answer to a request, which counts as played; null if there is none.</summary>
    public CassetteInteraction? Take(CassetteRequest request, bool ignoreCredentials)
    {
        var same = Array.FindAll(entries, entry => entry.Pattern.Difference(request) is null);
        var own = Array.FindAll(same, entry => IsMeantFor(request, entry)); // not under the lock: it takes its time
        lock (gate)
        {
            var next = Array.Find(own, entry => !entry.IsPlayed) ?? (ignoreCredentials ? Array.Find(same, entry => !entry.IsPlayed) : null);
            if (next is not null)
            {
                next.IsPlayed = true;
            }

            return next?.Interaction;
        }
    }

    /// <summary>What there is for the address of a request, and why it does not answer it.</summary>
    public string Explain(CassetteRequest request) => TapeReport.Of(request, entries, entry => IsMeantFor(request, entry));

    /// <summary>The placeholder of an answer that a request carries, as if it were the secret; null if it carries none.</summary>
    public string? PlaceholderIn(CassetteRequest request) =>
        TextsOf(request).SelectMany(Placeholder.In).FirstOrDefault(placeholder => answered.Contains(Placeholder.Number(placeholder)!.Value));

    /// <summary>The placeholders that an answer has.</summary>
    public static IEnumerable<int> PlaceholdersOf(CassetteResponse? response) => response is null ? [] : NumbersIn(TextsOf(response.Headers, response.Body));

    private static IEnumerable<int> NumbersIn(IEnumerable<string> texts) => texts.SelectMany(Placeholder.In).Select(placeholder => Placeholder.Number(placeholder)!.Value);

    private static IEnumerable<string> TextsOf(CassetteRequest request) => TextsOf(request.Headers, request.Body).Append(request.Uri);

    private static IEnumerable<string> TextsOf(HeaderCollection headers, byte[] body) => headers.Names.SelectMany(headers.GetValues).Append(Encoding.Latin1.GetString(body));

    private bool IsMeantFor(CassetteRequest request, TapeEntry entry)
    {
        var credentials = entry.Pattern.CredentialsOf(request, places.NamedSecretsOf(request))!;
        var recorded = entry.Interaction.Credentials;
        return credentials.Length == 0 ? recorded.Count == 0 : recorded.Count > 0 && recorded.Contains(hash.Of(credentials));
    }
}
