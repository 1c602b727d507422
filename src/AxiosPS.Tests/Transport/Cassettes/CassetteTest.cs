using System.Text.Json;
using AxiosPS.Tests.Files;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>Tests with a file for a cassette.</summary>
public abstract class CassetteTest : FolderTest
{
    internal string Tape => In("tape.json");

    internal string Written => File.ReadAllText(Tape);

    /// <summary>A client of the test server, or of the address given.</summary>
    internal AxiosClient With(CassetteMode mode, Action<CassetteOptions>? set = null, string? address = null, Action<AxiosClientOptions>? more = null)
    {
        var options = new CassetteOptions();
        set?.Invoke(options);
        var client = new AxiosClientOptions { BaseUri = address ?? Server.Uri.OriginalString, Transport = new Cassette(Tape, mode, options) };
        more?.Invoke(client);
        return new(client);
    }

    /// <summary>A client whose calls are answered in memory and recorded.</summary>
    internal AxiosClient Recording(Func<TransportRequest, TransportResponse> answer, Action<CassetteOptions>? set = null, Action<AxiosClientOptions>? more = null) => With(
        CassetteMode.Record,
        options =>
        {
            options.Transport = new MemoryTransport(answer);
            set?.Invoke(options);
        },
        "https://a.test",
        more);

    /// <summary>A client that has nothing but the file.</summary>
    internal AxiosClient Replaying(Action<CassetteOptions>? set = null, Action<AxiosClientOptions>? more = null) => With(CassetteMode.Replay, set, "https://a.test", more);

    internal static TransportResponse Json(string json, int status = 200) =>
        new(status, new() { ["Content-Type"] = "application/json" }, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)));

    internal static JsonElement Data(AxiosResponse answer) => JsonDocument.Parse(answer.Text).RootElement;

    internal static RequestConfig Headers(params (string Name, object Value)[] headers)
    {
        var config = new RequestConfig();
        foreach (var (name, value) in headers)
        {
            config.Headers[name] = value;
        }

        return config;
    }
}
