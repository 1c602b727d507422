using System.Globalization;
using System.Net;

namespace AxiosPS.Commands;

/// <summary>The statuses that have a name.</summary>
internal static class Statuses
{
    // 425 is missing in .NET's list, 306 means nothing, and 1xx is no answer.
    public static IReadOnlyList<int> Named { get; } =
        [.. Enum.GetValues<HttpStatusCode>().Select(status => (int)status).Append(425).Where(status => status is >= 200 and not 306).Distinct().Order()];

    public static Word Word(int status)
    {
        var text = status.ToString(CultureInfo.InvariantCulture);
        return new(text) { Label = $"{text} {ReasonPhrases.Of(status)}" };
    }
}
