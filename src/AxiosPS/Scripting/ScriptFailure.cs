using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>What a script threw, without PowerShell's wrappers around an error of the engine.</summary>
internal static class ScriptFailure
{
    /// <summary>Marks, in <see cref="Exception.Data"/>, an error that came out of <c>$next</c>: it is not the fault of the script that it passes.</summary>
    public const string PassedOn = "AxiosPS.PassedOn";

    /// <param name="failure">What a catch has.</param>
    /// <param name="isCopy">Whether a copy of the script has run, in another runspace.</param>
    public static Exception From(object failure, bool isCopy)
    {
        var record = (ModuleLifetime.Unwrap(failure) as ErrorRecord)!;
        var known = record.Exception;
        while (known is not (null or AxiosException) && known is RuntimeException or ParentContainsErrorRecordException)
        {
            known = known.InnerException;
        }

        if (known is AxiosException passedOn)
        {
            return passedOn;
        }

        // A method that waits with the token of the call ends with the call.
        var failed = known as OperationCanceledException ?? record.Exception;
        if (!record.Exception.Data.Contains(PassedOn) && ScriptPlace.Of(record) is { } place)
        {
            failed.Data[AxiosHookException.PlaceKey] = place;
        }

        if (ScriptLanguage.Hint(record) is { } hint)
        {
            failed.Data[AxiosHookException.HintKey] = hint;
        }
        else if (isCopy && record.Exception is CommandNotFoundException)
        {
            failed.Data[AxiosHookException.HintKey] =
                " The script runs in another runspace than it was written in, as in a job or with -Parallel: functions that it calls must come from a module.";
        }

        return failed;
    }
}
