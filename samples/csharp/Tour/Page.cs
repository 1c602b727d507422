using System.Text;

namespace AxiosPS.Samples;

/// <summary>The tour on paper: headings, aligned lines, and colour where the console is a terminal.</summary>
internal static class Page
{
    private static readonly bool Colour = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
    private static readonly object Gate = new();
    private static int headings;

    public static void Begin(string title)
    {
        Console.OutputEncoding = Encoding.UTF8;
        Console.WriteLine(Painted("1", title));
    }

    public static void Heading(string text) => Write($"{Environment.NewLine}{Painted("1;36", $"{++headings}  {text}")}");

    public static void Line(string label, object? value) => Write($"   {Painted("2", $"{label,-12}")} {value}");

    /// <summary>What a plugin wrote.</summary>
    public static void Log(string text) => Write($"   {Painted("33", text)}");

    public static void Error(Exception error) => Write($"   {Painted("31", error.GetType().Name)}  {error.Message}");

    private static void Write(string text)
    {
        lock (Gate)
        {
            Console.WriteLine(text);
        }
    }

    private static string Painted(string code, string text) => Colour ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
