using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Batches;

/// <summary>Answers each request when the test lets it, and counts those that are under way.</summary>
internal sealed class HeldTransport : ITransport
{
    private readonly Dictionary<string, TaskCompletionSource<int>> held = [];
    private readonly Changes changes = new();
    private int underWay;

    public int Peak { get; private set; }

    /// <summary>How many came, and how many of those were cancelled.</summary>
    public int Count { get; private set; }

    public int Canceled { get; private set; }

    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        Task<int> answer;
        lock (held)
        {
            Count++;
            Peak = Math.Max(Peak, ++underWay);
            answer = Of(request.Uri.AbsolutePath).Task;
        }

        changes.Notify();
        try
        {
            return new(await answer.WaitAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            lock (held)
            {
                Canceled++;
            }

            throw;
        }
        finally
        {
            lock (held)
            {
                underWay--;
            }
        }
    }

    public Task Arrived(int count) => changes.Until(() => Count >= count, $"{count} requests");

    /// <summary>Answers a path, whether it has been asked for or will be.</summary>
    public void Answer(int path, int status = 200)
    {
        lock (held)
        {
            Of($"/{path}").TrySetResult(status);
        }
    }

    private TaskCompletionSource<int> Of(string path)
    {
        if (!held.TryGetValue(path, out var answer))
        {
            held[path] = answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return answer;
    }
}
