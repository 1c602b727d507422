using System.Collections;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Makes a route of a mock transport of a hashtable, or of a scriptblock that answers whatever comes.</summary>
public sealed class MockRouteConverter : OneWayConverter
{
    private static readonly string[] Names = [.. MockKeys.OfRoute, MockKeys.Sequence, .. MockKeys.OfAnswer];

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null && destinationType == typeof(MockRoute);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ModuleLifetime.Unwrap(sourceValue) switch
        {
            IDictionary parts => OfParts(parts),
            ScriptBlock or PSMethodInfo => new MockRoute { Answers = [MockAnswerConverter.Of(sourceValue)] },
            var data when RequestContent.Fields(data) is { } parts => OfParts(parts),
            var other => throw new ArgumentException($"{RequestInput.Kind(other)} is no route. A route is a hashtable such as @{{ Method = 'GET'; Uri = '/users/*'; Json = @{{ id = 7 }} }}, or a scriptblock that answers whatever comes."),
        };

    private static MockRoute OfParts(IDictionary parts)
    {
        var (route, answer) = (new MockRoute(), new MockAnswer());
        var ofAnswer = new List<string>();
        foreach (var (given, value) in RequestConfigConverter.Entries(parts))
        {
            var name = Known.Name(given, Names, "a mock route", given.Equals("Path", StringComparison.OrdinalIgnoreCase) ? "Did you mean 'Uri'?" : null);
            if (MockKeys.OfAnswer.Contains(name))
            {
                MockKeys.Set(answer, name, value);
                ofAnswer.Add(name);
            }
            else
            {
                MockKeys.Set(route, name, value);
            }
        }

        if (ofAnswer.Count > 0 && route.Answers.Count > 0)
        {
            throw new ArgumentException($"A mock route has a Sequence of answers and {string.Join(", ", ofAnswer)} besides. Put that into the answers of the Sequence.");
        }

        route.Answers = ofAnswer.Count > 0 ? [answer] : route.Answers;
        return route;
    }
}
