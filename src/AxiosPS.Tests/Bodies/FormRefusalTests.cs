using System.Collections;
using AxiosPS.Tests.Files;

namespace AxiosPS.Tests.Bodies;

/// <summary>A form that cannot be sent is an argument error that says where and why, and nothing goes out.</summary>
public sealed class FormRefusalTests : FolderTest
{
    public static TheoryData<object?, string> Bad => new()
    {
        { null, "Form takes a dictionary of fields, not null" },
        { "a=1", "Form takes a dictionary of fields, not a String" },
        { Field("", 1), "empty name" },
        { Field("a\r\nX: y", 1), "name 'a\\u000D\\u000AX: y'" },
        { Field("a\0", 1), "name 'a\\u0000'" },
        { Field("f", new FormPart { Value = 1, FileName = "a\"\r\nX: y" }), "file name 'a\"\\u000D\\u000AX: y' of the form field 'f'" },
        { Field("f", new FormPart { Value = 1, FileName = "a\n" }), "file name" },
        { Field("f", new FormPart { Value = 1, ContentType = "text/plain\r\nX: y" }), "Content-Type" },
        { Field("f", new Hashtable { ["Value"] = 1, ["Headers"] = new Hashtable { ["X"] = "a\r\nY: b" } }), "'X' holds a line break" },
        { Field("f", new Hashtable { ["Value"] = 1, ["Headers"] = new Hashtable { ["X\r\nY"] = "a" } }), "is no header name" },
        { Field("f", new Hashtable { ["Value"] = 1, ["Headers"] = "X: y" }), "Headers of a part of the form field 'f' takes a dictionary" },
        { Field("f", new Hashtable { ["Value"] = 1, ["Headers"] = new Hashtable { ["content-disposition"] = "form-data" } }), "Content-Disposition of its own" },
        { Field("f", new Hashtable { ["Value"] = 1, ["Headers"] = new Hashtable { ["Accept"] = "x" } }), "the header Accept" },
        { Field("f", new Hashtable { ["Value"] = 1, ["Filname"] = "x" }), "Did you mean 'FileName'?" },
        { Field("f", new object[] { 1, new object[] { 2 } }), "list within its list" },
        { Field("f", new FormPart { Value = new[] { 1, 2 } }), "'f' is given a Int32[]" },
        { Field("f", new FormPart { Value = new FormPart { Value = 1 } }), "'f' is given a FormPart" },
        { Field("f", new FormPart { Value = new Hashtable() }), "'f' is given a Hashtable" },
        { Field("f", new object()), "'f' is given a Object" },
        { Field("f", new DirectoryInfo(Path.GetTempPath())), "'f' is given a DirectoryInfo" },
        { Field("f", new FileInfo("/no/such/file")), "There is no file '/no/such/file' to send." },
        { Field("f", Closed()), "Is it closed?" },
        { Field("f", new FormPart { Value = "€", ContentType = "text/plain; charset=us-ascii" }), "'€', which the charset us-ascii" },
        { Field("f", new FormPart { Value = "x", ContentType = "text/plain; charset=klingon" }), "charset that is not known" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_wrong_is_said(object? form, string says)
    {
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => Api.SendAsync(new() { Method = "POST", Uri = "/echo", Form = form }));

        Assert.Contains(says.Replace('/', Path.DirectorySeparatorChar), error.Message.Replace('/', Path.DirectorySeparatorChar), StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("application/json", "cannot be that of a form")]
    [InlineData("multipart/mixed\r\nX: y", "holds a line break")]
    public async Task So_is_a_content_type_that_no_form_can_have(string type, string says)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Api.SendAsync(new() { Method = "POST", Uri = "/echo", Form = Field("a", 1), ContentType = type }));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_list_that_fails_is_an_argument_error_too()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Api.SendAsync(new() { Method = "POST", Uri = "/echo", Form = Field("a", Failing()) }));

        Assert.Contains("its own", error.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Requests);

        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new InvalidOperationException("its own");
        }
    }

    private static Hashtable Field(string name, object value) => new() { [name] = value };

    private static MemoryStream Closed()
    {
        var stream = new MemoryStream();
        stream.Dispose();
        return stream;
    }
}
