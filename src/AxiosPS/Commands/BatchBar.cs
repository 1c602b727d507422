using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>The progress bar of many requests, from a second on. It is drawn on the pipeline thread.</summary>
internal sealed class BatchBar(PSCmdlet cmdlet, TimeProvider time)
{
    private const int Id = 0x4179; // beside that of a transfer

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Next = TimeSpan.FromMilliseconds(200);

    private long last = time.GetTimestamp();
    private bool isShown;

    /// <summary>One for a command whose user wants to see it, else null.</summary>
    public static BatchBar? For(PSCmdlet cmdlet, AxiosClient client) => TransferBar.IsWanted(cmdlet) ? new(cmdlet, client.TimeProvider) : null;

    /// <summary>Whether it is time to draw it anew; for any thread to ask.</summary>
    public bool IsDue => time.GetElapsedTime(Volatile.Read(ref last)) >= (isShown ? Next : First);

    /// <summary>Says when it may be due, while the thread waits: requests that take long end too seldom.</summary>
    public ITimer Watch(Action look) => time.CreateTimer(_ => look(), null, First, Next);

    public void Draw((int Done, int Failed, int UnderWay) counts)
    {
        isShown = true;
        Volatile.Write(ref last, time.GetTimestamp());
        cmdlet.WriteProgress(new(Id, "Requests", $"{counts.Done} done, {counts.Failed} failed, {counts.UnderWay} under way"));
    }

    public void Close()
    {
        if (isShown)
        {
            isShown = false;
            cmdlet.WriteProgress(new(Id, "Requests", " ") { RecordType = ProgressRecordType.Completed });
        }
    }
}
