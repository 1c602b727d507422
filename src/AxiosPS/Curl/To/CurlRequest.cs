namespace AxiosPS;

/// <summary>A request that is to be written as a curl command line: one that was sent, or one that would be.</summary>
internal static class CurlRequest
{
    /// <summary>What a client would send for a config, without its hooks.</summary>
    /// <exception cref="ArgumentException">It cannot be sent.</exception>
    public static CurlLine Of(AxiosClient client, RequestConfig config, bool includeSecrets)
    {
        var merged = client.Defaults.MergedWith(config);
        var transforms = merged.TransformRequest;
        var line = Write(client, merged, null, includeSecrets);
        if (transforms is { Length: > 0 })
        {
            line.Warn("TransformRequest is not run: the body is as it is before.");
        }

        return line;
    }

    /// <summary>What was sent for a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="client">Who sends it, if the response does not say.</param>
    /// <param name="includeSecrets">Whether secrets stand in it as they are.</param>
    /// <exception cref="ArgumentException">It answers no request.</exception>
    public static CurlLine Of(AxiosResponse response, AxiosClient client, bool includeSecrets) => response.Config is not { } config
        ? throw new ArgumentException("The response was made by hand and answers no request. Give one that a client has got.")
        : Write(config.SentBy ?? client, config.Copy(), response.Redirects.Count > 0 ? response.Redirects[0] : response.Address, includeSecrets);

    /// <summary>What was, or was to be, sent when an error came.</summary>
    /// <inheritdoc cref="Of(AxiosResponse, AxiosClient, bool)"/>
    public static CurlLine Of(AxiosException error, AxiosClient client, bool includeSecrets) =>
        error.Response is { Config: not null } response ? Of(response, client, includeSecrets)
        : error.Config is { } config ? Write(config.SentBy ?? client, config.Copy(), null, includeSecrets)
        : throw new ArgumentException($"The error is tied to no request: {error.Message}");

    private static CurlLine Write(AxiosClient client, RequestConfig config, Uri? address, bool includeSecrets)
    {
        config.CancelToken = null; // it may be over
        var context = new RequestContext(client, config, default);
        try
        {
            context.Method = context.Method;
            context.Resolve();
            if (address is { Scheme: "http" or "https" })
            {
                context.Uri = address; // as a middleware may have set it
            }

            context.Content = RequestContent.For(config, client.DataFormat);
            return CurlWriter.Write(context, includeSecrets);
        }
        finally
        {
            context.End(null);
        }
    }
}
