using System.Collections;
using System.Text.Json.Nodes;

namespace AxiosPS;

/// <summary>A route as its transport works by it.</summary>
internal sealed class MockRule
{
    private readonly MockRoute route;
    private readonly MockPattern[] methods;
    private readonly MockUri? uri;
    private readonly MockFields? query;
    private readonly MockFields? headers;
    private readonly MockPattern? body;
    private readonly MockJson? json;
    private readonly int? times;
    private readonly PreparedAnswer[] answers;
    private int given;

    /// <exception cref="ArgumentException">It contradicts itself, or something in it is not what it should be.</exception>
    public MockRule(MockRoute route, IDataFormat format)
    {
        MockContradictions.Check(route);
        this.route = route;
        methods = [.. route.Method.Select(method => new MockPattern(method == "*" ? method : Methods.Normalize(method), "Method"))];
        uri = route.Uri is null ? null : new(route.Uri);
        query = route.Query is null ? null : new(route.Query, "query parameter");
        headers = route.RequestHeaders is null ? null : new(route.RequestHeaders, "header");
        body = route.RequestBody is null ? null : new(route.RequestBody, "RequestBody");
        json = route.HasRequestJson ? new(JsonNode.Parse(format.Write(route.RequestJson, JsonOptions.Default).Span)) : null;
        (When, times) = (route.When, route.Times);
        answers = [.. route.Answers.DefaultIfEmpty(new()).Select(answer => new PreparedAnswer(answer, format))];
        Name = route.ToString();
    }

    public string Name { get; }

    public IHookCondition? When { get; }

    /// <summary>Why a call is none of the route's, its condition aside; null if it may be one.</summary>
    public string? Mismatch(MockCall call)
    {
        if (methods.Length > 0 && !Array.Exists(methods, method => method.IsMatch(call.Method)))
        {
            return $"the method is {call.Method}";
        }

        if (uri?.IsMatch(call.Address) == false)
        {
            return $"the address is {uri.Compared(call.Uri)}";
        }

        return query?.Mismatch(name => call.Query[name] switch { null => [], IEnumerable several and not string => [.. several.Cast<string>()], var value => [(string)value] }, Secrets.IsQuery)
            ?? headers?.Mismatch(call.Headers.GetValues, call.Headers.IsSecret)
            ?? (body?.IsMatch(call.Text) == false ? call.HasBody ? "the body is another" : "there is no body" : null)
            ?? (json is null ? null : call.Node() is { } node ? json.Mismatch(node) : call.HasBody ? "the body is no JSON" : "there is no body")
            ?? (IsUsedUp ? "it is used up" : null);
    }

    /// <summary>The next answer; null if there is none any more.</summary>
    public PreparedAnswer? Take()
    {
        for (var number = Volatile.Read(ref given); ;)
        {
            if (number >= times)
            {
                return null;
            }

            var seen = Interlocked.CompareExchange(ref given, number + 1, number);
            if (seen == number)
            {
                return answers[Math.Min(number, answers.Length - 1)];
            }

            number = seen;
        }
    }

    public void Restart() => Volatile.Write(ref given, 0);

    /// <summary>The route for a message.</summary>
    public override string ToString() =>
        $"{(route.Name is null ? "" : $"'{route.Name}' ")}{new MockRoute { Method = route.Method, Uri = route.Uri }}{(times is null ? "" : $", {times} times")}";

    private bool IsUsedUp => Volatile.Read(ref given) >= times;
}
