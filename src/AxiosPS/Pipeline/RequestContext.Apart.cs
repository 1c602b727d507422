namespace AxiosPS;

/// <summary>Work that a middleware begins for a call and that goes on without it.</summary>
public sealed partial class RequestContext
{
    private RequestContext(RequestContext source, bool isFork, CancellationToken token)
    {
        Client = source.Client;
        Hooks = source.Hooks;
        Config = source.Config.Copy();
        (callBase, callUri, boundTo, ResolvedUri) = (source.callBase, source.callUri, source.boundTo, source.ResolvedUri);
        (content, items) = (source.content, source.items is null ? null : new(source.items));
        (number, Retrying) = (source.Number, source.Retrying);
        CallerToken = token;
        MiddlewareTasks = new Task<AxiosResponse>[Hooks.Middleware.Length];
        if (isFork)
        {
            (ForkOf, SendsTrace, CancelToken) = (source, source.SendsTrace, source.CancelToken);
            (started, callerWait, TotalTimeout, ends) = (source.started, source.callerWait, source.TotalTimeout, source.ends);
        }
        else
        {
            (Config.CancelToken, Config.CallerWait, Config.Progress) = (null, null, null); // the caller's, who does not wait for this
            started = Client.TimeProvider.GetTimestamp();
            TotalTimeout = ends = TotalTimeoutOf(Config);
        }

        Enter();
    }

    /// <summary>
    /// A call of its own that asks for the same as this one does by now, and whose hooks are the same. It ends with the client, with a total
    /// time that begins now, and with the token; whoever makes it ends it by <see cref="End"/>.
    /// </summary>
    internal RequestContext Apart(CancellationToken token) => new(this, isFork: false, token);
}
