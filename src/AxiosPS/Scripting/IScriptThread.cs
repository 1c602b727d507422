namespace AxiosPS.Scripting;

/// <summary>Where a script of a request runs.</summary>
internal interface IScriptThread
{
    /// <summary>Goes on with the request from within the script that runs, and waits for it on the script's own thread.</summary>
    T RunWithin<T>(Func<Task<T>> work);
}
