using System.Text.Json;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>Many calls at once.</summary>
public sealed class CassetteConcurrencyTests : CassetteTest
{
    private const int Threads = 16;
    private const int Calls = 12;

    [Fact]
    public async Task Sixteen_threads_record_and_each_call_finds_its_own_answer_in_any_order()
    {
        using (var api = Recording(r =>
        {
            var user = r.Headers.Get("X-Api-Key")!;
            return Json($$"""{"for":"{{user}}","path":"{{r.Uri.PathAndQuery}}"}""");
        }))
        {
            await AllAsync(api, Order(1));
        }

        var interactions = JsonDocument.Parse(Written).RootElement.GetProperty("interactions");
        Assert.Equal(Threads * Calls, interactions.GetArrayLength());
        Assert.DoesNotContain("key-of-", Written, StringComparison.Ordinal);
        for (var seed = 2; seed < 4; seed++)
        {
            using var replayed = Replaying();
            await AllAsync(replayed, Order(seed));
            Assert.Empty(((Cassette)replayed.Transport).Unplayed);
        }

        static async Task AllAsync(AxiosClient api, (int User, int Number)[] calls)
        {
            var next = -1;
            await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var turn && turn < calls.Length)
                {
                    var (user, number) = calls[turn];
                    var answer = await api.GetAsync($"/{number % 3}?n={number}", Headers(("X-Api-Key", $"key-of-{user:00}")));
                    Assert.Equal($"/{number % 3}?n={number}", Data(answer).GetProperty("path").GetString());
                }
            })));
        }

        static (int, int)[] Order(int seed)
        {
            var calls = Enumerable.Range(0, Threads * Calls).Select(i => (User: i % 4, Number: i / 4)).ToArray();
            new Random(seed).Shuffle(calls);
            return calls;
        }
    }

    [Fact]
    public async Task Equal_calls_at_once_get_all_that_is_recorded_each_once()
    {
        var turn = 0;
        using (var api = Recording(_ => Json($"{Interlocked.Increment(ref turn)}")))
        {
            for (var i = 0; i < 50; i++)
            {
                await api.GetAsync("/");
            }
        }

        using var replayed = Replaying();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => replayed.GetAsync("/"))));
        Assert.Equal(Enumerable.Range(1, 50), answers.Select(a => int.Parse(a.Text, provider: null)).Order());
        await Assert.ThrowsAsync<AxiosUnmatchedException>(() => replayed.GetAsync("/"));
    }
}
