using System.Collections;

namespace AxiosPS.Tests.Transport.Mock;

/// <summary>A call that no route matches is an error which says why, and nothing that is tried again.</summary>
public sealed class MockUnmatchedTests : MockTest
{
    [Fact]
    public async Task It_tells_of_each_route_why_it_does_not_match()
    {
        var mock = new MockTransport().On("GET", "/users/*").On("POST", "/users");
        mock.Add(new() { Name = "paged", Uri = "/orders", Query = new Hashtable { ["page"] = 1 } });
        mock.Add(new() { Uri = "/orders", RequestHeaders = new Hashtable { ["X-Tenant"] = "blue" } });
        mock.Add(new() { Uri = "/orders", RequestBody = "x" });
        mock.Add(new() { Uri = "/orders", RequestJson = new { items = new[] { new { id = 1 } } } });
        mock.Add(new() { Uri = "/orders", RequestJson = new { note = (string?)null, to = new { city = "Bern" } } });
        mock.Add(new MockRoute { Uri = "/orders" }.Where(_ => false));
        mock.Add(new() { Method = ["POST"], Uri = "/orders", Times = 1 });
        using var client = Client(mock);
        var call = new RequestConfig { Uri = "/orders", Method = "POST", Query = { ["page"] = 2 }, Headers = { ["X-Tenant"] = "red" }, Json = new { items = new[] { new { id = 2 } } } };
        await client.SendAsync(call);

        var error = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => client.SendAsync(call));

        Assert.Equal(
            """
            POST https://a.test/orders?page=2 is matched by no route of the mock transport:
              'paged' * /orders: the query parameter page is '2', not '1'
              * /orders: the header X-Tenant is 'red', not 'blue'
              * /orders: the body is '{"items":[{"id":2}]}', not 'x'
              * /orders: $.items[0].id of its JSON body is 2, not 1
              * /orders: $.to of its JSON body is null or not there ({"city":"Bern"} is wanted)
              * /orders: its condition (When) is not met
              POST /orders, 1 times: it is used up
              POST /users: the address is /orders
              GET /users/*: the method is POST
            Add a route that matches it, or a Default for whatever comes.
            """.ReplaceLineEndings("\n"),
            error.Message);
        Assert.Null(mock.Calls[1].Route);
        Assert.Null(mock.Calls[1].StatusCode);
    }

    [Fact]
    public async Task It_is_not_tried_again()
    {
        var mock = new MockTransport();
        using var client = Client(mock, options => options.MaxRetries = 5);

        var error = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => client.GetAsync("/"));

        Assert.Equal("GET https://a.test/ has come to a mock transport without routes.\nAdd a route that matches it, or a Default for whatever comes.", error.Message);
        Assert.Single(mock.Calls);
        Assert.Single(error.Attempts);
        Assert.Equal("https://a.test/", error.Uri!.AbsoluteUri);
    }

    [Fact]
    public async Task It_shows_no_secret()
    {
        var mock = new MockTransport();
        mock.Add(new() { Query = new Hashtable { ["api_key"] = "hush8" } });
        mock.Add(new() { RequestHeaders = new Hashtable { ["Authorization"] = "hush9" } });
        mock.Add(new() { RequestJson = new { password = "hush0" } });
        mock.Add(new() { RequestJson = new { user = new { password = "hush5" } } });
        mock.Add(new() { RequestForm = new Hashtable { ["password"] = "hush6" } });
        mock.Add(new() { RequestBody = "user=ann&password=hush7" });
        mock.Add(new() { RequestJson = new { login = new { note = "no" } } });
        mock.Add(new() { Uri = "/?x=*" });
        using var client = Client(mock);

        var error = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => client.SendAsync(new()
        {
            Uri = "/?api_key=hush1",
            Method = "POST",
            Headers = { ["Authorization"] = "Bearer hush2" },
            Json = new { password = "hush3", login = new { note = "Bearer hush4hush4hush4" } },
        }));

        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("the query parameter api_key is another", error.Message, StringComparison.Ordinal);
        Assert.Contains("the header Authorization is another", error.Message, StringComparison.Ordinal);
        Assert.Contains("$.password of its JSON body is another", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_begins_with_the_routes_that_are_nearest()
    {
        var mock = new MockTransport();
        for (var i = 0; i < 30; i++)
        {
            mock.On("GET", $"/{i}");
        }

        mock.Add(new() { Method = ["GET"], Uri = "/orders" });
        mock.Add(new() { Method = ["POST"], Uri = "/orders", Query = new Hashtable { ["n"] = "1*" } });
        using var client = Client(mock);

        var error = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => client.SendAsync(new() { Method = "POST", Uri = "/orders?n=2" }));

        Assert.Equal(
            ["  POST /orders: the query parameter n is '2', not '1*'", "  GET /orders: the method is POST"],
            error.Message.Split('\n')[1..3]);
    }

    [Theory]
    [InlineData("/", "'a' is wanted")]
    [InlineData("/?n=b", "is 'b', not 'a'")]
    [InlineData("/?n=a&m=1", "the query parameter m is '1', and is not to be there")]
    public async Task It_says_what_is_wanted_of_a_parameter_beside_what_is_there(string address, string says)
    {
        var mock = new MockTransport();
        mock.Add(new() { Query = new Hashtable { ["n"] = "a", ["m"] = null } });
        using var client = Client(mock);

        Assert.Contains(says, (await Assert.ThrowsAsync<AxiosUnmatchedException>(() => client.GetAsync(address))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_of_limited_length()
    {
        var mock = new MockTransport();
        for (var i = 0; i < 50; i++)
        {
            mock.On("GET", $"/{i}/{new string('x', 10_000)}");
        }

        using var client = Client(mock);

        var error = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => client.GetAsync("/"));

        Assert.InRange(error.Message.Length, 100, 6000);
        Assert.Contains("and 30 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_code_of_a_route_throws_is_the_error_of_a_hook_and_not_of_the_network()
    {
        var mock = new MockTransport().On("GET", "/answer", call => throw new InvalidOperationException("oops"));
        mock.Add(new MockRoute { Name = "picky" }.Where(_ => throw new InvalidOperationException("oops")));
        using var client = Client(mock, options => options.MaxRetries = 5);

        var answer = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/answer"));
        var condition = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"));

        Assert.Contains("The mock response 'MockUnmatchedTests lambda' failed: oops", answer.Message, StringComparison.Ordinal);
        Assert.Contains("of the mock route picky failed: oops", condition.Message, StringComparison.Ordinal);
        Assert.Equal(2, mock.Calls.Count);
    }

    [Fact]
    public async Task What_code_of_a_route_throws_of_the_tree_is_passed_on()
    {
        using var client = Client(new MockTransport().On("GET", "/", call => throw new AxiosNetworkException("cut", NetworkFailure.Proxy)));

        Assert.Equal(NetworkFailure.Proxy, (await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"))).Failure);
    }

    [Fact]
    public async Task An_answer_that_code_has_made_wrong_is_its_error()
    {
        using var client = Client(new MockTransport().On("GET", "/", call => new() { Json = 1, Body = "a" }));

        Assert.Contains("more than one body", (await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"))).Message, StringComparison.Ordinal);
    }
}
