using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Makes a config of a hashtable whose keys are the parameters of <c>Invoke-AxiosRequest</c>; unknown ones are refused.</summary>
public sealed class RequestConfigConverter : PSTypeConverter
{
    private static readonly Dictionary<string, Action<RequestConfig, object?>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Uri"] = (c, v) => c.Uri = Text(v),
        ["BaseUri"] = (c, v) => c.BaseUri = Text(v),
        ["Method"] = (c, v) => c.Method = Text(v),
        ["Headers"] = (c, v) => c.Headers = new(Dictionary("Headers", v)),
        ["Query"] = (c, v) => c.Query = new(Dictionary("Query", v)),
        ["Json"] = (c, v) => c.Json = v,
        ["UrlEncoded"] = (c, v) => c.UrlEncoded = v,
        ["Body"] = (c, v) => c.Body = v,
        ["ContentType"] = (c, v) => c.ContentType = Text(v),
        ["TimeoutSec"] = (c, v) => c.Timeout = Seconds("TimeoutSec", v),
        ["AttemptTimeoutSec"] = (c, v) => c.AttemptTimeout = Seconds("AttemptTimeoutSec", v),
        ["ReadTimeoutSec"] = (c, v) => c.ReadTimeout = Seconds("ReadTimeoutSec", v),
        ["MaxRetries"] = (c, v) => c.MaxRetries = To<int>("MaxRetries", v),
        ["RetryStrategy"] = (c, v) => c.RetryStrategy = To<IRetryStrategy>("RetryStrategy", v),
        ["RetryOnStatus"] = (c, v) => c.RetryOnStatus = To<int[]>("RetryOnStatus", v),
        ["RetryUnsafeMethods"] = (c, v) => c.RetryUnsafeMethods = To<bool>("RetryUnsafeMethods", v),
        ["ValidateStatus"] = (c, v) => c.ValidateStatus = To<IStatusCheck>("ValidateStatus", v),
        ["SkipHttpErrorCheck"] = (c, v) => c.ValidateStatus = To<bool>("SkipHttpErrorCheck", v) ? StatusCheck.Any : c.ValidateStatus,
        ["MaxRedirects"] = (c, v) => c.MaxRedirects = To<int>("MaxRedirects", v),
        ["MaxResponseBytes"] = (c, v) => c.MaxResponseBytes = To<long>("MaxResponseBytes", v),
        ["TransformRequest"] = (c, v) => c.TransformRequest = To<IDataTransform[]>("TransformRequest", v),
        ["TransformResponse"] = (c, v) => c.TransformResponse = To<IDataTransform[]>("TransformResponse", v),
    };

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        destinationType == typeof(RequestConfig) && sourceValue is not null && ModuleLifetime.Unwrap(sourceValue) is IDictionary;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        From((IDictionary)ModuleLifetime.Unwrap(sourceValue));

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) => throw new NotSupportedException();

    internal static RequestConfig From(IDictionary options)
    {
        var config = new RequestConfig();
        foreach (DictionaryEntry entry in options)
        {
            var key = Known.Name(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", Keys.Keys, "a request");
            Keys[key](config, entry.Value is null ? null : ModuleLifetime.Unwrap(entry.Value));
        }

        return config;
    }

    private static string? Text(object? value) => value is Uri uri ? uri.OriginalString : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static IDictionary Dictionary(string key, object? value) =>
        value as IDictionary ?? throw new ArgumentException($"{key} is a hashtable, for example @{{ {key} = @{{ name = 'value' }} }}.");

    private static TimeSpan? Seconds(string key, object? value) => value switch
    {
        null => null,
        TimeSpan span => span,
        _ => TimeSpan.FromSeconds(To<double>(key, value)),
    };

    private static T To<T>(string key, object? value)
    {
        try
        {
            return LanguagePrimitives.ConvertTo<T>(value);
        }
        catch (PSInvalidCastException e)
        {
            throw new ArgumentException($"{key} cannot be '{value}': {e.InnerException?.Message ?? e.Message}", e);
        }
    }
}
