using System.Text;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Streams;

/// <summary>What tests of lines and events share: a client whose answers are given piece by piece.</summary>
public abstract class ItemTest
{
    /// <summary>A client that answers with these pieces, each of which one read gives.</summary>
    internal static AxiosClient Answering(string contentType, params byte[][] pieces) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = new MemoryTransport(_ => new TransportResponse(200, new HeaderCollection { ["Content-Type"] = contentType }, new Pieces(pieces))),
    });

    /// <summary>The same bytes in one piece, and byte by byte.</summary>
    internal static IEnumerable<byte[][]> Cuts(byte[] body) => [[body], [.. body.Select(b => new[] { b })]];

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    internal static async Task<List<T>> All<T>(IAsyncEnumerable<T> items, List<T>? into = null)
    {
        into ??= [];
        await foreach (var item in items)
        {
            into.Add(item);
        }

        return into;
    }

    private sealed class Pieces(byte[][] pieces) : ReadOnlyStream(Null)
    {
        private int next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (next == pieces.Length)
            {
                return new(0);
            }

            var piece = pieces[next++];
            piece.CopyTo(buffer);
            return new(piece.Length);
        }
    }
}
