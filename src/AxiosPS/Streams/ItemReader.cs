using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>
/// The items of a body as they arrive. What is there is taken without waiting, so that a command can put out whole batches and
/// only then wait for more.
/// </summary>
internal abstract class ItemReader<T> : IDisposable
{
    /// <summary>The answer whose items these are, null while there is none.</summary>
    public abstract AxiosResponse? Response { get; }

    /// <summary>The next of the items that have arrived; false if more must arrive first.</summary>
    public abstract bool TryNext([MaybeNullWhen(false)] out T item);

    /// <summary>Sends the request, and later waits for more of its answer; false at its end.</summary>
    public abstract ValueTask<bool> FillAsync();

    /// <summary>Ends the request if it has not ended by itself.</summary>
    public abstract void Dispose();

    /// <summary>All of them, one by one.</summary>
    public static async IAsyncEnumerable<T> AllAsync(Func<CancellationToken, ItemReader<T>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = open(cancellationToken);
        do
        {
            while (reader.TryNext(out var item))
            {
                yield return item;
            }
        }
        while (await reader.FillAsync().ConfigureAwait(false));
    }
}
