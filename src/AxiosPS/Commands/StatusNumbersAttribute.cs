using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Says how statuses are written to who gives a class of them, such as 5xx.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StatusNumbersAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData is null ? null : ModuleLifetime.Unwrap(inputData);
        foreach (var item in given is IList list ? list : new[] { given })
        {
            if (item is not null && ModuleLifetime.Unwrap(item) is string text && !int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            {
                throw new ArgumentTransformationMetadataException(
                    $"'{text}' is no status. Statuses are given one by one, as in -RetryOnStatus 429, 503; a rule is a scriptblock, as in -RetryOn {{ $_.Response.StatusCode -ge 500 }}.");
            }
        }

        return inputData!;
    }
}
