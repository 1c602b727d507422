using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Bodies;

/// <summary>A body that a hook puts in place of another brings its content type along, unless somebody has given one.</summary>
public sealed class ReplacedBodyTests : ServerTest
{
    [Theory]
    [InlineData(null, "text/plain")]
    [InlineData("application/vnd.own", "application/vnd.own")]
    public async Task A_content_of_a_middleware_is_named_by_its_type(string? given, string sent)
    {
        Api.Use((context, next) =>
        {
            context.Content = new RequestContent("made"u8.ToArray(), "text/plain");
            return next(context);
        });

        await Api.SendAsync(new() { Method = "POST", Uri = "/echo", Json = 1, ContentType = given });

        var request = Assert.Single(Server.Requests);
        Assert.Equal((sent, "made"), (request.Headers["content-type"].Single(), request.Text));
    }

    [Fact]
    public async Task A_form_takes_the_place_of_JSON_and_nothing_takes_the_place_of_a_form()
    {
        var turn = 0;
        Api.Use((context, next) =>
        {
            context.Config.ClearBody();
            if (turn++ == 0)
            {
                context.Config.Form = new System.Collections.Hashtable { ["a"] = 1 };
            }

            return next(context);
        });

        await Api.SendAsync(new() { Method = "POST", Uri = "/echo", Json = 1 });
        await Api.SendAsync(new() { Method = "POST", Uri = "/echo", Form = new System.Collections.Hashtable { ["a"] = 1 } });

        Assert.StartsWith("multipart/form-data; boundary=", Server.Requests[0].Headers["content-type"].Single(), StringComparison.Ordinal);
        Assert.False(Server.Requests[1].Headers.ContainsKey("content-type"));
        Assert.Equal("", Server.Requests[1].Text);
    }
}
