using System.Collections;

namespace AxiosPS;

/// <summary>The body as objects of a type.</summary>
public sealed partial class AxiosResponse
{
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

    private object? Read(Type type, bool eachOfList)
    {
        if (Stream is not null || File is not null)
        {
            throw new InvalidOperationException(File is null ? "The body is a stream: read the Stream of the response." : "The body is in a file: the File of the response.");
        }

        if (DataWasSet)
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
                case var kind and (ContentKind.JsonLines or ContentKind.JsonSequence): return ReadAs(new JsonRecords(Utf8Body(trims: false), kind).ToList(JsonOptions.Of(Config)), type, eachOfList);
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

    // A class of PowerShell stands in a namespace that is the number of its script.
    private static string NameOf(Type type) => type.ToString() is ['<', ..] name ? name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] : type.ToString();
}
