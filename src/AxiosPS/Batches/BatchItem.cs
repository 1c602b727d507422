namespace AxiosPS;

/// <summary>One request of a batch, and what became of it.</summary>
/// <typeparam name="T">What stands for the request.</typeparam>
internal sealed class BatchItem<T>(int index, T input)
{
    /// <summary>Which one of the batch it is, from 0.</summary>
    public int Index => index;

    /// <summary>What was begun.</summary>
    public T Input => input;

    /// <summary>The answer, null while it is under way and if it failed.</summary>
    public AxiosResponse? Response { get; set; }

    /// <summary>What went wrong.</summary>
    public Exception? Error { get; set; }

    /// <summary>Whether it is one or the other by now; under the lock of its batch.</summary>
    public bool IsDone { get; set; }

    /// <summary>Nobody will take it: a body that is still to be read is not.</summary>
    public void Discard() => Response?.Stream?.Dispose();
}
