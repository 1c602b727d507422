using System.Text;

namespace AxiosPS;

/// <summary>Tells of a call that no route matches, and of each route why, the nearest first.</summary>
internal static class MockReport
{
    private const int MostRoutes = 20;
    private const int LongestLine = 240;

    public static AxiosUnmatchedException Unmatched(MockCall call, IReadOnlyList<MockRule> rules)
    {
        var text = new StringBuilder(AxiosException.Line(call.Method, call.Address));
        text.Append(rules.Count == 0 ? " has come to a mock transport without routes." : " is matched by no route of the mock transport:");
        foreach (var rule in rules.OrderByDescending(rule => rule.Nearness(call)).Take(MostRoutes))
        {
            var line = $"{rule}: {rule.Mismatch(call) ?? "its condition (When) is not met"}";
            text.Append("\n  ").Append(line.Length <= LongestLine ? line : line[..LongestLine] + "…");
        }

        if (rules.Count > MostRoutes)
        {
            text.Append("\n  and ").Append(rules.Count - MostRoutes).Append(" more");
        }

        return new(text.Append("\nAdd a route that matches it, or a Default for whatever comes.").ToString());
    }
}
