using System.Security.Cryptography;
using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Files;

/// <summary>A body becomes a file when it is whole, and not before.</summary>
public sealed class DownloadTests : FolderTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task A_body_is_written_as_it_is_and_leaves_nothing_else(int length)
    {
        var response = await Api.SendAsync(new() { Uri = $"/bytes/{length}", OutFile = In("a b [1] ü.bin") });

        Assert.Equal(["a b [1] ü.bin"], Names);
        Assert.Equal(Pattern(length), await File.ReadAllBytesAsync(In(Names[0])));
        Assert.Equal((In(Names[0]), 0, 200), (response.File!.FullName, response.Bytes.Length, response.StatusCode));
    }

    [Fact]
    public async Task A_compressed_one_is_written_decompressed()
    {
        await Api.SendAsync(new() { Uri = "/gzip", OutFile = In("x.json") });

        Assert.StartsWith("{\"id\":1", await File.ReadAllTextAsync(In("x.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/status/404?body=no")]
    [InlineData("/status/204")]
    [InlineData("/status/205")]
    [InlineData("/redirect/302?to=/status/500")]
    public async Task What_is_no_good_answer_or_has_no_body_is_no_file(string uri)
    {
        var response = await Api.SendAsync(new() { Uri = uri, OutFile = In("x") });

        Assert.Empty(Names);
        Assert.Null(response.File);
        Assert.Equal(uri.EndsWith("no", StringComparison.Ordinal) ? "no" : "", response.Text);
    }

    [Fact]
    public async Task An_answer_to_HEAD_is_no_file()
    {
        var response = await Api.SendAsync(new() { Uri = "/bytes/10", Method = "HEAD", OutFile = In("x") });

        Assert.Null(response.File);
        Assert.Empty(Names);
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_replaced_and_nothing_is_sent()
    {
        await File.WriteAllTextAsync(In("x"), "old");

        var error = await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/bytes/10", OutFile = In("x") }));

        Assert.Equal((FileFailure.Exists, In("x")), (error.Failure, error.Path));
        Assert.Equal("old", await File.ReadAllTextAsync(In("x")));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Nor_is_one_that_comes_meanwhile()
    {
        var call = Api.SendAsync(new() { Uri = "/hold/x", OutFile = In("x") });
        await Server.Arrived("x");
        await File.WriteAllTextAsync(In("x"), "other");
        Server.Release("x");

        var error = await Assert.ThrowsAsync<AxiosFileException>(() => call);

        Assert.Equal(FileFailure.Exists, error.Failure);
        Assert.Equal(["x"], Names);
        Assert.Equal("other", await File.ReadAllTextAsync(In("x")));
    }

    [Fact]
    public async Task Of_two_at_once_the_first_to_be_whole_wins_and_the_other_fails()
    {
        var calls = Enumerable.Range(0, 2).Select(_ => Api.SendAsync(new() { Uri = "/hold/x", OutFile = In("x") })).ToArray();
        await Server.Arrived("x", 2);
        Server.Release("x");

        await Assert.ThrowsAsync<AxiosFileException>(() => Task.WhenAll(calls));

        Assert.Equal(1, calls.Count(c => c.IsCompletedSuccessfully));
        Assert.Equal(["x"], Names);
        Assert.Equal("""{"key":"x"}""", await File.ReadAllTextAsync(In("x")));
    }

    [Fact]
    public async Task With_Overwrite_it_is_replaced_once_the_new_one_is_whole()
    {
        await File.WriteAllTextAsync(In("x"), "old");
        var call = Api.SendAsync(new() { Uri = "/hold/x", OutFile = In("x"), Overwrite = true });
        await Server.Arrived("x");
        Assert.Equal("old", await File.ReadAllTextAsync(In("x")));
        Server.Release("x");
        await call;

        Assert.Equal("""{"key":"x"}""", await File.ReadAllTextAsync(In("x")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_takes_the_place_of_a_file_has_its_permissions(bool resume)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there they come from the folder
        }

        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        await File.WriteAllTextAsync(In("x"), "old");
        File.SetUnixFileMode(In("x"), mode);

        await Api.SendAsync(new() { Uri = "/bytes/3", OutFile = In("x"), Overwrite = true, Resume = resume });

        Assert.Equal((mode, 3), (File.GetUnixFileMode(In("x")), new FileInfo(In("x")).Length));

        File.SetUnixFileMode(In("x"), mode | UnixFileMode.SetUser);
        await Api.SendAsync(new() { Uri = "/bytes/3", OutFile = In("x"), Overwrite = true, Resume = resume });
        Assert.Equal(mode, File.GetUnixFileMode(In("x"))); // what it ran as was for its owner to say
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_replaced()
    {
        File.CreateSymbolicLink(In("x"), "nowhere");

        await Api.SendAsync(new() { Uri = "/bytes/3", OutFile = In("x"), Overwrite = true });

        Assert.Null(new FileInfo(In("x")).LinkTarget);
        Assert.Equal(["x"], Names);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf")]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-3/100\r\nContent-Length: 4\r\n\r\nhalf")]
    public async Task A_body_that_breaks_off_is_no_file(string answer)
    {
        await using var server = RawServer.Answering(answer);

        await Assert.ThrowsAsync<AxiosNetworkException>(() => Api.SendAsync(new() { Uri = server.Uri.OriginalString, OutFile = In("x"), Overwrite = true }));

        Assert.Empty(Names);
    }

    [Fact]
    public async Task A_range_that_was_asked_for_is_a_file()
    {
        await Api.SendAsync(new() { Uri = "/bytes/100", Headers = { ["Range"] = "bytes=10-19" }, OutFile = In("x") });

        Assert.Equal(Pattern(20)[10..], await File.ReadAllBytesAsync(In("x")));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"u8.ToArray());
            await stream.CopyToAsync(Stream.Null);
        });
        var call = Api.SendAsync(new() { Uri = server.Uri.OriginalString, OutFile = In("x"), Progress = new Begun(begun) }, cancel.Token);
        await begun.Task;
        Assert.Single(Names, n => n.EndsWith(".part", StringComparison.Ordinal));
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);

        Assert.Empty(Names);
    }

    [Fact]
    public async Task A_retry_starts_from_nothing()
    {
        var turn = 0;
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync(turn++ == 0 ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nxx"u8.ToArray() : "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole"u8.ToArray());
        });

        var response = await Api.SendAsync(new() { Uri = server.Uri.OriginalString, OutFile = In("x"), MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        Assert.Equal(2, response.Attempts.Count);
        Assert.Equal("whole", await File.ReadAllTextAsync(In("x")));
    }

    [Fact]
    public async Task A_status_that_is_asked_for_again_is_no_file_yet()
    {
        var turn = 0;
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a", Transport = new MemoryTransport(_ => new(turn++ == 0 ? 202 : 200, null, new MemoryStream([(byte)turn]))) });

        await client.SendAsync(new() { OutFile = In("x"), MaxRetries = 1, RetryOnStatus = [202], RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        Assert.Equal([2], await File.ReadAllBytesAsync(In("x")));
    }

    [Fact]
    public async Task More_than_MaxResponseBytes_is_no_file()
    {
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Api.SendAsync(new() { Uri = "/gzip", OutFile = In("x"), MaxResponseBytes = 20 }));

        Assert.Equal(NetworkFailure.TooLarge, error.Failure);
        Assert.Empty(Names);
    }

    [Fact]
    public async Task The_right_hash_makes_a_file_and_a_wrong_one_none()
    {
        var right = "sha256:" + Convert.ToHexString(SHA256.HashData(Pattern(300_000)));
        await Api.SendAsync(new() { Uri = "/bytes/300000", OutFile = In("right"), Hash = right });
        var error = await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/bytes/300001", OutFile = In("wrong"), Hash = right, MaxRetries = 3 }));

        Assert.Equal((FileFailure.Hash, 1), (error.Failure, error.Attempts.Count));
        Assert.Contains(In("wrong"), error.Message, StringComparison.Ordinal);
        Assert.Equal(["right"], Names);
    }

    [Fact]
    public async Task The_stream_that_a_middleware_answers_with_is_written_and_closed()
    {
        using var inner = new AxiosClient(Server.Uri.OriginalString);
        using var outer = Answering(inner);

        var response = await outer.SendAsync(new() { Uri = "/bytes/300000", OutFile = In("x") });

        Assert.Equal(Pattern(300_000), await File.ReadAllBytesAsync(response.File!.FullName));
        Assert.Null(response.Stream);
    }

    [Fact]
    public async Task And_its_limit_is_that_of_the_call()
    {
        using var inner = new AxiosClient(Server.Uri.OriginalString);
        using var outer = Answering(inner);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => outer.SendAsync(new() { Uri = "/bytes/300000", OutFile = In("x"), MaxResponseBytes = 200_000 }));

        Assert.Equal(NetworkFailure.TooLarge, error.Failure);
        Assert.Empty(Names);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public async Task A_good_status_that_is_tried_again_is_written_at_last(int retries, int requests)
    {
        var response = await Api.SendAsync(new() { Uri = "/bytes/10", OutFile = In("x"), RetryOnStatus = [200], MaxRetries = retries, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        Assert.Equal(Pattern(10), await File.ReadAllBytesAsync(response.File!.FullName));
        Assert.Equal(requests, Server.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_status_check_refuses_is_no_file_and_replaces_none(bool given)
    {
        await File.WriteAllTextAsync(In("x"), "old");
        if (given)
        {
            Api.Use((_, _) => Task.FromResult(new AxiosResponse(200, "made here"u8.ToArray())));
        }

        var error = await Assert.ThrowsAsync<AxiosStatusException>(() => Api.SendAsync(new() { Uri = "/bytes/10", OutFile = In("x"), Overwrite = true, ValidateStatus = StatusCheck.Parse("404") }));

        Assert.Equal(given ? "made here".Length : 10, error.Response!.Bytes.Length);
        Assert.Equal(["x"], Names);
        Assert.Equal("old", await File.ReadAllTextAsync(In("x")));
    }

    [Fact]
    public async Task Retries_do_not_start_the_default_total_time_anew()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var transport = new MemoryTransport(_ =>
        {
            time.Advance(TimeSpan.FromSeconds(60));
            return new TransportResponse(503);
        });
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport, TimeProvider = time, MaxRetries = 5, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        await Record.ExceptionAsync(() => client.SendAsync(new() { Uri = "http://a.test/", OutFile = In("x") }));

        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task What_a_middleware_answers_is_written_too()
    {
        Api.Use((_, _) => Task.FromResult(new AxiosResponse(200, "made here"u8.ToArray())));

        var response = await Api.SendAsync(new() { Uri = "/x", OutFile = In("x"), Resume = true });

        Assert.Equal("made here", await File.ReadAllTextAsync(response.File!.FullName));
        Assert.Equal(["x"], Names);
    }

    [Fact]
    public async Task What_an_onRejected_recovers_with_is_written_too()
    {
        Api.Defaults.ValidateStatus = StatusCheck.Success;
        Api.Interceptors.Response.Use(null, (_, _) => new(new AxiosResponse(200, "made here"u8.ToArray())));

        var response = await Api.SendAsync(new() { Uri = "/status/404", OutFile = In("x") });

        Assert.Equal("made here", await File.ReadAllTextAsync(response.File!.FullName));
    }

    [Fact]
    public async Task And_checked_as_well()
    {
        Api.Use((_, _) => Task.FromResult(new AxiosResponse(200, "made here"u8.ToArray())));

        await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/x", OutFile = In("x"), Hash = "md5:9a0364b9e99bb480dd25e1f0284c8555" }));

        Assert.Empty(Names);
    }

    public static TheoryData<RequestConfig, string> Contradictions => new()
    {
        { new() { OutFile = "x", Hash = "sha256:12" }, "64 hex digits" },
        { new() { Hash = "md5:9a0364b9e99bb480dd25e1f0284c8555" }, "OutFile" },
        { new() { OutFile = "x", Stream = true }, "Stream" },
        { new() { OutFile = "" }, "OutFile" },
        { new() { OutFile = "a\0b" }, "OutFile" },
        { new() { OutFile = "x", Resume = true, Method = "POST" }, "POST" },
        { new() { OutFile = "x", Resume = true, Headers = { ["range"] = "bytes=1-" } }, "Range" },
        { new() { OutFile = ".", Resume = true }, "path of the file" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task Options_that_make_no_sense_are_argument_errors_and_nothing_is_sent(RequestConfig config, string named)
    {
        config.Uri = "/bytes/10";

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Api.SendAsync(config));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named_and_nothing_is_sent()
    {
        foreach (var path in new[] { In("no/x"), In("no/") })
        {
            var error = await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/bytes/10", OutFile = path }));
            Assert.Equal((FileFailure.Failed, In("no")), (error.Failure, Path.TrimEndingDirectorySeparator(error.Path)));
            Assert.Contains(In("no"), error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_folder_that_vanishes_is_an_error_of_the_file_and_is_not_retried()
    {
        Directory.CreateDirectory(In("gone"));
        var call = Api.SendAsync(new() { Uri = "/hold/x", OutFile = In("gone/x"), MaxRetries = 3 });
        await Server.Arrived("x");
        Directory.Delete(In("gone"));
        Server.Release("x");

        var error = await Assert.ThrowsAsync<AxiosFileException>(() => call);

        Assert.Equal((FileFailure.Failed, In("gone/x"), 1), (error.Failure, error.Path, error.Attempts.Count));
        Assert.NotNull(error.Config);
    }

    private sealed class Begun(TaskCompletionSource begun) : ITransferProgress
    {
        public ValueTask ReportAsync(TransferProgress progress, CancellationToken cancellationToken)
        {
            begun.TrySetResult();
            return default;
        }
    }

    private AxiosClient Answering(AxiosClient inner)
    {
        var client = new AxiosClient(Server.Uri.OriginalString);
        client.Use((context, _) => inner.SendAsync(new() { Uri = context.Uri.AbsolutePath, Stream = true }, context.CancellationToken));
        return client;
    }
}
