using System.Collections.Concurrent;
using System.Diagnostics;

namespace AxiosPS.Tests.Plugins.Trace;

/// <summary>Listens to the activities of one host, since others run tests at the same time.</summary>
internal sealed class SpanLog : IDisposable
{
    private readonly ConcurrentQueue<Activity> started = [];
    private readonly ConcurrentQueue<Activity> ended = [];
    private readonly ActivityListener listener;

    public SpanLog(string host, ActivitySamplingResult wanted = ActivitySamplingResult.AllDataAndRecorded)
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name == "AxiosPS",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Tags!.Any(tag => tag.Key == "server.address" && (string?)tag.Value == host) ? wanted : ActivitySamplingResult.None,
            ActivityStarted = activity => Keep(started, activity, host),
            ActivityStopped = activity => Keep(ended, activity, host),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyList<Activity> Started => [.. started];

    public IReadOnlyList<Activity> Ended => [.. ended];

    public Activity Only => Assert.Single(ended);

    public void Dispose() => listener.Dispose();

    private static void Keep(ConcurrentQueue<Activity> queue, Activity activity, string host)
    {
        if ((string?)activity.GetTagItem("server.address") == host)
        {
            queue.Enqueue(activity);
        }
    }
}
