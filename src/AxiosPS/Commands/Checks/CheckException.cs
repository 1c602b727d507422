namespace AxiosPS.Checks;

/// <summary>Why a check does not pass.</summary>
internal sealed class CheckException : Exception
{
    private CheckException(PluginCheckOutcome outcome, string message)
        : base(message) => Outcome = outcome;

    public PluginCheckOutcome Outcome { get; }

    /// <summary>What is wrong, naming the thing.</summary>
    public static CheckException Failed(string message) => new(PluginCheckOutcome.Failed, message);

    /// <summary>Why it cannot be told.</summary>
    public static CheckException Skipped(string message) => new(PluginCheckOutcome.Skipped, message);
}
