using System.Globalization;
using System.Net;

namespace AxiosPS;

/// <summary>
/// The hosts that no proxy is used for, in all the spellings that NO_PROXY has: <c>*</c>; a domain, with or without a dot before
/// it, for itself and what is below it; <c>*.domain</c> for what is below it alone; an address of IPv4 or IPv6; a block of them
/// (<c>10.0.0.0/8</c>); each with a port if only that one is meant. What is loopback stands for all that is.
/// </summary>
internal sealed class ProxyBypassList
{
    private readonly Entry[] entries;

    public ProxyBypassList(IEnumerable<string> hosts) => entries =
        [.. hosts.SelectMany(h => h.Split([',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Select(Entry.Parse)];

    public bool Contains(Uri uri)
    {
        if (entries.Length == 0)
        {
            return false;
        }

        var host = Plain(uri.IdnHost);
        var address = AddressOf(host);
        return Array.Exists(entries, e => e.Matches(host, address, uri.Port));
    }

    private static string Plain(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();

    private static IPAddress? AddressOf(string host) => !IPAddress.TryParse(host, out var address) ? null : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsLoopback(string host, IPAddress? address) =>
        address is not null ? IPAddress.IsLoopback(address) : host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);

    private sealed record Entry(string Host, IPAddress? Address, int Prefix, int? Port)
    {
        private const int Whole = 128;

        public static Entry Parse(string text)
        {
            var (host, port) = SplitPort(text);
            var slash = host.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && int.TryParse(host.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && Block(host[..slash]) is { } block)
            {
                var mapped = IPAddress.Parse(block).IsIPv4MappedToIPv6;
                return new("", AddressOf(block), Math.Min(Whole, mapped ? Math.Max(0, prefix - 96) : prefix), port);
            }

            host = Plain(host);
            return new(Ascii(host), AddressOf(host), Whole, port);
        }

        public bool Matches(string host, IPAddress? address, int port)
        {
            if (Port is not null && Port != port)
            {
                return false;
            }

            if (Address is null)
            {
                return Host == "*" || (IsLoopback(host, address) && IsLoopback(Host, null)) || (address is null ? MatchesName(host) : Host == host);
            }

            return Prefix < Whole ? address is not null && IsInBlock(address)
                : Address.Equals(address) || (IPAddress.IsLoopback(Address) && IsLoopback(host, address));
        }

        private bool MatchesName(string host) =>
            Host.StartsWith("*.", StringComparison.Ordinal) ? host.EndsWith(Host[1..], StringComparison.Ordinal)
            : Host.TrimStart('.') is { Length: > 0 } name && host.EndsWith(name, StringComparison.Ordinal) && (host.Length == name.Length || host[^(name.Length + 1)] == '.');

        private bool IsInBlock(IPAddress address)
        {
            if (address.AddressFamily != Address!.AddressFamily)
            {
                return false;
            }

            var (mine, other) = (Address.GetAddressBytes(), address.GetAddressBytes());
            for (var bit = 0; bit < Math.Min(Prefix, mine.Length * 8); bit++)
            {
                if (((mine[bit / 8] ^ other[bit / 8]) & (0x80 >> (bit % 8))) != 0)
                {
                    return false;
                }
            }

            return true;
        }

        // host:port, [v6]:port and a bare v6, whose colons are its own.
        private static (string Host, int? Port) SplitPort(string text)
        {
            var colon = text.LastIndexOf(':');
            var isPort = colon > 0 && (text[colon - 1] == ']' || text.IndexOf(':', StringComparison.Ordinal) == colon);
            return isPort && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? (text[..colon], port) : (text, null);
        }

        // 127/8 is short for 127.0.0.0/8.
        private static string? Block(string text)
        {
            var host = text.Trim('[', ']');
            while (host.Length > 0 && !host.Contains(':', StringComparison.Ordinal) && host.Count(c => c == '.') < 3)
            {
                host += ".0";
            }

            return IPAddress.TryParse(host, out _) ? host : null;
        }

        private static string Ascii(string host)
        {
            try
            {
                return host.All(char.IsAscii) ? host : new IdnMapping().GetAscii(host);
            }
            catch (ArgumentException)
            {
                return host; // no name that any host can have, and so it matches none
            }
        }
    }
}
