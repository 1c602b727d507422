namespace AxiosPS.Plugins;

/// <summary>Stands before the transport for one attempt. The first request of the attempt decides; redirects after it go through.</summary>
internal sealed class FaultTransport(FaultPlan plan, ITransport transport, TimeProvider time) : ITransport
{
    private bool decided;
    private bool answered;

    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        if (decided || !plan.Concerns(request))
        {
            return answered ? FollowAsync(request, cancellationToken) : transport.SendAsync(request, cancellationToken);
        }

        decided = true;
        return plan.Next() is { } fault ? FailAsync(fault, request, cancellationToken) : transport.SendAsync(request, cancellationToken);
    }

    // No server has led there: this is not the answer of the address that was asked.
    private async Task<TransportResponse> FollowAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.IsInjected = true;
        return response;
    }

    private async Task<TransportResponse> FailAsync(Fault fault, TransportRequest request, CancellationToken cancellationToken)
    {
        if (fault.Latency > TimeSpan.Zero)
        {
            await Task.Delay(AttemptClock.Bounded(fault.Latency), time, cancellationToken).ConfigureAwait(false);
        }

        if (fault.Status is { } status)
        {
            answered = true;
            return plan.Answer(status);
        }

        if (fault.Error == NetworkFault.Timeout)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }

        return fault.Error is { } error
            ? throw NetworkFaults.Error(error, request.Uri, FaultPlan.Mark)
            : await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
