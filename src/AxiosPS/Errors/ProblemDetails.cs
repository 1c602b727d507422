using System.Text.Json;

namespace AxiosPS;

/// <summary>What a server says of a failure as <c>application/problem+json</c>. Source: RFC 9457, section 3. Control characters in its texts are shown as escapes.</summary>
public sealed class ProblemDetails
{
    private readonly Dictionary<string, object?> extensions = [];

    private ProblemDetails()
    {
    }

    /// <summary>An address that names the kind of problem. Default: <c>about:blank</c>.</summary>
    public string Type { get; private set; } = "about:blank";

    /// <summary>The kind of problem in words, null if it was not sent.</summary>
    public string? Title { get; private set; }

    /// <summary>The status as the server that failed gave it, null if it was not sent.</summary>
    public int? Status { get; private set; }

    /// <summary>What went wrong this time, null if it was not sent.</summary>
    public string? Detail { get; private set; }

    /// <summary>An address that names this very failure, null if it was not sent.</summary>
    public string? Instance { get; private set; }

    /// <summary>Whatever else was sent, as <see cref="AxiosResponse.Data"/> has it.</summary>
    public IReadOnlyDictionary<string, object?> Extensions => extensions;

    /// <summary>Title and detail.</summary>
    public override string ToString() => string.Join(": ", new[] { Title, Detail }.Where(t => !string.IsNullOrWhiteSpace(t)));

    /// <summary>Reads a body; null if it is no JSON object. A member of the wrong type counts as not sent (section 3.1).</summary>
    internal static ProblemDetails? Read(ReadOnlySpan<byte> json, IDataFormat format, JsonOptions options)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = options.MaxDepth });
        try
        {
            var body = JsonElement.ParseValue(ref reader);
            return body.ValueKind == JsonValueKind.Object ? Of(body, format, options) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException) // the last of half a surrogate pair
        {
            return null;
        }
    }

    private static ProblemDetails Of(JsonElement body, IDataFormat format, JsonOptions options)
    {
        var problem = new ProblemDetails();
        foreach (var member in body.EnumerateObject())
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? HttpTokens.Visible(member.Value.GetString()!, lines: true) : null;
            switch (member.Name)
            {
                case "type": problem.Type = text ?? problem.Type; break;
                case "title": problem.Title = text; break;
                case "detail": problem.Detail = text; break;
                case "instance": problem.Instance = text; break;
                case "status": problem.Status = member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var status) ? status : null; break;
                default: problem.extensions[member.Name] = format.Read(System.Text.Encoding.UTF8.GetBytes(member.Value.GetRawText()), options); break;
            }
        }

        return problem;
    }
}
