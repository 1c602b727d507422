using System.Management.Automation;
using AxiosPS.Scripting;
using AxiosPS.Tests.Hosting;

namespace AxiosPS.Tests.Scripting;

public class RehearsalTests
{
    [PwshFact]
    public async Task The_rehearsal_comes_to_its_end_without_a_network()
    {
        var data = await Rehearsal.RunAsync();

        Assert.Equal("axios", NameOf(data!));
    }

    private static object NameOf(object data) => ((PSObject)data).Properties["name"].Value;
}
