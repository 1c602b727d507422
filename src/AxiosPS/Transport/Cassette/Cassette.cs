namespace AxiosPS;

/// <summary>
/// A transport that records calls in a file, and answers from it without a network. It lies below redirects, cookies and retries: each hop
/// and each attempt is recorded by itself. What is recorded is answered once, in the order of its recording, to a request of the same method,
/// address, body and credentials. The file holds no secrets: placeholders stand in their places. One cassette may serve many clients and
/// threads at once; two of one file do not know of each other: the last to write wins, and what it replaces is kept beside it (<c>.bak</c>).
/// </summary>
public sealed class Cassette : ITransport, INetworkUser, IDisposable
{
    private readonly CassetteTape tape;
    private readonly CassetteRecorder recorder;
    private readonly ITransport? inner;
    private readonly bool ignoreCredentials;
    private readonly Lazy<HttpTransport> network = new(() => new(TimeSpan.FromSeconds(15))); // for who asks without a client

    /// <summary>Makes a cassette, and reads its file unless it is to be recorded anew.</summary>
    /// <param name="path">The file, JSON. Of a symbolic link the file that it leads to.</param>
    /// <param name="mode">What to do with a call.</param>
    /// <param name="options">How to record and compare.</param>
    /// <exception cref="ArgumentException">There is no such file to replay, or no such folder to record in, or the file is no cassette, or no file.</exception>
    public Cassette(string path, CassetteMode mode = CassetteMode.Auto, CassetteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        (Path, Mode) = (System.IO.Path.GetFullPath(path), mode);
        (inner, ignoreCredentials) = (options.Transport, options.IgnoreCredentials);
        var target = Target(Path);
        var backup = new CassetteBackup(target, isRead: mode != CassetteMode.Record); // before it is read
        var file = FileFor(target, mode) ?? new(CredentialHash.NewSalt(), []);
        var (places, hash, headers) = (new SecretPlaces([.. options.SecretNames]), new CredentialHash(file.Salt), options.MatchHeaders.ToArray());
        tape = new(file, places, headers, hash);
        recorder = new(target, backup, [.. file.Interactions], places, headers, hash, new(tape.LastPlaceholder));
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What is done with a call.</summary>
    public CassetteMode Mode { get; }

    /// <summary>What of the file nobody has asked for yet, as <c>GET https://example.com/</c>. Empty while it is recorded.</summary>
    public IReadOnlyList<string> Unplayed => [.. tape.Unplayed.Select(interaction => interaction.Request.Line)];

    /// <summary>Answers from the file, or sends and records, as <see cref="Mode"/> says.</summary>
    /// <exception cref="AxiosUnmatchedException">It is not recorded, and is not to be.</exception>
    /// <exception cref="AxiosFileException">The file cannot be written.</exception>
    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) => SendAsync(request, network, cancellationToken);

    /// <summary>Closes the connections of calls that were made without a client; one closes its own by itself. What was recorded is in the file already.</summary>
    public void Dispose()
    {
        if (network.IsValueCreated)
        {
            network.Value.Dispose();
        }
    }

    /// <summary>The mode and the file.</summary>
    public override string ToString() => $"Cassette {Mode} {Path}";

    ITransport INetworkUser.For(Func<HttpTransport> network) => new ClientCassette(this, new(network));

    internal async Task<TransportResponse> SendAsync(TransportRequest request, Lazy<HttpTransport> network, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = recorder.NextTicket();
        (var image, request) = await CassetteRequest.OfAsync(request, cancellationToken).ConfigureAwait(false);
        if (Mode != CassetteMode.Record && tape.Take(image, ignoreCredentials) is { } recorded)
        {
            return Replay.Answer(recorded, request);
        }

        var line = AxiosException.Line(request.Method, request.Uri);
        if (Mode == CassetteMode.Replay)
        {
            throw new AxiosUnmatchedException($"{line} is not in the cassette '{Path}'. {tape.Explain(image)}");
        }

        return tape.PlaceholderIn(image) is not { } placeholder
            ? await RecordAsync(request, new(recorder, ticket, image), inner ?? network.Value, cancellationToken).ConfigureAwait(false)
            : throw new AxiosUnmatchedException(
                $"{line} is not in the cassette '{Path}', and cannot be sent: it carries '{placeholder}', which the cassette has in the place of a secret. Record the whole anew (Record). {tape.Explain(image)}");
    }

    private static async Task<TransportResponse> RecordAsync(TransportRequest request, Recording recording, ITransport inner, CancellationToken cancellationToken)
    {
        TransportResponse answer;
        try
        {
            answer = await inner.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            recording.Fail(e);
            throw;
        }

        try
        {
            recording.Begin(answer);
            if (request.Method == "HEAD" || answer.StatusCode is 204 or 304 || answer.ContentLength == 0)
            {
                recording.End(CassetteEnd.Whole); // nobody will read it
            }
        }
        catch
        {
            answer.Dispose();
            throw;
        }

        return new RecordingResponse(answer, recording);
    }

    // A link stays one when the file is written.
    private static string Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The link '{path}' leads to no file: {e.Message}", e);
        }
    }

    private static CassetteFile? FileFor(string path, CassetteMode mode)
    {
        var folder = System.IO.Path.GetDirectoryName(path);
        var kind = FileEntry.KindOf(path, followLinks: true);
        return mode switch
        {
            _ when kind == FileKind.Folder => throw new ArgumentException($"'{path}' is a folder. A cassette is a file: give its name too."),
            _ when kind == FileKind.Special => throw new ArgumentException($"'{path}' is a pipe, a socket or a device. A cassette is a file: give another name."),
            CassetteMode.Replay when kind == FileKind.Missing => throw new ArgumentException($"There is no cassette '{path}' to replay. Record it first (Record, or Auto)."),
            CassetteMode.Replay when new FileInfo(path).Length == 0 => throw new ArgumentException($"The cassette '{path}' is empty. Record it first (Record, or Auto)."),
            not CassetteMode.Replay when !Directory.Exists(folder) => throw new ArgumentException($"There is no folder '{folder}' for the cassette '{System.IO.Path.GetFileName(path)}'. Make it first."),
            CassetteMode.Record => null,
            _ => kind == FileKind.Missing || new FileInfo(path).Length == 0 ? null : CassetteFile.Read(path), // an empty one is a temporary file, fresh
        };
    }
}
