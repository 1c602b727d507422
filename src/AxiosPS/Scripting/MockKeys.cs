using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>The keys of a hashtable that is a route or an answer of a mock transport.</summary>
internal static class MockKeys
{
    public const string Sequence = "Sequence";

    private const string DelaySec = "DelaySec";

    public static IReadOnlyCollection<string> OfRoute { get; } =
    [
        nameof(MockRoute.Method), nameof(MockRoute.Uri), nameof(MockRoute.Query), nameof(MockRoute.RequestHeaders), nameof(MockRoute.RequestForm), nameof(MockRoute.RequestBody), nameof(MockRoute.RequestJson),
        nameof(MockRoute.When), nameof(MockRoute.Times), nameof(MockRoute.Name),
    ];

    public static IReadOnlyCollection<string> OfAnswer { get; } =
    [
        nameof(MockAnswer.StatusCode), nameof(MockAnswer.Json), nameof(MockAnswer.Body), nameof(MockAnswer.File), nameof(MockAnswer.Headers), nameof(MockAnswer.ContentType),
        nameof(MockAnswer.Fault), DelaySec, nameof(MockAnswer.Response),
    ];

    /// <summary>Sets what a key says. <c>$null</c> and what is empty are refused: a variable that was not set would match any call.</summary>
    public static void Set(MockRoute route, string name, object? value)
    {
        switch (name)
        {
            case nameof(MockRoute.RequestJson):
                route.RequestJson = value;
                break;
            case var _ when value is null || IsEmpty(name, ModuleLifetime.Unwrap(value)):
                throw new ArgumentException($"{name} of a mock route is {(value is null ? "$null" : "empty")}. Leave it out where any will do.");
            case nameof(MockRoute.Method):
                route.Method = To<string[]>(name, value);
                break;
            case nameof(MockRoute.Uri):
                route.Uri = value;
                break;
            case nameof(MockRoute.Query):
                route.Query = To<IDictionary>(name, value);
                break;
            case nameof(MockRoute.RequestHeaders):
                route.RequestHeaders = To<IDictionary>(name, value);
                break;
            case nameof(MockRoute.RequestForm):
                route.RequestForm = To<IDictionary>(name, value);
                break;
            case nameof(MockRoute.RequestBody):
                route.RequestBody = value;
                break;
            case nameof(MockRoute.When):
                route.When = To<IHookCondition>(name, value);
                break;
            case nameof(MockRoute.Times):
                route.Times = To<int>(name, value);
                break;
            case nameof(MockRoute.Name):
                route.Name = To<string>(name, value);
                break;
            default:
                route.Answers = Answers(value);
                break;
        }
    }

    /// <summary>Sets what a key says; one that is <c>$null</c> says nothing, apart from JSON.</summary>
    public static void Set(MockAnswer answer, string name, object? value)
    {
        switch (name)
        {
            case nameof(MockAnswer.Json):
                answer.Json = value;
                break;
            case var _ when value is null:
                break;
            case nameof(MockAnswer.StatusCode):
                answer.StatusCode = To<int>(name, value);
                break;
            case nameof(MockAnswer.Body):
                answer.Body = value;
                break;
            case nameof(MockAnswer.File):
                answer.File = To<string>(name, value);
                break;
            case nameof(MockAnswer.Headers):
                answer.Headers = To<IDictionary>(name, value);
                break;
            case nameof(MockAnswer.ContentType):
                answer.ContentType = To<string>(name, value);
                break;
            case nameof(MockAnswer.Fault):
                answer.Fault = Enum.Parse<NetworkFault>(Known.Name(To<string>(name, value), Enum.GetNames<NetworkFault>(), "Fault"));
                break;
            case DelaySec:
                answer.Delay = DelayTime.From(value) ?? throw new ArgumentException($"DelaySec of a mock answer is '{value}'. It takes seconds, or a TimeSpan.");
                break;
            default:
                answer.Response = To<IMockResponse>(name, value);
                break;
        }
    }

    // An empty body is a body like others.
    private static bool IsEmpty(string name, object value) => value switch
    {
        string text => text.Length == 0 && name != nameof(MockRoute.RequestBody),
        ICollection several => several.Count == 0 && name != Sequence,
        _ => RequestContent.Fields(value) is { Count: 0 },
    };

    private static MockAnswer[] Answers(object value)
    {
        object[] several = ModuleLifetime.Unwrap(value) is IList list ? [.. list.Cast<object>()] : [value];
        return several.Length > 0 ? [.. several.Select(MockAnswerConverter.Of)] : throw new ArgumentException("The Sequence of a mock route has no answers.");
    }

    private static T To<T>(string name, object value)
    {
        try
        {
            if (typeof(T) == typeof(IDictionary) && RequestContent.Fields(ModuleLifetime.Unwrap(value)) is T fields)
            {
                return fields; // data that was read has custom objects
            }

            return (T)LanguagePrimitives.ConvertTo(value, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException e)
        {
            throw new ArgumentException($"{name} of a mock route cannot be {RequestInput.Kind(ModuleLifetime.Unwrap(value))}: {e.Message}", e);
        }
    }
}
