using System.Collections;
using System.Runtime.InteropServices;
using AxiosPS.Tests.Files;

namespace AxiosPS.Tests.Bodies;

/// <summary>A file as a body.</summary>
public sealed class FileBodyTests : FolderTest
{
    [Theory]
    [InlineData("a.json", "application/json")]
    [InlineData("a.XML", "application/xml")]
    [InlineData("a.txt", "text/plain")]
    [InlineData("a.csv", "text/csv")]
    [InlineData("a.tar.gz", "application/gzip")]
    [InlineData("a.svg", "image/svg+xml")]
    [InlineData("a.jpeg", "image/jpeg")]
    [InlineData("a", "application/octet-stream")]
    [InlineData("a.strange", "application/octet-stream")]
    public async Task It_arrives_with_its_length_and_the_type_of_its_extension(string name, string type)
    {
        await File.WriteAllBytesAsync(In(name), Pattern(300_000));

        await Api.SendAsync(new() { Method = "PUT", Uri = "/echo", InFile = In(name) });

        var request = Assert.Single(Server.Requests);
        Assert.Equal(Pattern(300_000), request.Body.ToArray());
        Assert.Equal("300000", request.Headers["content-length"].Single());
        Assert.Equal(type, request.Headers["content-type"].Single());
    }

    [Fact]
    public async Task A_content_type_that_is_given_wins()
    {
        await File.WriteAllTextAsync(In("a.json"), "x");

        await Api.SendAsync(new() { Method = "PUT", Uri = "/echo", InFile = In("a.json"), ContentType = "text/x" });
        await Api.SendAsync(new() { Method = "PUT", Uri = "/echo", InFile = In("a.json"), Headers = { ["content-type"] = "text/y" } });

        Assert.Equal(["text/x", "text/y"], Server.Requests.Select(r => r.Headers["content-type"].Single()));
    }

    [Fact]
    public async Task A_FileInfo_as_Body_is_the_same()
    {
        await File.WriteAllTextAsync(In("a.html"), "<p>");

        await Api.SendAsync(new() { Method = "PUT", Uri = "/echo", Body = new FileInfo(In("a.html")) });

        var request = Assert.Single(Server.Requests);
        Assert.Equal("<p>", request.Text);
        Assert.Equal("text/html", request.Headers["content-type"].Single());
    }

    [Fact]
    public async Task An_empty_file_is_an_empty_body()
    {
        await File.WriteAllBytesAsync(In("empty.txt"), []);

        await Api.SendAsync(new() { Method = "PUT", Uri = "/echo", InFile = In("empty.txt") });

        Assert.Equal("0", Assert.Single(Server.Requests).Headers["content-length"].Single());
    }

    [Fact]
    public async Task A_file_that_somebody_else_writes_to_can_be_sent()
    {
        await using var writer = new FileStream(In("a.log"), FileMode.Create, FileAccess.Write, FileShare.Read);
        writer.Write("so far"u8);
        await writer.FlushAsync();

        await Api.SendAsync(new() { Method = "PUT", Uri = "/echo", InFile = In("a.log") });

        Assert.Equal("so far", Assert.Single(Server.Requests).Text);
    }

    [Theory]
    [InlineData("missing.txt", "There is no file")]
    [InlineData("no/such/folder.txt", "There is no file")]
    [InlineData("", "is a folder")]
    [InlineData("a\0b", "holds NUL")]
    public async Task What_is_no_file_is_an_argument_error_and_nothing_is_sent(string name, string says)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Api.SendAsync(new() { Method = "PUT", Uri = "/echo", InFile = In(name) }));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_file_that_was_written_to_by_the_next_attempt_is_an_error_even_if_it_is_as_long_as_before()
    {
        var path = In("a.txt");
        await File.WriteAllTextAsync(path, "first");
        var api = Client(o => (o.MaxRetries, o.RetryStrategy) = (3, new FixedRetryStrategy(TimeSpan.Zero)));
        api.Interceptors.Response.Use(
            new Action<AxiosResponse>(_ =>
            {
                var before = File.GetLastWriteTimeUtc(path);
                File.WriteAllText(path, "again");
                File.SetLastWriteTimeUtc(path, before.AddSeconds(1)); // a clock of files may be a coarse one
            }),
            new HookOptions { EachAttempt = true });

        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => api.SendAsync(new() { Method = "PUT", Uri = "/status/503", InFile = path }));

        Assert.Contains("has been written to since the request was made", error.Message, StringComparison.Ordinal);
        Assert.Equal("first", Assert.Single(Server.Requests, r => r.Body.Length > 0).Text);
    }

    [Theory]
    [InlineData("longer than before", "had 5 bytes when the request was made, and has 18 now")]
    [InlineData("", "had 5 bytes when the request was made, and has 0 now")]
    [InlineData(null, "cannot be read any more")]
    public async Task A_file_that_has_changed_by_the_next_attempt_is_an_error_and_not_sent(string? then, string says)
    {
        var path = In("a.txt");
        await File.WriteAllTextAsync(path, "first");
        var api = Client(o => (o.MaxRetries, o.RetryStrategy) = (3, new FixedRetryStrategy(TimeSpan.Zero)));
        api.Interceptors.Response.Use(
            new Action<AxiosResponse>(_ =>
            {
                if (then is null)
                {
                    File.Delete(path);
                }
                else
                {
                    File.WriteAllText(path, then);
                }
            }),
            new HookOptions { EachAttempt = true });

        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => api.SendAsync(new() { Method = "PUT", Uri = "/flaky/file/2", InFile = path }));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(["first"], Server.Requests.Select(r => r.Text));
        Assert.Equal(2, error.Attempts.Count);
    }

    [Fact]
    public async Task It_is_closed_again_whatever_happens()
    {
        await File.WriteAllTextAsync(In("a.txt"), "x");
        var call = new RequestConfig { Method = "PUT", Uri = "/flaky/closed/1", InFile = In("a.txt"), MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) };

        await Api.SendAsync(call);

        Assert.Equal(2, Server.Requests.Count);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), fd => new FileInfo(fd).LinkTarget == In("a.txt"));
        }

        await using var alone = new FileStream(In("a.txt"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_does_not_know_its_length_goes_out_whole(bool inForm)
    {
        const string Path = "/proc/version";
        if (!File.Exists(Path))
        {
            return; // Linux alone has such files
        }

        var call = new RequestConfig { Method = "PUT", Uri = "/echo" };
        call[inForm ? "Form" : "InFile"] = inForm ? new Hashtable { ["f"] = new FileInfo(Path) } : Path;

        await Api.SendAsync(call);

        Assert.Contains(await File.ReadAllTextAsync(Path), Assert.Single(Server.Requests).Text, StringComparison.Ordinal);
    }
}
