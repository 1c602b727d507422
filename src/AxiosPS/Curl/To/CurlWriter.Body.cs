using System.Text;

namespace AxiosPS;

/// <summary>The body.</summary>
internal sealed partial class CurlWriter
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private bool IsForm => content?.Source is MultipartPart { Parts.Count: > 0 };

    private void AddBody()
    {
        if (content is null)
        {
            return;
        }

        if (context.Method == "HEAD")
        {
            line.Warn("curl sends no body with HEAD: the body is left out.");
            return;
        }

        var type = context.Headers.Get("Content-Type") ?? content.ContentType;
        switch (content.Source)
        {
            case MultipartPart form when IsForm:
                AddForm(form, type);
                break;
            case BytesPart { Bytes: var bytes } when Text(bytes) is { } text:
                line.Add("--data-raw", mask.Body(text, type));
                break;
            case BytesPart { Bytes: var bytes }:
                line.Add("--data-binary", "@body.bin");
                line.Warn($"The body has {bytes.Length} bytes that no command line can hold. Save them as body.bin beside the command.");
                break;
            case FilePart file:
                line.Add("--data-binary", "@" + file.FullName);
                break;
            case StreamPart:
                line.Add("--data-binary", "@-");
                line.Warn("The body is a stream: the command reads it from its standard input.");
                break;
            default:
                line.Add("--data-raw", "");
                line.Warn("A form without fields has no like in curl: an empty body goes out.");
                break;
        }
    }

    private void AddForm(MultipartPart form, string type)
    {
        if (!type.StartsWith("multipart/form-data;", StringComparison.OrdinalIgnoreCase))
        {
            line.Add("-H", $"Content-Type: {string.Join("; ", type.Split(';', StringSplitOptions.TrimEntries).Where(p => !p.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase)))}");
        }

        foreach (var (headers, body) in form.Parts)
        {
            var part = new CurlFormPart(new(headers));
            if (part.Name.Contains('=', StringComparison.Ordinal))
            {
                line.Warn($"The name of the form field '{HttpTokens.Visible(part.Name)}' has an equals sign, where curl ends a name: the field is left out.");
                continue;
            }

            line.Add(body switch
            {
                BytesPart { Bytes: var bytes } when Text(bytes) is { } text => part.OfText(mask.Part(part.Name, text, part.ContentType)),
                FilePart file => part.OfFile(file.FullName),
                _ => Unsaid(part, body),
            });
        }
    }

    private string[] Unsaid(CurlFormPart part, BodyPart body)
    {
        line.Warn(body is BytesPart
            ? $"The form field '{HttpTokens.Visible(part.Name)}' has bytes that no command line can hold. Save them as part.bin beside the command."
            : $"The form field '{HttpTokens.Visible(part.Name)}' is a stream. Save it as part.bin beside the command.");
        return part.OfFile("part.bin");
    }

    // What can stand in a command line: text in UTF-8 without NUL.
    private static string? Text(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return bytes.Span.Contains((byte)0) ? null : Strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
