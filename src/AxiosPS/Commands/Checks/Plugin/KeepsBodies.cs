namespace AxiosPS.Checks;

internal sealed class KeepsBodies : Check<PluginProbe>
{
    public override string Name => "The body of an answer arrives whole, as a stream too";

    public override string Remedy => "Leave response.Bytes as they are and read no response.Stream that you hand on. For another body make a response of your own.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        AxiosResponse? inner = null;
        client.Use(async (context, next) => inner = await next(context).ConfigureAwait(false), new HookOptions { Name = "of the check" });
        foreach (var isStream in (bool[])[false, true])
        {
            inner = null;
            var config = PluginProbe.Get(ProbeTransport.Fine);
            config.Stream = isStream;
            var path = config.Uri!;
            var outcome = subject.Call(client, config);
            if (outcome.Failure is { } failure)
            {
                throw CheckException.Failed($"A call{(isStream ? " for a stream" : "")} fails: {failure}");
            }

            if (outcome.Response is { } response && ReferenceEquals(response, inner) && subject.Transport.Seen.Any(seen => seen.Uri.AbsolutePath == path)
                && !Read(response).AsSpan().SequenceEqual(ProbeTransport.BodyOf(new(ProbeTransport.Home + path))))
            {
                throw CheckException.Failed($"The body of the answer{(isStream ? ", as a stream," : "")} is not the one that was sent.");
            }
        }

        subject.EnsureReached();
    }

    private static byte[] Read(AxiosResponse response)
    {
        if (response.Stream is not { } stream)
        {
            return response.Bytes;
        }

        try
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        catch (ObjectDisposedException)
        {
            throw CheckException.Failed("The stream of the answer is closed when it comes to the caller.");
        }
    }
}
