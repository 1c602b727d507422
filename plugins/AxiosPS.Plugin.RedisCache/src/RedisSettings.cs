using System.Net;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace AxiosPS.Plugin.RedisCache;

/// <summary>Options that have been checked, as StackExchange.Redis takes them.</summary>
internal sealed class RedisSettings
{
    /// <exception cref="ArgumentException">They cannot be used; the message repeats no value that could be a secret.</exception>
    public RedisSettings(RedisCacheOptions options)
    {
        var redis = RedisAddress.Parse(options.Configuration);
        redis.User = options.User ?? redis.User;
        redis.Password = options.Password is { } password ? new NetworkCredential("", password).Password : redis.Password;
        redis.Ssl |= options.Tls;
        if (options.TrustedIssuer is { } issuer)
        {
            Trust(redis, issuer);
        }

        Database = options.Database ?? redis.DefaultDatabase ?? 0;
        ArgumentOutOfRangeException.ThrowIfNegative(Database, nameof(options.Database));
        Prefix = options.Prefix.Length > 0 ? options.Prefix : throw new ArgumentException("The prefix is empty. Give the keys one: clearing the cache deletes all that begin with it.", nameof(options));

        redis.AsyncTimeout = (int)Math.Clamp(options.StoreTimeout.TotalMilliseconds, redis.AsyncTimeout, int.MaxValue);
        redis.SetDefaultPorts();
        Address = string.Join(", ", redis.EndPoints.Select(Written));
        redis.DefaultDatabase = null; // connections are shared by stores of different databases
        redis.AbortOnConnectFail = false; // a Redis that is gone comes back
        redis.BacklogPolicy = BacklogPolicy.FailFast; // the network answers, not a queue
        redis.ReconnectRetryPolicy = new ExponentialRetry(500, 10_000);
        redis.IncludeDetailInExceptions = false;
        redis.TieBreaker = redis.ConfigurationChannel = ""; // keys and channels beside the prefix, which a user of Redis may not be allowed
        Redis = redis;
        Identity = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{redis.ToString(includePassword: true)}\n{options.TrustedIssuer}")));
    }

    /// <summary>For the multiplexer: with the password.</summary>
    public ConfigurationOptions Redis { get; }

    /// <summary>Equal for settings that can share a connection.</summary>
    public string Identity { get; }

    /// <summary>The servers, for people.</summary>
    public string Address { get; }

    public int Database { get; }

    public string Prefix { get; }

    public override string ToString() => $"{Address} database {Database}{(Redis.Ssl ? " (TLS)" : "")}, keys {Prefix}*";

    private static void Trust(ConfigurationOptions redis, string issuer)
    {
        try
        {
            redis.TrustIssuer(issuer);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"'{issuer}' is no certificate that can be read: {e.Message}", e);
        }
    }

    private static string Written(EndPoint endPoint) => endPoint is DnsEndPoint name ? $"{name.Host}:{name.Port}" : $"{endPoint}";
}
