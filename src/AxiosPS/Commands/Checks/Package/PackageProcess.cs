using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Text;
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

    private readonly BlockingCollection<PackageMessage> messages = [];
    private readonly ConcurrentQueue<string> rest = [];
    private readonly Process process;
    private readonly TimeSpan limit;
    private int open = 2; // its outputs

    public PackageProcess(PackageRequest request)
    {
        limit = TimeSpan.FromSeconds(request.TimeoutSec) + Grace;
        process = new() { StartInfo = StartInfo() };
        process.OutputDataReceived += (_, line) => Take(line.Data, request.Mark);
        process.ErrorDataReceived += (_, line) => Take(line.Data, request.Mark);
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
        if (messages.TryTake(out var message, (int)limit.TotalMilliseconds, cancellationToken))
        {
            return message;
        }

        if (!messages.IsCompleted)
        {
            End = $"It has not ended after {limit.TotalSeconds:0} s, and its process was killed.";
            Kill();
            return null;
        }

        process.WaitForExit();
        End = $"Its process has ended in the midst of it, with exit code {process.ExitCode}{(rest.IsEmpty ? "" : $": {string.Join(' ', rest)}")}.";
        return null;
    }

    /// <summary>Why there are no more messages.</summary>
    public string End { get; private set; } = "";

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        process.WaitForExit();
        process.Dispose();
        messages.Dispose();
    }

    private static ProcessStartInfo StartInfo()
    {
        var own = typeof(AxiosClient).Assembly.Location;
        var manifest = Path.ChangeExtension(own, "psd1");
        var pwsh = Path.Combine(Path.GetDirectoryName(typeof(PSObject).Assembly.Location)!, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        var script = $$"""
            $request = @($input)[0]
            Import-Module '{{(File.Exists(manifest) ? manifest : own).Replace("'", "''", StringComparison.Ordinal)}}' -ErrorAction Stop
            & ([Management.Automation.CmdletInfo]::new('Invoke-AxiosPackageCheck', [{{typeof(InvokeAxiosPackageCheckCommand).FullName}}])) $request
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

    private void Take(string? line, string mark)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref open) == 0)
            {
                messages.CompleteAdding();
            }
        }
        else if (PackageMessage.FromLine(line, mark) is { } message)
        {
            messages.Add(message);
        }
        else if (line.Length > 0)
        {
            rest.Enqueue(line);
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
