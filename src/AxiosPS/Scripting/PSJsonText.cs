using System.Management.Automation;
using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace AxiosPS.Scripting;

/// <summary>Values that JSON holds as the text by which everybody knows them: their properties say less, or say it in pieces.</summary>
internal static class PSJsonText
{
    private const string SemanticVersion = "System.Management.Automation.SemanticVersion"; // the reference assembly does not know it

    public static bool Is(object value) =>
        value is Guid or Version or TimeSpan or IPAddress or IPEndPoint or IPNetwork or PhysicalAddress or StringBuilder or Regex or Rune or OSPlatform
        || value.GetType().FullName == SemanticVersion;

    /// <summary>Whether a value is of .NET or PowerShell, whose objects without properties hold something else; the user's may well be empty.</summary>
    public static bool IsOfTheSystem(object value) =>
        value is not PSObject && value.GetType() != typeof(object) && $"{value.GetType().Namespace}." is var name
        && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal));
}
