using System.Text.Unicode;

namespace AxiosPS;

/// <summary>The body as text and as data.</summary>
public sealed partial class AxiosResponse
{
    private string? text;
    private object? data;
    private bool hasData;
    private AxiosException? dataError;
    private ProblemDetails? problem;
    private bool hasProblem;

    /// <summary>
    /// The body as text: by its byte order mark, the charset of its content type, what XML and HTML declare themselves, else
    /// UTF-8. Never throws: what cannot be decoded becomes U+FFFD. Empty for a body in <see cref="Stream"/> or <see cref="File"/>.
    /// </summary>
    public string Text => text ??= BodyText.Decode(Bytes, RawContentType);

    /// <summary>
    /// The body as its content type says, and never as it looks: JSON as data, JSON lines (application/x-ndjson, application/jsonl,
    /// application/json-seq) as the list of their values, XML as text or, with the cmdlets, as a document, other text as a string, anything else, and
    /// what has no content type, as byte[]; null if it is empty or in <see cref="Stream"/> or <see cref="File"/>. Read when
    /// first asked for; a hook may set it. Where a body is not what its content type says, it is the text, as in axios, and
    /// <see cref="DataError"/> says what is wrong.
    /// </summary>
    public object? Data
    {
        get
        {
            if (!hasData)
            {
                (data, hasData) = (ReadData(), true);
            }

            return data;
        }

        set => (data, hasData, DataWasSet) = (value, true, true);
    }

    /// <summary>Why <see cref="Data"/> is the text of a body that should be JSON or XML; null if all is well or a hook set the data.</summary>
    public AxiosException? DataError
    {
        get
        {
            _ = Data;
            return DataWasSet ? null : dataError;
        }
    }

    /// <summary>What the server says of its failure as <c>application/problem+json</c> (RFC 9457); null for any other body.</summary>
    public ProblemDetails? Problem
    {
        get
        {
            if (!hasProblem)
            {
                (problem, hasProblem) = (ReadProblem(), true);
            }

            return problem;
        }
    }

    /// <summary>Whether a hook has set the data: then they are not what the bytes say.</summary>
    internal bool DataWasSet { get; private set; }

    private ProblemDetails? ReadProblem()
    {
        try
        {
            return Bytes.Length > 0 && ContentType == "application/problem+json" ? ProblemDetails.Read(Utf8Body(), Format, JsonOptions.Of(Config)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private object? ReadData()
    {
        var kind = BodyText.KindOf(ContentType);
        try
        {
            return kind switch
            {
                _ when Bytes.Length == 0 => null,
                ContentKind.Json => ReadJson(),
                ContentKind.JsonLines or ContentKind.JsonSequence => ReadJsonRecords(kind),
                ContentKind.Xml => string.IsNullOrWhiteSpace(Text) ? null : Format.ReadXml(Text),
                ContentKind.Text => Text,
                _ => Bytes,
            };
        }
        catch (FormatException e)
        {
            dataError = Unreadable($"says that its body is {(kind == ContentKind.Xml ? "XML" : "JSON")}, and it cannot be read: {e.Message}", e);
            return Text;
        }
    }

    private object? ReadJson()
    {
        var json = Utf8Body();
        return json.IsEmpty ? null : Format.Read(json, JsonOptions.Of(Config));
    }

    private object?[] ReadJsonRecords(ContentKind kind)
    {
        var (options, values) = (JsonOptions.Of(Config), new List<object?>());
        var records = new JsonRecords(Utf8Body(trims: false), kind);
        while (records.Next())
        {
            try
            {
                values.Add(Format.Read(records.Json, options));
            }
            catch (FormatException e)
            {
                throw records.Broken(e);
            }
        }

        return [.. values];
    }

    /// <summary>The body in UTF-8, without a mark and the white space around it; with that where lines are counted.</summary>
    private ReadOnlySpan<byte> Utf8Body(bool trims = true)
    {
        var json = BodyText.Utf8(Bytes, RawContentType);
        json = trims ? json.Trim(" \t\r\n"u8) : json;
        return Utf8.IsValid(json) ? json : throw new FormatException("it is not valid UTF-8.");
    }

    private AxiosException Unreadable(string problem, Exception cause)
    {
        var error = new AxiosException($"{AxiosException.Line(Method, Uri)} {problem} The body as it came is in Text and Bytes.", HttpTokens.Visible(cause));
        error.TieTo(this);
        return error;
    }
}
