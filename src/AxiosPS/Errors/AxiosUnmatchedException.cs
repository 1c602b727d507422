namespace AxiosPS;

/// <summary>
/// A transport for tests has no answer for the call; the message says why. It is no failure of the network, and is not tried again.
/// </summary>
public sealed class AxiosUnmatchedException : AxiosException
{
    /// <summary>Makes such an error, as a transport of one's own may throw it.</summary>
    public AxiosUnmatchedException(string message)
        : base(message)
    {
    }
}
