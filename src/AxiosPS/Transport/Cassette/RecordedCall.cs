namespace AxiosPS;

/// <summary>A call that has been recorded, as it was and as the file shows it.</summary>
internal sealed class RecordedCall(CassetteInteraction interaction)
{
    public CassetteInteraction Interaction => interaction;

    /// <summary>With placeholders in the place of its secrets; null until it is written for the first time.</summary>
    public CassetteInteraction? Shown { get; set; }

    /// <summary>How many secrets were known by then.</summary>
    public int Known { get; set; }
}
