using System.Text;

namespace AxiosPS.Tests.Bodies.Redaction;

/// <summary>Bodies made to be costly. A stack or a minute that runs out fails the run; the limits are far from what it takes.</summary>
public sealed class HostileBodyTests
{
    private const int Long = 1 << 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

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
    [InlineData("\"a\"          ")]
    public Task JSON_is_gone_through_in_one_go(string unit) =>
        Within(() => BodyRedaction.Redact("{" + Repeat(unit, Long), "application/json"));

    private static string Repeat(string unit, int length) => new StringBuilder().Insert(0, unit, length / unit.Length).ToString();

    private static Task Within(Func<string> redact) => Task.Run(redact).WaitAsync(Limit);
}
