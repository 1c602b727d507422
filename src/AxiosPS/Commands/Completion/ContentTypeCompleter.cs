namespace AxiosPS.Commands;

/// <summary>Completes the types of bodies; others may be written all the same.</summary>
internal sealed class ContentTypeCompleter : WordCompleter
{
    private static readonly string[] First =
    [
        MediaTypes.Json, MediaTypes.Text, MediaTypes.UrlEncoded, MediaTypes.Xml, MediaTypes.Bytes, "application/json-patch+json", "application/merge-patch+json", "application/problem+json",
        "application/ld+json", "application/vnd.api+json", "application/graphql", "application/soap+xml", "text/xml", "text/event-stream",
    ];

    private protected override IEnumerable<Word> Words(CompletionRequest request) => First.Concat(MediaTypes.OfFiles.Order(StringComparer.Ordinal)).Select(type => new Word(type));
}
