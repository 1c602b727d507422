using System.Collections;
using AxiosPS.Tests.Files;

namespace AxiosPS.Tests.Bodies;

/// <summary>A transform gets the value of the body, whatever its kind, and gives what takes its place.</summary>
public sealed class RequestTransformTests : FolderTest
{
    [Theory]
    [InlineData("Json", "application/json", """{"a":1,"b":2}""")]
    [InlineData("UrlEncoded", "application/x-www-form-urlencoded", "a=1&b=2")]
    public async Task It_may_change_a_dictionary(string kind, string type, string sent)
    {
        await Send(kind, new SortedList { ["a"] = 1 }, value =>
        {
            ((IDictionary)value!)["b"] = 2;
            return value;
        });

        Assert.Equal((type, sent), Arrived());
    }

    [Fact]
    public async Task It_may_add_to_a_form()
    {
        await Send("Form", new Hashtable(), _ => new Hashtable { ["f"] = new FormPart { Value = "x", FileName = "a.txt" } });

        Assert.Contains("name=\"f\"; filename=\"a.txt\"", Arrived().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "other", "application/x-www-form-urlencoded")]
    [InlineData("text", new byte[] { 66 }, "application/octet-stream")]
    [InlineData(new byte[] { 65 }, new byte[] { 66 }, "application/octet-stream")]
    public async Task It_may_give_another_Body(object body, object other, string type)
    {
        await Send("Body", body, value =>
        {
            Assert.Equal(body, value);
            return other;
        });

        Assert.Equal((type, other as string ?? "B"), Arrived());
    }

    [Fact]
    public async Task It_may_send_what_it_made_of_a_file_or_another_file()
    {
        await File.WriteAllTextAsync(In("a.txt"), "a");
        await File.WriteAllTextAsync(In("b.json"), "b");

        await Send("InFile", In("a.txt"), value => File.ReadAllText((string)value!).ToUpperInvariant().Select(c => (byte)c).ToArray());
        Assert.Equal(("application/octet-stream", "A"), Arrived());
        await Send("InFile", In("a.txt"), _ => In("b.json"));
        Assert.Equal(("application/json", "b"), Arrived());
    }

    [Theory]
    [InlineData("Json", "application/json", "null")]
    [InlineData("UrlEncoded", null, "")]
    [InlineData("Form", null, "")]
    [InlineData("Body", null, "")]
    [InlineData("InFile", null, "")]
    public async Task Null_is_null_in_JSON_and_elsewhere_no_body(string kind, string? type, string text)
    {
        await Send(kind, kind is "Body" or "InFile" ? "x" : new Hashtable(), _ => null);

        Assert.Equal((type, text), Arrived());
    }

    [Fact]
    public async Task A_value_where_there_was_no_body_is_sent_as_JSON()
    {
        await Send(null, null, _ => new { A = 1 });

        Assert.Equal(("application/json", """{"a":1}"""), Arrived());
    }

    private async Task Send(string? kind, object? value, Func<object?, object?> transform)
    {
        Server.Clear();
        var call = new RequestConfig { Method = "POST", Uri = "/echo", TransformRequest = [new Transform(transform)] };
        if (kind is not null)
        {
            call[kind] = value;
        }

        await Api.SendAsync(call);
    }

    private (string? Type, string Text) Arrived()
    {
        var request = Assert.Single(Server.Requests);
        return (request.Headers.TryGetValue("content-type", out var type) ? type.Single() : null, request.Text);
    }

    private sealed class Transform(Func<object?, object?> transform) : IDataTransform
    {
        public ValueTask<object?> TransformAsync(object? data, HeaderCollection headers, CancellationToken cancellationToken) => new(transform(data));
    }
}
