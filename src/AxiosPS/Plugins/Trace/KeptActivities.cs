using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace AxiosPS.Plugins;

/// <summary>Activities for those who have no exporter: they are made for this plugin even where nobody else listens.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The listener goes with the last client.")]
internal sealed class KeptActivities(int most, ActivitySource source)
{
    [ThreadStatic]
    private static KeptActivities? asking;

    private readonly ConcurrentQueue<Activity> ended = [];
    private readonly object gate = new();
    private ActivityListener? listener;
    private int clients;

    public Activity[] All => ended.ToArray();

    /// <summary>While an activity is started: it is for this plugin, and another one's does not want it.</summary>
    public static Question Asking(KeptActivities? kept)
    {
        asking = kept;
        return default;
    }

    /// <summary>Listens for one more client.</summary>
    public void Attach()
    {
        lock (gate)
        {
            if (clients++ == 0)
            {
                listener = new()
                {
                    ShouldListenTo = other => ReferenceEquals(other, source),
                    Sample = (ref ActivityCreationOptions<ActivityContext> _) => asking == this ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
                };
                ActivitySource.AddActivityListener(listener);
            }
        }
    }

    /// <summary>For one less.</summary>
    public void Detach()
    {
        lock (gate)
        {
            if (--clients == 0)
            {
                listener!.Dispose();
            }
        }
    }

    public void Add(Activity activity)
    {
        ended.Enqueue(activity);
        while (ended.Count > most)
        {
            ended.TryDequeue(out _);
        }
    }

    /// <summary>Lasts as long as the activity is being started.</summary>
    public readonly struct Question : IDisposable
    {
        public void Dispose() => asking = null;
    }
}
