using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>The texts of <see cref="Shown"/>.</summary>
internal static class FormatText
{
    private const int UsualWidth = 80;

    /// <summary>A response, or what a job or a file has kept of one: what was asked, what came, the first lines of the body.</summary>
    public static string Response(PSObject response, PSHost? host, PSObject? style)
    {
        ArgumentNullException.ThrowIfNull(response);
        return ResponseText.Of(ResponseFacts.Of(response), Width(host), PreviewColors.Of(style));
    }

    /// <summary>The status with its reason.</summary>
    public static string Status(PSObject response, PSObject? style)
    {
        ArgumentNullException.ThrowIfNull(response);
        var facts = ResponseFacts.Of(response);
        return facts.IsOk ? facts.Status : PreviewColors.Paint(facts.Status, PreviewColors.Of(style).Bad);
    }

    /// <summary>The size of the body; empty where it is not known.</summary>
    public static string Size(PSObject response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return ResponseFacts.Of(response).Size is { } size ? Size(size) : "";
    }

    /// <summary>The time that a response took.</summary>
    public static string Duration(PSObject response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return ResponseFacts.Of(response).Duration is { } time ? Time(time) : "";
    }

    /// <summary>A line for each header, secrets masked.</summary>
    public static string Headers(PSObject response) => ModuleLifetime.Unwrap(response.Properties["Headers"]?.Value ?? "") switch
    {
        HeaderCollection live => live.ToString(),
        IDictionary kept => string.Join('\n', kept.Keys.Cast<object>().Select(name => $"{name}: {string.Join(", ", LanguagePrimitives.ConvertTo<string[]>(kept[name]) ?? [])}")),
        _ => "",
    };

    /// <summary>What went wrong with an attempt, in one line.</summary>
    public static string Failure(PSObject attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var error = attempt.Properties["Error"]?.Value;
        var message = error is null ? "" : PSObject.AsPSObject(error).Properties["Message"]?.Value ?? error;
        return HttpTokens.Visible($"{message}".ReplaceLineEndings(" "));
    }

    /// <summary>A time in the unit that suits it.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.CurrentCulture, $"{time.TotalMilliseconds:0} ms"),
        < 120 => string.Create(CultureInfo.CurrentCulture, $"{time.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{time.TotalMinutes:0.0} min"),
    };

    /// <summary>What is attached to a client, in few words.</summary>
    public static string Hooks(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var stages = client.Pipeline.Where(s => s.Id is not null).GroupBy(s => s.Stage).Select(g => $"{g.Count()} {g.Key}");
        var text = string.Join(", ", stages);
        return text.Length > 0 ? text : "none";
    }

    /// <summary>Always in this unit: what is drawn over and over must not jump from one to another.</summary>
    internal static string Megabytes(double bytes) => string.Create(CultureInfo.CurrentCulture, $"{bytes / (1 << 20):0.0} MB");

    internal static string Size(long bytes) => bytes switch
    {
        1 => "1 byte",
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024d:0.#} KB"),
        < 1024 * 1024 * 1024 => Megabytes(bytes),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / (double)(1 << 30):0.0} GB"),
    };

    /// <summary>The columns that a line may take. One less than the window has: a line as wide is broken by some terminals.</summary>
    internal static int Width(PSHost? host)
    {
        // Without a window there may be a number or none.
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width is > 8 and var width ? width - 1 : UsualWidth - 1;
        }
        catch (Exception e) when (e is HostException or NotImplementedException or IOException or InvalidOperationException)
        {
            return UsualWidth - 1;
        }
    }
}
