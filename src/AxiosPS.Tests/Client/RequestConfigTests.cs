using System.Collections;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

public sealed class RequestConfigTests : IDisposable
{
    private readonly MemoryTransport transport = new();
    private readonly AxiosClient client;

    public RequestConfigTests() => client = new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = transport,
        Headers = { ["X-Client"] = "c", ["X-Both"] = "c" },
        Query = { ["client"] = 1, ["both"] = 1 },
        MaxRedirects = 3,
    });

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("MaxRetries", -1, "0 or more")]
    [InlineData("MaxRedirects", -1, "0 or more")]
    [InlineData("MaxJsonDepth", 0, "1 to 1000")]
    [InlineData("MaxJsonDepth", 1001, "1 to 1000")]
    [InlineData("MaxJsonNodes", 0, "1 or more")]
    [InlineData("RetryOnStatus", 99, "100 to 999")]
    [InlineData("RetryOnStatus", 1000, "100 to 999")]
    public void A_count_that_makes_no_sense_is_refused_with_its_range(string option, int value, string range)
    {
        object given = option == "RetryOnStatus" ? new[] { 503, value } : value;

        var error = Assert.Throws<ArgumentException>(() => new RequestConfig { [option] = given });

        Assert.Equal($"{option} is {value}. It may be {range}. (Parameter '{option}')", error.Message);
    }

    [Fact]
    public async Task Headers_and_query_merge_key_by_key_and_the_call_wins()
    {
        await client.GetAsync("/x", new() { Headers = { ["x-both"] = "call", ["X-Call"] = "call" }, Query = { ["both"] = 2, ["call"] = 2 } });

        Assert.Equal(("c", "call", "call"), (transport.Last.Header("X-Client"), transport.Last.Header("X-Both"), transport.Last.Header("X-Call")));
        Assert.Equal("?client=1&both=2&call=2", transport.Last.Uri.Query);
    }

    [Fact]
    public async Task Null_in_a_call_removes_what_the_client_would_have_sent()
    {
        var call = new RequestConfig { Uri = "/x", Headers = { ["X-Client"] = null, ["accept"] = null }, Query = { ["client"] = null } };

        await client.SendAsync(call);
        await client.GetAsync("/x", call); // by way of a copy

        Assert.All(transport.Requests, request =>
        {
            Assert.Null(request.Header("X-Client"));
            Assert.Null(request.Header("Accept"));
            Assert.Equal("?both=1", request.Uri.Query);
        });
    }

    [Theory]
    [InlineData("Stream")]
    [InlineData("OutFile")]
    [InlineData("Hash")]
    [InlineData("Body")]
    public void What_belongs_to_a_call_is_refused_on_a_client(string option)
    {
        var options = new AxiosClientOptions { [option] = option == "Stream" ? true : "x" };

        var error = Assert.Throws<ArgumentException>(() => new AxiosClient(options));

        Assert.Equal($"{(option == "Body" ? "A body" : option)} belongs to a call, not to a client. Give it to the call.", error.Message);
    }

    [Theory]
    [InlineData("Body", "<a/>", "application/vnd.mine")]
    [InlineData("Json", "a", "application/vnd.mine")]
    [InlineData("UrlEncoded", null, "application/x-www-form-urlencoded")]
    [InlineData(null, null, null)]
    public async Task The_content_type_of_a_client_is_for_bodies_that_are_no_forms(string? kind, string? body, string? sent)
    {
        using var own = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport, ContentType = "application/vnd.mine" });
        var call = new RequestConfig { Method = "PUT", Uri = "/x" };
        if (kind is not null)
        {
            call[kind] = body ?? (object)new Hashtable { ["a"] = "b" };
        }

        await own.SendAsync(call);
        Assert.Equal(sent, transport.Last.Header("Content-Type"));

        call.Headers["Content-Type"] = "text/mine";
        await own.SendAsync(call);
        Assert.Equal("text/mine", transport.Last.Header("Content-Type"));
    }

    [Fact]
    public async Task Null_in_a_client_removes_a_built_in_default()
    {
        using var bare = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport, Headers = { ["User-Agent"] = null } });

        await bare.GetAsync("/x");

        Assert.Null(transport.Last.Header("User-Agent"));
        Assert.NotNull(transport.Last.Header("Accept"));
    }

    [Fact]
    public async Task The_config_of_a_call_and_the_options_of_a_client_are_left_as_they_were()
    {
        var call = new RequestConfig { Uri = "/x", Json = 1 };
        client.Interceptors.Request.Use(c => c.Headers["X-Hook"] = "1");

        var response = await client.SendAsync(call);
        response.Config!.Headers["X-Later"] = "1";
        response.Config.Query["later"] = 1;
        await client.SendAsync(call);

        Assert.Empty(call.Headers);
        Assert.False(client.Defaults.Headers.Contains("X-Hook"));
        Assert.Null(transport.Last.Header("X-Later"));
        Assert.Equal("?client=1&both=1", transport.Last.Uri.Query);
    }

    [Fact]
    public async Task A_change_of_the_defaults_counts_for_the_calls_that_begin_after_it()
    {
        client.Defaults.Headers["X-New"] = "1";
        client.Defaults.BaseUri = "http://b.test";

        await client.GetAsync("/x");

        Assert.Equal("1", transport.Last.Header("X-New"));
        Assert.Equal("b.test", transport.Last.Uri.Host);
    }

    [Fact]
    public async Task Everything_else_is_replaced_by_the_call_if_it_says_something()
    {
        Assert.Equal(3, (await client.GetAsync("/x")).Config!.MaxRedirects);
        Assert.Equal(5, (await client.GetAsync("/x", new() { MaxRedirects = 5 })).Config!.MaxRedirects);
    }

    [Fact]
    public void Two_kinds_of_body_at_once_are_refused()
    {
        var config = new RequestConfig { Json = 1 };

        Assert.Contains("Json", Assert.Throws<ArgumentException>(() => config.Body = "x").Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => config.UrlEncoded = new Dictionary<string, string>());
        config.Body = null; // none of that kind is no second one
        Assert.Equal(1, config.Json);
        config.ClearBody();
        config.Body = "x";
        Assert.Equal("x", config.Body);
    }

    [Fact]
    public void A_body_belongs_to_a_call_and_not_to_a_client() =>
        Assert.Throws<ArgumentException>(() => new AxiosClient(new AxiosClientOptions { Json = 1 }));

    [Theory]
    [InlineData("get", "GET")]
    [InlineData(null, "GET")]
    [InlineData("PropFind", "PropFind")]
    [InlineData("patch", "PATCH")]
    public async Task Standard_methods_are_sent_in_capitals_and_others_as_written(string? method, string sent)
    {
        await client.SendAsync(new() { Uri = "/x", Method = method });

        Assert.Equal(sent, transport.Last.Method);
    }

    [Theory]
    [InlineData("GET\r\nX: y")]
    [InlineData("GET /")]
    [InlineData("G\0T")]
    [InlineData("GÄT")]
    public async Task A_method_with_a_line_break_space_or_NUL_is_refused_before_anything_is_sent(string method)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(new() { Uri = "/x", Method = method }));

        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(1.5, 1.5)]
    [InlineData("30", 30)]
    [InlineData(0L, 0)]
    public void The_number_of_a_time_out_set_by_its_name_is_in_seconds(object given, double seconds)
    {
        var config = new RequestConfig { ["ReadTimeout"] = given };

        Assert.Equal(TimeSpan.FromSeconds(seconds), config.ReadTimeout);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-5)]
    [InlineData("-5")]
    [InlineData("abc")]
    public void What_is_no_number_of_seconds_is_refused_by_name(object given)
    {
        foreach (var name in new[] { "Timeout", "AttemptTimeout", "ReadTimeout", "MaxRetryAfter" })
        {
            var error = Assert.Throws<ArgumentException>(() => new RequestConfig { [name] = given });
            Assert.StartsWith($"{name} cannot be '{given}': ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Listing_it_shows_what_is_set_and_no_secret()
    {
        var shown = new List<string>();
        foreach (System.Collections.DictionaryEntry option in new RequestConfig { Uri = "/x", Json = "secret", Headers = { ["Cookie"] = "secret" } })
        {
            shown.Add($"{option.Key}={option.Value}");
        }

        Assert.Equal(["Uri=/x", "Headers=Cookie: ***", "Json=***"], shown);
    }
}
