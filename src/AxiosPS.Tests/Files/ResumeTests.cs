using System.Security.Cryptography;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Files;

/// <summary>A download that broke off goes on where it was, if the server still has the same; else it starts anew.</summary>
public sealed class ResumeTests : FolderTest
{
    private const int Length = 700_000;

    private static readonly string Broken = $"/file/{Length}?cut=400000";

    private readonly string hash = "sha256:" + Convert.ToHexString(SHA256.HashData(Pattern(Length)));

    [Fact]
    public async Task What_broke_off_is_gone_on_with_by_the_next_call()
    {
        var config = Resumed(Broken);
        await Assert.ThrowsAsync<AxiosNetworkException>(() => Api.SendAsync(config));
        Assert.Equal(["x.part", "x.part.json"], Names);
        var there = new FileInfo(In("x.part")).Length;
        Assert.InRange(there, 1, 400_000);

        var response = await Api.SendAsync(config);

        Assert.Equal(["x"], Names);
        Assert.Equal(Pattern(Length), await File.ReadAllBytesAsync(In("x")));
        Assert.Equal(206, response.StatusCode);
        var second = Server.Requests[1].Headers;
        Assert.Equal(($"bytes={there - 1}-", "\"1\"", "identity"), (second["range"][0], second["if-range"][0], second["accept-encoding"][0]));
        Assert.False(Server.Requests[0].Headers.ContainsKey("range"));
    }

    [Fact]
    public async Task And_by_a_retry_of_the_same_call()
    {
        var response = await Api.SendAsync(Resumed(Broken, c => (c.MaxRetries, c.RetryStrategy) = (1, new FixedRetryStrategy(TimeSpan.Zero))));

        Assert.Equal(["x"], Names);
        Assert.Equal(Pattern(Length), await File.ReadAllBytesAsync(In("x")));
        Assert.Equal(2, response.Attempts.Count);
        Assert.True(Server.Requests[1].Headers.ContainsKey("range"));
    }

    [Fact]
    public async Task A_part_that_was_whole_but_for_its_name_gets_it()
    {
        await Break();
        await File.WriteAllBytesAsync(In("x.part"), Pattern(Length));

        await Api.SendAsync(Resumed(Broken));

        Assert.Equal(["x"], Names);
        Assert.Equal($"bytes={Length - 1}-", Server.Requests[1].Headers["range"][0]);
    }

    [Fact]
    public async Task Where_the_server_has_something_else_by_now_it_starts_anew()
    {
        await Break();
        await File.WriteAllTextAsync(In("x.part.json"), (await File.ReadAllTextAsync(In("x.part.json"))).Replace("\\u00221\\u0022", "\\u00222\\u0022", StringComparison.Ordinal));

        var response = await Api.SendAsync(Resumed(Broken));

        Assert.Equal("\"2\"", Server.Requests[1].Headers["if-range"][0]);
        Assert.Equal(200, response.StatusCode);
        Assert.Equal(["x"], Names);
    }

