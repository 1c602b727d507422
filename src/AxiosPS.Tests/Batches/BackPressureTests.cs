namespace AxiosPS.Tests.Batches;

/// <summary>The source is read as far as there is room, and no further.</summary>
public sealed class BackPressureTests : BatchTest
{
    private int read;

    [Theory]
    [InlineData(1, 64)]
    [InlineData(16, 64)]
    [InlineData(32, 128)]
    public async Task Results_that_wait_for_a_slow_first_one_are_limited(int limit, int window)
    {
        await using var results = Client.SendAllAsync(Endless(), new() { ThrottleLimit = limit }).GetAsyncEnumerator();
        for (var i = 1; i < window * 3; i++)
        {
            Transport.Answer(i);
        }

        var first = results.MoveNextAsync();
        if (limit > 1)
        {
            await Transport.Arrived(window);
        }
        else
        {
            await Transport.Arrived(1); // the first one itself is in the way
        }

        Assert.Equal(limit > 1 ? window : 1, Volatile.Read(ref read));
        Assert.Equal(Volatile.Read(ref read), Transport.Count);

        Transport.Answer(0);
        Assert.True(await first);
        Assert.Equal(0, results.Current.Index);
        for (var i = 1; i < window * 2; i++)
        {
            Assert.True(await results.MoveNextAsync());
            Assert.Equal(i, results.Current.Index);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Results_that_nobody_takes_are_limited(bool unordered)
    {
        await using var results = Client.SendAllAsync(Endless(), new() { ThrottleLimit = 4, Unordered = unordered }).GetAsyncEnumerator();
        for (var i = 0; i < 500; i++)
        {
            Transport.Answer(i);
        }

        for (var taken = 1; taken < 100; taken++)
        {
            Assert.True(await results.MoveNextAsync());
            await Transport.Arrived(taken + 64);
            Assert.Equal(taken + 64, Volatile.Read(ref read));
        }
    }

    [Fact]
    public async Task A_source_that_blocks_keeps_no_result_back()
    {
        using var never = new ManualResetEventSlim();
        Transport.Answer(0);
        Transport.Answer(1);

        await using (var results = Client.SendAllAsync(Then(never)).GetAsyncEnumerator())
        {
            Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        }

        never.Set();
    }

    private static IEnumerable<RequestConfig> Then(ManualResetEventSlim never)
    {
        foreach (var config in Paths(2))
        {
            yield return config;
        }

        never.Wait();
    }

    private IEnumerable<RequestConfig> Endless()
    {
        while (true)
        {
            yield return new() { Uri = $"/{Interlocked.Increment(ref read) - 1}" };
        }
    }
}
