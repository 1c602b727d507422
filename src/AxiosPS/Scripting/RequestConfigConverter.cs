using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Makes a config of a hashtable: its keys are the options of a config, or the parameters of Invoke-AxiosRequest.</summary>
public sealed class RequestConfigConverter : OneWayConverter
{
    // The parameters whose option has another name.
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TimeoutSec"] = nameof(RequestConfig.Timeout),
        ["AttemptTimeoutSec"] = nameof(RequestConfig.AttemptTimeout),
        ["ReadTimeoutSec"] = nameof(RequestConfig.ReadTimeout),
        ["MaxRetryAfterSec"] = nameof(RequestConfig.MaxRetryAfter),
        ["PathParameter"] = nameof(RequestConfig.PathParameters),
        ["Force"] = nameof(RequestConfig.Overwrite),
        ["OnProgress"] = nameof(RequestConfig.Progress),
        [NoDecompress] = nameof(RequestConfig.Decompress),
        [SkipHttpErrorCheck] = nameof(RequestConfig.ValidateStatus),
    };

    private const string SkipHttpErrorCheck = "SkipHttpErrorCheck";
    private const string NoDecompress = "NoDecompress";

    private static readonly string[] Keys = [.. RequestConfig.OptionNames, .. Parameters.Keys];

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        destinationType == typeof(RequestConfig) && sourceValue is not null && ModuleLifetime.Unwrap(sourceValue) is IDictionary;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        var config = new RequestConfig();
        foreach (DictionaryEntry entry in (IDictionary)ModuleLifetime.Unwrap(sourceValue))
        {
            var key = Known.Name(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", Keys, "a request");
            switch (key)
            {
                case SkipHttpErrorCheck:
                    config.ValidateStatus = LanguagePrimitives.IsTrue(entry.Value) ? StatusCheck.Any : config.ValidateStatus;
                    break;
                case NoDecompress:
                    config.Decompress = !LanguagePrimitives.IsTrue(entry.Value);
                    break;
                default:
                    config[Parameters.GetValueOrDefault(key, key)] = entry.Value;
                    break;
            }
        }

        return config;
    }
}
