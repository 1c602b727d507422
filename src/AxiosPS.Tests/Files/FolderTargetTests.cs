namespace AxiosPS.Tests.Files;

/// <summary>Where the target is a folder, the answer says what the file is called, and not where it goes.</summary>
public sealed class FolderTargetTests : FolderTest
{
    [Theory]
    [InlineData("/bytes/10", "10")]
    [InlineData("/status/200?header=Content-Disposition:attachment; filename=\"a b.txt\"", "a b.txt")]
    [InlineData("/status/200?header=Content-Disposition:attachment; filename=\"a\"; filename*=UTF-8''%25C3%25BC.txt", "ü.txt")]
    [InlineData("/status/200?header=Content-Disposition:attachment; filename=\"../../evil\"", "evil")]
    [InlineData("/status/200?header=Content-Disposition:attachment; filename*=UTF-8''..%255C..%255Cevil", "evil")]
    [InlineData("/status/200?header=Content-Disposition:attachment; filename*=UTF-8''a%2500b", "ab")]
    [InlineData("/status/200?header=Content-Disposition:attachment; filename=CON.txt", "_CON.txt")]
    [InlineData("/status/200?header=Content-Disposition:attachment; filename=..", "200")]
    [InlineData("/redirect/302?to=/text", "text")]
    public async Task It_gets_that_name_made_safe(string uri, string name)
    {
        foreach (var target in new[] { Folder, Folder + '/' })
        {
            var response = await Api.SendAsync(new() { Uri = uri, OutFile = target, Overwrite = true });

            Assert.Equal([name], Names);
            Assert.Equal(In(name), response.File!.FullName);
        }

        Assert.DoesNotContain("evil", Directory.EnumerateFileSystemEntries(Path.GetTempPath()).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("/files/..%2F..%2Fx", "x")]
    [InlineData("/files/CON", "_CON")]
    [InlineData("/files/a%00b", "ab")]
    [InlineData("/files/%E2%82%AC.txt?token=secret#f", "€.txt")]
    [InlineData("/files/a%5Cb", "b")]
    [InlineData("/files/", "files")]
    public async Task An_address_names_it_too(string path, string name)
    {
        using var client = new AxiosClient(new AxiosClientOptions { Transport = new Transport.MemoryTransport() });

        await client.SendAsync(new() { Uri = "http://a" + path, OutFile = Folder });

        Assert.Equal([name], Names);
    }

    [Fact]
    public async Task Where_nothing_names_it_the_error_says_what_to_do()
    {
        using var client = new AxiosClient(new AxiosClientOptions { Transport = new Transport.MemoryTransport() });

        var error = await Assert.ThrowsAsync<AxiosFileException>(() => client.SendAsync(new() { Uri = "http://a/?token=secret", OutFile = Folder }));

        Assert.Contains("give OutFile a file's path", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Empty(Names);
    }

    [Fact]
    public async Task A_file_of_that_name_is_not_replaced_and_a_folder_never()
    {
        await File.WriteAllTextAsync(In("10"), "old");
        Directory.CreateDirectory(In("11"));

        var file = await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/bytes/10", OutFile = Folder }));
        var folder = await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/bytes/11", OutFile = Folder, Overwrite = true }));

        Assert.Equal((FileFailure.Exists, FileFailure.Exists), (file.Failure, folder.Failure));
        Assert.Equal("old", await File.ReadAllTextAsync(In("10")));
        Assert.Equal(["10", "11"], Names);
    }

    [Fact]
    public async Task Nothing_is_made_among_the_devices()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there NUL is a name that no file can take
        }

        var error = await Assert.ThrowsAsync<AxiosFileException>(() => Api.SendAsync(new() { Uri = "/bytes/10", OutFile = "/dev/axiosps-no-such-device", Overwrite = true }));

        Assert.Equal(FileFailure.Failed, error.Failure);
        Assert.Empty(Server.Requests);
    }
}
