using System.ComponentModel;

namespace AxiosPS.Plugins;

/// <summary>
/// Gives tokens to an <see cref="AuthPlugin"/>. PowerShell makes one of a scriptblock, C# of a lambda by <see cref="TokenProvider.From"/>.
/// One provider serves many calls at once, and is asked once for all that wait.
/// </summary>
[TypeConverter("AxiosPS.Scripting.TokenProviderConverter, AxiosPS")]
public interface ITokenProvider
{
    /// <summary>Gives a token. Runs on the thread pool; what it throws fails all calls that wait, and the next one asks anew.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="cancellationToken">Ends with the plugin's <see cref="AuthOptions.RefreshTimeout"/>, and when no call waits any more.</param>
    ValueTask<AuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken);
}
