using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Cancellation;

/// <summary>The token by itself, without any call.</summary>
public sealed class AxiosCancelTokenTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void The_first_to_cancel_says_why_and_a_second_time_does_nothing()
    {
        using var token = new AxiosCancelToken();
        Assert.Equal((false, null), (token.IsCancellationRequested, token.Reason));

        token.Cancel("enough");
        token.Cancel("more than enough");

        Assert.Equal((true, "enough"), (token.IsCancellationRequested, token.Reason));
        Assert.True(token.Token.IsCancellationRequested);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Who_cancels_need_not_say_why_and_nobody_can_say_it_later(string? none)
    {
        using var token = new AxiosCancelToken();

        token.Cancel(none);
        token.Cancel("late");

        Assert.Equal((true, null), (token.IsCancellationRequested, token.Reason));
    }

    [Fact]
    public void A_reason_is_text_whose_control_characters_nobody_has_to_obey()
    {
        using var token = new AxiosCancelToken();

        token.Cancel("red \u001b[31m\a");

        Assert.Equal(@"red \u001B[31m\u0007", token.Reason);
    }

    [Fact]
    public void It_is_cancelled_by_itself_when_its_time_is_over()
    {
        using var token = new AxiosCancelToken(TimeSpan.FromSeconds(2.5), time);

        time.Advance(TimeSpan.FromSeconds(2.4));
        Assert.False(token.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal((true, "its 2.5 s are over."), (token.IsCancellationRequested, token.Reason));
    }

    [Fact]
    public async Task Its_clock_keeps_nothing_of_what_flows_where_it_was_made()
    {
        var flowing = new AsyncLocal<string?> { Value = "a secret" };
        using var token = new AxiosCancelToken(TimeSpan.FromMilliseconds(100));
        flowing.Value = null;
        var seen = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);

        using var over = token.Token.UnsafeRegister(_ => seen.SetResult(flowing.Value), null);

        Assert.Null(await seen.Task);
    }

    [Fact]
    public void One_that_is_disposed_of_or_cancelled_waits_for_no_time()
    {
        var disposed = new AxiosCancelToken(TimeSpan.FromSeconds(1), time);
        using var cancelled = new AxiosCancelToken(TimeSpan.FromSeconds(1), time);

        disposed.Dispose();
        cancelled.Cancel("before");
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(disposed.IsCancellationRequested);
        Assert.Equal("before", cancelled.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(3_000_000)]
    public void A_time_that_no_timer_can_keep_is_refused(double seconds)
    {
        var error = Assert.Throws<ArgumentException>(() => new AxiosCancelToken(TimeSpan.FromSeconds(seconds)));

        Assert.StartsWith($"A cancel token cannot end after {seconds} s. Give more than 0 s and at most 24 days", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new AxiosCancelToken(Timeout.InfiniteTimeSpan));
        Assert.Throws<ArgumentException>(() => new AxiosCancelToken(TimeSpan.MaxValue));
        Assert.Throws<ArgumentException>(() => new AxiosCancelToken(TimeSpan.MinValue));
    }

    [Fact]
    public void A_linked_one_is_cancelled_with_the_first_of_the_others_and_has_its_reason()
    {
        using var a = new AxiosCancelToken();
        using var b = new AxiosCancelToken();
        using var linked = new AxiosCancelToken(a, b);
        using var outer = new AxiosCancelToken(linked, new(CancellationToken.None));

        b.Cancel("b first");
        a.Cancel("then a");
        linked.Cancel("then itself");

        Assert.Equal((true, "b first"), (linked.IsCancellationRequested, linked.Reason));
        Assert.Equal((true, "b first"), (outer.IsCancellationRequested, outer.Reason));
        Assert.True(outer.Token.IsCancellationRequested);
    }

    [Fact]
    public void Cancelling_a_linked_one_leaves_the_others_alone()
    {
        using var other = new AxiosCancelToken();
        using var linked = new AxiosCancelToken(TimeSpan.FromSeconds(1), time, other);

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("its 1 s are over.", linked.Reason);
        Assert.False(other.IsCancellationRequested);
    }

    [Fact]
    public void One_of_a_token_of_dotnet_is_cancelled_with_it_and_without_a_reason()
    {
        using var cancel = new CancellationTokenSource();
        using var token = new AxiosCancelToken(cancel.Token);
        using var own = new AxiosCancelToken(cancel.Token);
        Assert.False(token.IsCancellationRequested);

        own.Cancel("its own");
        cancel.Cancel();

        Assert.Equal((true, null), (token.IsCancellationRequested, token.Reason));
        Assert.Equal("its own", own.Reason);
    }

    [Fact]
    public void The_token_of_dotnets_that_it_gives_ends_with_all_that_may_end_it()
    {
        using var cancel = new CancellationTokenSource();
        using var a = new AxiosCancelToken();
        var linked = new AxiosCancelToken(a, new(cancel.Token));
        var (first, again) = (linked.Token, linked.Token);
        Assert.Equal(first, again);

        cancel.Cancel();

        Assert.True(first.IsCancellationRequested);
        linked.Dispose();
        Assert.Equal(first, linked.Token);
    }

    [Fact]
    public void What_others_have_registered_may_throw_and_the_rest_hears_of_it_all_the_same()
    {
        using var token = new AxiosCancelToken(TimeSpan.FromSeconds(1), time);
        var heard = 0;
        using var first = token.Token.Register(() => heard++);
        using var bad = token.Token.Register(() => throw new InvalidOperationException("not mine"));
        using var last = token.Token.Register(() => heard++);

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, heard);
    }

    [Fact]
    public void Cancelling_one_that_is_disposed_of_does_nothing()
    {
        var token = new AxiosCancelToken();
        token.Dispose();
        token.Dispose();

        token.Cancel("too late");

        Assert.Equal((false, null), (token.IsCancellationRequested, token.Reason));
        Assert.Equal("AxiosCancelToken (disposed)", $"{token}");
    }

    [Fact]
    public void One_that_is_disposed_of_cannot_be_linked_to()
    {
        var disposed = new AxiosCancelToken();
        disposed.Dispose();

        var error = Assert.Throws<ArgumentException>(() => new AxiosCancelToken(disposed));

        Assert.Contains("is disposed of", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new AxiosCancelToken(null!, disposed));
        Assert.Throws<ArgumentNullException>(() => new AxiosCancelToken((AxiosCancelToken[])null!));
    }

    [Fact]
    public void As_text_and_in_the_listing_of_a_config_it_says_what_has_become_of_it()
    {
        using var token = new AxiosCancelToken();
        Assert.Equal("AxiosCancelToken", $"{token}");
        token.Cancel("enough");

        Assert.Equal("AxiosCancelToken (cancelled: enough)", $"{token}");
        Assert.Contains("AxiosCancelToken (cancelled: enough)", JsonSerializer.Serialize(new RequestConfig { CancelToken = token }), StringComparison.Ordinal);
        using var silent = new AxiosCancelToken(new CancellationToken(true));
        Assert.Equal("AxiosCancelToken (cancelled)", $"{silent}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_linked_one_that_is_over_is_held_by_none_of_the_others(bool cancels)
    {
        using var stays = new AxiosCancelToken();
        using var cancel = new CancellationTokenSource();
        var weak = Make();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(weak.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        WeakReference Make()
        {
            using var other = new AxiosCancelToken();
            var linked = new AxiosCancelToken(stays, new(cancel.Token), other);
            var seen = new object();
            linked.Token.Register(_ => { }, seen);
            if (cancels)
            {
                other.Cancel();
            }
            else
            {
                linked.Dispose();
            }

            return new(seen);
        }
    }
}
