using System.Text;

namespace AxiosPS.Tests.Files;

/// <summary>A server says what a file is called, and not where it goes.</summary>
public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("übersicht 2026 (1) [x].pdf", "übersicht 2026 (1) [x].pdf")]
    [InlineData("日本語.txt", "日本語.txt")]
    [InlineData(".gitignore", "_gitignore")]
    [InlineData("x/.bashrc", "_bashrc")]
    [InlineData("..x", "_.x")]
    [InlineData("-rf", "_rf")]
    [InlineData("\u200B-rf", "_rf")]
    [InlineData(".CON", "_CON")]
    [InlineData("a-b.c", "a-b.c")]
    [InlineData("setup.bin.part", "setup.bin.part_")]
    [InlineData("setup.bin.PART. ", "setup.bin.PART_")]
    [InlineData("setup.bin.Part.Json", "setup.bin.Part.Json_")]
    [InlineData("setup.bin.pa\u200Brt", "setup.bin.part_")]
    [InlineData(".part", "_part")]
    [InlineData("part.json", "part.json")]
    [InlineData("setup.part.rar", "setup.part.rar")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"..\..\windows\system.ini", "system.ini")]
    [InlineData("/absolute/x", "x")]
    [InlineData(@"C:\x\y.txt", "y.txt")]
    [InlineData("C:y.txt", "C_y.txt")]
    [InlineData("x.txt:hidden", "x.txt_hidden")]
    [InlineData("a\0b", "ab")]
    [InlineData("a\r\n\tb\u007f\u0085c", "abc")]
    [InlineData("exe.\u202Egpj.scr", "exe.gpj.scr")]
    [InlineData("a\u200Bb\u2066c\u2069\uFEFF", "abc")]
    [InlineData("a<b>c\"d|e?f*g", "a_b_c_d_e_f_g")]
    [InlineData("  x.txt . . ", "x.txt")]
    [InlineData("CON", "_CON")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("NUL .tar.gz", "_NUL .tar.gz")]
    [InlineData("COM1", "_COM1")]
    [InlineData("com¹.log", "_com¹.log")]
    [InlineData("lpt9.", "_lpt9")]
    [InlineData("C\0ON", "_CON")]
    [InlineData("console.txt", "console.txt")]
    [InlineData("COM10", "COM10")]
    public void A_name_is_made_fit_for_a_folder(string given, string safe) => Assert.Equal(safe, SafeFileName.From(given));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("x/..")]
    [InlineData(@"x\.")]
    [InlineData("folder/")]
    [InlineData(" . . ")]
    [InlineData("\0\u202E")]
    public void Of_some_nothing_is_left(string given) => Assert.Null(SafeFileName.From(given));

    [Theory]
    [InlineData('a', ".pdf")]
    [InlineData('ü', ".tar")]
    [InlineData('語', "")]
    public void A_long_one_is_cut_and_keeps_its_extension(char letter, string extension)
    {
        var safe = SafeFileName.From(new string(letter, 300) + extension)!;

        Assert.InRange(Encoding.UTF8.GetByteCount(safe), 230, 240);
        Assert.EndsWith(letter + extension, safe, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_one_of_a_part_is_none_of_a_part()
    {
        Assert.EndsWith("a.part_", SafeFileName.From(new string('a', 300) + ".part"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_extension_is_none()
    {
        Assert.Equal(240, SafeFileName.From("a." + new string('b', 300))!.Length);
    }

    [Fact]
    public void Half_a_character_does_not_get_through()
    {
        Assert.Equal("a\uFFFDb", SafeFileName.From("a\uD83Db"));
    }
}
