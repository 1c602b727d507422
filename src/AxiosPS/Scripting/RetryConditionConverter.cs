using System.Collections;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Makes a retry condition of a scriptblock, or of types of errors or their names.</summary>
public sealed class RetryConditionConverter : OneWayConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null && destinationType == typeof(IRetryCondition);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ModuleLifetime.Unwrap(sourceValue) switch
        {
            ScriptBlock or PSMethodInfo => new ScriptRetryCondition(HookConverter.Call(sourceValue)),
            string or Type => RetryCondition.Of(Error(sourceValue)),
            IEnumerable several and not IDictionary => RetryCondition.Of([.. several.Cast<object>().Select(Error)]),
            int status => throw new ArgumentException($"{status} is no type of error. Statuses are for -RetryOnStatus {status}."),
            var other => throw new ArgumentException($"A {other.GetType().Name} does not say what to try again. {Remedy}"),
        };

    private const string Remedy = "Give types of errors ([AxiosPS.AxiosTimeoutException], [System.IO.IOException]) or a scriptblock ({ $_.Response.StatusCode -eq 202 }); statuses are for RetryOnStatus.";

    private static readonly string[] Own = [nameof(AxiosTimeoutException), nameof(AxiosNetworkException), nameof(AxiosException)];

    private static Type Error(object item) => (item is null ? null : ModuleLifetime.Unwrap(item)) switch
    {
        Type type => type,
        string name when typeof(AxiosException).Assembly.GetType($"{nameof(AxiosPS)}.{name}", throwOnError: false, ignoreCase: true) is { } own => own,
        string name => LanguagePrimitives.TryConvertTo<Type>(name, out var type) ? type : throw new ArgumentException($"There is no type of error '{name}'. {(Known.Nearest(name, Own) is { } nearest ? $"Did you mean '{nearest}'? " : "")}{Remedy}"),
        var other => throw new ArgumentException($"'{other}' is no type of error. {Remedy}"),
    };
}
