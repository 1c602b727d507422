namespace AxiosPS.Checks;

internal sealed class AnswersEveryCall : Check<PluginProbe>
{
    public override string Name => "Every call has an answer, whatever its method and its body";

    public override string Remedy => "A middleware ends with one response: that of next, or one of its own. It reads no stream that the transport is to send.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        foreach (var method in (string[])["GET", "HEAD", "OPTIONS", "DELETE", "POST", "PUT", "PATCH"])
        {
            var config = PluginProbe.Get(ProbeTransport.Fine);
            config.Method = method;
            if (method.StartsWith('P'))
            {
                config.Json = new Dictionary<string, object> { ["item"] = "tea" };
            }

            Answers(config, method);
        }

        var upload = PluginProbe.Get(ProbeTransport.Fine);
        (upload.Method, upload.Body) = ("POST", new MemoryStream([1, 2, 3]));
        Answers(upload, "POST of a stream");

        void Answers(RequestConfig config, string what)
        {
            var path = config.Uri!;
            var sendsBody = config.Method!.StartsWith('P');
            if (subject.Call(client, config) is { Failure: { } failure })
            {
                throw CheckException.Failed($"A {what} fails: {failure}");
            }

            if (sendsBody && subject.Transport.Seen.FirstOrDefault(seen => seen.Uri.AbsolutePath == path) is { Body.Length: 0 })
            {
                throw CheckException.Failed($"A {what} goes out without its body.");
            }
        }
    }
}
