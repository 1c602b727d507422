using System.Text;
using System.Text.Json.Nodes;

namespace AxiosPS.Tests.Errors;

public sealed class ProblemDetailsTests
{
    [Fact]
    public void A_problem_is_read_whole()
    {
        var error = Error("""{"type":"https://e.test/out-of-credit","title":"Not enough credit","status":403,"detail":"It costs 50.","instance":"/account/12","balance":30,"accounts":["/a"]}""");

        var problem = error.Problem!;

        Assert.Equal(("https://e.test/out-of-credit", "Not enough credit", 403), (problem.Type, problem.Title, problem.Status));
        Assert.Equal(("It costs 50.", "/account/12"), (problem.Detail, problem.Instance));
        Assert.Equal(["balance", "accounts"], problem.Extensions.Keys);
        Assert.Equal(30, (int)(JsonNode)problem.Extensions["balance"]!);
        Assert.EndsWith("answered 403 (Forbidden): Not enough credit: It costs 50.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_the_wrong_type_count_as_not_sent()
    {
        var problem = Error("""{"type":1,"title":{"a":1},"status":"403","detail":null,"instance":[],"Title":"x"}""").Problem!;

        Assert.Equal(("about:blank", null, null, null, null), (problem.Type, problem.Title, problem.Status, problem.Detail, problem.Instance));
        Assert.Equal(["Title"], problem.Extensions.Keys);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{oops")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"title\":\"\\ud800\"}")]
    public void What_is_no_problem_is_none_and_the_status_is_the_error_all_the_same(string body)
    {
        var error = Error(body);

        Assert.Null(error.Problem);
        Assert.EndsWith("answered 403 (Forbidden).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_of_another_type_is_no_problem() => Assert.Null(Error("""{"title":"x"}""", "application/json").Problem);

    [Fact]
    public void What_the_server_says_cannot_break_or_flood_the_message()
    {
        var message = Error($$"""{"title":"a\u001b[31m\n","detail":"{{new string('x', 5000)}}"}""").Message;

        Assert.DoesNotContain(message, char.IsControl);
        Assert.Contains("a\\u001B[31m", message, StringComparison.Ordinal);
        Assert.True(message.Length < 700);
    }

    private static AxiosStatusException Error(string body, string contentType = "application/problem+json; charset=utf-8") =>
        Assert.Throws<AxiosStatusException>(new AxiosResponse(403, Encoding.UTF8.GetBytes(body), new HeaderCollection { ["Content-Type"] = contentType }).EnsureSuccess);
}
