namespace AxiosPS;

/// <summary>Work that a middleware begins for a call and that goes on without it.</summary>
public sealed partial class RequestContext
{
    private RequestContext(RequestContext source, CancellationToken token)
    {
        Client = source.Client;
        Hooks = source.Hooks;
        Config = source.Config.Copy();
        (Config.CancelToken, Config.CallerWait, Config.Progress) = (null, null, null); // the caller's, who does not wait for this
        (callBase, callUri, boundTo, ResolvedUri) = (source.callBase, source.callUri, source.boundTo, source.ResolvedUri);
        (content, items) = (source.content, source.items is null ? null : new(source.items));
        (number, Retrying) = (source.Number, source.Retrying);
        CallerToken = token;
        MiddlewareTasks = new Task<AxiosResponse>[Hooks.Middleware.Length];
        started = Client.TimeProvider.GetTimestamp();
        TotalTimeout = ends = TotalTimeoutOf(Config);
        Enter();
    }

    /// <summary>
    /// A call of its own that asks for the same as this one does by now, and whose hooks are the same. It ends with the client, with a total
    /// time that begins now, and with the token; whoever makes it ends it by <see cref="End"/>.
    /// </summary>
    internal RequestContext Apart(CancellationToken token) => new(this, token);
}
