using System.Globalization;

namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>Refuses options that cannot be meant so, before anything is made of them.</summary>
internal static class Checks
{
    public static Uri Endpoint(Uri? endpoint, string what)
    {
        if (endpoint is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" })
        {
            throw new ArgumentException($"{what} is no base address of http or https. Give one such as http://localhost:4318.");
        }

        if (endpoint.UserInfo.Length > 0)
        {
            throw new ArgumentException($"{what} has a user name in it, which would be shown. Send it in a header: -Headers @{{ Authorization = $secureString }}.");
        }

        var path = endpoint.AbsolutePath.TrimEnd('/');
        return path.EndsWith("/v1/traces", StringComparison.OrdinalIgnoreCase) || path.EndsWith("/v1/metrics", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException($"{what} is that of one signal. Give the base address, without /v1/traces or /v1/metrics: these are added.")
            : endpoint;
    }

    public static TimeSpan Span(TimeSpan time, string what) => time >= TimeSpan.FromMilliseconds(1) && time.TotalMilliseconds <= int.MaxValue
        ? time
        : throw new ArgumentException($"{time.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s is no {what}: give 0.001 to 2147483 seconds.");

    public static double Ratio(double ratio) => ratio is >= 0 and <= 1
        ? ratio
        : throw new ArgumentException($"The sampling ratio is {ratio.ToString(CultureInfo.InvariantCulture)}. Give 0 (no trace) to 1 (all).");

    public static KeyValuePair<string, string>[] Headers(IReadOnlyDictionary<string, string> headers)
    {
        using var request = new HttpRequestMessage();
        foreach (var (name, value) in headers)
        {
            try
            {
                request.Headers.Add(name, value);
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
            {
                throw new ArgumentException($"'{name}' cannot be sent to the collector: the name or the value is not one of a request's header."); // without the value
            }
        }

        return [.. headers];
    }
}
