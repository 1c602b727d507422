using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// Where the records of hooks go to: to the cmdlet that made the request, or, in work that outlives its caller, to whoever
/// collects them. They belong to the request and not to the thread that a hook runs on. Hooks in C# may add records from any thread.
/// </summary>
internal abstract class HookStreams
{
    /// <summary>Continue, or Stop where the caller's is. Never Silent: a throw would be ignored, and a guard would fail open.</summary>
    public abstract ActionPreference ErrorPreference { get; }

    /// <summary>The preferences that the command's own parameters set, for the hooks to inherit.</summary>
    public abstract IReadOnlyList<PSVariable> Preferences { get; }

    /// <summary>The same for hooks in another runspace, which see nothing of the caller's variables: with all preferences, safe to ask from any thread.</summary>
    public abstract HookStreams Elsewhere { get; }

    /// <summary>Keeps a record; false if the object is none and therefore output.</summary>
    public bool Take(object output)
    {
        if (output is not (ErrorRecord or WarningRecord or VerboseRecord or DebugRecord or InformationRecord))
        {
            return false;
        }

        Add(output);
        return true;
    }

    public abstract void Add(object record);

    /// <summary>Writes what has come, where it is written later. Outside of hooks, for downstream commands run on top of it.</summary>
    public virtual void Emit()
    {
    }
}
