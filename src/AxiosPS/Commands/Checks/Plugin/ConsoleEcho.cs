using System.Text;

namespace AxiosPS.Checks;

/// <summary>Writes on to the console, and keeps what it was.</summary>
/// <param name="console">The console.</param>
/// <param name="heard">What is kept, which several may share.</param>
internal sealed class ConsoleEcho(TextWriter console, StringBuilder heard) : TextWriter(console.FormatProvider)
{
    /// <inheritdoc/>
    public override Encoding Encoding => console.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + NewLine); // in one piece

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (heard)
        {
            heard.Append(buffer);
        }

        console.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Flush() => console.Flush();
}
