using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>
/// The streams that the bodies of a config have had, so that one which goes out again does so from where it stood at first. It
/// travels with the config and its copies: through the attempts of a call, to its next pages, and into a call that a hook makes of
/// <c>error.Config</c>. There nobody means the end of a stream, which is where the last sending has left it. What somebody
/// has put elsewhere meanwhile is meant from there. A config of its own has its own: a stream in it starts where it stands,
/// for one stream may well be sent in several calls, piece by piece.
/// </summary>
internal sealed class BodyStreams
{
    private readonly object gate = new();
    private ConditionalWeakTable<Stream, StreamPart>? parts;

    public StreamPart Of(Stream stream)
    {
        lock (gate)
        {
            parts ??= [];
            var part = parts.TryGetValue(stream, out var before) ? before.Again() : new(stream);
            if (part != before)
            {
                parts.AddOrUpdate(stream, part);
            }

            return part;
        }
    }
}
