namespace AxiosPS;

/// <summary>The call was cancelled: by its token, by Ctrl+C or because the pipeline ended.</summary>
public sealed class AxiosCanceledException : AxiosException
{
    internal AxiosCanceledException(string? call, string? reason, Exception? inner, CancellationToken token)
        : base($"{call ?? "The call"} was cancelled{(reason is null ? "." : $": {reason}")}", inner)
    {
        Reason = reason;
        CancellationToken = token;
    }

    /// <summary>Why, if whoever cancelled said so.</summary>
    public string? Reason { get; }

    /// <summary>The token that was cancelled.</summary>
    public CancellationToken CancellationToken { get; }
}
