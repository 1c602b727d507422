using System.Collections.Concurrent;
using System.Text;

namespace AxiosPS.Checks;

/// <summary>
/// The transport of the checks. It has no network: it keeps what it is asked, and the first part of the path says what it does, as in
/// <c>/held/7</c>.
/// </summary>
internal sealed class ProbeTransport : ITransport
{
    /// <summary>Where the client is at home.</summary>
    public const string Home = "https://home.test";

    /// <summary>Another origin.</summary>
    public const string Elsewhere = "https://elsewhere.test";

    /// <summary>Answers.</summary>
    public const string Fine = "/fine/";

    /// <summary>Waits until <see cref="Release"/> and then answers.</summary>
    public const string Held = "/held/";

    /// <summary>Fails as a broken connection does.</summary>
    public const string Broken = "/broken/";

    /// <summary>Answers 404.</summary>
    public const string Missing = "/missing/";

    /// <summary>Redirects to the other origin.</summary>
    public const string Moved = "/moved/";

    private readonly ConcurrentQueue<SeenRequest> seen = [];
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyCollection<SeenRequest> Seen => seen;

    /// <summary>Ends when a call is held.</summary>
    public Task Arrived => arrived.Task;

    /// <summary>Lets the calls that are held answer, and those that come later.</summary>
    public void Release() => released.TrySetResult();

    /// <summary>The body of the answer to an address.</summary>
    public static byte[] BodyOf(Uri uri) => Encoding.UTF8.GetBytes($$"""{"path":"{{uri.AbsolutePath}}","list":[1,2,3]}""");

    /// <inheritdoc/>
    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        seen.Enqueue(await SeenRequest.OfAsync(request, cancellationToken).ConfigureAwait(false));
        await Task.Yield(); // as from a network: nothing is there at once
        switch ($"/{request.Uri.Segments.ElementAtOrDefault(1)}")
        {
            case Held:
                arrived.TrySetResult();
                await released.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
                break;
            case Broken:
                throw new IOException("The connection is broken, as this check wants it.");
            case Missing:
                return Answer(404, request);
            case Moved:
                return new(302, new() { ["Location"] = $"{Elsewhere}{Fine}{Guid.NewGuid():N}" });
            default:
                break;
        }

        return Answer(200, request);
    }

    /// <summary>For the listing of a pipeline.</summary>
    public override string ToString() => "the transport of the checks";

    private static TransportResponse Answer(int status, TransportRequest request) => new(
        status,
        new() { ["Content-Type"] = "application/json" },
        request.Method == "HEAD" ? null : new MemoryStream(BodyOf(request.Uri)));
}
