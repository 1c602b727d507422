namespace AxiosPS.Plugins;

/// <summary>What a token provider is told.</summary>
public sealed class TokenRequest
{
    internal TokenRequest(AxiosClient client, bool isRefused) => (Client, IsRefused) = (client, isRefused);

    /// <summary>The client whose calls want the token. What the provider itself asks through it goes out without one, and waits for none.</summary>
    public AxiosClient Client { get; }

    /// <summary>Whether the server has refused (401) the token before this one: a provider that keeps tokens must not give that again.</summary>
    public bool IsRefused { get; }

    internal DateTimeOffset Now => Client.TimeProvider.GetUtcNow();
}
