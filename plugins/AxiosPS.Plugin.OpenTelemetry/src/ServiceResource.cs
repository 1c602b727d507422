using OpenTelemetry.Resources;

namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>What is said of the service with everything that is exported.</summary>
internal static class ServiceResource
{
    public const string Name = "service.name";

    private const string Instance = "service.instance.id";

    public static Dictionary<string, object> Of(OpenTelemetryOptions options)
    {
        Dictionary<string, object> given = [];
        foreach (var (name, value) in options.ResourceAttributes ?? given)
        {
            given[name] = Checked(name, value);
        }

        if (!string.IsNullOrWhiteSpace(options.ServiceName))
        {
            given[Name] = options.ServiceName;
        }

        var all = ResourceBuilder.CreateDefault().AddAttributes(given).Build().Attributes.ToDictionary();
        if (options.FallbackServiceName is { Length: > 0 } fallback && all[Name] is string known && known.StartsWith("unknown_service", StringComparison.Ordinal))
        {
            all[Name] = fallback;
        }

        all.TryAdd(Instance, Guid.NewGuid().ToString()); // the numbers of two machines must not be taken for those of one
        return all;
    }

    private static object Checked(string name, object value) => value switch
    {
        string or bool or int or long or double => value,
        short or byte or uint or ushort or sbyte => Convert.ToInt64(value, null),
        float or decimal => Convert.ToDouble(value, null),
        Enum => value.ToString()!,
        _ => throw new ArgumentException($"The resource attribute '{name}' is given {(value is null ? "nothing" : $"a {value.GetType().Name}")}. It takes a text, a number or a boolean."),
    };
}
