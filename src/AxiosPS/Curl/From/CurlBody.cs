using System.Collections.Specialized;
using System.Net;

namespace AxiosPS;

/// <summary>The body of a curl command: -d and its kin, --json, -F, -T.</summary>
internal sealed class CurlBody
{
    private static readonly string[] Data = ["data", "data-ascii", "data-binary", "data-raw", "data-urlencode", "json"];

    private readonly CurlArguments curl;

    public CurlBody(CurlArguments curl)
    {
        this.curl = curl;
        ContentType = curl.All("header").Select(h => h.Value.Split(':', 2)).LastOrDefault(h => h.Length == 2 && h[0].Trim().Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) is { } header && header[1].Trim() is { Length: > 0 } type ? type : null;
        var (data, form, upload) = (curl.All(Data).ToArray(), curl.All("form", "form-string").ToArray(), curl.Value("upload-file"));
        if ((data.Length > 0 ? 1 : 0) + (form.Length > 0 ? 1 : 0) + (upload is null ? 0 : 1) > 1)
        {
            throw new ArgumentException("The curl command has several kinds of body (-d, -F, -T), of which a request has one. Take the others out.");
        }

        if (curl.Has("get"))
        {
            Query = Joined(data);
        }
        else if (data.Length > 0)
        {
            ReadData(data);
        }
        else if (form.Length > 0)
        {
            (Parameter, Value, Method) = ("Form", CurlForm.Read(form, curl), "POST");
            ContentType = ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true ? null : ContentType;
        }
        else if (upload is not null)
        {
            (Parameter, Value, Method) = ("InFile", File(upload, "-T"), "PUT");
        }
    }

    /// <summary>The parameter that takes it; null where there is none.</summary>
    public string? Parameter { get; private set; }

    public object? Value { get; private set; }

    public string? ContentType { get; private set; }

    /// <summary>What curl sends it with, if nothing else is said.</summary>
    public string Method { get; private set; } = "GET";

    /// <summary>With -G: what is added to the address.</summary>
    public string Query { get; } = "";

    /// <summary>What --data-urlencode makes of its value.</summary>
    public static string UrlEncoded(string given, string option)
    {
        if (option == "--url-query" && given.StartsWith('+'))
        {
            return given[1..];
        }

        var mark = given.AsSpan().IndexOfAny('=', '@');
        if (mark >= 0 && given[mark] == '@')
        {
            throw Unread(option, given[mark..]);
        }

        var name = mark < 0 ? "" : given[..mark];
        var value = Uri.EscapeDataString(given[(mark + 1)..]).Replace("%20", "+", StringComparison.Ordinal);
        return name.Length > 0 ? $"{name}={value}" : value;
    }

    /// <summary>The path of a file that a parameter reads when the request is sent.</summary>
    public static string File(string path, string option) => path is "-" or "."
        ? throw new ArgumentException($"{option} takes the body from the standard input, which has no like. Put it into a file, or give it as -Body.") : path;

    private void ReadData((string Name, string Value)[] data)
    {
        Method = "POST";
        var isJson = data.Any(d => d.Name == "json");
        ContentType ??= isJson ? "application/json" : null;
        if (data is [var (name, value)] && value.StartsWith('@') && name is not ("data-raw" or "data-urlencode"))
        {
            (Parameter, Value) = ("InFile", File(value[1..], $"--{name}"));
            ContentType ??= MediaTypes.UrlEncoded;
            if (name is "data" or "data-ascii")
            {
                curl.Warn("-d takes the line breaks out of a file. Here it is sent as it is, as with --data-binary.");
            }

            return;
        }

        var text = isJson ? string.Concat(data.Select(d => Plain(d.Name, d.Value))) : Joined(data);
        (Parameter, Value) = Fields(text) is { } fields ? ("UrlEncoded", fields) : ("Body", (object)text);
        ContentType = Parameter == "UrlEncoded" && ContentType == MediaTypes.UrlEncoded ? null : ContentType;
    }

    private static string Joined((string Name, string Value)[] data) => string.Join('&', data.Select(d => Plain(d.Name, d.Value)));

    private static string Plain(string name, string value) => name switch
    {
        "data-urlencode" => UrlEncoded(value, "--data-urlencode"),
        not "data-raw" when value.StartsWith('@') => throw Unread($"--{name}", value),
        _ => value,
    };

    // Where the same body comes out of them again, fields are easier to read and to change.
    private OrderedDictionary? Fields(string text)
    {
        if (text.Length == 0 || (ContentType is not null && ContentType != MediaTypes.UrlEncoded))
        {
            return null;
        }

        var (fields, plain) = (new OrderedDictionary(), new OrderedDictionary());
        foreach (var pair in text.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals > 0 ? WebUtility.UrlDecode(pair[..equals]) : "";
            if (name.Length == 0)
            {
                return null;
            }

            var value = Uri.UnescapeDataString(pair[(equals + 1)..]);
            Add(plain, name, value);
            Add(fields, name, SecretNames.IsField(name) ? Secrets.Secure(value) : value);
        }

        return QueryCollection.Encode(plain, ArrayFormat.Repeat).Equals(text, StringComparison.OrdinalIgnoreCase) ? fields : null;
    }

    private static void Add(OrderedDictionary fields, string name, object value) => fields[name] = fields[name] switch
    {
        null => value,
        object[] several => (object[])[.. several, value],
        var before => (object[])[before, value],
    };

    private static ArgumentException Unread(string option, string file) => new(
        $"{option} reads a part of the body from the file '{HttpTokens.Visible(file.TrimStart('@'))}', which is not done here. Write it into the command, or send the file alone with --data-binary @file.");
}
