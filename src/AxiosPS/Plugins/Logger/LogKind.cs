namespace AxiosPS.Plugins;

/// <summary>What a <see cref="LogRecord"/> tells of.</summary>
public enum LogKind
{
    /// <summary>A request that goes out.</summary>
    Request,

    /// <summary>An answer, whatever its status.</summary>
    Response,

    /// <summary>An attempt that went wrong and will be repeated.</summary>
    Retry,

    /// <summary>A call that got no answer.</summary>
    Failure,
}
