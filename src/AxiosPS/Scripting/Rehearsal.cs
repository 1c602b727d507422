using System.Text;
using AxiosPS.Commands;

namespace AxiosPS.Scripting;

/// <summary>
/// A request without a network, once in a process and beside its import, so that .NET has compiled the way of a request when the
/// first one comes: on two processors that takes a third off it. PowerShell prepares itself in the same manner when it starts.
/// </summary>
internal static class Rehearsal
{
    private static readonly Uri Address = new("http://rehearsal.invalid/"); // a name that nobody can have (RFC 6761, section 6.4)

    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 67\r\n\r\n"
        + """{"id":1,"name":"axios","tags":["http","pwsh"],"nested":{"ok":true}}""");

    private static int begun;

    /// <summary>Begins it, unless that was done before or there is no second processor to do it.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref begun, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static _ => _ = QuietlyAsync(), null);
        }
    }

    /// <summary>Sends the request and puts its answer out.</summary>
    public static async Task<object?> RunAsync()
    {
        object? output = null;
        using var client = new AxiosClient(new AxiosClientOptions
        {
            DataFormat = PSDataFormat.Instance,
            ValidateStatus = StatusCheck.Success,
            Connection = new() { NoProxy = true, Line = static () => new RehearsalConnection(Answer) }, // to ask the system for a proxy may take a network
        });
        var response = await client.SendAsync(new RequestConfig { Uri = Address.AbsoluteUri }).ConfigureAwait(false);
        new ResponseOutput(new("Data"), noEnumerate: false, (data, _) => output = data).Write(response);
        return output;
    }

    private static async Task QuietlyAsync()
    {
        try
        {
            await RunAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Then the first request compiles what it needs, and says what is wrong.
        }
    }
}
