using System.Buffers;
using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AxiosPS.Plugins;

/// <summary>
/// Records what a client sends and gets, for viewers of HTTP archives (HAR 1.2): the network tab of a browser, for one. Every request that goes out
/// is an entry, each attempt and each redirect by itself; what a cache answers is none. The last <see cref="HarOptions.MaxEntries"/> are kept.
/// Secrets are masked before an entry is kept, unless <see cref="HarOptions.IncludeSecrets"/> says otherwise.
/// </summary>
/// <remarks>
/// Bodies are noted while they pass, up to <see cref="HarOptions.MaxBodyBytes"/>: an entry is made when its body has ended or is given up, and the call
/// waits so long, however large its bodies are no longer than these bytes take to be searched for secrets. It stands before the transport, whatever the order of the plugins; a FaultPlugin that was attached before it is behind it, and its faults are recorded.
/// One instance may serve many clients and threads; they share its entries.
/// </remarks>
public sealed class HarPlugin : IAxiosPlugin
{
    internal static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly TraceSource Source = new("AxiosPS.Har");

    private readonly object gate = new();
    private readonly Queue<(long Number, byte[] Text)> entries = [];
    private readonly RareWarning warning = new(Source);
    private long last;

    /// <summary>Makes the plugin.</summary>
    public HarPlugin(HarOptions? options = null) => Options = options ?? new();

    /// <summary>How many entries it has.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    internal HarOptions Options { get; }

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Interceptors.Request.Use(
            config => config.Substitute = new HarTransport(this, config.Substitute ?? client.Sender, client.TimeProvider),
            new HookOptions { Name = nameof(HarPlugin), EachAttempt = true });
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }

    /// <summary>The archive, as JSON: the entries in the order in which their requests began.</summary>
    public string ToJson() => Encoding.UTF8.GetString(Whole().Span);

    /// <summary>Writes the archive to a file, all or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether it may replace another.</param>
    /// <exception cref="AxiosFileException">It cannot be written, or there is such a file.</exception>
    public void Save(string path, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = PartialFile.Create(Path.GetFullPath(path));
        try
        {
            file.Append(Whole().Span);
            file.Finish(overwrite);
        }
        finally
        {
            file.Delete(); // if it has not got its name
        }
    }

    /// <summary>How much it has.</summary>
    public override string ToString() => $"{nameof(HarPlugin)} ({LogRecord.Count(Count, "request")})";

    internal long NextNumber() => Interlocked.Increment(ref last);

    internal void Keep(long number, byte[] text)
    {
        lock (gate)
        {
            entries.Enqueue((number, text));
            if (entries.Count > Options.MaxEntries)
            {
                entries.Dequeue();
            }
        }
    }

    /// <summary>What keeps an entry from being made is no reason for a call to fail.</summary>
    internal void Missed(Exception error, TimeProvider time) =>
        warning.Say($"A request is missing in the archive of {nameof(HarPlugin)}: {error.Message.TrimEnd('.')}.", time.GetUtcNow());

    private ReadOnlyMemory<byte> Whole()
    {
        (long Number, byte[] Text)[] all;
        lock (gate)
        {
            all = [.. entries];
        }

        var whole = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(whole, Json);
        writer.WriteStartObject();
        writer.WriteStartObject("log");
        writer.WriteString("version", "1.2");
        writer.WriteStartObject("creator");
        writer.WriteString("name", "AxiosPS");
        writer.WriteString("version", typeof(HarPlugin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1");
        writer.WriteEndObject();
        writer.WriteStartArray("pages");
        writer.WriteEndArray();
        writer.WriteStartArray("entries");
        foreach (var (_, text) in all.OrderBy(entry => entry.Number))
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return whole.WrittenMemory;
    }
}
