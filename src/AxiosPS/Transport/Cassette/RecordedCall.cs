using System.Buffers;
using System.Text;

namespace AxiosPS;

/// <summary>A call that has been recorded, as it was and as the file shows it.</summary>
internal sealed class RecordedCall(CassetteInteraction interaction)
{
    // With these, a body may have written a secret in a way of its own.
    private static readonly SearchValues<char> Escapes = SearchValues.Create("\\%&\0");

    private readonly string body = Encoding.Latin1.GetString([.. interaction.Request.Body, .. interaction.Response?.Body ?? []]);
    private readonly string head = string.Join('\n', [interaction.Request.Uri, interaction.Message ?? "", .. Values(interaction.Request.Headers), .. Values(interaction.Response?.Headers)]);

    public CassetteInteraction Interaction => interaction;

    /// <summary>With placeholders in the place of its secrets; null until it is written for the first time.</summary>
    public CassetteInteraction? Shown { get; private set; }

    /// <summary>The placeholders in its answer.</summary>
    public IReadOnlyList<int> Placeholders { get; private set; } = [];

    /// <summary>The credentials that it is answered to, and which placeholders stood in answers when they were found out.</summary>
    public (string[] Credentials, HashSet<int> Answered)? Asked { get; set; }

    /// <summary>What the vault had by then.</summary>
    public int Known { get; set; }

    public void Show(CassetteInteraction shown) => (Shown, Placeholders, Asked) = (shown, [.. CassetteTape.PlaceholdersOf(shown.Response).Distinct()], null);

    /// <summary>Whether a secret may be in it that was not known when it was shown last.</summary>
    public bool MayHold(SecretVault vault) => body.AsSpan().ContainsAny(Escapes) || vault.HasNew(body, Known) || vault.HasNew(head, Known);

    private static IEnumerable<string> Values(HeaderCollection? headers) => headers?.Names.SelectMany(headers.GetValues) ?? [];
}
