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

    private static readonly PropertyInfo? Mode = typeof(ScriptBlock).GetProperty("LanguageMode", Any);
    private static readonly PropertyInfo? Context = typeof(Runspace).GetProperty("GetExecutionContext", Any);
    private static readonly PropertyInfo? WasConstrained = Context?.PropertyType.GetProperty("HasRunspaceEverUsedConstrainedLanguageMode", Any);

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
        if (Runspace.DefaultRunspace is { } here && WasConstrained?.GetValue(Context!.GetValue(here)) is not false)
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
