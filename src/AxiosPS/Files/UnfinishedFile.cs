using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace AxiosPS;

/// <summary>
/// A download that may have to be gone on with: <c>name.part</c>, and beside it in <c>name.part.json</c> what the server must
/// still have for that. Without such a record, or for another address, it starts anew.
/// </summary>
internal sealed class UnfinishedFile : IDisposable
{
    private readonly Uri uri;
    private readonly string recordPath;
    private readonly PartRecord? record; // of what is there and can be gone on with
    private bool worthless; // what is being written now has no record

    /// <exception cref="AxiosFileException">What has the name of the part was left by no download, and may not be replaced.</exception>
    public UnfinishedFile(string target, Uri uri, bool overwrite)
    {
        this.uri = uri;
        File = PartialFile.OpenOrCreate($"{target}.part", target);
        recordPath = $"{File.Path}.json";
        if (File.Length > 0 && !overwrite && FileEntry.KindOf(recordPath) == FileKind.Missing)
        {
            File.Dispose();
            throw new AxiosFileException($"'{File.Path}' was left by no download: there is no '{recordPath}' beside it. Rename it, or set Overwrite (-Force) to replace it.", File.Path, FileFailure.Exists);
        }

        record = File.Length > 1 && PartRecord.Read(recordPath, uri) is { } known && known.Length >= File.Length ? known : null;
    }

    public PartialFile File { get; }

    /// <summary>Whether the rest alone was asked for.</summary>
    public bool AsksForRest => record is not null;

    // The last byte once more: so there is always one to ask for, and a part that was whole already needs no rule of its own.
    private long From => File.Length - 1;

    /// <summary>Asks for the rest, if the server still has the same.</summary>
    public void Ask(HeaderCollection headers)
    {
        headers["Accept-Encoding"] = "identity"; // the bytes of a compressed body are not those of the file
        if (record is not null)
        {
            headers["Range"] = FormattableString.Invariant($"bytes={From}-");
            headers["If-Range"] = record.Validator;
        }
    }

    /// <summary>Hashes what is gone on with.</summary>
    public void HashInto(IncrementalHash hash, CancellationToken cancellationToken) => File.HashInto(hash, From, cancellationToken);

    /// <summary>Makes ready for the body of an answer: behind what is there if it is the rest, else from zero.</summary>
    /// <returns>How long the whole will be, null if that is not known.</returns>
    /// <exception cref="AxiosNetworkException">The answer is neither the whole nor the rest that was asked for.</exception>
    public long? Start(TransportResponse answer, string line)
    {
        if (record is null || answer.StatusCode is not (206 or 416))
        {
            File.Truncate(0);
            var begun = PartRecord.Of(answer, uri);
            Forget();
            worthless = begun is null;
            begun?.Write(recordPath);
            return begun?.Length;
        }

        if (!IsRest(answer, record))
        {
            var from = From;
            Discard();
            throw new AxiosNetworkException(
                $"{line} was asked for the rest of a file from byte {from} on, and answered {answer.StatusCode} with the range '{answer.Headers.Get("Content-Range")}' of something else. What was there of '{File.Path}' is deleted; the next try starts anew.",
                NetworkFailure.Protocol);
        }

        File.Truncate(From);
        return record.Length;
    }

    /// <summary>Forgets what it was a part of: it is whole now.</summary>
    public void Forget() => PartialFile.TryDelete(recordPath);

    /// <summary>Deletes it.</summary>
    public void Discard()
    {
        File.Delete();
        Forget();
    }

    public void Dispose()
    {
        if (!File.IsMoved && (File.Length == 0 || worthless))
        {
            Discard();
        }

        File.Dispose();
    }

    private bool IsRest(TransportResponse answer, PartRecord known) =>
        answer.StatusCode == 206
        && ContentRangeHeaderValue.TryParse(answer.Headers.Get("Content-Range"), out var range)
        && range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase)
        && range.From == From
        && (range.Length ?? known.Length) == known.Length
        && known.Matches(answer.Headers);
}
