using System.Diagnostics.CodeAnalysis;

namespace AxiosPS;

/// <summary>Items that are a line each, of one call.</summary>
internal abstract class LineItemReader<T>(AxiosClient client, RequestConfig config, CancellationToken cancellationToken) : ItemReader<T>
{
    private LineSplitter? lines;

    public sealed override AxiosResponse? Response => lines?.Response;

    public sealed override bool TryNext([MaybeNullWhen(false)] out T item)
    {
        if (lines is not null)
        {
            return TryNext(lines, out item);
        }

        item = default;
        return false;
    }

    public sealed override async ValueTask<bool> FillAsync()
    {
        if (lines is not null)
        {
            return await lines.FillAsync().ConfigureAwait(false);
        }

        lines = Cut(await StreamedCall.SendAsync(client, config, Accept, cancellationToken).ConfigureAwait(false));
        return true;
    }

    public sealed override void Dispose() => lines?.Dispose();

    /// <summary>What the call accepts unless it says so itself; null for what the client says.</summary>
    protected virtual string? Accept => null;

    /// <summary>Takes over the body.</summary>
    protected virtual LineSplitter Cut(AxiosResponse response) => new(response);

    protected abstract bool TryNext(LineSplitter lines, [MaybeNullWhen(false)] out T item);
}
