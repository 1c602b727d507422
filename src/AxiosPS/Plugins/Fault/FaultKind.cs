namespace AxiosPS.Plugins;

/// <summary>What becomes of an attempt that is hit.</summary>
internal enum FaultKind
{
    /// <summary>It is late, and goes through.</summary>
    Late,

    /// <summary>It is answered here.</summary>
    Status,

    /// <summary>Its connection is lost.</summary>
    Reset,

    /// <summary>It waits for ever.</summary>
    NoAnswer,
}
