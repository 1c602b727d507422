namespace AxiosPS.Plugins;

/// <summary>One call that others may follow, from its start until it lands.</summary>
internal abstract class Flight
{
    private static readonly AsyncLocal<Flight?> Leading = new();

    private Flight? outer;
    private RequestContext? leader;

    protected abstract bool HasLanded { get; }

    /// <summary>
    /// Whether this call is made by a hook inside another one that leads. If such a one waited, it could wait for itself, or two
    /// leaders for each other.
    /// </summary>
    public static bool LeadsAround(RequestContext context)
    {
        // Work that a hook has left running keeps the value after its call has landed.
        for (var flight = Leading.Value; flight is not null; flight = flight.outer)
        {
            if (!flight.HasLanded && flight.leader != context)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a leader failed because its own caller, or its own time, has ended it: that says nothing about the others.</summary>
    public static bool IsOwnEnd(Exception failure) =>
        failure is OperationCanceledException or AxiosCanceledException or AxiosTimeoutException { Clock: TimeoutClock.Total };

    /// <summary>Says to all that is called from here on who leads.</summary>
    protected void Lead(RequestContext context)
    {
        (outer, leader) = (Leading.Value, context);
        Leading.Value = this;
    }
}
