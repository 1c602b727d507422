namespace AxiosPS.Tests.Transport.Mock;

/// <summary>Many threads use one mock transport.</summary>
public sealed class MockConcurrencyTests : MockTest
{
    private const int Calls = 2000;

    [Fact]
    public async Task Each_answer_of_a_sequence_is_given_once_and_each_call_is_kept_once()
    {
        var mock = new MockTransport().On("GET", "/*", [.. Enumerable.Range(0, Calls).Select(i => new MockAnswer { Body = $"{i}" })]);
        using var client = Client(mock);

        var texts = await Many(async i => (await client.GetAsync($"/{i}")).Text);

        Assert.Equal(Enumerable.Range(0, Calls), texts.Select(int.Parse).Order());
        Assert.Equal(Enumerable.Range(0, Calls), mock.Calls.Select(c => c.Index));
        Assert.Equal(Calls, mock.Calls.Select(c => c.Uri).Distinct().Count());
    }

    [Fact]
    public async Task A_route_answers_no_more_often_than_its_times()
    {
        var mock = new MockTransport { Default = new(404) };
        mock.Add(new() { Uri = "/*", Times = 700 });
        using var client = Client(mock);

        var statuses = await Many(async i => (await client.GetAsync($"/{i}")).StatusCode);

        Assert.Equal(700, statuses.Count(status => status == 200));
    }

    [Fact]
    public async Task Routes_may_be_added_while_calls_come()
    {
        var mock = new MockTransport { Default = new(404) };
        using var client = Client(mock);

        await Many(async i =>
        {
            mock.On("GET", $"/{i}", new MockAnswer(201));
            Assert.Equal(201, (await client.GetAsync($"/{i}")).StatusCode);
            return i;
        }, 300);
    }

    private static Task<T[]> Many<T>(Func<int, Task<T>> call, int count = Calls) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => call(i)))).WaitAsync(TimeSpan.FromSeconds(60));
}
