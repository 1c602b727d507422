using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

/// <summary>A hook may answer with the response of another call, whose caller still holds it.</summary>
public sealed class AnswerOfAnotherCallTests : IDisposable
{
    private readonly AxiosClient client = new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = new MemoryTransport(),
        TimeProvider = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) }, // each look at the clock sees another time
    });

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_middleware_that_keeps_answers_changes_none_that_a_caller_has()
    {
        AxiosResponse? kept = null;
        client.Use(async (context, next) => kept ??= await next(context));

        var first = await client.GetAsync("/x");
        var (config, duration) = (first.Config, first.Duration);
        var second = await client.GetAsync("/x");

        Assert.NotSame(first, second);
        Assert.NotSame(config, second.Config);
        Assert.Same(config, first.Config);
        Assert.Equal(duration, first.Duration);
        Assert.Single(first.Attempts);
        Assert.Empty(second.Attempts);
    }

    [Fact]
    public async Task A_response_interceptor_that_sends_again_gives_that_answer_as_it_is()
    {
        AxiosResponse? again = null;
        var duration = TimeSpan.Zero;
        client.Interceptors.Response.Use(
            async (response, token) =>
            {
                if (response.Config!.Headers.Contains("X-Again"))
                {
                    return null;
                }

                again = await client.GetAsync("/again", new() { Headers = { ["X-Again"] = "1" } }, token);
                duration = again.Duration;
                return again;
            });

        var answer = await client.GetAsync("/x");

        Assert.Same(again, answer);
        Assert.Equal("/again", answer.Config!.Uri);
        Assert.Equal(duration, answer.Duration);
    }
}
