using System.Buffers;

namespace AxiosPS;

/// <summary>A call that has been recorded, as it was and as the file shows it.</summary>
internal sealed class RecordedCall(CassetteInteraction interaction)
{
    // With these, a body may have written a secret in a way of its own.
    private static readonly SearchValues<byte> Escapes = SearchValues.Create("\\%&\0"u8);

    private readonly string head = string.Join('\n', [interaction.Request.Uri, interaction.Message ?? "", .. Values(interaction.Request.Headers), .. Values(interaction.Response?.Headers)]);
    private byte[]? text;

    public CassetteInteraction Interaction => interaction;

    /// <summary>With placeholders in the place of its secrets; null until it is written for the first time.</summary>
    public CassetteInteraction? Shown { get; private set; }

    /// <summary>The placeholders in its answer.</summary>
    public IReadOnlyList<int> Placeholders { get; private set; } = [];

    /// <summary>The credentials that it is answered to, and which placeholders stood in answers when they were found out.</summary>
    public (string[] Credentials, HashSet<int> Answered)? Asked { get; private set; }

    /// <summary>What the vault had by then.</summary>
    public int Known { get; set; }

    public void Show(CassetteInteraction shown) => (Shown, Placeholders, Asked, text) = (shown, [.. CassetteTape.PlaceholdersOf(shown.Response).Distinct()], null, null);

    public void Ask(string[] credentials, HashSet<int> answered)
    {
        text = Asked is { } asked && asked.Credentials.SequenceEqual(credentials) ? text : null;
        Asked = (credentials, answered);
    }

    /// <summary>Whether a secret may be in it that was not known when it was shown last.</summary>
    public bool MayHold(SecretVault vault) =>
        MayHold(vault, interaction.Request.Body) || MayHold(vault, interaction.Response?.Body ?? []) || vault.HasNew(head, Known);

    /// <summary>What stands in the file.</summary>
    public byte[] Text(CredentialHash hash) =>
        text ??= CassetteFile.Text(Shown! with { Credentials = Array.ConvertAll(Asked!.Value.Credentials, hash.Of) }); // which takes its time

    private bool MayHold(SecretVault vault, byte[] body) => body.AsSpan().ContainsAny(Escapes) || vault.HasNew(body, Known);

    private static IEnumerable<string> Values(HeaderCollection? headers) => headers?.Names.SelectMany(headers.GetValues) ?? [];
}
