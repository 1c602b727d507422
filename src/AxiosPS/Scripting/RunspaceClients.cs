using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AxiosPS.Scripting;

/// <summary>The clients that were made in each runspace. They are closed with the module there; one that nobody has any more is not kept.</summary>
internal static class RunspaceClients
{
    private static readonly ConditionalWeakTable<Runspace, ConditionalWeakTable<AxiosClient, object>> All = [];

    public static void Add(AxiosClient client) => All.GetOrCreateValue(Runspace.DefaultRunspace).Add(client, true);

    /// <summary>Closes all of them, whatever a plugin's Uninstall throws.</summary>
    /// <param name="onProblem">Gets that.</param>
    public static void CloseInThisRunspace(Action<Exception> onProblem)
    {
        if (Runspace.DefaultRunspace is not { } runspace || !All.TryGetValue(runspace, out var clients))
        {
            return;
        }

        All.Remove(runspace);
        foreach (var client in clients.Select(entry => entry.Key).ToArray())
        {
            try
            {
                client.Close();
            }
            catch (Exception e)
            {
                onProblem(e);
            }
        }
    }
}