    [Fact]
    public async Task A_secret_in_the_address_may_change_and_is_written_nowhere()
    {
        var first = Resumed($"/file/{Length}?token=canary-1&cut=400000");
        await Assert.ThrowsAsync<AxiosNetworkException>(() => Api.SendAsync(first));
        Assert.DoesNotContain("canary", await File.ReadAllTextAsync(In("x.part.json")), StringComparison.Ordinal);

        await Api.SendAsync(Resumed($"/file/{Length}?token=canary-2&cut=400000"));

        Assert.True(Server.Requests[1].Headers.ContainsKey("range"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_no_download_has_left_is_not_taken_for_a_part(bool overwrite)
    {
        await File.WriteAllTextAsync(In("x.part"), "somebody's");
        var config = Resumed($"/file/{Length}");
        config.Overwrite = overwrite;

        var error = await Record.ExceptionAsync(() => Api.SendAsync(config));

        Assert.Equal(overwrite, error is null);
        Assert.Equal(overwrite ? ["x"] : ["x.part"], Names);
        Assert.True(overwrite || error is AxiosFileException { Failure: FileFailure.Exists } && Server.Requests.Count == 0);
    }

    [Theory]
    [InlineData("another address")]
    [InlineData("a broken record")]
    [InlineData("longer than the whole")]
    public async Task A_part_that_may_not_belong_starts_anew(string why)
    {
        await Break();
        switch (why)
        {
            case "a broken record": await File.WriteAllTextAsync(In("x.part.json"), "{\"Address\":"); break;
            case "longer than the whole": await File.WriteAllBytesAsync(In("x.part"), new byte[Length + 1]); break;
        }

        await Api.SendAsync(Resumed(why == "another address" ? $"/file/{Length}?other" : Broken));

        Assert.False(Server.Requests[1].Headers.ContainsKey("range"));
        Assert.Equal(["x"], Names);
    }

    [Theory]
    [InlineData("\"1\"\r\nX-Planted: 1")]
    [InlineData("\"1\r\nX-Planted: 1\"")]
    [InlineData("\"1\n\"")]
    [InlineData("Sun, 01 Nov 2026 10:00:00 GMT\n")]
    [InlineData("W/\"1\"")]
    [InlineData("something")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_record_that_no_server_can_have_given_does_not_count(string? validator)
    {
        await Break();
        var record = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(In("x.part.json")))!;
        record["Validator"] = validator;
        await File.WriteAllTextAsync(In("x.part.json"), record.ToJsonString());

        await Api.SendAsync(Resumed(Broken));

        Assert.False(Server.Requests[1].Headers.ContainsKey("range"));
        Assert.Equal(["x"], Names);
    }

    [Theory]
    [InlineData("ETag: W/\"1\"", false)]
    [InlineData("", false)]
    [InlineData("Last-Modified: Sun, 01 Nov 2026 10:00:00 GMT\nDate: Sun, 01 Nov 2026 10:00:00 GMT", false)]
    [InlineData("Last-Modified: Sun, 01 Nov 2026 10:00:00 GMT", false)]
    [InlineData("Last-Modified: Sun, 01 Nov 2026 10:00:00 GMT\nDate: Sun, 01 Nov 2026 10:00:01 GMT", true)]
    [InlineData("ETag: \"1\"", true)]
    public async Task Only_a_validator_that_is_strong_will_do(string headers, bool goesOn)
    {
        var transport = Answers(
            Answer(200, 10, "01234", [.. headers.Split('\n', StringSplitOptions.RemoveEmptyEntries)]),
            Answer(500, 0, ""));
        using var client = Client(transport);
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(Resumed("/")));

        Assert.Equal(goesOn ? ["x.part", "x.part.json"] : [], Names);
        await client.SendAsync(Resumed("/"));

        Assert.Equal(goesOn ? "bytes=4-" : null, transport.Last.Header("Range"));
        Assert.Equal(goesOn ? headers.Split('\n')[0].Split(": ", 2)[1] : null, transport.Last.Header("If-Range"));
    }

    [Theory]
    [InlineData(206, "bytes 0-9/10", "\"1\"")]
    [InlineData(206, "bytes 5-9/10", "\"1\"")]
    [InlineData(206, "bytes 4-9/11", "\"1\"")]
    [InlineData(206, "lines 4-9/10", "\"1\"")]
    [InlineData(206, "", "\"1\"")]
    [InlineData(206, "bytes 4-9/10", "\"2\"")]
    [InlineData(416, "bytes */3", "\"1\"")]
    public async Task A_range_that_was_not_asked_for_is_an_error_and_the_next_call_starts_anew(int status, string range, string tag)
    {
        var transport = Answers(Answer(200, 10, "01234", "ETag: \"1\""), Answer(status, null, "456789", $"ETag: {tag}", $"Content-Range: {range}"), Answer(200, 10, "0123456789"));
        using var client = Client(transport);
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(Resumed("/")));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(Resumed("/")));
        Assert.Equal(NetworkFailure.Protocol, error.Failure);
        Assert.Empty(Names);

        await client.SendAsync(Resumed("/"));
        Assert.Null(transport.Last.Header("Range"));
        Assert.Equal("0123456789", await File.ReadAllTextAsync(In("x")));
    }

