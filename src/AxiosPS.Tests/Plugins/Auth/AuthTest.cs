using AxiosPS.Plugins;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Auth;

/// <summary>A client whose server takes one token, and a provider that counts how often it is asked.</summary>
public abstract class AuthTest
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<string> sent = [];
    private int asked;

    protected FakeTimeProvider Time { get; } = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>What the server takes; the others get a 401.</summary>
    protected string Good { get; set; } = "t1";

    protected int Asked => Volatile.Read(ref asked);

    /// <summary>The Authorization of every request, in the order in which they came.</summary>
    protected IReadOnlyList<string> Sent
    {
        get
        {
            lock (sent)
            {
                return [.. sent];
            }
        }
    }

    /// <summary>A provider whose tokens are t1, t2 and so on.</summary>
    protected ITokenProvider Counting(TimeSpan? lifetime = null) => Provider((_, _) =>
        new(new AuthToken($"t{Asked}", lifetime is null ? null : Time.GetUtcNow() + lifetime)));

    protected ITokenProvider Provider(Func<TokenRequest, CancellationToken, ValueTask<AuthToken>> provider) => TokenProvider.From((request, token) =>
    {
        Interlocked.Increment(ref asked);
        return provider(request, token);
    });

    protected AxiosClient Client(ITokenProvider provider, AuthOptions? options = null, Func<TransportRequest, Task<TransportResponse>>? answer = null) =>
        Client([new AuthPlugin(provider, options)], answer);

    protected AxiosClient Client(object[] plugins, Func<TransportRequest, Task<TransportResponse>>? answer = null) => new(new AxiosClientOptions
    {
        BaseUri = "https://api.test",
        TimeProvider = Time,
        Plugins = plugins,
        Transport = new FakeTransport(async (request, token) =>
        {
            var given = request.Headers.Get("Authorization") ?? "none";
            lock (sent)
            {
                sent.Add(given);
            }

            return answer is not null ? await answer(request).WaitAsync(token) : new(given == $"Bearer {Good}" ? 200 : 401);
        }),
    });

    protected static async Task Eventually(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(1); // a thread that others need is not kept spinning
        }
    }
}
