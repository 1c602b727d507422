namespace AxiosPS;

/// <summary>Scheme, host and port: what a secret is bound to (RFC 6454).</summary>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    public static Origin Of(Uri uri) => new(uri.Scheme, uri.IdnHost, uri.Port);

    /// <summary>The same host, from http to https: nobody learns there what has not gone here already.</summary>
    public bool IsUpgradedTo(Origin other) => this is { Scheme: "http", Port: 80 } && other is { Scheme: "https", Port: 443 } && Host == other.Host;

    public override string ToString() => $"{Scheme}://{Host}:{Port}";
}
