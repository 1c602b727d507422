namespace AxiosPS;

/// <summary>What comes of a check.</summary>
internal enum PluginCheckOutcome
{
    /// <summary>It is as it should be.</summary>
    Passed,

    /// <summary>It is not.</summary>
    Failed,

    /// <summary>It could not be told, or there was nothing to look at; the message says why.</summary>
    Skipped,
}
