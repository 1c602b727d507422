using System.ComponentModel;
using System.Management.Automation;
using System.Text;
using AxiosPS.Checks;

namespace AxiosPS.Commands;

/// <summary>What runs in the process that Test-AxiosPlugin starts for a package; not exported. It says on the standard output what comes of it.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AxiosPackageCheck")]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InvokeAxiosPackageCheckCommand : AxiosCommand
{
    /// <summary>What it is asked.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public string Request { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var request = PackageRequest.FromLine(Request);
        var package = new PackageProbe(request);
        var filter = new CheckFilter(request.Include, request.Exclude);
        using var output = Console.OpenStandardOutput();

        // Its own list: what the package has loaded by now can be told in any case.
        var (checks, atLast) = (NewList(), NewList());
        foreach (var result in checks.Run(PackageChecks.All, check => check.Run(package))
            .Concat(checks.Run(PluginChecks.For(isShared: false), Run))
            .Concat(atLast.Run(PackageChecks.AtLast, check => check.Run(package))))
        {
            Say(new(result.Name, result.Outcome, result.Message));
        }

        CheckList NewList() => new(package.Name, filter) { Beginning = name => Say(new(name, null, "")) };

        // What the package itself has written ends with its line. In one piece, so that nothing that it starts gets in between.
        void Say(PackageMessage message) => output.Write(Encoding.UTF8.GetBytes($"\n{message.ToLine(request.Mark)}\n"));

        void Run(Check<PluginProbe> check)
        {
            using var probe = new PluginProbe(package.NewPlugin(), TimeSpan.FromSeconds(request.TimeoutSec), Ending);
            check.Run(probe);
        }
    }
}
