using System.Collections;
using System.Text.Unicode;

namespace AxiosPS;

/// <summary>The body as text, as data and as objects of a type.</summary>
public sealed partial class AxiosResponse
{
    private string? text;
    private object? data;
    private bool hasData;
    private AxiosException? dataError;
    private bool dataWasSet;
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

        set => (data, hasData, dataWasSet) = (value, true, true);
    }

    /// <summary>Why <see cref="Data"/> is the text of a body that should be JSON or XML; null if all is well or a hook set the data.</summary>
    public AxiosException? DataError
    {
        get
        {
            _ = Data;
            return dataWasSet ? null : dataError;
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

    /// <summary>
    /// The body as a <typeparamref name="T"/>: JSON by System.Text.Json with its web defaults, enums by name or number; text and
    /// bytes as they are. Of data that a hook has set, that.
    /// </summary>
    /// <exception cref="InvalidOperationException">The body is in <see cref="Stream"/> or <see cref="File"/>.</exception>
    /// <exception cref="AxiosException">The body is not JSON, or no <typeparamref name="T"/>; the message says where.</exception>
    public T? As<T>() => Read(typeof(T), eachOfList: false) is T value ? value : default;

    /// <summary>The same for a type that is known at run time only.</summary>
    /// <inheritdoc cref="As{T}"/>
    public object? As(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Read(type, eachOfList: false);
    }

    /// <summary>The same; of JSON that is a list, where the type is none, an array of it.</summary>
    internal object? AsOneOrMore(Type type) => Read(type, eachOfList: !typeof(IEnumerable).IsAssignableFrom(type) || typeof(IDictionary).IsAssignableFrom(type));

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
        var records = new JsonRecords(Utf8Body(), kind);
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

    private object? Read(Type type, bool eachOfList)
    {
        if (Stream is not null || File is not null)
        {
            throw new InvalidOperationException(File is null ? "The body is a stream: read the Stream of the response." : "The body is in a file: the File of the response.");
        }

        if (dataWasSet)
        {
            var set = data is null ? null : Host.Unwrap(data);
            return set is null || type.IsInstanceOfType(set) ? set : ReadAs(Format.Write(set, JsonOptions.Of(Config)).Span, type, eachOfList);
        }

        if (type == typeof(string) || type == typeof(byte[]))
        {
            return type == typeof(string) ? Text : Bytes;
        }

        try
        {
            switch (BodyText.KindOf(ContentType))
            {
                case ContentKind.Json: return ReadAs(Utf8Body(), type, eachOfList);
                case var kind and (ContentKind.JsonLines or ContentKind.JsonSequence): return ReadAs(new JsonRecords(Utf8Body(), kind).ToList(JsonOptions.Of(Config)), type, eachOfList);
                default: return Converted(type);
            }
        }
        catch (FormatException e)
        {
            throw Unreadable($"says that its body is JSON, and it cannot be read: {e.Message}", e);
        }
    }

    private object? ReadAs(ReadOnlySpan<byte> json, Type type, bool eachOfList)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        try
        {
            return Format.ReadAs(json, eachOfList && json[0] == '[' ? type.MakeArrayType() : type, JsonOptions.Of(Config));
        }
        catch (FormatException e)
        {
            throw Unreadable($"cannot be read as {NameOf(type)}: {e.Message}", e);
        }
    }

    // Whoever names a type for a body of which nothing is known means its text.
    private object? Converted(Type type)
    {
        if (Data is not { } read || type.IsInstanceOfType(read))
        {
            return Data;
        }

        try
        {
            var source = read is byte[]? Text : read;
            return type == typeof(System.Xml.XmlDocument) && source is string xml ? Format.ReadXml(xml) : Host.ConvertTo(source, type);
        }
        catch (Exception e) when (!Host.IsStop(e))
        {
            var kind = ContentType.Length > 0 ? ContentType : "a body without a content type";
            throw Unreadable($"is {kind} and cannot be read as {NameOf(type)}: {e.GetBaseException().Message}", e);
        }
    }

    private ReadOnlySpan<byte> Utf8Body()
    {
        var json = BodyText.Utf8(Bytes, RawContentType).Trim(" \t\r\n"u8);
        return Utf8.IsValid(json) ? json : throw new FormatException("it is not valid UTF-8.");
    }

    // A class of PowerShell stands in a namespace that is the number of its script.
    private static string NameOf(Type type) => type.ToString() is ['<', ..] name ? name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] : type.ToString();

    private AxiosException Unreadable(string problem, Exception cause)
    {
        var error = new AxiosException($"{AxiosException.Line(Method, Uri)} {problem} The body as it came is in Text and Bytes.", cause);
        error.TieTo(this);
        return error;
    }
}
