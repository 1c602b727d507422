using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>
/// The progress bar of a request: for transfers of more than a mebibyte that take longer than a moment, and for those of unknown
/// length from a second on, unless they are put out piece by piece. It is drawn on the pipeline thread.
/// </summary>
internal sealed class TransferBar(PSCmdlet cmdlet, AxiosClient client, RequestConfig config, bool inPieces) : IPassingProgress
{
    private const long Large = 1 << 20;
    private const int Id = 0x4178; // one place on the screen, whatever scripts draw beside it

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly bool Unattended = Console.IsOutputRedirected
        || Array.Exists(Environment.GetCommandLineArgs(), a => a.StartsWith("-noni", StringComparison.OrdinalIgnoreCase));

    private string? title;
    private bool isShown;
    private bool isClosed;

    /// <summary>One for a command whose user wants to see it, else null.</summary>
    public static TransferBar? For(PSCmdlet cmdlet, AxiosClient client, RequestConfig config, OutputForm form) =>
        form == OutputForm.Events || !IsWanted(cmdlet) ? null : new(cmdlet, client, config, form is OutputForm.Lines or OutputForm.JsonLines);

    /// <summary>Whether there is somebody to see a bar, and he wants to.</summary>
    public static bool IsWanted(PSCmdlet cmdlet) =>
        Preference(cmdlet) is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore) && !(Unattended && cmdlet.Host.Name == "ConsoleHost");

    public async ValueTask ReportAsync(TransferProgress progress, CancellationToken cancellationToken)
    {
        var isWanted = isShown
            || (!isClosed && !progress.IsCompleted && (progress.TotalBytes is { } total ? total > Large && progress.Elapsed >= Moment : progress.Elapsed >= Second && !(inPieces && progress.Direction == TransferDirection.Download)));
        if (isWanted && PipelineThread.Current is { } thread)
        {
            await thread.InvokeAsync(() => Draw(progress), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes it away for good, whatever became of the request: its config may be sent again by somebody else.</summary>
    public void Close()
    {
        isClosed = true;
        if (!cmdlet.Stopping)
        {
            Hide();
        }
    }

    public override string ToString() => "progress bar";

    private void Hide()
    {
        if (isShown)
        {
            isShown = false;
            cmdlet.WriteProgress(new(Id, title, " ") { RecordType = ProgressRecordType.Completed });
        }
    }

    private bool Draw(TransferProgress progress)
    {
        if (progress.IsCompleted)
        {
            Hide();
            return false;
        }

        isShown = true;
        cmdlet.WriteProgress(new(Id, title ??= Title(), Status(progress))
        {
            PercentComplete = progress.Percent is { } percent ? (int)percent : -1,
            SecondsRemaining = progress is { TotalBytes: { } total, BytesPerSecond: > 0 and var rate } ? (int)Math.Min(int.MaxValue, (total - progress.Bytes) / rate) : -1,
        });
        return true;
    }

    private string Title() =>
        AxiosException.Line(Methods.Normalize(config.Method ?? client.Defaults.Method), RequestUri.Resolve(client.Defaults.MergedWith(config)));

    private static string Status(TransferProgress progress)
    {
        var whole = progress.TotalBytes is { } total ? $" of {FormatText.Megabytes(total)}" : "";
        return $"{(progress.Direction == TransferDirection.Upload ? "Sent" : "Received")} {FormatText.Megabytes(progress.Bytes)}{whole} ({FormatText.Megabytes(progress.BytesPerSecond)}/s)";
    }

    private static ActionPreference? Preference(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var bound) && bound is ActionPreference own ? own
            : LanguagePrimitives.TryConvertTo<ActionPreference>(cmdlet.SessionState.PSVariable.GetValue("ProgressPreference"), out var set) ? set : null;
}
