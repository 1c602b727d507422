using System.Security;
using AxiosPS.Plugins;

namespace AxiosPS.Plugin.RedisCache;

/// <summary>Which Redis a <see cref="RedisCacheStore"/> keeps its answers in, and where in it.</summary>
public sealed class RedisCacheOptions
{
    /// <summary>
    /// The servers, and how to reach them: <c>redis.example.com:6379</c>, several with commas, and after them options as StackExchange.Redis knows
    /// them (<c>a:6379,b:6379,connectTimeout=2000</c>); or an address such as <c>rediss://redis.example.com:6380/2</c>. Default: <c>localhost:6379</c>.
    /// </summary>
    public string Configuration { get; init; } = "localhost:6379";

    /// <summary>The user, where Redis has any (ACL). Default: null, the one in <see cref="Configuration"/> or Redis' own default.</summary>
    public string? User { get; init; }

    /// <summary>The password. Default: null, the one in <see cref="Configuration"/> or none.</summary>
    public SecureString? Password { get; init; }

    /// <summary>Whether TLS is spoken. Default: false, as <see cref="Configuration"/> says.</summary>
    public bool Tls { get; init; }

    /// <summary>The path of the certificate (PEM or DER) of an authority of one's own that has signed that of the server. Default: null, those that the system trusts.</summary>
    public string? TrustedIssuer { get; init; }

    /// <summary>The number of the database. Default: null, the one in <see cref="Configuration"/> or 0.</summary>
    public int? Database { get; init; }

    /// <summary>What all keys begin with. Who has the same prefix has the same cache. Default: <c>axiosps:</c>.</summary>
    public string Prefix { get; init; } = "axiosps:";

    /// <summary>
    /// The <see cref="CacheOptions.StoreTimeout"/> of the cache, where that is longer than the <c>asyncTimeout</c> of <see cref="Configuration"/> (by default 5 s), after which
    /// StackExchange.Redis gives up: then it waits as long. Default: zero.
    /// </summary>
    public TimeSpan StoreTimeout { get; init; }

    /// <summary>The clock by which the time left is counted. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
