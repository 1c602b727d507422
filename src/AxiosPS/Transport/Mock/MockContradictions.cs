namespace AxiosPS;

/// <summary>What cannot be meant: it is refused when the route is made, and not when a call comes.</summary>
internal static class MockContradictions
{
    private static readonly HashSet<string> RequestHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Language", "Authorization", "Cookie", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "Range", "Referer", "User-Agent",
    };

    /// <exception cref="ArgumentException">The answer contradicts itself.</exception>
    public static void Check(MockAnswer answer)
    {
        string[] bodies = [.. Given((answer.HasJson, "Json"), (answer.Body is not null, "Body"), (answer.File is not null, "File"))];
        string[] parts = [.. Given((answer.HasStatus, "StatusCode")), .. bodies, .. Given((answer.Headers is not null, "Headers"), (answer.ContentType is not null, "ContentType"))];
        if (answer.Response is not null && (string[])[.. parts, .. Given((answer.Fault is not null, "Fault"), (answer.Delay != default, "DelaySec"))] is { Length: > 0 } besides)
        {
            throw new ArgumentException($"A mock answer has a Response, which makes the whole of it, and {string.Join(", ", besides)} besides. Let the Response give that.");
        }

        if (bodies.Length > 1)
        {
            throw new ArgumentException($"A mock answer has more than one body: {string.Join(", ", bodies)}. Leave one of them.");
        }

        if (answer.Fault is not (null or NetworkFault.Truncated) && parts.Length > 0)
        {
            throw new ArgumentException($"A mock answer is the fault {answer.Fault}, so that nothing is answered, and has {string.Join(", ", parts)}. Leave out one or the other; a Sequence gives one after the other.");
        }

        if (answer.Fault == NetworkFault.Truncated && answer.File is not null)
        {
            throw new ArgumentException("A mock answer is a File that is Truncated, which only a Json or a Body can be.");
        }

        if (answer.StatusCode is < 200 or > 599)
        {
            throw new ArgumentException($"{answer.StatusCode} is no status of an answer: 200 to 599 are.");
        }

        if (answer.Delay < TimeSpan.Zero)
        {
            throw new ArgumentException("The delay of a mock answer is negative.");
        }

        if (answer.Headers?.Keys.Cast<object>().Select(name => name.ToString()!).FirstOrDefault(RequestHeaders.Contains) is { } stray)
        {
            throw new ArgumentException($"{stray} is a header of requests, and Headers of a mock answer are what it sends. The headers that a request is to have are RequestHeaders.");
        }
    }

    /// <exception cref="ArgumentException">The route contradicts itself.</exception>
    public static void Check(MockRoute route)
    {
        if (route.Method.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("The Method of a mock route is empty. Leave it out where any will do.");
        }

        if (route.Times < 1)
        {
            throw new ArgumentException($"A mock route is to answer {route.Times} times. It must be at least once; a route that never answers is left out.");
        }

        if (route.Answers.Count > route.Times)
        {
            throw new ArgumentException($"A mock route has {route.Answers.Count} answers and gives only {route.Times} of them (Times). Leave out Times or some answers.");
        }
    }

    private static IEnumerable<string> Given(params (bool Is, string Name)[] parts) => parts.Where(part => part.Is).Select(part => part.Name);
}
