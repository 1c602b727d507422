namespace AxiosPS.Plugins;

/// <summary>Asking the server whether a stored answer is still good (RFC 9111, section 4.3).</summary>
internal static class Validation
{
    // Of the answer as it was stored, and not of the one that says that it is still good: section 3.2.
    private static readonly string[] OfTheBody = ["Content-Encoding", "Content-Length", "Content-Range", "Content-Type"];

    /// <summary>Whether an answer has anything to ask by.</summary>
    public static bool IsPossible(HeaderCollection stored) => EntityTag(stored) is not null || LastModified(stored) is not null;

    /// <summary>Makes a request ask whether the stored answer is still good.</summary>
    public static void Ask(HeaderCollection request, HeaderCollection stored)
    {
        request["If-None-Match"] = EntityTag(stored);
        request["If-Modified-Since"] = LastModified(stored);
    }

    /// <summary>Takes the question away again.</summary>
    public static void Withdraw(HeaderCollection request)
    {
        request.Remove("If-None-Match");
        request.Remove("If-Modified-Since");
    }

    /// <summary>Whether a 304 speaks of the stored answer: it names no other one (section 4.3.4).</summary>
    public static bool IsOf(HeaderCollection notModified, HeaderCollection stored) =>
        notModified.Get("ETag") is { } tag ? stored.Get("ETag") is { } known && IsSame(tag, known)
        : LastModified(notModified) is not { } modified || LastModified(stored) is not { } before || modified == before;

    /// <summary>The headers of a stored answer after a 304, which brings new ones (section 3.2).</summary>
    public static HeaderCollection Merged(HeaderCollection stored, HeaderCollection notModified)
    {
        var merged = stored.Copy();
        merged.Remove("Age"); // both told of the time when it was stored
        merged.Remove("Date");
        var brought = Storing.Kept(notModified);
        brought.RemoveWhere(static field => OfTheBody.Contains(field.Name, StringComparer.OrdinalIgnoreCase));
        merged.SetAll(brought, FieldScope.Hook);
        return merged;
    }

    // Weak comparison (RFC 9110, section 8.8.3.2), which is that of If-None-Match.
    private static bool IsSame(string one, string other) => Opaque(one).SequenceEqual(Opaque(other));

    private static ReadOnlySpan<char> Opaque(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag.AsSpan(2) : tag;

    // What could not be sent back is none.
    private static string? EntityTag(HeaderCollection headers) =>
        headers.GetValues("ETag") is [{ Length: > 0 } tag] && !tag.AsSpan().ContainsAnyExceptInRange(' ', '~') ? tag : null;

    private static string? LastModified(HeaderCollection headers) =>
        headers.GetValues("Last-Modified") is [var only] && HttpDate.Parse(only) is not null ? only : null;
}
