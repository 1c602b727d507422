namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>A request that waits for the test to answer it.</summary>
internal sealed class HeldRequest(TransportRequest request, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<TransportResponse> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TransportRequest Request => request;

    /// <summary>Ends when it is answered or cancelled.</summary>
    public Task<TransportResponse> Done => answer.Task.WaitAsync(cancellationToken);

    public void Answer(int status = 200) => answer.TrySetResult(new(status));

    public void Fail(Exception error) => answer.TrySetException(error);
}
