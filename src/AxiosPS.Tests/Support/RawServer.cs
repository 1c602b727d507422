using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AxiosPS.Tests.Support;

/// <summary>
/// Hands every connection to the test, which then answers as no well-behaved server would: a truncated body, a reset, a
/// garbage status line. The connection is closed when the test's function returns.
/// </summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<NetworkStream, Task> answer;
    private readonly Task accepting;

    public RawServer(Func<NetworkStream, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = Accept();
    }

    public Uri Uri => new($"http://{listener.LocalEndpoint}");

    /// <summary>Answers the same text to every request.</summary>
    public static RawServer Answering(string text) => new(async stream =>
    {
        await ReadHead(stream);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
    });

    /// <summary>Request line and headers as they came over the wire, up to the empty line.</summary>
    public static async Task<string> ReadHead(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Closes the connection with a TCP reset.</summary>
    public static void Reset(NetworkStream stream)
    {
        stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);

        // Not the stream's Close, which would send an orderly FIN first.
        stream.Socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptTcpClientAsync(stopping.Token));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        using (stopping.Token.Register(client.Close))
        {
            try
            {
                await answer(client.GetStream());
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // The client went away first, or the test is over.
            }
        }
    }
}
