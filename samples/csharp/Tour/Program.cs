// A tour of the engine from C#: no PowerShell, no internet. The server is in this process.
using System.Text.Json.Nodes;
using AxiosPS;
using AxiosPS.Samples;

using var server = new EchoServer();
Page.Begin("AxiosPS, a tour in C#");

Page.Heading("A client with three plugins");
using var api = new AxiosClient(server.Uri);
var timing = new TimingPlugin(Page.Log); // a class with an Attach(client), and nothing else
api.Plugin(timing)
    .Plugin(new RequestSourcePlugin("tour/1.0"))
    .Plugin(new DedupePlugin());
Page.Line("client", api);
Page.Line("plugins", string.Join(", ", api.Plugins));

Page.Heading("GET some JSON");
var response = await api.GetAsync("/users/octocat", new() { Query = { ["page"] = 2 } });
var echo = (JsonNode)response.Data!;
Page.Line("answer", $"{response.StatusCode} {response.ReasonPhrase}, {response.Bytes.Length} bytes");
Page.Line("path", echo["path"]);
Page.Line("query", $"page = {echo["query"]!["page"]}");
Page.Line("source", $"{echo["headers"]!["x-request-source"]}  (stamped by the plugin)");

Page.Heading("POST some JSON");
response = await api.PostAsync("/orders", new { Item = "tea", Count = 3 });
echo = (JsonNode)response.Data!;
Page.Line("sent as", echo["headers"]!["content-type"]);
Page.Line("item", echo["body"]!["item"]);
Page.Line("count", echo["body"]!["count"]);

Page.Heading("Pages, events, and a body of one's own to read");
await foreach (var page in api.PagesAsync(new() { Uri = "/pages/1" }))
{
    Page.Line("page", page.Text);
}

await foreach (var one in api.ReadEventsAsync(new() { Uri = "/events" }, maxReconnects: 0))
{
    Page.Line(one.Event, one.Data);
}

response = await api.GetAsync("/files/50000", new() { Stream = true });
await using (var body = response.Stream!)
{
    await body.CopyToAsync(Stream.Null);
}

Page.Line("stream", "read to its end");

Page.Heading("Five equal GETs at once");
var before = server.Count;
var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => api.GetAsync("/delay/100")));
Page.Line("answers", answers.Length);
Page.Line("requests", $"{server.Count - before}  (the others shared it)");

Page.Heading("An error");
try
{
    await api.GetAsync("/status/404", new() { ValidateStatus = StatusCheck.Success });
}
catch (AxiosStatusException error)
{
    Page.Error(error);
    Page.Line("the body", ((JsonNode)error.Response!.Data!)["error"]);
    Page.Line("attempts", string.Join("; ", error.Attempts));
}

Page.Heading("The pipeline");
foreach (var step in api.Pipeline)
{
    Page.Line(step.Stage, step.Plugin is null ? step.Name : $"{step.Name}  (of {step.Plugin})");
}

Page.Heading("Without the clock");
api.RemovePlugin(timing);
await api.GetAsync("/quiet");
Page.Line("plugins", string.Join(", ", api.Plugins));