    [Fact]
    public async Task A_server_may_give_less_than_the_rest_and_the_next_call_gets_what_is_missing()
    {
        var transport = Answers(
            Answer(200, 10, "01234", "ETag: \"1\""), Answer(206, 3, "456", "ETag: \"1\"", "Content-Range: bytes 4-6/10"), Answer(206, 4, "6789", "Content-Range: bytes 6-9/*"));
        using var client = Client(transport);
        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(Resumed("/")));
            Assert.Equal(NetworkFailure.ConnectionLost, error.Failure);
        }

        await client.SendAsync(Resumed("/"));

        Assert.Equal("bytes=6-", transport.Last.Header("Range"));
        Assert.Equal("0123456789", await File.ReadAllTextAsync(In("x")));
    }

    [Fact]
    public async Task A_limit_is_for_the_whole_and_not_for_the_rest()
    {
        var transport = Answers(Answer(200, 10, "01234", "ETag: \"1\""), Answer(206, 6, "456789", "Content-Range: bytes 4-9/10"));
        using var client = Client(transport);
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(Resumed("/")));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(Resumed("/", c => c.MaxResponseBytes = 9)));

        Assert.Equal(NetworkFailure.TooLarge, error.Failure);
        Assert.Equal(["x.part", "x.part.json"], Names);
    }

    [Fact]
    public async Task What_is_longer_than_it_should_be_is_given_up_at_once()
    {
        var body = new Endless();
        var turn = 0;
        using var client = Client(new MemoryTransport(_ => turn++ == 0
            ? Answer(200, 10, "01234", "ETag: \"1\"")()
            : new(206, new() { ["Content-Range"] = "bytes 4-9/10" }, body)));
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(Resumed("/")));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(Resumed("/")));

        Assert.Equal(NetworkFailure.Protocol, error.Failure);
        Assert.InRange(body.Given, 7, 1_000_000);
        Assert.Empty(Names);
    }

    [Fact]
    public async Task A_part_that_someone_has_changed_does_not_pass_its_hash_and_is_gone()
    {
        await Break();
        await File.WriteAllBytesAsync(In("x.part"), new byte[1000]);

        var error = await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(Resumed(Broken)));

        Assert.Equal(FileFailure.Hash, error.Failure);
        Assert.Empty(Names);
    }

    [Theory]
    [InlineData("/status/404")]
    [InlineData("/status/503?body=busy")]
    public async Task An_error_page_leaves_the_part_as_it_is(string uri)
    {
        await Break();
        var (part, record) = (await File.ReadAllBytesAsync(In("x.part")), await File.ReadAllTextAsync(In("x.part.json")));

        await Api.SendAsync(Resumed(uri));

        Assert.Equal(part, await File.ReadAllBytesAsync(In("x.part")));
        Assert.Equal(record, await File.ReadAllTextAsync(In("x.part.json")));
    }

    [Fact]
    public async Task Nothing_that_came_leaves_nothing()
    {
        await Api.SendAsync(Resumed("/status/404"));

        Assert.Empty(Names);
    }

    [Fact]
    public async Task Two_at_once_do_not_write_to_the_same_part()
    {
        var first = Api.SendAsync(new() { Uri = "/hold/x", OutFile = In("x"), Resume = true });
        await Server.Arrived("x");

        var error = await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/hold/x", OutFile = In("x"), Resume = true, MaxRetries = 5 }));

        Assert.Equal((FileFailure.Busy, 1), (error.Failure, error.Attempts.Count));
        Assert.Contains(In("x"), error.Message, StringComparison.Ordinal);
        Server.Release("x");
        await first;
        Assert.Equal("""{"key":"x"}""", await File.ReadAllTextAsync(In("x")));
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task A_part_is_hashed_before_the_rest_is_asked_for()
    {
        await Break();
        var request = new TransportRequest("GET", new(Server.Uri, Broken), new(), null);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await FileDownload.BeginAsync(request, Resumed(Broken), new(canceled: true)));

        Assert.Equal(["x.part", "x.part.json"], Names);
    }

    [Fact]
    public async Task A_part_without_worth_stays_locked_until_it_is_gone()
    {
        var request = new TransportRequest("GET", new("http://a.test/"), new(), null);
        using var answer = Answer(200, 10, "01234")();
        var download = await FileDownload.BeginAsync(request, Resumed("/"), default);
        await Assert.ThrowsAsync<AxiosNetworkException>(() => download.SaveAsync(request, answer, new Failing(), default));

        Assert.Equal(FileFailure.Busy, Assert.Throws<AxiosFileException>(() => PartialFile.OpenOrCreate(In("x.part"), In("x"))).Failure);

        download.Dispose();
        Assert.Empty(Names);
    }

    // The same address gives the whole the next time.
    private Task Break() => Assert.ThrowsAsync<AxiosNetworkException>(() => Api.SendAsync(Resumed(Broken, c => c.Hash = null)));

    private RequestConfig Resumed(string uri, Action<RequestConfig>? set = null)
    {
        var config = new RequestConfig { Uri = uri, OutFile = In("x"), Resume = true, Hash = uri.Contains("/file/", StringComparison.Ordinal) ? hash : null };
        set?.Invoke(config);
        return config;
    }

    private static AxiosClient Client(ITransport transport) => new(new AxiosClientOptions { BaseUri = "http://a", Transport = transport });

    private static MemoryTransport Answers(params Func<TransportResponse>[] answers)
    {
        var turn = 0;
        return new(_ => answers[turn++]());
    }

    private static Func<TransportResponse> Answer(int status, int? length, string body, params string[] headers) => () =>
    {
        var collection = new HeaderCollection();
        foreach (var header in headers)
        {
            var parts = header.Split(": ", 2);
            collection[parts[0]] = parts[1];
        }

        return new(status, collection, new MemoryStream(System.Text.Encoding.ASCII.GetBytes(body))) { ContentLength = length };
    };

    private sealed class Failing() : ReadOnlyStream(Null)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new AxiosNetworkException("It broke off.", NetworkFailure.ConnectionLost);
    }

    // Of 20 MB: a test that fails shall not fill the disk.
    private sealed class Endless : MemoryStream
    {
        public Endless()
            : base(new byte[20_000_000], writable: false)
        {
        }

        public long Given { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Given = CanRead ? Position : Given;
            base.Dispose(disposing);
        }
    }
}
