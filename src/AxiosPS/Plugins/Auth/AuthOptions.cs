namespace AxiosPS.Plugins;

/// <summary>Where an <see cref="AuthPlugin"/> puts its token, and when it gets another.</summary>
public sealed class AuthOptions
{
    private readonly TimeSpan clockSkew = TimeSpan.FromSeconds(60);
    private readonly TimeSpan refreshTimeout = TimeSpan.FromSeconds(30);

    /// <summary>What stands before the token in the Authorization header (RFC 9110, section 11.4). Default: Bearer.</summary>
    public string Scheme { get; init; } = "Bearer";

    /// <summary>Another header for the token, which then has no scheme before it. Default: none.</summary>
    public string? Header { get; init; }

    /// <summary>A query parameter for the token, in place of a header. Default: none.</summary>
    public string? QueryName { get; init; }

    /// <summary>How long before its expiry a token is renewed; at most half of its lifetime. Default: 60 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan ClockSkew
    {
        get => clockSkew;
        init => clockSkew = DelayTime.NotNegative(value, nameof(ClockSkew));
    }

    /// <summary>How long a provider may take, other than one of PowerShell script, which cannot be interrupted. Default: 30 s; zero means no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan RefreshTimeout
    {
        get => refreshTimeout;
        init => refreshTimeout = DelayTime.NotNegative(value, nameof(RefreshTimeout));
    }
}
