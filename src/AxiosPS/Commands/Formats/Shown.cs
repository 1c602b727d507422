using System.ComponentModel;

namespace AxiosPS.Commands;

/// <summary>What AxiosPS.Format.ps1xml shows that takes more than a property.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Shown
{
    /// <summary>A response: what was asked, what came, the first lines of the body.</summary>
    public static ShownText Response { get; } = new(FormatText.Response);

    /// <summary>The status of a response with its reason.</summary>
    public static ShownText Status { get; } = new((response, _, style) => FormatText.Status(response, style));

    /// <summary>The size of the body of a response.</summary>
    public static ShownText Size { get; } = new(FormatText.Size);

    /// <summary>The time that a response took.</summary>
    public static ShownText Duration { get; } = new(FormatText.Duration);

    /// <summary>The headers of a response, a line for each, secrets masked.</summary>
    public static ShownText Headers { get; } = new(FormatText.Headers);

    /// <summary>What went wrong with an attempt.</summary>
    public static ShownText Failure { get; } = new(FormatText.Failure);

    /// <summary>A time in the unit that suits it; empty where there is none.</summary>
    public static ShownText Time { get; } = new(time => time?.BaseObject is TimeSpan span ? FormatText.Time(span) : "");

    /// <summary>What is attached to a client; empty for one that comes out of a job.</summary>
    public static ShownText Hooks { get; } = new(client => client.BaseObject is AxiosClient live ? FormatText.Hooks(live) : "");

    /// <summary>The name of the type of an object.</summary>
    public static ShownText TypeName { get; } = new(shown => shown.BaseObject.GetType().FullName ?? "");
}
