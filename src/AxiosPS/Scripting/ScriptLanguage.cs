using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace AxiosPS.Scripting;

/// <summary>
/// The language mode that a scriptblock was made in, and runs in wherever it is called at home. PowerShell knows it and does not tell.
/// A block that is made takes the mode of its thread's runspace.
/// </summary>
internal static class ScriptLanguage
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    // The ids of PowerShell's own errors.
    private static readonly string[] Refusals =
    [
        "MethodInvocationNotSupportedInConstrainedLanguage",
        "PropertySetterNotSupportedInConstrainedLanguage",
        "CannotCreateTypeConstrainedLanguage",
        "ConversionSupportedOnlyToCoreTypes",
    ];

    private static readonly PropertyInfo? Mode = typeof(ScriptBlock).GetProperty("LanguageMode", Any);
    private static readonly PropertyInfo? Context = typeof(Runspace).GetProperty("GetExecutionContext", Any);
    private static readonly PropertyInfo? WasConstrained = Context?.PropertyType.GetProperty("HasRunspaceEverUsedConstrainedLanguageMode", Any);

    /// <summary>Whether the runspace of this thread is constrained, or ever was; also where that cannot be told.</summary>
    public static bool IsConstrainedHere => Runspace.DefaultRunspace is { } here && WasEverConstrained(here);

    /// <summary>Whether a runspace is constrained or ever was: PowerShell is wary there for good, even of scripts in full language.</summary>
    public static bool WasEverConstrained(Runspace runspace)
    {
        try
        {
            return Context?.GetValue(runspace) is not { } context || WasConstrained?.GetValue(context) is not false; // it has none while it closes
        }
        catch (TargetInvocationException)
        {
            return true; // it is closed
        }
    }

    /// <summary>Whether a block may not do everything.</summary>
    public static bool IsConstrained(ScriptBlock block) => Mode?.GetValue(block) is not PSLanguageMode.FullLanguage;

    /// <summary>What a script can do in place of what a constrained one may not; null where an error is of another kind.</summary>
    public static string? Hint(ErrorRecord error) => Array.Exists(Refusals, id => error.FullyQualifiedErrorId.StartsWith(id, StringComparison.Ordinal))
        ? " This script is in constrained language, see docs/constrained-language.md: headers are set and removed by their index ($config.Headers['X-Name'] = 'value', or $null), an answer is made by New-AxiosResponse, and what has a method has a cmdlet, too."
        : null;

    /// <summary>Makes copies of a block in this thread's runspace that may do there what the block itself may, and no more.</summary>
    /// <exception cref="InvalidOperationException">What it may do cannot be told.</exception>
    public static T Copy<T>(ScriptBlock original, Func<T> copy)
    {
        if (Mode?.GetValue(original) is not PSLanguageMode mode)
        {
            throw new InvalidOperationException($"The language mode of the scriptblock at {ScriptPlace.Of(original)} is unknown, so it runs in its own runspace only.");
        }

        var session = Runspace.DefaultRunspace.SessionStateProxy;
        var here = session.LanguageMode;
        if (here != PSLanguageMode.FullLanguage || mode == here)
        {
            return copy();
        }

        session.LanguageMode = mode;
        try
        {
            return copy();
        }
        finally
        {
            session.LanguageMode = here;
        }
    }

    /// <summary>
    /// A block that does something for a script of this thread's runspace: constrained if that ever was. Its mode is not the one to ask
    /// while the parameters of a cmdlet are bound, which is done in full language.
    /// </summary>
    public static ScriptBlock OnBehalf(string text)
    {
        var block = ScriptBlock.Create(text);
        if (IsConstrainedHere)
        {
            Mode?.SetValue(block, PSLanguageMode.ConstrainedLanguage);
        }

        return block;
    }

    /// <summary>A block of our own, which may do in any session what it has to.</summary>
    public static ScriptBlock Trusted(string text)
    {
        var block = ScriptBlock.Create(text);
        Mode?.SetValue(block, PSLanguageMode.FullLanguage);
        return block;
    }
}
