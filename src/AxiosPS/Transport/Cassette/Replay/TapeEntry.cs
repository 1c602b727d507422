namespace AxiosPS;

/// <summary>An interaction to be played.</summary>
internal sealed class TapeEntry(CassetteInteraction interaction, CassettePattern pattern)
{
    public CassetteInteraction Interaction => interaction;

    public CassettePattern Pattern => pattern;

    public bool IsPlayed { get; set; }
}
