using System.Collections;
using System.Text.Json.Nodes;

namespace AxiosPS;

/// <summary>A route as its transport works by it.</summary>
internal sealed class MockRule
{
    private const int LongestShown = 1000; // bytes of a body; more would not fit into the line

    private readonly MockRoute route;
    private readonly MockPattern[] methods;
    private readonly MockUri? uri;
    private readonly MockFields? query;
    private readonly MockFields? headers;
    private readonly MockFields? form;
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
        form = route.RequestForm is null ? null : new(route.RequestForm, "form field");
        body = route.RequestBody is null ? null : new(route.RequestBody, "RequestBody");
        json = route.HasRequestJson ? new(JsonNode.Parse(format.Write(route.RequestJson, JsonOptions.Default).Span)) : null;
        (When, times) = (route.When, route.Times);
        answers = [.. route.Answers.DefaultIfEmpty(new()).Select(answer => new PreparedAnswer(answer, format))];
        Name = route.ToString();
    }

    public string Name { get; }

    public IHookCondition? When { get; }

    /// <summary>What has come of it.</summary>
    public MockedRoute State => new(Name, times, Volatile.Read(ref given));

    /// <summary>Why a call is none of the route's, its condition aside; null if it may be one.</summary>
    public string? Mismatch(MockCall call) =>
        !HasMethod(call) ? $"the method is {call.Method}"
        : !HasAddress(call) ? $"the address is {uri!.Compared(call.Uri)}"
        : query?.Mismatch(name => Texts(call.Query[name]), Secrets.IsQuery)
            ?? headers?.Mismatch(call.Headers.GetValues, call.Headers.IsSecret)
            ?? form?.Mismatch(name => Texts(call.Form[name]), name => call.HoldsSecret || SecretNames.IsField(name))
            ?? (body?.IsMatch(call.Text) == false ? BodyMismatch(call) : null)
            ?? (json is null ? null : call.Node() is { } node ? json.Mismatch(node) : call.HasBody ? "the body is no JSON" : "there is no body")
            ?? (IsUsedUp ? "it is used up" : null);

    /// <summary>How near a call is: 3 with its method and its address, 2 with its address, 1 with its method alone.</summary>
    public int Nearness(MockCall call) => (HasAddress(call) ? 2 : 0) + (HasMethod(call) ? 1 : 0);

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

    private string BodyMismatch(MockCall call) => !call.HasBody ? "there is no body"
        : call.HoldsSecret || call.BodyLength > LongestShown ? "the body is another"
        : HttpTokens.Visible($"the body is '{call.Body}', not '{BodyRedaction.RedactUnknown(route.RequestBody!.ToString()!)}'");

    private static IReadOnlyList<string> Texts(object? value) => value switch
    {
        null => [],
        IEnumerable several and not string => [.. several.Cast<string>()],
        _ => [(string)value],
    };

    private bool HasMethod(MockCall call) => methods.Length == 0 || Array.Exists(methods, method => method.IsMatch(call.Method));

    private bool HasAddress(MockCall call) => uri?.IsMatch(call.Address) != false;

    private bool IsUsedUp => Volatile.Read(ref given) >= times;
}
