namespace AxiosPS.Checks;

/// <summary>Takes what is written to the console while it is there.</summary>
internal sealed class ConsoleTap : IDisposable
{
    private readonly StringWriter text = new();
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;

    public ConsoleTap()
    {
        var tap = TextWriter.Synchronized(text);
        Console.SetOut(tap);
        Console.SetError(tap);
    }

    /// <summary>Lets go of the console, and gives all that was written.</summary>
    public string Close()
    {
        Console.SetOut(output);
        Console.SetError(error);
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => Close();
}
