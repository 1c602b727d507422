using System.Collections;
using System.Globalization;
using System.Security;

namespace AxiosPS;

/// <summary>A dictionary as <c>multipart/form-data</c> (RFC 7578), names and file names written as browsers do (WHATWG HTML).</summary>
internal static class FormBody
{
    private const string Takes = "A field takes texts, numbers, dates, booleans, byte[], streams, files, XML, a FormPart, and lists of them";

    private const string Blob = "blob"; // what browsers call bytes without a name

    public static RequestContent Write(object? value, string? contentType, BodyStreams streams)
    {
        if (RequestContent.Fields(value) is not { } fields)
        {
            throw new ArgumentException($"Form takes a dictionary of fields, not {RequestContent.Named(value)}. For another kind of body use Json, UrlEncoded or Body.");
        }

        var holdsSecret = false;
        var secrets = new List<SecureString>();
        var parts = new List<(IReadOnlyList<KeyValuePair<string, string>>, BodyPart)>();
        foreach (DictionaryEntry field in DictionaryOrder.Of(fields))
        {
            var name = Convert.ToString(field.Key, CultureInfo.InvariantCulture) ?? "";
            if (name.Length == 0)
            {
                throw new ArgumentException("A form field has an empty name.");
            }

            // A dictionary that lists itself masks what is secret; asked for by its name the value is real.
            var given = fields is FieldCollection known ? known[name] : field.Value;
            foreach (var item in Items(name, given))
            {
                if (Part(name, item) is { Value: not null } part)
                {
                    var content = Host.Unwrap(part.Value);
                    CheckGiven(name, content);
                    if (content is SecureString secret)
                    {
                        secrets.Add(secret);
                    }

                    holdsSecret |= content is SecureString || part.Headers.Names.Any(n => part.Headers.IsSecret(n));
                    parts.Add(Write(name, part, content, streams));
                }
            }
        }

        var form = new MultipartPart(parts);
        return new(form, Type(contentType, form.Boundary)) { HoldsSecret = holdsSecret, SecureTexts = secrets };
    }

    private static IEnumerable<object> Items(string name, object? value)
    {
        var given = value is null ? null : Host.Unwrap(value);
        if (given is null)
        {
            return [];
        }

        CheckGiven(name, given);

        if (!IsList(given))
        {
            return [given];
        }

        var items = ((IEnumerable)given).OfType<object>().Select(Host.Unwrap).ToArray(); // without nulls
        return !Array.Exists(items, IsList) ? items
            : throw new ArgumentException($"The form field '{HttpTokens.Visible(name)}' has a list within its list. {Takes}.");
    }

    // Else it would pass for a set of no members.
    private static void CheckGiven(string name, object value)
    {
        if (value is not (Stream or FileSystemInfo or byte[] or Memory<byte> or ReadOnlyMemory<byte>) && !XmlBody.Is(value) && QueryText.Refusal(value) is { } problem)
        {
            throw new ArgumentException($"The form field '{HttpTokens.Visible(name)}' {problem}.");
        }
    }

    private static bool IsList(object value) =>
        value is IEnumerable and not (string or IDictionary) && !XmlBody.Is(value) && RawBody.Bytes(value) is null;

    private static FormPart Part(string name, object value) => value as FormPart
        ?? (RequestContent.Fields(value) is { } described ? FormPart.Of(described, $"a part of the form field '{HttpTokens.Visible(name)}'") : new() { Value = value });

    private static (IReadOnlyList<KeyValuePair<string, string>> Headers, BodyPart Body) Write(string name, FormPart part, object value, BodyStreams streams)
    {
        var type = part.ContentType ?? part.Headers.Get("Content-Type");
        var (body, fileName, plainType) = value switch
        {
            FileInfo file => ((BodyPart)new FilePart(file.FullName), (string?)file.Name, (string?)MediaTypes.Bytes),
            Stream stream => (streams.Of(stream), stream is FileStream { Name: { Length: > 0 } path } ? Path.GetFileName(path) : Blob, MediaTypes.Bytes),
            _ when RawBody.Bytes(value) is { } bytes => (new BytesPart(bytes), Blob, MediaTypes.Bytes),
            _ when XmlBody.Is(value) => (new BytesPart(XmlBody.Write(value, type)), null, XmlBody.ContentType),
            IEnumerable and not string or FileSystemInfo or FormPart => throw new ArgumentException($"The form field '{HttpTokens.Visible(name)}' is given {RequestContent.Named(value)}. {Takes}."),
            _ => (new BytesPart(CharsetText.Encode(QueryText.Of(value, $"The form field '{HttpTokens.Visible(name)}'"), type)), null, null),
        };
        fileName = part.FileName ?? fileName;
        var disposition = $"form-data; name=\"{Escaped(name, "name", name)}\"";
        if (fileName is { Length: > 0 })
        {
            disposition += $"; filename=\"{Escaped(fileName, "file name", name)}\"";
        }

        type ??= fileName is { Length: > 0 } && plainType != XmlBody.ContentType ? MediaTypes.OfFile(fileName) : plainType;
        return (Headers(name, part.Headers, disposition, type), body);
    }

    private static List<KeyValuePair<string, string>> Headers(string name, HeaderCollection more, string disposition, string? type)
    {
        var headers = new List<KeyValuePair<string, string>> { new("Content-Disposition", disposition) };
        if (type is not null)
        {
            headers.Add(new("Content-Type", Checked(type, "Content-Type", name)));
        }

        foreach (var field in more.Fields)
        {
            if (field.Name.Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"The form field '{name}' has a Content-Disposition of its own. It is made of the name of the field and FileName.");
            }

            if (!field.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                using var probe = new ByteArrayContent([]);
                if (!probe.Headers.TryAddWithoutValidation(field.Name, ""))
                {
                    throw new ArgumentException($"The form field '{name}' has the header {field.Name}, which belongs to a whole request or response and not to a part of a form.");
                }

                headers.AddRange(HeaderCollection.Values(field).Select(value => KeyValuePair.Create(field.Name, value)));
            }
        }

        return headers;
    }

    private static string Escaped(string text, string what, string field) => Checked(text, what, field).Replace("\"", "%22", StringComparison.Ordinal);

    private static string Checked(string text, string what, string field) => text.AsSpan().IndexOfAny('\r', '\n', '\0') < 0 ? text
        : throw new ArgumentException($"The {what} '{HttpTokens.Visible(text)}' of the form field '{HttpTokens.Visible(field)}' holds a line break or NUL. Remove it: it would start another header.");

    private static string Type(string? given, string boundary)
    {
        if (given is null)
        {
            return $"multipart/form-data; boundary={boundary}";
        }

        if (!given.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The Content-Type '{HttpTokens.Visible(given)}' cannot be that of a form, which is multipart/form-data. Leave it out; for a part of the form say it in a FormPart.");
        }

        var kept = given.Split(';', StringSplitOptions.TrimEntries).Where(p => !p.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase));
        return $"{string.Join("; ", kept)}; boundary={boundary}";
    }
}
