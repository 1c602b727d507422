namespace AxiosPS;

/// <summary>A transport that sends over the network what it does not answer itself, and so needs the connections of the client that asks.</summary>
internal interface INetworkUser
{
    /// <summary>The transport of one client, which disposes of it if it is disposable.</summary>
    /// <param name="network">Makes that client's network.</param>
    ITransport For(Func<HttpTransport> network);
}
