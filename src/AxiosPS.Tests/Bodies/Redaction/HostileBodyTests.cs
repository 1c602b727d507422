using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AxiosPS.Tests.Bodies.Redaction;

/// <summary>Bodies made to be costly. A stack or a minute that runs out fails the run; the limits are far from what it takes.</summary>
public sealed class HostileBodyTests
{
    private const int Long = 1 << 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Strings_within_strings_that_never_end_are_followed_a_few_levels_down()
    {
        var json = "\"" + Repeat("{\\\"", Long) + "\\q\"";

        await Within(() => BodyRedaction.Redact(json, "application/json"));
        await Within(() => BodyRedaction.Redact("a=" + Uri.EscapeDataString(json), "application/x-www-form-urlencoded"));
    }

    [Fact]
    public void A_secret_several_strings_down_is_masked()
    {
        var json = """{"token":"hush"}""";
        for (var i = 0; i < 4; i++)
        {
            json = JsonSerializer.Serialize(new { a = json });
        }

        Assert.DoesNotContain("hush", BodyRedaction.Redact(json, "application/json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Multipart_bodies_within_each_other_are_followed_a_few_levels_down()
    {
        var body = new StringBuilder();
        for (var i = 0; body.Length < Long; i++)
        {
            body.Append(CultureInfo.InvariantCulture, $"--b{i:D6}\r\nContent-Type: multipart/x;boundary=b{i + 1:D6}\r\n\r\n");
        }

        await Within(() => BodyRedaction.Redact(body.ToString(), "multipart/x;boundary=b000000"));
    }

    [Theory]
    [InlineData("", "eyJ-")]
    [InlineData("eyJaaaaaaaaa.", "eyJ-")]
    [InlineData("", "eyJaaaaaaaaa-.")]
    [InlineData("eyJaaaaaaaaa.eyJaaaaaaaaa", "-eyJ")]
    [InlineData("", "-----BEGIN A ")]
    [InlineData("-----BEGIN PRIVATE KEY-----", "-----END A ")]
    [InlineData("", "-----BEGIN PRIVATE KEY-----")]
    [InlineData("Bearer ", "a-")]
    [InlineData("", "Bearer a-b ")]
    [InlineData("Basic ", "Bearer-=")]
    [InlineData("x://", "a:b")]
    [InlineData("", "://a")]
    [InlineData("", "x://?@")]
    [InlineData("https://x/?", "%3A%2F%2Fa")]
    [InlineData("https://x/?", "&:/%2F:")]
    [InlineData("https://x/", "?sig")]
    [InlineData("", "https://x?sig=null&")]
    [InlineData("", "token[")]
    [InlineData("", "token:null,")]
    [InlineData("", "token:\n")]
    [InlineData("", "token: \t")]
    [InlineData("token", " ")]
    [InlineData("", "token=\"\" ")]
    [InlineData("", "a\t ")]
    [InlineData("", "token:|\n\n")]
    public Task Running_text_is_gone_through_in_one_go(string before, string unit) =>
        Within(() => BodyRedaction.Redact(before + Repeat(unit, Long), "text/plain"));

    [Theory]
    [InlineData("<a ")]
    [InlineData("<a b='")]
    [InlineData("<a b=\"")]
    [InlineData("<a b=")]
    [InlineData(" b")]
    [InlineData(" a=\"<x b='\" c='<x d=\"'")]
    [InlineData(" a=\"<x b='\" r='\" s='\"")]
    [InlineData("<token>")]
    [InlineData("<token></x>")]
    [InlineData("<![CDATA[")]
    [InlineData("<token><![CDATA[</token>")]
    public Task Markup_is_gone_through_in_one_go(string unit) =>
        Within(() => BodyRedaction.Redact("<a" + Repeat(unit, Long), "application/xml"));

    [Theory]
    [InlineData("\"a\":")]
    [InlineData("token:\"x\",")]
    [InlineData("{\"token\":{")]
    [InlineData("{\"name\":\"token\",\"value\":")]
    [InlineData("{\"value\":\"x\",\"name\":\"token\",")]
    [InlineData("{\"value\":[\"x\",")]
    [InlineData("\"value\":\"x\",")]
    [InlineData("{\"value\":")]
    [InlineData("\"value\":\"x\",\"name\":\"token\",")]
    [InlineData("\"value\":null,\"name\":\"x\",")]
    [InlineData("\"a\"          ")]
    [InlineData("\"{\\\"a")]
    public Task JSON_is_gone_through_in_one_go(string unit) =>
        Within(() => BodyRedaction.Redact("{" + Repeat(unit, Long), "application/json"));

    [Theory]
    [InlineData("a")]
    [InlineData("a\n")]
    [InlineData("data: {\n")]
    [InlineData("data: [\"x\n\n")]
    public Task A_stream_is_gone_through_in_one_go(string unit) =>
        Within(() => BodyRedaction.Redact(Repeat(unit, Long), "text/event-stream"));

    private static string Repeat(string unit, int length) => new StringBuilder().Insert(0, unit, length / unit.Length).ToString();

    private static Task Within(Func<string> redact) => Task.Run(redact).WaitAsync(Limit);
}
