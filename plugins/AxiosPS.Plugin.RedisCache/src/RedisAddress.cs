using System.Globalization;
using StackExchange.Redis;

namespace AxiosPS.Plugin.RedisCache;

/// <summary>Reads how Redis is reached: a configuration of StackExchange.Redis, or an address such as <c>rediss://host:6380/2</c>.</summary>
internal static class RedisAddress
{
    /// <exception cref="ArgumentException">It is neither. What it says is not repeated: there may be a password in it.</exception>
    public static ConfigurationOptions Parse(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return ParseUri(text);
        }

        var servers = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(part => !part.Contains('=', StringComparison.Ordinal)).ToArray();
        if (Array.Exists(servers, server => server.Contains('@', StringComparison.Ordinal)))
        {
            throw new ArgumentException("The Redis configuration has a server with an @ in it. Give user and password apart, or write redis://user:password@host:6379");
        }

        if (!Array.TrueForAll(servers, HasPort))
        {
            throw new ArgumentException("The port of a server in the Redis configuration is no number from 1 to 65535. Write one such as redis.example.com:6379");
        }

        ConfigurationOptions redis;
        try
        {
            redis = ConfigurationOptions.Parse(text);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"The Redis configuration cannot be read: its part '{e.ParamName}' is unknown or has a value that it does not take. Write hosts, then options: redis.example.com:6379,connectTimeout=2000");
        }

        return redis.EndPoints.Count > 0 ? redis : throw new ArgumentException("The Redis configuration names no server. Write one such as redis.example.com:6379");
    }

    // Or none at all; the colons of [::1] and ::1 are of the address.
    private static bool HasPort(string server)
    {
        var colon = server.LastIndexOf(':');
        return colon < 0 || (server.IndexOf(':', StringComparison.Ordinal) < colon && server[colon - 1] != ']')
            || (ushort.TryParse(server[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0);
    }

    private static ConfigurationOptions ParseUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri is not { Scheme: "redis" or "rediss", Host.Length: > 0, Query: "", Fragment: "" })
        {
            throw new ArgumentException("The address of Redis cannot be read. Write redis://host:6379, redis://user:password@host:6379/2, or rediss:// for TLS; signs such as / and @ in a password as %2F and %40.");
        }

        var path = uri.AbsolutePath.Trim('/');
        var database = 0;
        if (path.Length > 0 && !int.TryParse(path, out database))
        {
            throw new ArgumentException("What follows the host in the address of Redis is no number of a database, as in redis://host:6379/2.");
        }

        var redis = new ConfigurationOptions { Ssl = uri.Scheme == "rediss", DefaultDatabase = database };
        redis.EndPoints.Add(uri.IdnHost, uri.Port > 0 ? uri.Port : 6379);
        if (uri.UserInfo.Length > 0)
        {
            var parts = uri.UserInfo.Split(':', 2);
            redis.User = parts[0].Length > 0 && parts.Length == 2 ? Uri.UnescapeDataString(parts[0]) : null;
            redis.Password = Uri.UnescapeDataString(parts[^1]);
        }

        return redis;
    }
}
