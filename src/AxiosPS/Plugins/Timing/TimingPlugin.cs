using System.Diagnostics;

namespace AxiosPS.Plugins;

/// <summary>
/// Writes a line for every call: <c>[GET] https://example.com/ — 91.4ms (HTTP 200)</c>. It measures what lies further in: attached
/// before <see cref="DedupePlugin"/> with the wait for another call, attached after it the network alone. Retries and the waits
/// between them are counted in. Source: the TimingPlugin of the plugin authoring guide.
/// </summary>
public sealed class TimingPlugin : IAxiosPlugin
{
    private readonly Action<TimingRecord> write;

    /// <summary>Makes the plugin. One instance may serve several clients.</summary>
    /// <param name="write">
    /// Takes each record, on the thread on which the call went on; what it throws ends the call. Default: <see cref="Source"/>, at
    /// Information.
    /// </param>
    public TimingPlugin(Action<TimingRecord>? write = null) =>
        this.write = write ?? (record => Source.TraceEvent(TraceEventType.Information, 0, record.ToString()));

    /// <summary>Where records go by default, for listeners. Its name is <c>AxiosPS.Timing</c>.</summary>
    public static TraceSource Source { get; } = new("AxiosPS.Timing", SourceLevels.Information);

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Use(MeasureAsync, new HookOptions { Name = nameof(TimingPlugin) });
    }

    private async Task<AxiosResponse> MeasureAsync(RequestContext context, RequestHandler next)
    {
        var time = context.Client.TimeProvider;
        var started = time.GetTimestamp();
        AxiosResponse response;
        try
        {
            response = await next(context).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Write(0, e);
            throw;
        }

        Write(response?.StatusCode ?? 0, null);
        return response!; // a middleware further in that gave nothing is the engine's to report

        void Write(int status, Exception? error) =>
            write(new(context.Method, Secrets.Redact(context.Uri), time.GetElapsedTime(started), status, error));
    }
}
