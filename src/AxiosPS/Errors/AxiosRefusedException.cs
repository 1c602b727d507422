namespace AxiosPS;

/// <summary>
/// A plugin did not let the call through: a circuit is open, or a limit is reached; the message says what and why. The network was not
/// asked, and it is not tried again by itself.
/// </summary>
public sealed class AxiosRefusedException : AxiosException
{
    /// <summary>Makes such an error, as a plugin throws it.</summary>
    /// <param name="message">Who refuses what, for how long, and what to do about it.</param>
    /// <param name="retryAfter">When it may be let through; null if that is not known.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public AxiosRefusedException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException) => RetryAfter = retryAfter;

    /// <summary>How long to wait, counted from when it was refused; null if that is not known.</summary>
    public TimeSpan? RetryAfter { get; }
}
