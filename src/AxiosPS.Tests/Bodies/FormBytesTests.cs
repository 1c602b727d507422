using System.Collections.Specialized;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using AxiosPS.Tests.Files;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Bodies;

/// <summary>A form as it goes over the wire, byte by byte.</summary>
public sealed class FormBytesTests : FolderTest
{
    [Fact]
    public async Task A_form_is_these_bytes_and_its_length_is_known()
    {
        await File.WriteAllBytesAsync(In("a\"ö.png"), [0, 13, 10, 255]);
        var form = new OrderedDictionary
        {
            ["text"] = "line 1\nä",
            ["a\"b;ü"] = 1.5,
            ["file"] = new FileInfo(In("a\"ö.png")),
            ["part"] = new FormPart { Value = "{}", FileName = "x.json", Headers = { ["X-Id"] = "7" } },
        };

        var (head, body) = await Sent(new() { Form = form });

        var boundary = Regex.Match(head, "\r\nContent-Type: multipart/form-data; boundary=(axiosps-[0-9a-f]{32})\r\n").Groups[1].Value;
        Assert.NotEmpty(boundary);
        byte[] expected =
        [
            .. Utf8($"--{boundary}\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nline 1\nä\r\n"),
            .. Utf8($"--{boundary}\r\nContent-Disposition: form-data; name=\"a%22b;ü\"\r\n\r\n1.5\r\n"),
            .. Utf8($"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22ö.png\"\r\nContent-Type: image/png\r\n\r\n"),
            0, 13, 10, 255,
            .. Utf8($"\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"part\"; filename=\"x.json\"\r\nContent-Type: application/json\r\nX-Id: 7\r\n\r\n{{}}\r\n"),
            .. Utf8($"--{boundary}--\r\n"),
        ];
        Assert.Equal(expected, body);
        Assert.Contains($"\r\nContent-Length: {expected.Length}\r\n", head, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(head, "Content-Type:", RegexOptions.IgnoreCase));
    }

    [Fact]
    public async Task A_form_without_fields_is_its_end_alone()
    {
        var (head, body) = await Sent(new() { Form = new OrderedDictionary() });

        var boundary = Regex.Match(head, "boundary=(.*)\r\n").Groups[1].Value.Trim();
        Assert.Equal($"--{boundary}--\r\n", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public async Task Every_form_has_a_boundary_of_its_own()
    {
        var heads = new[] { (await Sent(new() { Form = new OrderedDictionary() })).Head, (await Sent(new() { Form = new OrderedDictionary() })).Head };

        Assert.Equal(2, heads.Select(head => Regex.Match(head, "boundary=axiosps-([0-9a-f]{32})\r").Groups[1].Value).Where(b => b.Length == 32).Distinct().Count());
    }

    [Theory]
    [InlineData("multipart/mixed", "multipart/mixed; boundary=axiosps-")]
    [InlineData("Multipart/Form-Data; charset=utf-8; boundary=guessed", "Multipart/Form-Data; charset=utf-8; boundary=axiosps-")]
    public async Task A_multipart_type_that_is_given_is_kept_with_our_boundary(string given, string begin)
    {
        var (head, body) = await Sent(new() { Form = new OrderedDictionary { ["a"] = 1 }, ContentType = given });

        var sent = Regex.Match(head, "Content-Type: (.*)\r\n").Groups[1].Value;
        Assert.StartsWith(begin, sent, StringComparison.Ordinal);
        Assert.StartsWith($"--{sent[(sent.IndexOf("boundary=", StringComparison.Ordinal) + 9)..]}\r\n", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<(string Head, byte[] Body)> Sent(RequestConfig config)
    {
        var head = "";
        byte[] body = [];
        await using var server = new RawServer(async stream =>
        {
            head = await RawServer.ReadHead(stream);
            body = await Body(stream, head);
            await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
        });
        using var api = new AxiosClient(server.Uri.OriginalString);
        config.Method = "POST";
        config.Uri = "/form";
        await api.SendAsync(config);
        return (head, body);
    }

    private static async Task<byte[]> Body(NetworkStream stream, string head)
    {
        var body = new byte[int.Parse(Regex.Match(head, "Content-Length: ([0-9]+)\r").Groups[1].Value, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return body;
    }
}
