using System.Globalization;

namespace AxiosPS;

/// <summary>Makes answers of what is recorded.</summary>
internal static class Replay
{
    /// <exception cref="AxiosNetworkException">That is what was recorded.</exception>
    public static TransportResponse Answer(CassetteInteraction interaction, TransportRequest request)
    {
        var failure = interaction.Failure is { } kind ? new AxiosNetworkException(interaction.Message ?? "", kind) : null;
        if (interaction.Response is not { } recorded)
        {
            throw failure!;
        }

        var headers = recorded.Headers.Copy();
        var length = LengthOf(headers);
        if (recorded.End == CassetteEnd.Whole && request.Method != "HEAD" && recorded.StatusCode != 304 && length is not null)
        {
            length = recorded.Body.Length; // placeholders have another length than secrets
            headers["Content-Length"] = length.Value.ToString(CultureInfo.InvariantCulture);
        }

        return new(recorded.StatusCode, headers, Body(recorded, failure, request))
        {
            ContentLength = length,
            ReasonPhrase = recorded.ReasonPhrase,
            HttpVersion = recorded.HttpVersion,
        };
    }

    private static Stream Body(CassetteResponse recorded, AxiosNetworkException? failure, TransportRequest request) => recorded.End switch
    {
        CassetteEnd.Whole => new MemoryStream(recorded.Body, writable: false),
        CassetteEnd.Broken when failure is not null => new ReplayedStream(recorded.Body, failure),
        _ => new ReplayedStream(recorded.Body, new AxiosUnmatchedException(
            $"{AxiosException.Line(request.Method, request.Uri)} was recorded up to byte {recorded.Body.Length} of its answer, where the caller read no further. Record it anew to read more.")),
    };

    private static long? LengthOf(HeaderCollection headers) =>
        !headers.Contains("Transfer-Encoding") && long.TryParse(headers.Get("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
}
