using System.Text;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Logger;

/// <summary>A client whose log is kept, and whose answers the test makes; each takes 83 ms of a clock that else stands still.</summary>
internal sealed class LoggedClient : IDisposable
{
    private readonly List<LogRecord> records = [];

    public LoggedClient(Func<TransportRequest, TransportResponse> answer, LoggerOptions? options = null, params IAxiosPlugin[] further)
    {
        Client = new(new AxiosClientOptions
        {
            BaseUri = "https://api.test",
            TimeProvider = Time,
            Transport = new FakeTransport((request, _) =>
            {
                Time.Pass(TimeSpan.FromMilliseconds(83));
                return Task.FromResult(answer(request));
            }),
            Plugins = [new LoggerPlugin(Add, options), .. further],
        });
    }

    public AxiosClient Client { get; }

    public RetryClock Time { get; } = new();

    public IReadOnlyList<LogRecord> Records
    {
        get
        {
            lock (records)
            {
                return [.. records];
            }
        }
    }

    public IEnumerable<string> Lines => Records.Select(r => r.ToString());

    public static TransportResponse Answer(int status, string body = "", string? type = null, string reason = "") =>
        new(status, type is null ? new() : new() { ["Content-Type"] = type }, new MemoryStream(Encoding.UTF8.GetBytes(body))) { ReasonPhrase = reason };

    public void Dispose() => Client.Dispose();

    private void Add(LogRecord record)
    {
        lock (records)
        {
            records.Add(record);
        }
    }
}
