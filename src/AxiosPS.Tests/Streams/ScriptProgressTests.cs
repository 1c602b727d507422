using AxiosPS.Tests.Hosting;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Streams;

/// <summary>A script as the listener to a stream that is read when its command is done.</summary>
public sealed class ScriptProgressTests
{
    [PwshTheory]
    [InlineData("$client.Get('http://a.test/', @{ Stream = $true; Progress = { $told.Add($_.Bytes) } })")]
    [InlineData("$client.Defaults.Progress = { $told.Add($_.Bytes) }; $client.Get('http://a.test/', @{ Stream = $true })")]
    public void It_is_told_where_the_thread_that_reads_is_its_own(string get)
    {
        using var client = new AxiosClient(new AxiosClientOptions { Transport = new MemoryTransport(_ => new TransportResponse(200, null, new MemoryStream(new byte[3000]))) });
        using var shell = new HostedShell();

        var run = shell.Run($"param($client) $told = [Collections.Generic.List[long]]::new(); $response = . {{ {get} }}; $response.Stream.CopyTo([IO.MemoryStream]::new()); $told", ("client", client));

        Assert.Null(run.Thrown);
        Assert.Equal([3000L], run.Output);
    }
}
