using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AxiosPS.Plugin.RedisCache.Tests;

/// <summary>A redis-server of a test's own, on a free port of this machine. It keeps nothing on disk.</summary>
internal sealed class RedisServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Memory = ["--save", "", "--appendonly", "no", "--databases", "4"];

    private readonly string? file;
    private readonly string[] arguments;
    private Process? process;

    /// <summary>One on a free port. What is free may be taken by another before this one has it: then it is tried again.</summary>
    public RedisServer(params string[] arguments)
    {
        this.arguments = arguments;
        for (var attempt = 1; attempt == 1 || (!IsRunning && attempt <= 3); attempt++)
        {
            Port = FreePort();
            TryStart();
        }

        Assert.True(IsRunning, "redis-server did not start on any of three ports");
    }

    /// <summary>One on a port that is known already, with a file of its configuration.</summary>
    public RedisServer(int port, string? file, params string[] arguments)
    {
        (Port, this.file, this.arguments) = (port, file, arguments);
        Start();
    }

    /// <summary>Why there can be none; null if there can.</summary>
    public static string? MissingReason { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")))
            ? null
            : "This machine has no redis-server.";

    public int Port { get; private set; }

    public string Address => $"127.0.0.1:{Port}";

    private bool IsRunning => process is not null;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task Eventually(Func<bool> condition) => await Eventually(() => Task.FromResult(condition()));

    public static async Task Eventually(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(5); // what it waits for needs the processor too
        }
    }

    public void Start()
    {
        TryStart();
        Assert.True(IsRunning, $"redis-server did not start on port {Port}");
    }

    public void Stop()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>Lets it stand still with its connections open (SIGSTOP), or go on.</summary>
    public void Hold(bool on)
    {
        using var kill = Process.Start("kill", [on ? "-STOP" : "-CONT", $"{process!.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>What it answers to a command, without a client library: the text of one line or of a bulk.</summary>
    public string Ask(string command, string? before = null)
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, Port);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        if (before is not null)
        {
            client.GetStream().Write(Encoding.UTF8.GetBytes($"{before}\r\n"));
            reader.ReadLine();
        }

        client.GetStream().Write(Encoding.UTF8.GetBytes($"{command}\r\n"));
        var head = reader.ReadLine()!;
        if (head[0] != '$')
        {
            return head[1..];
        }

        var text = new char[Math.Max(int.Parse(head[1..]), 0)];
        reader.ReadBlock(text);
        return new(text);
    }

    /// <summary>How many clients are connected, beside the one that asks.</summary>
    public int Clients() => Ask("CLIENT LIST").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;

    /// <summary>The commands that it was given since it started, such as <c>scan</c>.</summary>
    public string[] Commands() =>
        [.. Ask("INFO commandstats").Split('\n').Where(l => l.StartsWith("cmdstat_", StringComparison.Ordinal)).Select(l => l["cmdstat_".Length..l.IndexOf(':', StringComparison.Ordinal)])];

    public void Dispose()
    {
        if (process is not null)
        {
            Stop();
        }
    }

    private void TryStart()
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[.. file is null ? Memory : [file], "--port", $"{Port}", "--bind", "127.0.0.1", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains(file is null ? "Ready to accept connections" : "Sentinel ID", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(); // so that it can write on
                return;
            }
        }

        Stop(); // it has ended by itself
    }
}
