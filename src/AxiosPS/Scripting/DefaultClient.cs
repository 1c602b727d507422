using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AxiosPS.Scripting;

/// <summary>The plain client of calls that name none: one per runspace, without hooks; its calls share connections and no cookies.</summary>
internal static class DefaultClient
{
    private static readonly ConditionalWeakTable<Runspace, AxiosClient> Clients = [];

    public static AxiosClient InThisRunspace => Clients.GetValue(
        Runspace.DefaultRunspace, _ => new AxiosClient(new AxiosClientOptions { DataFormat = PSDataFormat.Instance, ValidateStatus = StatusCheck.Success }));

    public static void CloseInThisRunspace()
    {
        if (Runspace.DefaultRunspace is { } runspace && Clients.TryGetValue(runspace, out var client))
        {
            Clients.Remove(runspace);
            client.Close();
        }
    }
}
