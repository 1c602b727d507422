using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AxiosPS;

/// <summary>The lines of a body.</summary>
internal sealed class LineReader(AxiosClient client, RequestConfig config, CancellationToken cancellationToken) : LineItemReader<string>(client, config, cancellationToken)
{
    protected override bool TryNext(LineSplitter lines, [MaybeNullWhen(false)] out string item)
    {
        var has = lines.TryNext(out var line);
        item = has ? Encoding.UTF8.GetString(line) : null;
        return has;
    }
}
