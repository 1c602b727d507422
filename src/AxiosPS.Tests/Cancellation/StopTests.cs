using System.Diagnostics;

namespace AxiosPS.Tests.Cancellation;

/// <summary>A token acts at once, wherever the call is, and the server sees the socket close.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2); // the promise is 250 ms, and a busy machine has its own ideas

    [Theory]
    [InlineData("back-off")]
    [MemberData(nameof(Place.Anywhere), MemberType = typeof(Place))]
    public async Task A_cancel_token_ends_a_call_at_once(string place)
    {
        await using var at = Place.At(place);
        using var token = new AxiosCancelToken();

        var call = await at.StartAsync(new() { CancelToken = token });
        var clock = Stopwatch.StartNew();
        token.Cancel("enough");

        var error = await CancelTokenTests.Ended(call);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Patience);
        Assert.Equal(("enough", token.Token), (error.Reason, error.CancellationToken));
        Assert.EndsWith(" was cancelled: enough", error.Message, StringComparison.Ordinal);
        await at.GoneAsync();
    }

    [Theory]
    [InlineData("back-off")]
    [MemberData(nameof(Place.Anywhere), MemberType = typeof(Place))]
    public async Task A_token_of_dotnet_ends_a_call_at_once(string place)
    {
        await using var at = Place.At(place);
        using var cancel = new CancellationTokenSource();

        var call = await at.StartAsync(new(), cancel.Token);
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();

        var error = await CancelTokenTests.Ended(call);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Patience);
        Assert.Null(error.Reason);
        await at.GoneAsync();
    }
}
