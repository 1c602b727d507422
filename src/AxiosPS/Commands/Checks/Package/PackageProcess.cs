using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Text;
using System.Threading.Channels;
using AxiosPS.Commands;

namespace AxiosPS.Checks;

/// <summary>
/// The pwsh in which a package is checked: what the package loads, leaves or breaks is gone with it. It is killed when the command is
/// stopped, or when a check takes too long.
/// </summary>
internal sealed class PackageProcess : IDisposable
{
    private const int LinesKept = 5;

    // More than a check gives its own waits, so that it can say itself what it has waited for.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // For what it has written before its end. A process that it leaves behind may keep its outputs open for as long as it likes.
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(2);

    private readonly Channel<PackageMessage> messages = Channel.CreateUnbounded<PackageMessage>();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> rest = [];
    private readonly Process process;
    private readonly TimeSpan limit;
    private int open = 2; // its outputs

    public PackageProcess(PackageRequest request)
    {
        limit = TimeSpan.FromSeconds(request.TimeoutSec) + Grace;
        process = new() { StartInfo = StartInfo(), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => TakeOutput(line.Data, request.Mark);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => Task.WhenAny(closed.Task, Task.Delay(LastLines)).ContinueWith(_ => messages.Writer.TryComplete(), TaskScheduler.Default);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            process.StandardInput.WriteLine(request.ToLine());
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already, which shows when it is read.
        }
    }

    /// <summary>The next message; null when there are no more, and then <see cref="End"/> says why.</summary>
    /// <exception cref="OperationCanceledException">The command was stopped.</exception>
    public PackageMessage? Next(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        try
        {
            if (messages.Reader.WaitToReadAsync(patience.Token).AsTask().GetAwaiter().GetResult() && messages.Reader.TryRead(out var message))
            {
                return message;
            }

            End = $"Its process has ended in the midst of it, with exit code {process.ExitCode}{(rest.IsEmpty ? "" : $": {string.Join(' ', rest)}")}.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            End = $"It has not ended after {limit.TotalSeconds:0} s, and its process was killed.";
            Kill();
        }

        return null;
    }

    /// <summary>Why there are no more messages.</summary>
    public string End { get; private set; } = "";

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        process.CancelOutputRead();
        process.CancelErrorRead();
        process.WaitForExit(LastLines);
        process.Dispose();
    }

    private static ProcessStartInfo StartInfo()
    {
        var own = typeof(AxiosClient).Assembly.Location;
        var manifest = Path.ChangeExtension(own, "psd1");
        var pwsh = Path.Combine(Path.GetDirectoryName(typeof(PSObject).Assembly.Location)!, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        var script = $$"""
            Import-Module '{{(File.Exists(manifest) ? manifest : own).Replace("'", "''", StringComparison.Ordinal)}}' -ErrorAction Stop
            $input | & ([Management.Automation.CmdletInfo]::new('Invoke-AxiosPackageCheck', [{{typeof(InvokeAxiosPackageCheckCommand).FullName}}]))
            """;
        var start = new ProcessStartInfo(
            File.Exists(pwsh) ? pwsh : "pwsh",
            ["-NoLogo", "-NoProfile", "-NonInteractive", "-InputFormat", "Text", "-OutputFormat", "Text", "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes(script))])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1"; // a connection of pwsh's own would look like one of the package's
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["PSModulePath"] = string.Join(Path.PathSeparator, ModuleFolder(own), Environment.GetEnvironmentVariable("PSModulePath"));
        return start;
    }

    // Where the module that runs is found by its name: above AxiosPS/, or above AxiosPS/1.0.0/.
    private static string ModuleFolder(string assembly)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(assembly)!);
        return (Version.TryParse(folder.Name, out _) ? folder.Parent : folder)?.Parent?.FullName ?? "";
    }

    private void TakeOutput(string? line, string mark)
    {
        if (line is not null && PackageMessage.FromLine(line, mark) is { } message)
        {
            messages.Writer.TryWrite(message);
        }
        else
        {
            Take(line);
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref open) == 0)
            {
                closed.TrySetResult();
            }
        }
        else if (line.Length > 0)
        {
            rest.Enqueue(CheckText.Cut(line));
            if (rest.Count > LinesKept)
            {
                rest.TryDequeue(out _);
            }
        }
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // it has ended
        }
    }
}
