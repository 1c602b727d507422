using System.Diagnostics;

namespace AxiosPS.Tests.Plugins.Trace;

/// <summary>Hears of the activities of this test alone.</summary>
public abstract class ActivityTest : TraceTest, IDisposable
{
    protected ActivityTest() => Spans = new(Host);

    internal SpanLog Spans { get; }

    public void Dispose()
    {
        Spans.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static string Told(Activity span) => string.Join(
        '\n',
        [span.DisplayName, span.StatusDescription, .. span.TagObjects.Select(t => $"{t.Key}={t.Value}"), .. span.Events.SelectMany(e => e.Tags).Select(t => $"{t.Key}={t.Value}")]);
}
