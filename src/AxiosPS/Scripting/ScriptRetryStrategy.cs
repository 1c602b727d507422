using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// A retry strategy made of a script, which puts out seconds or a TimeSpan. A scriptblock gets the retry. A delay method gets its
/// number, to count with; what else there is to know is on that, as properties.
/// </summary>
/// <param name="script">The script.</param>
/// <param name="method">The name that it has as a method, null for a scriptblock.</param>
internal sealed class ScriptRetryStrategy(ScriptCall script, string? method = null) : ScriptHook(script), IRetryStrategy
{
    private readonly string name = method is null || script.Place == method ? script.Place : $"{method} {script.Place}";

    public async ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken)
    {
        var output = await RunAsync(new(), cancellationToken, method is null ? retry : Number(retry)).ConfigureAwait(false);
        return output.Count == 1 && DelayTime.From(output[0]) is { } delay ? delay : throw NoDelayException.Of(output, HasRunElsewhere);
    }

    public override string ToString() => name;

    private static PSObject Number(RetryContext retry)
    {
        var number = new PSObject(retry.Retry);
        foreach (var property in new PSObject(retry).Properties)
        {
            number.Properties.Add(new PSNoteProperty(property.Name, property.Value));
        }

        return number;
    }
}
