using System.Net;
using System.Net.Sockets;

namespace AxiosPS;

/// <summary>Opens the socket of a connection.</summary>
internal static class Dialling
{
    /// <summary>Tries the addresses of a name one after the other, until one takes the connection.</summary>
    public static async ValueTask<Socket> TcpAsync(DnsEndPoint end, ConnectClock clock, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(end.Host, out var literal) ? [literal] : await ResolveAsync(end.Host, clock, cancellationToken).ConfigureAwait(false);
        SocketException? refusal = null;
        foreach (var address in addresses)
        {
            Socket? socket = null;
            try
            {
                socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(address, end.Port), cancellationToken).ConfigureAwait(false);
                clock.Address = address;
                return socket;
            }
            catch (Exception e)
            {
                socket?.Dispose();
                refusal = e as SocketException;
                if (refusal is null)
                {
                    throw;
                }
            }
        }

        throw refusal ?? new SocketException((int)SocketError.HostNotFound);
    }

    public static async ValueTask<Socket> UnixAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The system's own look-up goes on after a cancellation; the call does not wait for it.
    private static async ValueTask<IPAddress[]> ResolveAsync(string host, ConnectClock clock, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        clock.Resolved();
        return addresses;
    }
}
