namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>A condition that the test turns on and off, and that counts how often it was asked.</summary>
internal sealed class Toggle : IHookCondition
{
    private int asked;

    public bool IsOn { get; set; }

    public int Asked => Volatile.Read(ref asked);

    public ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref asked);
        return new(IsOn);
    }
}
