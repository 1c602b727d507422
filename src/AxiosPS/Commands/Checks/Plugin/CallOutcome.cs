namespace AxiosPS.Checks;

/// <summary>How a call has ended: one of the two is null.</summary>
internal sealed record CallOutcome(AxiosResponse? Response, Exception? Error)
{
    /// <summary>Why there is no answer, whatever its status; null where there is one.</summary>
    public string? Failure => Error is null or AxiosStatusException ? null : Error.Message;

    /// <summary>The error and all that have led to it.</summary>
    public IEnumerable<Exception> Errors
    {
        get
        {
            var left = new Stack<Exception>();
            if (Error is not null)
            {
                left.Push(Error);
            }

            while (left.TryPop(out var error))
            {
                yield return error;
                IEnumerable<Exception> inner = error is AggregateException several ? several.InnerExceptions : error.InnerException is { } one ? [one] : [];
                foreach (var cause in inner)
                {
                    left.Push(cause);
                }
            }
        }
    }

    /// <summary>Runs a call and keeps what it throws.</summary>
    public static async Task<CallOutcome> OfAsync(Func<Task<AxiosResponse>> call)
    {
        try
        {
            return new(await call().ConfigureAwait(false), null);
        }
        catch (Exception e) when (!Host.IsStop(e))
        {
            return new(null, e);
        }
    }

    /// <summary>For messages.</summary>
    public override string ToString() => Error is not null ? $"{Error.GetType().Name}: {Error.Message}" : $"an answer with status {Response!.StatusCode}";
}
