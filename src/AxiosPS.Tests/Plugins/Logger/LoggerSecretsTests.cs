using System.Security;
using System.Text;
using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Logger;

/// <summary>A secret that comes in any way is in no line and in no property of a record.</summary>
public sealed class LoggerSecretsTests
{
    private const string Secret = "hunter2+ü/\"x";

    [Fact]
    public async Task What_the_call_sends_is_in_no_record()
    {
        using var logged = Logged(_ => LoggedClient.Answer(200));
        logged.Client.Defaults.Headers["Authorization"] = "Bearer hunter2";
        logged.Client.Defaults.Headers["X-Odd"] = Secure("hunter2");
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("me:hunter2"));

        await logged.Client.PostAsync("/a?access_token=hunter2", new { password = "hunter2", nested = new[] { new { apiKey = "hunter2" } } });
        await logged.Client.SendAsync(new() { Method = "POST", Uri = "/b", UrlEncoded = new Dictionary<string, object> { ["client_secret"] = "hunter2", ["odd"] = Secure("hunter2 & more") } });
        await logged.Client.SendAsync(new() { Uri = "/c/{who}", PathParameters = { ["who"] = Secure("hunter2") }, Query = { ["odd"] = Secure("hunter2") }, Headers = { ["Authorization"] = $"Basic {basic}" } });
        await logged.Client.SendAsync(new() { Method = "POST", Uri = "/d", Body = "note=hunter2&echo=Bearer+hunter2" });

        AssertClean(logged, basic);
        Assert.Contains("client_secret=***&odd=***", logged.Records[2].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "you sent Bearer hunter2+ü/\"x, I see")]
    [InlineData("application/json", """{"echo":"hunter2\u002B\u00FC/\u0022x","also":"Bearer hunter2+ü/\"x"}""")]
    [InlineData("application/json", """{"echo":"hunter2%2B%C3%BC%2F%22x"}""")]
    [InlineData("text/html", "<p>hunter2+&#252;/&quot;x</p>")]
    public async Task What_the_server_says_back_is_in_no_record(string type, string body)
    {
        using var logged = Logged(_ =>
        {
            var answer = LoggedClient.Answer(200, body, type);
            answer.Headers["X-Echo"] = "you sent hunter2+ü/\"x";
            answer.Headers["Set-Cookie"] = "session=hunter2";
            return answer;
        });

        await logged.Client.GetAsync("/", new() { Headers = { ["Authorization"] = $"Bearer {Secret}" } });

        AssertClean(logged);
    }

    [Fact]
    public async Task Neither_is_the_value_of_a_cookie_that_the_client_keeps()
    {
        using var logged = Logged(_ => LoggedClient.Answer(200, "you are hunter2", "text/plain"));
        logged.Client.Cookies.Add(new Uri("https://api.test"), new System.Net.Cookie("sid", "hunter2"));

        await logged.Client.GetAsync("/");

        AssertClean(logged);
    }

    [Fact]
    public async Task Neither_is_what_an_error_says_or_a_retry()
    {
        var answers = new Queue<Func<TransportResponse>>(
        [
            () => LoggedClient.Answer(503, """{"token":"hunter2"}""", "application/json"),
            () => throw new HttpRequestException("refused for hunter2 at https://me:hunter2@x.test/?token=hunter2"),
        ]);
        using var logged = Logged(_ => answers.Dequeue()());

        await Assert.ThrowsAnyAsync<AxiosException>(() => logged.Client.GetAsync("/", new() { MaxRetries = 1, Headers = { ["X-Api-Key"] = "hunter2" } }));

        Assert.Equal(3, logged.Records.Count);
        AssertClean(logged);
    }

    private static LoggedClient Logged(Func<TransportRequest, TransportResponse> answer) => new(answer, new() { Headers = true, Body = true, MaxBodyBytes = 100_000 });

    private static void AssertClean(LoggedClient logged, string also = "hunter2")
    {
        foreach (var record in logged.Records)
        {
            var everything = string.Join('\n', [record.ToString(), .. typeof(LogRecord).GetProperties().Select(p => $"{p.GetValue(record)}"), .. record.Headers?.Select(h => h.Value) ?? [], .. new LogState(record).Select(p => $"{p.Value}")]);
            Assert.DoesNotContain("hunter2", everything, StringComparison.Ordinal);
            Assert.DoesNotContain(also, everything, StringComparison.Ordinal);
        }
    }

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text)
        {
            secure.AppendChar(c);
        }

        return secure;
    }
}
