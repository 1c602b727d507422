namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>
/// OpenTelemetry tells sources and meters apart by their names alone. Of several pipelines in a process each has one of its own, so that none
/// exports what belongs to another; one that is free again is taken again, so that there are never more than are needed.
/// </summary>
internal static class SourceNames
{
    private const string First = "AxiosPS.OpenTelemetry";

    private static readonly HashSet<string> Taken = [];

    public static string Take()
    {
        lock (Taken)
        {
            for (var number = 1; ; number++)
            {
                var name = number == 1 ? First : $"{First}.{number}";
                if (Taken.Add(name))
                {
                    return name;
                }
            }
        }
    }

    public static void GiveBack(string name)
    {
        lock (Taken)
        {
            Taken.Remove(name);
        }
    }
}
