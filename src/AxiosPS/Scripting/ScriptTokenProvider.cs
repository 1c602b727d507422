using AxiosPS.Plugins;

namespace AxiosPS.Scripting;

/// <summary>
/// A token provider made of a script: it gets the request for a token and puts one out. It runs on the pipeline thread of whichever call
/// that waits for it has its thread free first, and sees that one's variables.
/// </summary>
/// <param name="script">The script.</param>
/// <param name="arguments">What it gets beside the request.</param>
internal sealed class ScriptTokenProvider(ScriptCall script, params object?[] arguments) : ScriptHook(script), IHostedTokenProvider
{
    /// <exception cref="ArgumentException">It is an object of a PowerShell class, whose methods cannot run on the thread pool.</exception>
    public static ITokenProvider Checked(ITokenProvider provider) => ScriptHome.IsOfScriptClass(provider)
        ? throw new ArgumentException($"The token provider is an object of the PowerShell class {provider.GetType().Name}, whose methods cannot run where providers of .NET do. Give a scriptblock that calls it: {{ $provider.GetToken() }}")
        : provider;

    public async ValueTask<AuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) =>
        Token(await RunAsync(new(), cancellationToken, [request, .. arguments]).ConfigureAwait(false), request);

    public Task OfferAsync(TokenOffer offer, CancellationToken cancellationToken) => RunAsync(
        script =>
        {
            offer.RunHere(request => Token(script(), request));
            return true;
        },
        new(),
        cancellationToken,
        [offer.Request, .. arguments]);

    private AuthToken Token(List<object> output, TokenRequest request) => output switch
    {
        [var only] => ScriptToken.From(only, request.Now),
        [] when HasRunElsewhere => throw new InvalidOperationException($"it put out nothing; where it runs elsewhere than it was made, as in a job, it has the variables from there by $using:. {ScriptToken.Expected}"),
        [] => throw new InvalidOperationException($"it put out nothing. A variable of the function that made the client is there if it is written $using:name, or the scriptblock is given with .GetNewClosure(). {ScriptToken.Expected}"),
        _ => throw new InvalidOperationException($"it put out {output.Count} things. Send stray output to $null. {ScriptToken.Expected}"),
    };
}
