using System.Security.Cryptography;
using System.Text;

namespace AxiosPS;

/// <summary>The parts of a form as one body (RFC 2046, section 5.1), with the same boundary each time it goes out.</summary>
internal sealed class MultipartPart(IReadOnlyList<(IReadOnlyList<KeyValuePair<string, string>> Headers, BodyPart Body)> parts) : BodyPart
{
    // Not to be guessed: a value that knew it could add parts of its own.
    public string Boundary { get; } = "axiosps-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLowerInvariant();

    /// <summary>The parts, each with its headers: Content-Disposition first.</summary>
    public IReadOnlyList<(IReadOnlyList<KeyValuePair<string, string>> Headers, BodyPart Body)> Parts => parts;

    public override bool CanRepeat => parts.All(p => p.Body.CanRepeat);

    public override HttpContent Open()
    {
        if (parts.Count == 0)
        {
            return new ByteArrayContent(Encoding.ASCII.GetBytes($"--{Boundary}--\r\n"));
        }

        var form = new MultipartContent("form-data", Boundary) { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        form.Headers.Clear(); // the request has its Content-Type already
        try
        {
            foreach (var (headers, body) in parts)
            {
                var content = body.Open();
                foreach (var (name, value) in headers)
                {
                    content.Headers.TryAddWithoutValidation(name, value);
                }

                form.Add(content);
            }
        }
        catch
        {
            form.Dispose();
            throw;
        }

        return form;
    }
}
