using System.Net.Sockets;

namespace AxiosPS.Tests.Files;

/// <summary>Files are written and sent; pipes, sockets and devices are not, and what a link leads to stays as it is.</summary>
public sealed class FileEntryTests : FolderTest
{
    private const int Length = 700_000;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20); // a test that fails shall not hang

    [Fact]
    public async Task Each_kind_is_told()
    {
        await File.WriteAllTextAsync(In("file"), "x");
        Directory.CreateDirectory(In("folder"));
        File.CreateSymbolicLink(In("link"), In("file"));
        File.CreateSymbolicLink(In("broken"), In("nothing"));

        Assert.Equal(
            [FileKind.Regular, FileKind.Folder, FileKind.Link, FileKind.Link, FileKind.Missing],
            new[] { "file", "folder", "link", "broken", "missing" }.Select(name => FileEntry.KindOf(In(name))));
        Assert.Equal(FileKind.Regular, FileEntry.KindOf(In("link"), followLinks: true));
    }

    [Fact]
    public async Task What_was_opened_is_known_again()
    {
        await File.WriteAllTextAsync(In("a"), "a");
        await File.WriteAllTextAsync(In("b"), "b");
        using var handle = File.OpenHandle(In("a"), share: FileShare.ReadWrite | FileShare.Delete);
        Assert.True(FileEntry.IsOf(handle, In("a")));

        File.Delete(In("a"));
        Assert.False(FileEntry.IsOf(handle, In("a")));

        File.CreateSymbolicLink(In("a"), In("b"));
        Assert.False(FileEntry.IsOf(handle, In("a")));
        if (OperatingSystem.IsLinux())
        {
            Assert.False(FileEntry.IsOf(handle, In("b")));
        }
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("socket")]
    public async Task What_is_no_file_is_not_replaced_wherever_a_link_leads_to_it(string kind)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there they have names that no file has
        }

        Directory.CreateDirectory(In("real"));
        Directory.CreateSymbolicLink(In("link"), In("real"));
        using var socket = Make(kind, In("real/x"));
        Assert.Equal(FileKind.Special, FileEntry.KindOf(In("real/x")));
        foreach (var path in new[] { In("real/x"), In("link/x") })
        {
            foreach (var overwrite in new[] { false, true })
            {
                var error = await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/bytes/10", OutFile = path, Overwrite = overwrite }));

                Assert.Equal((FileFailure.Exists, path), (error.Failure, error.Path));
                Assert.Contains("a pipe, a socket or a device", error.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(FileKind.Special, FileEntry.KindOf(In("real/x")));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_link_is_replaced_and_not_what_it_leads_to()
    {
        await File.WriteAllTextAsync(In("victim"), "old");
        File.CreateSymbolicLink(In("x"), In("victim"));

        await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/bytes/10", OutFile = In("x") }));
        await Api.SendAsync(new() { Uri = "/bytes/10", OutFile = In("x"), Overwrite = true });

        Assert.Equal("old", await File.ReadAllTextAsync(In("victim")));
        Assert.Equal(Pattern(10), await File.ReadAllBytesAsync(In("x")));
        Assert.Equal(FileKind.Regular, FileEntry.KindOf(In("x")));
    }

    [Theory]
    [InlineData("symbolic")]
    [InlineData("broken")]
    [InlineData("hard")]
    public async Task A_part_that_is_a_link_is_not_followed(string kind)
    {
        if (kind == "hard" && !OperatingSystem.IsLinux())
        {
            return; // it cannot be told there
        }

        if (kind != "broken")
        {
            await File.WriteAllTextAsync(In("victim"), "old");
        }

        if (kind == "hard")
        {
            Unix.MakeHardLink(In("x.part"), In("victim"));
        }
        else
        {
            File.CreateSymbolicLink(In("x.part"), In("victim"));
        }

        await Api.SendAsync(new() { Uri = $"/file/{Length}", OutFile = In("x"), Resume = true });

        Assert.Equal(kind == "broken" ? ["x"] : ["victim", "x"], Names);
        Assert.Equal(FileKind.Regular, FileEntry.KindOf(In("x")));
        Assert.Equal(Pattern(Length), await File.ReadAllBytesAsync(In("x")));
        if (kind != "broken")
        {
            Assert.Equal("old", await File.ReadAllTextAsync(In("victim")));
        }
    }

    [Fact]
    public async Task Nor_is_a_record()
    {
        await Break();
        File.Move(In("x.part.json"), In("victim"));
        var old = await File.ReadAllTextAsync(In("victim"));
        File.CreateSymbolicLink(In("x.part.json"), In("victim"));

        await Api.SendAsync(Resumed());

        Assert.False(Server.Requests[1].Headers.ContainsKey("range"));
        Assert.Equal(["victim", "x"], Names);
        Assert.Equal(old, await File.ReadAllTextAsync(In("victim")));
    }

    [Fact]
    public async Task A_record_that_is_written_replaces_a_link()
    {
        await File.WriteAllTextAsync(In("victim"), "old");
        File.CreateSymbolicLink(In("r"), In("victim"));

        new PartRecord("a", "\"1\"", 1).Write(In("r"));

        Assert.Equal("old", await File.ReadAllTextAsync(In("victim")));
        Assert.Equal(["r", "victim"], Names);
        Assert.Equal(FileKind.Regular, FileEntry.KindOf(In("r")));
    }

    [Fact]
    public async Task A_pipe_is_no_record_and_nobody_waits_for_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await Break();
        File.Delete(In("x.part.json"));
        Unix.MakePipe(In("x.part.json"));

        await Task.Run(() => Api.SendAsync(Resumed())).WaitAsync(Soon);

        Assert.False(Server.Requests[1].Headers.ContainsKey("range"));
        Assert.Equal(["x"], Names);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("socket")]
    public async Task Nor_is_it_a_part(string kind)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var socket = Make(kind, In("x.part"));

        var error = await Assert.ThrowsAsync<AxiosFileException>(() => Task.Run(() => Api.SendAsync(Resumed())).WaitAsync(Soon));

        Assert.Equal((FileFailure.Failed, In("x.part")), (error.Failure, error.Path));
        Assert.Equal(FileKind.Special, FileEntry.KindOf(In("x.part")));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Nor_is_it_sent()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Unix.MakePipe(In("pipe"));
        File.CreateSymbolicLink(In("link"), In("pipe"));
        foreach (var name in new[] { "pipe", "link" })
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => Task.Run(() => Api.SendAsync(new() { Method = "PUT", Uri = "/echo", InFile = In(name) })).WaitAsync(Soon));

            Assert.Contains("a pipe, a socket or a device", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Server.Requests);
    }

    private static Socket? Make(string kind, string path)
    {
        if (kind == "pipe")
        {
            Unix.MakePipe(path);
            return null;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private Task Break() => Assert.ThrowsAsync<AxiosNetworkException>(() => Api.SendAsync(Resumed()));

    // The same address breaks off once and gives the whole the next time.
    private RequestConfig Resumed() => new() { Uri = $"/file/{Length}?cut=400000", OutFile = In("x"), Resume = true };
}
