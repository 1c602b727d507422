using System.Text;

namespace AxiosPS.Checks;

/// <summary>Hears what is written to the console while it is there. It gets there all the same: others in the process write too.</summary>
internal sealed class ConsoleTap : IDisposable
{
    private readonly StringBuilder text = new();
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;

    public ConsoleTap()
    {
        Console.SetOut(new ConsoleEcho(output, text));
        Console.SetError(new ConsoleEcho(error, text));
    }

    /// <summary>Lets go of the console, and gives all that was written.</summary>
    public string Close()
    {
        Console.SetOut(output);
        Console.SetError(error);
        lock (text)
        {
            return text.ToString();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();
}
