using System.Diagnostics.CodeAnalysis;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Batches;

/// <summary>Many requests at once: their order, and how many there are at a time.</summary>
public sealed class SendAllTests : BatchTest
{
    [Fact]
    public async Task Results_come_in_the_order_of_the_requests_whichever_is_answered_first()
    {
        var all = AllAsync(Client.SendAllAsync(Paths(5)));
        await Transport.Arrived(5);
        foreach (var path in new[] { 3, 1, 4, 2, 0 })
        {
            Transport.Answer(path);
        }

        var results = await all;
        Assert.Equal([0, 1, 2, 3, 4], results.Select(r => r.Index));
        Assert.All(results, r => Assert.Equal($"/{r.Index}", r.Response!.Uri!.AbsolutePath));
        Assert.All(results, r => Assert.Equal($"/{r.Index}", r.Request.Uri));
    }

    [Fact]
    public async Task Unordered_ones_come_as_they_are_answered()
    {
        await using var results = Client.SendAllAsync(Paths(3), new() { Unordered = true }).GetAsyncEnumerator();
        foreach (var path in new[] { 2, 0, 1 })
        {
            Transport.Answer(path);
            Assert.True(await results.MoveNextAsync());
            Assert.Equal(path, results.Current.Index);
        }

        Assert.False(await results.MoveNextAsync());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(7, true)]
    public async Task No_more_than_the_limit_are_under_way_and_as_many_as_that(int limit, bool unordered)
    {
        var peak = 0;
        var now = 0;
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport(async (_, _) =>
            {
                var count = Interlocked.Increment(ref now);
                InterlockedMax(ref peak, count);
                await Task.Yield();
                Interlocked.Decrement(ref now);
                return new(200);
            }),
        });

        var results = await AllAsync(client.SendAllAsync(Paths(500), new() { ThrottleLimit = limit, Unordered = unordered }));

        Assert.InRange(peak, 1, limit);
        Assert.Equal(Enumerable.Range(0, 500), results.Select(r => r.Index).Order());

        _ = AllAsync(Client.SendAllAsync(Paths(500), new() { ThrottleLimit = limit, Unordered = unordered }));
        await Transport.Arrived(limit);
    }

    [Fact]
    public async Task Sixteen_are_under_way_unless_somebody_says_otherwise()
    {
        Assert.Equal(16, new BatchOptions().ThrottleLimit);
        var all = AllAsync(Client.SendAllAsync(Paths(40)));
        await Transport.Arrived(16);
        for (var i = 0; i < 40; i++)
        {
            Transport.Answer(i);
        }

        Assert.Equal(40, (await all).Count);
        Assert.Equal(16, Transport.Peak);
    }

    [Fact]
    public async Task A_config_may_be_given_twice_and_stays_as_it_is()
    {
        Client.Interceptors.Request.Use(config => config.Headers["X-Added"] = "by a hook");
        var config = new RequestConfig { Uri = "/0", Headers = { ["X-Own"] = "1" } };
        Transport.Answer(0);

        var results = await AllAsync(Client.SendAllAsync([config, config, config]));

        Assert.All(results, r => Assert.Same(config, r.Request));
        Assert.All(results, r => Assert.Equal(200, r.Response!.StatusCode));
        Assert.Equal(["X-Own"], config.Headers.Names);
    }

    [Fact]
    public async Task The_requests_may_come_from_an_asynchronous_source()
    {
        Transport.Answer(0);
        Transport.Answer(1);

        var results = await AllAsync(Client.SendAllAsync(SlowlyAsync()));

        Assert.Equal([0, 1], results.Select(r => r.Index));

        static async IAsyncEnumerable<RequestConfig> SlowlyAsync()
        {
            foreach (var config in Paths(2))
            {
                await Task.Yield();
                yield return config;
            }
        }
    }

    [Fact]
    public async Task No_requests_are_no_results() => Assert.Empty(await AllAsync(Client.SendAllAsync([])));

    [Fact]
    [SuppressMessage("Performance", "CA1806", Justification = "The point.")]
    public async Task Nothing_is_sent_before_the_loop_begins_and_each_loop_sends_all()
    {
        var read = 0;
        var results = Client.SendAllAsync(Paths(3).Select(config =>
        {
            read++;
            return config;
        }));
        Assert.Equal(0, read);
        for (var i = 0; i < 3; i++)
        {
            Transport.Answer(i);
        }

        await AllAsync(results);
        await AllAsync(results);

        Assert.Equal(6, read);
        Assert.Equal(6, Transport.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_below_one_is_refused_by_name(int limit) =>
        Assert.Equal("ThrottleLimit", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOptions { ThrottleLimit = limit }).ParamName);

    private static void InterlockedMax(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); seen < value; seen = Volatile.Read(ref place))
        {
            Interlocked.CompareExchange(ref place, value, seen);
        }
    }
}
