namespace AxiosPS;

/// <summary>What has come of one check of a plugin or a plugin package.</summary>
public sealed class PluginCheckResult
{
    internal PluginCheckResult(string plugin, string name, PluginCheckOutcome result, string message = "", string remedy = "") =>
        (Plugin, Name, Outcome, Message, Remedy) = (plugin, name, result, message, remedy);

    /// <summary>The name of the plugin or of the package.</summary>
    public string Plugin { get; }

    /// <summary>What was checked, as a sentence.</summary>
    public string Name { get; }

    /// <summary>What has come of it, as a word that JSON keeps: <c>Passed</c>; <c>Failed</c>; or <c>Skipped</c>, where it could not be told or there was nothing to look at.</summary>
    public string Result => Outcome.ToString();

    /// <summary>What is wrong, or why it was skipped; empty for what has passed.</summary>
    public string Message { get; }

    /// <summary>What to do about it; empty for what has not failed.</summary>
    public string Remedy { get; }

    internal PluginCheckOutcome Outcome { get; }

    /// <summary>For example <c>Failed: Uninstall throws nothing</c>.</summary>
    public override string ToString() => $"{Result}: {Name}";
}
