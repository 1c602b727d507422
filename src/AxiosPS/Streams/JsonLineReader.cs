using System.Diagnostics.CodeAnalysis;

namespace AxiosPS;

/// <summary>JSON line by line (NDJSON, JSON Lines), or in records (RFC 7464), as the data of the client.</summary>
internal sealed class JsonLineReader(AxiosClient client, RequestConfig config, CancellationToken cancellationToken) : LineItemReader<object?>(client, config, cancellationToken)
{
    private JsonOptions? options;
    private JsonSeparation separation;
    private long number;

    protected override string Accept => "application/x-ndjson, application/jsonl, application/json-seq, */*";

    protected override LineSplitter Cut(AxiosResponse response)
    {
        separation = new(BodyText.KindOf(response.ContentType));
        number = separation.First;
        return new(response, separator: separation.Separator);
    }

    protected override bool TryNext(LineSplitter lines, [MaybeNullWhen(false)] out object? item)
    {
        options ??= JsonOptions.Of(lines.Response.Config);
        while (lines.TryNext(out var line))
        {
            var at = number++;
            line = JsonSeparation.Trim(line);
            if (line.IsEmpty)
            {
                continue;
            }

            try
            {
                item = lines.Response.Format.Read(line, options);
                return true;
            }
            catch (FormatException e)
            {
                throw lines.Error($"has no JSON in {separation.Name} {at}: {e.Message}", NetworkFailure.Protocol, e);
            }
        }

        item = null;
        return false;
    }
}
