namespace AxiosPS;

/// <summary>Keeps what is recorded, and writes it to the file without its secrets.</summary>
/// <param name="path">The file.</param>
/// <param name="backup">Keeps what others have in it.</param>
/// <param name="before">What was in it and stays there.</param>
/// <param name="places">Where secrets are.</param>
/// <param name="matchHeaders">Which headers a replay will compare.</param>
/// <param name="hash">Hides credentials.</param>
/// <param name="vault">The secrets seen.</param>
internal sealed class CassetteRecorder(
    string path, CassetteBackup backup, CassetteInteraction[] before, SecretPlaces places, IReadOnlyList<string> matchHeaders, CredentialHash hash, SecretVault vault)
{
    private readonly object gate = new();
    private readonly object writing = new();
    private readonly SortedList<long, RecordedCall> calls = [];
    private readonly byte[][] earlier = Array.ConvertAll(before, CassetteFile.Text);
    private HashSet<int> answered = []; // placeholders that stand in answers
    private long lastTicket = before.Length;
    private int written;

    /// <summary>The place of a request that begins now.</summary>
    public long NextTicket() => Interlocked.Increment(ref lastTicket);

    /// <summary>Adds what has been recorded. When this returns it is in the file.</summary>
    /// <exception cref="AxiosFileException">The file cannot be written.</exception>
    public void Add(CassetteInteraction interaction)
    {
        int turn;
        lock (gate)
        {
            Edit(interaction, new(vault, anywhere: false)); // learns its secrets
            calls.Add(interaction.Ticket, new(interaction));
            turn = calls.Count;
        }

        lock (writing)
        {
            if (written < turn) // else another call has just written this one too
            {
                Write();
            }
        }
    }

    private void Write()
    {
        RecordedCall[] all;
        lock (gate)
        {
            Render();
            all = [.. calls.Values];
        }

        backup.Keep();
        CassetteFile.Write(path, hash.Salt, [.. earlier, .. all.Select(call => call.Text(hash))]);
        backup.Written();
        written = all.Length;
    }

    // A secret that was learned late may stand in what was recorded early.
    private void Render()
    {
        var now = new HashSet<int>();
        foreach (var call in calls.Values)
        {
            if (call.Shown is null || (call.Known != vault.Count && call.MayHold(vault)))
            {
                call.Show(Edit(call.Interaction, new(vault, anywhere: true)));
            }

            call.Known = vault.Count;
            now.UnionWith(call.Placeholders);
        }

        answered = now.SetEquals(answered) ? answered : now;
        foreach (var call in calls.Values)
        {
            if (call.Asked?.Answered != answered)
            {
                call.Ask(Credentials(call), answered);
            }
        }
    }

    private CassetteInteraction Edit(CassetteInteraction interaction, SecretEditor editor) => interaction with
    {
        Request = places.Edit(interaction.Request, editor),
        Response = interaction.Response is { } response ? places.Edit(response, editor) : null,
        Message = interaction.Message is { } message ? editor.In(message) : null,
    };

    // With the secrets as they are, and as a replay has them that got them from recorded answers.
    private string[] Credentials(RecordedCall call)
    {
        var request = call.Interaction.Request;
        var pattern = new CassettePattern(call.Shown!.Request, matchHeaders);
        var named = places.NamedSecretsOf(request);
        var replayed = named.Select(n => (n.Place, vault.Replace(n.Secret, answered)));
        return [.. new[] { pattern.CredentialsOf(request, named), pattern.CredentialsOf(request, replayed, answered) }.OfType<string>().Where(c => c.Length > 0).Distinct()];
    }
}
