using System.Diagnostics;

namespace AxiosPS.Plugins;

/// <summary>One call: its activity, if anybody wants one, and what is counted of it.</summary>
internal sealed class TracedCall
{
    private readonly RequestContext context;
    private readonly Telemetry telemetry;
    private readonly KeptActivities? kept;
    private readonly TagList place;
    private readonly Activity? activity;
    private readonly long started;
    private readonly int attemptsBefore;
    private readonly bool counted;
    private volatile bool ended;

    /// <summary>Starts the activity and makes it the current one.</summary>
    public TracedCall(RequestContext context, Telemetry telemetry, TraceTags tags, KeptActivities? kept)
    {
        (this.context, this.telemetry, this.kept) = (context, telemetry, kept);
        place = TraceTags.Place(context);
        started = context.Client.TimeProvider.GetTimestamp();
        attemptsBefore = context.Attempts.Count; // of a middleware further out that calls next again
        if (counted = telemetry.Active.Enabled)
        {
            telemetry.Active.Add(1, place);
        }

        if (telemetry.Source.HasListeners())
        {
            activity = tags.Start(telemetry.Source, context, kept);
        }

        context.HearOfRetries(Retried);
    }

    private int Sent => context.Attempts.Count - attemptsBefore;

    /// <summary>The call has its answer, or its error.</summary>
    public void End(AxiosResponse? response, Exception? error)
    {
        ended = true;
        var status = response?.StatusCode ?? (error as AxiosStatusException)?.StatusCode;
        var errorType = TraceTags.ErrorType(status, error, hasAnswer: response is not null);
        if (counted)
        {
            telemetry.Active.Add(-1, place);
        }

        if (response?.FromCache == true)
        {
            telemetry.CacheHits.Add(1, place);
            activity?.AddEvent(new("cache.hit"));
        }

        if (telemetry.Durations.Enabled && (Sent > 0 || error is not null))
        {
            var outcome = place;
            TraceTags.AddOutcome(ref outcome, status, errorType, Sent > 0 ? response : null);
            telemetry.Durations.Record(context.Client.TimeProvider.GetElapsedTime(started).TotalSeconds, outcome);
        }

        if (activity is not null)
        {
            if (activity.IsAllDataRequested)
            {
                Describe(activity, response, error, status, errorType);
            }

            activity.Stop();
            kept?.Add(activity);
        }
    }

    private void Describe(Activity activity, AxiosResponse? response, Exception? error, int? status, string? errorType)
    {
        var outcome = default(TagList);
        TraceTags.AddOutcome(ref outcome, status, errorType, Sent > 0 ? response : null);
        foreach (var (name, value) in outcome)
        {
            activity.SetTag(name, value);
        }

        if (Sent + (response?.Redirects.Count ?? 0) is > 1 and var requests && Sent > 0)
        {
            activity.SetTag("http.request.resend_count", requests - 1);
        }

        // Other messages than the engine's own, or a stack, may hold anything.
        var message = error is AxiosException known ? KnownSecrets.Redact(known.Message, context) : null;
        if (error is not null)
        {
            activity.AddEvent(TraceTags.Exception(error, message));
        }

        if (errorType is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error, error is AxiosStatusException ? null : message); // a status says it all
        }
    }

    private ValueTask Retried(RetryContext retry, TimeSpan wait)
    {
        if (!ended)
        {
            var errorType = TraceTags.ErrorType(retry.Status, retry.Error, hasAnswer: retry.Response is not null);
            telemetry.Retries.Add(1, [.. place, new("error.type", errorType)]);
            if (activity?.IsAllDataRequested == true)
            {
                activity.AddEvent(TraceTags.Retry(retry, wait, errorType));
            }
        }

        return default;
    }
}
