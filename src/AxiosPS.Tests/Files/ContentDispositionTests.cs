namespace AxiosPS.Tests.Files;

/// <summary>RFC 6266 and RFC 8187, and what servers send in their stead.</summary>
public sealed class ContentDispositionTests
{
    [Theory]
    [InlineData("attachment; filename=\"report.pdf\"", "report.pdf")]
    [InlineData("attachment; filename=report.pdf", "report.pdf")]
    [InlineData("attachment;filename=report.pdf;size=3", "report.pdf")]
    [InlineData("ATTACHMENT; FILENAME = \"a.txt\"", "a.txt")]
    [InlineData("inline; filename=my report.pdf", "my report.pdf")]
    [InlineData("attachment; filename=\"a;b=c.txt\"; x=y", "a;b=c.txt")]
    [InlineData("attachment; filename=\"say \\\"hi\\\".txt\"", "say \"hi\".txt")]
    [InlineData(@"attachment; filename=""C:\temp\x.txt""", @"C:\temp\x.txt")]
    [InlineData("attachment; filename=\"open", "open")]
    [InlineData("attachment; x; filename=a", "a")]
    [InlineData("attachment; filename*=UTF-8''na%C3%AFve%20%E2%82%AC.txt", "naïve €.txt")]
    [InlineData("attachment; filename=\"plain.txt\"; filename*=utf-8'en'%C3%A4.txt", "ä.txt")]
    [InlineData("attachment; filename*=ISO-8859-1''%E4.txt; filename=plain.txt", "ä.txt")]
    [InlineData("attachment; filename*=UTF-8''%E4.txt; filename=plain.txt", "plain.txt")]
    [InlineData("attachment; filename*=UTF-8''bad%2; filename=plain.txt", "plain.txt")]
    [InlineData("attachment; filename*=UTF-8''bad%zz; filename=plain.txt", "plain.txt")]
    [InlineData("attachment; filename*=koi8-r''%C1; filename=plain.txt", "plain.txt")]
    [InlineData("attachment; filename*=nothing; filename=plain.txt", "plain.txt")]
    [InlineData("attachment; filename=\"Ã¤.txt\"", "ä.txt")]
    [InlineData("attachment; filename=\"ä.txt\"", "ä.txt")]
    [InlineData("attachment; filename=\"..%2F..%2Fx\"", "..%2F..%2Fx")]
    [InlineData("attachment; filename*=UTF-8''..%2F..%2Fx", "../../x")]
    public void The_name_is_found(string header, string name) => Assert.Equal(name, ContentDisposition.FileName(header));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("attachment")]
    [InlineData("attachment;")]
    [InlineData("attachment; name=\"filename=x\"")]
    [InlineData("attachment; filename")]
    public void Or_there_is_none(string? header) => Assert.Null(ContentDisposition.FileName(header));
}
