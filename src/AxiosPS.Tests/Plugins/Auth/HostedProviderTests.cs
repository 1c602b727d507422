using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Auth;

/// <summary>Providers that run only where a call waits: whichever place is free first is taken.</summary>
public sealed class HostedProviderTests : AuthTest
{
    [Fact]
    public async Task The_first_free_place_runs_it_for_all_and_the_others_do_nothing()
    {
        var places = new Places();
        using var client = Client(places);

        var calls = Enumerable.Range(0, 3).Select(_ => client.GetAsync("/")).ToArray();
        places.Free(1);

        Assert.All(await Task.WhenAll(calls).WaitAsync(Patience), r => Assert.Equal(200, r.StatusCode));
        places.Free(0);
        places.Free(2);
        Assert.Equal(1, places.Runs);
    }

    [Fact]
    public async Task A_token_without_an_expiry_is_that_of_the_place_alone_in_which_it_was_got()
    {
        var places = new Places { HasExpiry = false };
        using var client = Client(places);

        var calls = Enumerable.Range(0, 3).Select(_ => client.GetAsync("/")).ToArray();
        places.Free(1);
        await calls[1].WaitAsync(Patience);
        await Eventually(() => places.Offers == 5);
        Assert.Equal(1, places.Runs);
        Enumerable.Range(3, 2).ToList().ForEach(places.Free);

        await Task.WhenAll(calls).WaitAsync(Patience);
        Assert.Equal(3, places.Runs);
    }

    [Fact]
    public async Task A_call_that_goes_takes_its_place_along_and_the_others_keep_theirs()
    {
        var places = new Places();
        using var client = Client(places);
        using var cancel = new CancellationTokenSource();

        var first = client.GetAsync("/", cancellationToken: cancel.Token);
        var second = client.GetAsync("/");
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => first).WaitAsync(Patience);
        places.Free(1);

        Assert.Equal(200, (await second.WaitAsync(Patience)).StatusCode);
    }

    [Fact]
    public async Task A_place_that_is_free_when_nobody_waits_any_more_runs_nothing()
    {
        var places = new Places();
        using var client = Client(places);
        using var cancel = new CancellationTokenSource();

        var call = client.GetAsync("/", cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => call).WaitAsync(Patience);
        places.Free(0);

        Assert.Equal(0, places.Runs);
    }

    [Fact]
    public async Task A_call_without_a_place_fails_alone()
    {
        var places = new Places { Refuses = 0 };
        using var client = Client(places);

        var without = client.GetAsync("/");
        var other = client.GetAsync("/");
        var error = await Assert.ThrowsAsync<AxiosHookException>(() => without).WaitAsync(Patience);
        places.Free(1);

        Assert.Contains("no place", error.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await other.WaitAsync(Patience)).StatusCode);
    }

    /// <summary>Places that are free when the test says so.</summary>
    private sealed class Places : IHostedTokenProvider
    {
        private readonly List<(TokenOffer Offer, TaskCompletionSource Done)> offers = [];

        public int Runs { get; private set; }

        public int Offers
        {
            get
            {
                lock (offers)
                {
                    return offers.Count;
                }
            }
        }

        public int? Refuses { get; init; }

        public bool HasExpiry { get; init; } = true;

        public ValueTask<AuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task OfferAsync(TokenOffer offer, CancellationToken cancellationToken)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (offers)
            {
                offers.Add((offer, done));
            }

            return Refuses == Offers - 1 ? throw new InvalidOperationException("no place") : done.Task.WaitAsync(cancellationToken);
        }

        public void Free(int index)
        {
            offers[index].Offer.RunHere(_ =>
            {
                Runs++;
                return new("t1", HasExpiry ? DateTimeOffset.MaxValue : null);
            });
            offers[index].Done.TrySetResult();
        }
    }
}
