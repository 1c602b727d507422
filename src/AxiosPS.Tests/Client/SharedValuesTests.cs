using System.Collections;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

/// <summary>Lists in headers and query are not shared between clients, nor between a client and its calls.</summary>
public sealed class SharedValuesTests
{
    [Fact]
    public async Task A_list_that_a_hook_changes_in_place_stays_as_it_was_for_everyone_else()
    {
        var tags = new ArrayList { 1, 2 };
        var transport = new MemoryTransport();
        using var first = Client(tags, transport);
        using var second = Client(tags, transport);
        first.Interceptors.Request.Use(c => ((object?[])c.Query["tag"]!)[0] = "changed");
        first.Interceptors.Request.Use(c => ((string[])c.Headers["X-Tag"]!)[0] = "changed");
        tags.Add("late");

        await first.GetAsync("/x");
        await second.GetAsync("/x");

        Assert.All(transport.Requests, r => Assert.Equal("?tag=1&tag=2", r.Uri.Query));
        Assert.All(transport.Requests, r => Assert.Equal("1, 2", r.Header("X-Tag")));
    }

    [Fact]
    public void An_array_of_the_options_that_changes_later_leaves_the_client_alone()
    {
        var options = new AxiosClientOptions { RetryOnStatus = [500], OnRedirect = [new NoHook()], TransformRequest = [new NoHook()], TransformResponse = [new NoHook()] };
        using var client = new AxiosClient(options);

        (options.RetryOnStatus[0], options.OnRedirect[0], options.TransformRequest[0], options.TransformResponse[0]) = (404, null!, null!, null!);

        Assert.Equal([500], client.Defaults.RetryOnStatus!);
        Assert.All<object?>([client.Defaults.OnRedirect![0], client.Defaults.TransformRequest![0], client.Defaults.TransformResponse![0]], Assert.NotNull);
    }

    private sealed class NoHook : IRedirectHook, IDataTransform
    {
        public ValueTask OnRedirectAsync(RedirectHop hop, CancellationToken cancellationToken) => default;

        public ValueTask<object?> TransformAsync(object? data, HeaderCollection headers, CancellationToken cancellationToken) => new(data);
    }

    private static AxiosClient Client(ArrayList tags, MemoryTransport transport) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Query = { ["tag"] = tags },
        Headers = { ["X-Tag"] = tags },
        Transport = transport,
    });
}
