using System.Management.Automation;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Hosting;

public sealed class HostedShellTests
{
    [PwshFact]
    public void Knows_the_cmdlets_of_the_assembly_under_test()
    {
        using var shell = new HostedShell();

        var run = shell.Run("(Get-Command New-AxiosClient).ImplementingType.Assembly.Location");

        Assert.Equal([typeof(AxiosClient).Assembly.Location], run.Output);
    }

    [PwshFact]
    public void Keeps_the_order_of_all_streams()
    {
        using var shell = new HostedShell();

        var run = shell.Run(
            """
            param($first)
            $first
            Write-Warning two
            Write-Verbose three -Verbose
            Write-Error four
            Write-Information five
            'six'
            throw 'seven'
            """,
            ("first", "one"));

        Assert.Equal(["one", "two", "three", "four", "five", "six"], run.Records.Select(record => record!.ToString()));
        Assert.Equal("seven", run.ThrownRecord?.Exception.Message);
        Assert.Single(run.Errors);
    }

    [PwshFact]
    public async Task Stops_a_running_script_as_control_c_does()
    {
        await using var server = await TestServer.StartAsync();
        using var shell = new HostedShell();

        var running = Task.Run(() => shell.Run(
            "param($uri) try { Invoke-RestMethod $uri } finally { 'cleaned up' }", ("uri", new Uri(server.Uri, "/hold/stop"))));
        await server.Arrived("stop");
        shell.Stop();
        var run = await running;

        Assert.True(run.Stopped);
        await server.Until(() => server.Aborted == 1);
    }
}
