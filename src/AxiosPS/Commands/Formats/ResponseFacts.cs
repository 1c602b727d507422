using System.Collections;
using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>What is shown of a response: of one that is alive, and of what comes out of a job or a CLIXML file.</summary>
internal sealed record ResponseFacts
{
    public string Request { get; private init; } = "";

    public int StatusCode { get; private init; }

    public string ReasonPhrase { get; private init; } = "";

    public string ContentType { get; private init; } = "";

    /// <summary>The length of the body, null if it is not known.</summary>
    public long? Size { get; private init; }

    public TimeSpan? Duration { get; private init; }

    public bool FromCache { get; private init; }

    public int Attempts { get; private init; }

    public int Redirects { get; private init; }

    /// <summary>Where the body is, if it is neither bytes nor text here.</summary>
    public string Elsewhere { get; private init; } = "";

    public byte[] Bytes { get; private init; } = [];

    /// <summary>The body of one that was read back; its bytes were not kept.</summary>
    public string Text { get; private init; } = "";

    public string? RawContentType { get; private init; }

    public string Status => $"{StatusCode} {ReasonPhrase}".TrimEnd();

    public bool IsOk => StatusCode is >= 200 and <= 299;

    public static ResponseFacts Of(PSObject shown) => shown.BaseObject is AxiosResponse live ? Of(live) : OfRecord(shown);

    public static ResponseFacts Of(AxiosResponse response) => new()
    {
        Request = response.IsSent ? AxiosException.Line(response.Method, response.Uri) : "(made without a request)",
        StatusCode = response.StatusCode,
        ReasonPhrase = response.ReasonPhrase,
        ContentType = response.ContentType,
        RawContentType = response.RawContentType,
        Bytes = response.Bytes,
        Size = response switch
        {
            { File: { } file } => file.Exists ? file.Length : null,
            { Stream: not null } => null,
            _ => response.Bytes.Length,
        },
        Duration = response.IsSent ? response.Duration : null,
        FromCache = response.FromCache,
        Attempts = response.Attempts.Count,
        Redirects = response.Redirects.Count,
        Elsewhere = response switch
        {
            { File: { } file } => SavedAs(file.FullName),
            { Stream: not null } => "(a stream, to be read once and disposed of)",
            _ => "",
        },
    };

    // Whatever is missing in it is not shown: it may have come through a serializer that knows nothing of this module.
    private static ResponseFacts OfRecord(PSObject record)
    {
        var text = Value(record, "Text") as string ?? "";
        var bytes = Value(record, "Data") as byte[];
        return new()
        {
            Request = HttpTokens.Visible($"{Value(record, "Method")} {(Value(record, "Uri") is { } uri ? Secrets.Redact($"{uri}") : "")}".Trim()),
            StatusCode = Value(record, "StatusCode") as int? ?? 0,
            ReasonPhrase = HttpTokens.Visible($"{Value(record, "ReasonPhrase")}"),
            ContentType = HttpTokens.Visible($"{Value(record, "ContentType")}"),
            RawContentType = $"{Value(record, "ContentType")}",
            Bytes = bytes ?? [],
            Text = bytes is null ? text : "",
            Size = bytes?.Length ?? System.Text.Encoding.UTF8.GetByteCount(text),
            Duration = Value(record, "Duration") as TimeSpan?,
            FromCache = Value(record, "FromCache") is true,
            Attempts = (Value(record, "Attempts") as ICollection)?.Count ?? 0,
            Redirects = (Value(record, "Redirects") as ICollection)?.Count ?? 0,
            Elsewhere = Value(record, "File") is { } file ? SavedAs($"{file}") : "",
        };
    }

    private static string SavedAs(string path) => $"(saved as {HttpTokens.Visible(path)})";

    private static object? Value(PSObject record, string name) => record.Properties[name]?.Value switch
    {
        PSObject { BaseObject: not PSCustomObject } wrapped => wrapped.BaseObject,
        var value => value,
    };
}
