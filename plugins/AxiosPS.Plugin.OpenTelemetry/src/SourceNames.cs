using System.Runtime.Loader;

namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>
/// OpenTelemetry tells sources and meters apart by their names alone. Of several pipelines in a process each has one of its own, so that none
/// exports what belongs to another; one that is free again is taken again, so that there are never more than are needed. The process may
/// have several copies of this assembly, with statics of their own, so the names that are taken are noted in what all of them share.
/// </summary>
internal static class SourceNames
{
    private const string First = "AxiosPS.OpenTelemetry";

    private static readonly object Gate = AssemblyLoadContext.Default; // the same object for every copy

    public static string Take()
    {
        lock (Gate)
        {
            for (var number = 1; ; number++)
            {
                var name = number == 1 ? First : $"{First}.{number}";
                if (AppContext.GetData(name) is null)
                {
                    AppContext.SetData(name, name);
                    return name;
                }
            }
        }
    }

    public static void GiveBack(string name)
    {
        lock (Gate)
        {
            AppContext.SetData(name, null);
        }
    }
}
