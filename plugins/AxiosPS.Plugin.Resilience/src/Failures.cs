namespace AxiosPS.Plugin.Resilience;

/// <summary>What speaks against a server: what would be tried again by default, and a call that it did not answer in its whole time.</summary>
internal sealed class Failures(IReadOnlyList<int>? statuses)
{
    private static readonly int[] Default = [408, 425, 429, 500, 502, 503, 504];

    private readonly HashSet<int> statuses = [.. statuses ?? Default];

    public bool Include(AxiosResponse? response) => response is not null && statuses.Contains(response.StatusCode);

    // A certificate, a limit of the caller's, a hook and a cancelled call say nothing about the server.
    public static bool Include(Exception error) => error is AxiosTimeoutException or AxiosNetworkException
    {
        Failure: NetworkFailure.NameResolution or NetworkFailure.Connect or NetworkFailure.ConnectionLost or NetworkFailure.Protocol or NetworkFailure.Other,
    };
}
