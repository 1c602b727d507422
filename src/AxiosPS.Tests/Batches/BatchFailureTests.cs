namespace AxiosPS.Tests.Batches;

/// <summary>What fails in a batch: one request, the source, or what must not go on after the first.</summary>
public sealed class BatchFailureTests : BatchTest
{
    [Fact]
    public async Task An_error_is_the_result_of_its_request_and_the_rest_goes_on()
    {
        Transport.Answer(0, 500);
        Transport.Answer(1);

        var results = await AllAsync(Client.SendAllAsync([new() { Uri = "/0" }, new() { Uri = "ftp://a.test" }, null!, new() { Uri = "/1" }]));

        Assert.Equal(500, Assert.IsType<AxiosStatusException>(results[0].Error).StatusCode);
        Assert.Null(results[0].Response);
        Assert.IsAssignableFrom<ArgumentException>(results[1].Error);
        Assert.IsAssignableFrom<ArgumentException>(results[2].Error);
        Assert.Null(results[3].Error);
        Assert.Equal(200, results[3].Response!.StatusCode);
    }

    [Fact]
    public async Task After_the_first_error_no_more_are_begun_where_that_is_asked_for_and_those_under_way_finish()
    {
        await using var results = Client.SendAllAsync(Paths(100), new() { ThrottleLimit = 4, StopOnError = true, Unordered = true }).GetAsyncEnumerator();
        var first = results.MoveNextAsync();
        await Transport.Arrived(4);
        Transport.Answer(2, 500);
        Assert.True(await first);
        Assert.IsType<AxiosStatusException>(results.Current.Error);
        Transport.Answer(0); // not before: one that is answered makes room for the next
        Transport.Answer(1);
        Transport.Answer(3);

        var others = new List<int>();
        while (await results.MoveNextAsync())
        {
            Assert.Equal(200, results.Current.Response?.StatusCode);
            others.Add(results.Current.Index);
        }

        Assert.Equal([0, 1, 3], others.Order());
        Assert.Equal(4, Transport.Count);
        Assert.Equal(0, Transport.Canceled);
    }

    [Fact]
    public async Task Such_an_end_does_not_wait_for_a_source_that_blocks()
    {
        using var never = new ManualResetEventSlim();
        Transport.Answer(0, 500);

        var results = await AllAsync(Client.SendAllAsync(Then(never), new() { StopOnError = true })).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.IsType<AxiosStatusException>(Assert.Single(results).Error);
        never.Set();
    }

    [Fact]
    public async Task A_source_that_throws_ends_it_with_its_error_after_those_under_way_have_ended()
    {
        var error = await Assert.ThrowsAsync<FormatException>(() => AllAsync(Client.SendAllAsync(ThrowsAsync())));

        Assert.Equal("line 3", error.Message);
        Assert.Equal(2, Transport.Canceled);

        async IAsyncEnumerable<RequestConfig> ThrowsAsync()
        {
            foreach (var config in Paths(2))
            {
                yield return config;
            }

            await Transport.Arrived(2);
            throw new FormatException("line 3");
        }
    }

    [Fact]
    public async Task A_closed_client_is_an_error_of_the_loop()
    {
        Client.Close();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AllAsync(Client.SendAllAsync(Paths(2))));
    }

    [Fact]
    public async Task A_client_that_is_closed_meanwhile_is_an_error_of_each_request()
    {
        var all = AllAsync(Client.SendAllAsync(Paths(3), new() { ThrottleLimit = 1 }));
        await Transport.Arrived(1);
        Client.Close();

        var results = await all;

        Assert.IsType<AxiosCanceledException>(results[0].Error);
        Assert.All(results.Skip(1), r => Assert.IsType<ObjectDisposedException>(r.Error));
    }

    private static IEnumerable<RequestConfig> Then(ManualResetEventSlim never)
    {
        yield return new() { Uri = "/0" };
        never.Wait();
    }
}
