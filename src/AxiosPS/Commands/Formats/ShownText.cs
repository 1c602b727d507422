using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace AxiosPS.Commands;

/// <summary>A text that a format asks for by an index: in constrained language PowerShell refuses to call a method of ours, and allows that.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShownText
{
    private readonly Func<PSObject, PSHost?, PSObject?, string> text;

    internal ShownText(Func<PSObject, string> text)
        : this((shown, _, _) => text(shown))
    {
    }

    internal ShownText(Func<PSObject, PSHost?, PSObject?, string> text) => this.text = text;

    /// <summary>That of an object.</summary>
    /// <param name="shown">The object.</param>
    public string this[PSObject shown] => text(shown, null, null);

    /// <summary>That of an object, as the host shows it.</summary>
    /// <param name="shown">The object.</param>
    /// <param name="host">What knows how wide a line may be.</param>
    /// <param name="style">What knows the colours.</param>
    public string this[PSObject shown, PSHost? host, PSObject? style] => text(shown, host, style);
}
