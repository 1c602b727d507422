using System.Collections;
using System.Globalization;
using System.Text;
using AxiosPS.Commands;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Client;

/// <summary>What a server says reaches a terminal without the characters that the terminal would obey.</summary>
public sealed class ControlCharactersTests
{
    private const string Sequence = "a\u001B]0;PWN\u0007\u009B31m\u007Fz";

    public static TheoryData<string> Answers => new()
    {
        $"HTTP/1.1 404 No{Sequence}\r\nContent-Length: 0\r\n\r\n",
        $"HTTP/1.1 {Sequence}\r\n\r\n",
        $"{Sequence}\r\n\r\n",
        $"HTTP/1.1 200 OK\r\nX-{Sequence}: 1\r\nContent-Length: 0\r\n\r\n",
        $"HTTP/1.1 404 No\r\nX-A: {Sequence}\r\nX-B: {Sequence}\r\nX-B: b\r\nSet-Cookie: {Sequence}=1\r\nContent-Length: 0\r\n\r\n",
        $"HTTP/1.1 404 No\r\nContent-Type: {Sequence}/x\r\nContent-Length: 1\r\n\r\nx",
        $"HTTP/1.1 404 No\r\nContent-Type: text/plain\r\nContent-Length: {Sequence.Length}\r\n\r\n{Sequence}",
        $"HTTP/1.1 302 Found\r\nLocation: ftp://{Sequence}/\r\nContent-Length: 0\r\n\r\n",
        Problem("application/problem+json", """{"title":"a\u001b]0;b","detail":"c\u009bd","type":"e\u0007","instance":"\u007f"}"""),
        Problem("application/json", $"{{\"a\": {Sequence}"),
        Problem("application/xml", $"<a>{Sequence}</b>"),
        Problem("application/json", "{\"a\": \u001B"),
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task They_are_in_no_message_no_ToString_and_no_listing(string answer)
    {
        await using var server = RawServer.Answering(answer);
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.AbsoluteUri });
        var shown = new List<string>();

        var error = await Record.ExceptionAsync(async () => Add(shown, await client.GetAsync("/", new() { ValidateStatus = StatusCheck.Any })));
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            shown.AddRange([cause.Message, cause.ToString()]);
        }

        Assert.NotEmpty(shown);
        Assert.All(shown, text => Assert.DoesNotContain(text, c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')));
    }

    [Fact]
    public async Task They_are_in_no_address_that_a_redirect_leads_to()
    {
        await using var server = new RawServer(async stream =>
        {
            var head = await RawServer.ReadHead(stream);
            var answer = head.StartsWith("GET /x", StringComparison.Ordinal) ? "200 OK\r\nContent-Length: 0" : $"302 Found\r\nLocation: /x?u={Sequence}\r\nContent-Length: 0";
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {answer}\r\nConnection: close\r\n\r\n"));
        });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.AbsoluteUri });

        var response = await client.GetAsync("/");

        Assert.Equal(200, response.StatusCode);
        Assert.DoesNotContain($"{response.Uri} {response.Uri.OriginalString} {response}", char.IsControl);
        Assert.Contains("%1B", response.Uri.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_asked_for_by_name_is_as_it_came()
    {
        var headers = new HeaderCollection { ["X-A"] = Sequence };

        Assert.Equal(Sequence, headers["X-A"]);
        Assert.Equal("X-A: a\\u001B]0;PWN\\u0007\\u009B31m\\u007Fz", headers.ToString());
    }

    [Theory]
    [InlineData("a\tb\r\nc\rd\n", @"a\u0009b\u000D\u000Ac\u000Dd\u000A", "a\tb\r\nc\\u000Dd\n")]
    [InlineData("plain ü", "plain ü", "plain ü")]
    public void Ends_of_lines_stay_where_several_are_meant(string text, string line, string lines) =>
        Assert.Equal((line, lines), (HttpTokens.Visible(text), HttpTokens.Visible(text, lines: true)));

    private static void Add(List<string> shown, AxiosResponse response)
    {
        shown.AddRange([response.ToString(), response.ReasonPhrase, response.ContentType, ResponseText.Of(ResponseFacts.Of(response), 79, PreviewColors.None), response.Headers.ToString(), response.Cookies.ToString()]);
        foreach (var fields in new FieldCollection[] { response.Headers, response.Cookies })
        {
            shown.AddRange(((IDictionary)fields).Cast<DictionaryEntry>().Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Key}={(e.Value is string[] several ? string.Join(' ', several) : e.Value)}")));
        }

        foreach (var error in new[] { response.DataError, response.Ok ? null : Record.Exception(response.EnsureSuccess) })
        {
            for (var cause = error; cause is not null; cause = cause.InnerException)
            {
                shown.AddRange([cause.Message, cause.ToString()]);
            }
        }

        if (response.Problem is { } problem)
        {
            shown.AddRange([problem.ToString(), problem.Title!, problem.Detail!, problem.Type, problem.Instance!]);
        }
    }

    private static string Problem(string type, string body) =>
        $"HTTP/1.1 404 No\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
