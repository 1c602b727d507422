namespace AxiosPS;

/// <summary>A source that is cancelled with a token, until this is disposed of.</summary>
internal readonly struct CancelRegistration(CancellationTokenRegistration[]? registrations) : IDisposable
{
    /// <summary>
    /// Cancels the source, and lets what waits for it end elsewhere: whoever cancels a token of many calls must not have to run the end of
    /// each, or on the thread of a script what comes after it.
    /// </summary>
    public static readonly Action<object?> End = static source => ((CancellationTokenSource)source!).CancelQuietlyAsync();

    public void Dispose()
    {
        if (registrations is not null)
        {
            Array.ForEach(registrations, registration => registration.Dispose());
        }
    }
}
