namespace AxiosPS;

/// <summary>Scheme, host and port: what a secret is bound to (RFC 6454).</summary>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    public static Origin Of(Uri uri) => new(uri.Scheme, uri.IdnHost, uri.Port);

    public override string ToString() => $"{Scheme}://{Host}:{Port}";
}
