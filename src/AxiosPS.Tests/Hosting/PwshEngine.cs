using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace AxiosPS.Tests.Hosting;

/// <summary>
/// Lends the tests the engine of the pwsh on PATH: System.Management.Automation and all it needs are loaded from its
/// $PSHOME. A build with <c>-p:PowerShellSdkVersion=…</c> has an engine of its own and does not look.
/// </summary>
internal static class PwshEngine
{
    private static readonly Lazy<(string? Home, string? Reason)> Found = new(Find);

    /// <summary>Why there is no engine to host, or null where there is one.</summary>
    public static string? MissingReason => Found.Value.Reason;

    [ModuleInitializer]
    internal static void ResolveFromHome()
    {
        AssemblyLoadContext.Default.Resolving += LoadAssembly;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += LoadNative;
    }

    private static Assembly? LoadAssembly(AssemblyLoadContext context, AssemblyName name) =>
        InHome(name.Name + ".dll") is { } path ? context.LoadFromAssemblyPath(path) : null;

    private static nint LoadNative(Assembly assembly, string name)
    {
        string[] candidates = [name, name + ".dll", $"{name}.so", $"{name}.dylib"];
        var path = candidates.Select(InHome).FirstOrDefault(path => path is not null);
        return path is null ? 0 : NativeLibrary.Load(path);
    }

    private static string? InHome(string file) =>
        Found.Value.Home is { } home && Path.Combine(home, file) is var path && File.Exists(path) ? path : null;

    private static (string? Home, string? Reason) Find()
    {
        var own = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        if (own.Contains("System.Management.Automation.dll", StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        try
        {
            // Asked of itself, because pwsh on PATH may be a link or a launcher script.
            if (Ask("$PSHOME; [Environment]::Version.Major") is not [var home, var major])
            {
                return (null, "the pwsh on PATH does not run; see https://aka.ms/install-powershell");
            }

            return int.Parse(major, CultureInfo.InvariantCulture) <= Environment.Version.Major
                ? (home, null)
                : (null, $"the pwsh on PATH needs .NET {major}, and these tests run on .NET {Environment.Version}");
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or TimeoutException)
        {
            return (null, $"no pwsh on PATH ({error.Message}); get it from https://aka.ms/install-powershell");
        }
    }

    private static string[] Ask(string script)
    {
        using var pwsh = Process.Start(new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-Command", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = pwsh.StandardOutput.ReadToEndAsync();
        pwsh.BeginErrorReadLine();
        if (!pwsh.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            pwsh.Kill(entireProcessTree: true);
            throw new TimeoutException("it did not answer for a minute");
        }

        return output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
