namespace AxiosPS.Plugin.RedisCache.Tests;

/// <summary>How a Redis is named.</summary>
public sealed class RedisSettingsTests
{
    [Theory]
    [InlineData("redis.test", "redis.test:6379 database 0, keys axiosps:*", null, null)]
    [InlineData("redis.test:7000,other.test:7001,password=hunter2", "redis.test:7000, other.test:7001 database 0, keys axiosps:*", null, "hunter2")]
    [InlineData("redis.test,ssl=true,defaultDatabase=3,user=ann,password=a=b", "redis.test:6380 database 3 (TLS), keys axiosps:*", "ann", "a=b")]
    [InlineData("redis://redis.test", "redis.test:6379 database 0, keys axiosps:*", null, null)]
    [InlineData("redis://:hunter2@redis.test/2", "redis.test:6379 database 2, keys axiosps:*", null, "hunter2")]
    [InlineData("redis://hunter2@redis.test/", "redis.test:6379 database 0, keys axiosps:*", null, "hunter2")]
    [InlineData("rediss://ann:hunter%2F2%40%2C@redis.test:7000/1", "redis.test:7000 database 1 (TLS), keys axiosps:*", "ann", "hunter/2@,")]
    [InlineData("[::1]:7000", "[::1]:7000 database 0, keys axiosps:*", null, null)]
    [InlineData("::1", "[::1]:6379 database 0, keys axiosps:*", null, null)]
    [InlineData("redis://[::1]:7000", "[::1]:7000 database 0, keys axiosps:*", null, null)]
    public void An_address_or_a_configuration_says_where_it_is(string configuration, string shown, string? user, string? password)
    {
        var settings = new RedisSettings(new() { Configuration = configuration });

        Assert.Equal((shown, user, password), (settings.ToString(), settings.Redis.User, settings.Redis.Password));
    }

    [Theory]
    [InlineData("redis.test", 0, 5000)]
    [InlineData("redis.test", 1, 5000)]
    [InlineData("redis.test", 20, 20_000)]
    [InlineData("redis.test,asyncTimeout=100", 1, 1000)]
    [InlineData("redis.test,asyncTimeout=60000", 20, 60_000)]
    [InlineData("redis.test", 86400 * 365, int.MaxValue)]
    public void Redis_is_waited_for_at_least_as_long_as_the_cache_waits(string configuration, int storeTimeoutSec, int milliseconds) =>
        Assert.Equal(milliseconds, new RedisSettings(new() { Configuration = configuration, StoreTimeout = TimeSpan.FromSeconds(storeTimeoutSec) }).Redis.AsyncTimeout);

    [Fact]
    public void Options_of_their_own_win_over_the_configuration()
    {
        var settings = new RedisSettings(new() { Configuration = "redis://ann:old@redis.test/1", User = "bob", Password = Text.Secure("new, and = strange"), Tls = true, Database = 0, Prefix = "shop:" });

        Assert.Equal(("bob", "new, and = strange", true), (settings.Redis.User, settings.Redis.Password, settings.Redis.Ssl));
        Assert.Equal("redis.test:6379 database 0 (TLS), keys shop:*", $"{settings}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("password=hunter2")]
    [InlineData("redis.test,pasword=hunter2")]
    [InlineData("redis.test,ssl=hunter2")]
    [InlineData("ann:hunter2@redis.test")]
    [InlineData("redis.test:99999,password=hunter2")]
    [InlineData("redis://ann:hunter2/@redis.test")]
    [InlineData("redis://ann:hunter2@redis.test/two")]
    [InlineData("redis://ann:hunter2@redis.test?db=2")]
    [InlineData("https://ann:hunter2@redis.test")]
    public void What_cannot_be_read_is_refused_and_not_repeated(string configuration)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new RedisCacheStore(new() { Configuration = configuration }));

        Assert.Contains("Redis", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:99999999")]
    [InlineData("localhost:abc")]
    [InlineData("localhost:")]
    [InlineData("localhost:0")]
    [InlineData("[::1]:abc")]
    [InlineData("redis.test:6379,other.test:hunter2")]
    public void A_port_that_is_none_is_called_one(string configuration)
    {
        var error = Assert.Throws<ArgumentException>(() => new RedisCacheStore(new() { Configuration = configuration }));

        Assert.StartsWith("The port of a server in the Redis configuration is no number", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_of_nothing_a_negative_database_and_a_certificate_that_is_none_are_refused()
    {
        Assert.Contains("prefix", Assert.Throws<ArgumentException>(() => new RedisCacheStore(new() { Prefix = "" })).Message, StringComparison.Ordinal);
        Assert.Contains("Database", Assert.Throws<ArgumentOutOfRangeException>(() => new RedisCacheStore(new() { Database = -1 })).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.pem", Assert.Throws<ArgumentException>(() => new RedisCacheStore(new() { TrustedIssuer = "/nowhere.pem" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_settings_that_reach_Redis_in_the_same_way_share_a_connection()
    {
        var identities = new RedisCacheOptions[]
        {
            new(), new() { Prefix = "other:" }, new() { Database = 3 }, new() { Configuration = "localhost" }, new() { Configuration = "redis://localhost/2" },
            new() { Password = Text.Secure("a") }, new() { Password = Text.Secure("b") }, new() { User = "ann", Password = Text.Secure("a") },
            new() { Tls = true }, new() { Configuration = "localhost:6380" },
        }.Select(o => new RedisSettings(o).Identity).ToArray();

        Assert.Single(identities[..5].Distinct());
        Assert.Equal(6, identities.Distinct().Count());
    }

    [Fact]
    public void A_password_is_in_no_text_of_the_store()
    {
        using var store = new RedisCacheStore(new() { Configuration = "redis.test,password=hunter2" });

        Assert.Equal("Redis redis.test:6379 database 0, keys axiosps:*", $"{store}");
    }
}
