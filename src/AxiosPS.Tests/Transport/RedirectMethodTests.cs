using System.Text;

namespace AxiosPS.Tests.Transport;

/// <summary>Methods and statuses: the exact method and body that arrive (RFC 9110, section 15.4).</summary>
public sealed class RedirectMethodTests : ServerTest
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"];

    public static TheoryData<string, int, bool, string, bool> Matrix
    {
        get
        {
            var data = new TheoryData<string, int, bool, string, bool>();
            foreach (var method in Methods)
            {
                foreach (var status in new[] { 301, 302, 303, 307, 308 })
                {
                    var then = status switch
                    {
                        303 => method == "HEAD" ? "HEAD" : "GET",
                        301 or 302 when method == "POST" => "GET",
                        _ => method,
                    };
                    var keepsBody = status != 303 && then == method;
                    data.Add(method, status, true, then, keepsBody);
                    data.Add(method, status, false, then, keepsBody);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Method_and_body_arrive_as_the_status_says(string method, int status, bool hasBody, string then, bool keepsBody)
    {
        var body = Encoding.UTF8.GetBytes("a=1&b=\u00e4\u0000");
        var call = new RequestConfig { Uri = $"/redirect/{status}?to=/echo", Method = method, Headers = { ["Content-Language"] = "de", ["X-Plain"] = "kept" } };
        if (hasBody)
        {
            call.Body = body;
        }

        var response = await Api.SendAsync(call);
        var (first, second) = (Server.Requests[0], Server.Requests[1]);

        Assert.Equal((method, then), (first.Method, second.Method));
        Assert.Equal(hasBody ? body : [], first.Body.ToArray());
        Assert.Equal(hasBody && keepsBody ? body : [], second.Body.ToArray());
        Assert.Equal(hasBody && keepsBody, second.Headers.ContainsKey("content-type"));
        Assert.Equal(keepsBody, second.Headers.ContainsKey("content-language"));
        Assert.Equal(["kept"], second.Headers["x-plain"]);
        Assert.Equal(("/echo", $"/redirect/{status}"), (response.Uri.AbsolutePath, Assert.Single(response.Redirects).AbsolutePath));
        Assert.Single(response.Attempts);
    }

    public static TheoryData<string, int> Preserved
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var method in Methods)
            {
                Array.ForEach([301, 302, 303, 307, 308], status => data.Add(method, status));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Preserved))]
    public async Task Method_and_body_are_kept_whatever_the_status_where_that_is_wished(string method, int status)
    {
        var response = await Api.SendAsync(new() { Uri = $"/redirect/{status}?to=/echo", Method = method, Body = "a=1", PreserveHttpMethodOnRedirect = true });
        var last = Server.Requests[1];

        Assert.Equal((method, "a=1", "/echo"), (last.Method, last.Text, response.Uri.AbsolutePath));
        Assert.Equal(["application/x-www-form-urlencoded"], last.Headers["content-type"]);
    }

    [Fact]
    public async Task A_call_may_have_it_otherwise_than_its_client()
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = Server.Uri.AbsoluteUri, PreserveHttpMethodOnRedirect = true });

        await client.PostAsync("/redirect/303?to=/echo", "a=1");
        await client.PostAsync("/redirect/303?to=/echo", "a=1", new() { PreserveHttpMethodOnRedirect = false });

        Assert.Equal(["POST", "POST", "POST", "GET"], Server.Requests.Select(r => r.Method));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(303)]
    public async Task A_body_that_is_kept_is_not_sent_to_another_origin_unless_that_is_wished(int status)
    {
        var call = new RequestConfig { Uri = $"/redirect/{status}?to={Server.Uri.AbsoluteUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}echo", Method = "POST", Body = "a=1", PreserveHttpMethodOnRedirect = true };

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Api.SendAsync(call));
        await Api.SendAsync(new() { Uri = call.Uri, Method = "POST", Body = "a=1", PreserveHttpMethodOnRedirect = true, AllowCrossOriginBody = true });

        Assert.Equal(NetworkFailure.Redirect, error.Failure);
        Assert.Equal(["a=1", "a=1", "a=1"], Server.Requests.Select(r => r.Text));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    [InlineData(305)]
    [InlineData(306)]
    public async Task Another_status_is_an_answer_whatever_its_location(int status)
    {
        var response = await Api.GetAsync($"/redirect/{status}?to=/echo");

        Assert.Equal((status, 0), (response.StatusCode, response.Redirects.Count));
    }

    [Fact]
    public async Task A_stream_that_can_go_back_is_sent_again_and_one_that_cannot_is_a_clear_error()
    {
        using var seekable = new MemoryStream("xyz"u8.ToArray()) { Position = 1 };
        using var once = new Once("xyz"u8.ToArray());

        await Api.SendAsync(new() { Method = "POST", Uri = "/redirect/307?to=/echo", Body = seekable });
        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => Api.SendAsync(new() { Method = "POST", Uri = "/redirect/307?to=/echo", Body = once }));
        await Api.SendAsync(new() { Method = "POST", Uri = "/redirect/303?to=/echo", Body = new Once("xyz"u8.ToArray()) });

        Assert.Equal(["yz", "yz", "xyz", "xyz", ""], Server.Requests.Select(r => r.Text));
        Assert.Contains("read only once", error.Message, StringComparison.Ordinal);
    }

    private sealed class Once(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
