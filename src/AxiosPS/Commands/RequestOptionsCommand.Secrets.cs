using System.Collections;

namespace AxiosPS.Commands;

/// <summary>
/// Every error, verbose and debug record of a command leads to the parameters that it was called with (InvocationInfo), and
/// from there into logs. What is a secret among them is masked there; the command itself has its values already.
/// </summary>
public abstract partial class RequestOptionsCommand
{
    private bool isMasked;

    /// <summary>Call it before anything is written, and for each record: the pipeline binds its object anew.</summary>
    private protected void MaskBoundParameters()
    {
        var bound = MyInvocation.BoundParameters;
        if (bound.TryGetValue(nameof(RequestCommand.InputObject), out var input) && input is not null)
        {
            bound[nameof(RequestCommand.InputObject)] = input is string text ? Secrets.RedactMalformed(text) : Secrets.Mask;
        }

        if (isMasked)
        {
            return;
        }

        isMasked = true;
        foreach (var (name, value) in bound.ToArray())
        {
            var shown = name switch
            {
                nameof(Headers) => MaskedHeaders(),
                nameof(Query) => Masked(Query, fields => new QueryCollection(fields)),
                nameof(PathParameter) => Masked(PathParameter, fields => new QueryCollection(fields)),
                nameof(RequestCommand.Uri) or nameof(NewAxiosClientCommand.BaseUri) => value is string address ? Secrets.RedactMalformed(address) : value,
                nameof(Proxy) => Proxy is null ? null : Secrets.Redact(Proxy),
                nameof(Token) or nameof(Credential) or nameof(ProxyCredential) or nameof(WebSession) or nameof(RequestCommand.Json)
                    or nameof(RequestCommand.UrlEncoded) or nameof(RequestCommand.Form) or nameof(RequestCommand.Body) => Secrets.Mask,
                _ => value,
            };
            if (!ReferenceEquals(shown, value))
            {
                bound[name] = shown!;
            }
        }
    }

    private object? MaskedHeaders() => Masked(Headers, fields =>
    {
        var headers = new HeaderCollection(fields);
        foreach (var name in SecretHeader)
        {
            headers.MarkSecret(name);
        }

        return headers;
    });

    private static object? Masked(IDictionary? fields, Func<IDictionary, FieldCollection> masked)
    {
        try
        {
            return fields is null ? null : masked(fields);
        }
        catch (ArgumentException)
        {
            return Secrets.Mask; // refused in a moment, with its reason
        }
    }
}
