using System.Diagnostics;
using System.Management.Automation.Runspaces;

namespace AxiosPS.Scripting;

/// <summary>
/// A runspace with a thread of its own, which serves one call at a time and waits in it as long as the script does. It is no thread of
/// the thread pool, where as many waiting ones would leave none for the answers that they wait for.
/// </summary>
internal sealed class Worker
{
    private static int lastNumber;

    [ThreadStatic]
    private static Worker? here;

    private readonly WorkerPool pool;
    private readonly WorkerCall? only;
    private readonly Thread thread;

    /// <param name="pool">Whose it is.</param>
    /// <param name="generation">How often that had been emptied.</param>
    /// <param name="only">The call that it is for; null for one that takes what the pool has.</param>
    public Worker(WorkerPool pool, int generation, WorkerCall? only = null)
    {
        (this.pool, this.only, Generation, Call) = (pool, only, generation, only);
        thread = new(Live) { IsBackground = true, Name = $"AxiosPS worker {Interlocked.Increment(ref lastNumber)}" };
    }

    /// <summary>How often the pool had been emptied when it was made.</summary>
    public int Generation { get; }

    /// <summary>What it runs now; the pool's.</summary>
    public WorkerCall? Call { get; set; }

    /// <summary>Whether somebody has waited for its end in vain: a script that cannot be stopped.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>The one whose thread this is.</summary>
    public static Worker? Here => here;

    public void Start() => thread.UnsafeStart();

    /// <summary>Waits for its end, until a time of the stopwatch.</summary>
    public void Join(Stopwatch clock, TimeSpan limit)
    {
        var left = limit - clock.Elapsed;
        IsStuck = !thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private void Live()
    {
        here = this;
        using (var runspace = Open())
        {
            while (runspace?.RunspaceStateInfo.State == RunspaceState.Opened && (only ?? pool.Next(this)) is { } call)
            {
                call.Run(runspace);
                if (call.IsCut || only is not null || ScriptLanguage.WasEverConstrained(runspace))
                {
                    break;
                }
            }
        }

        pool.Remove(this);
    }

    private Runspace? Open()
    {
        try
        {
            return WorkerRunspace.Open(thread.Name!);
        }
        catch (Exception e)
        {
            if (only is not null)
            {
                only.Fail(e);
            }
            else
            {
                pool.Fail(e);
            }

            return null;
        }
    }
}
