namespace AxiosPS;

/// <summary>The calls by method name, each as <c>…Async</c> and blocking.</summary>
public sealed partial class AxiosClient
{
    /// <summary>Sends a GET.</summary>
    /// <param name="uri">An address, or a path below the base.</param>
    /// <param name="config">More wishes for this call.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    public Task<AxiosResponse> GetAsync(string uri, RequestConfig? config = null, CancellationToken cancellationToken = default) =>
        SendAsync(Call("GET", uri, config), cancellationToken);

    /// <summary>Sends a HEAD.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<AxiosResponse> HeadAsync(string uri, RequestConfig? config = null, CancellationToken cancellationToken = default) =>
        SendAsync(Call("HEAD", uri, config), cancellationToken);

    /// <summary>Sends an OPTIONS.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<AxiosResponse> OptionsAsync(string uri, RequestConfig? config = null, CancellationToken cancellationToken = default) =>
        SendAsync(Call("OPTIONS", uri, config), cancellationToken);

    /// <summary>Sends a DELETE.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<AxiosResponse> DeleteAsync(string uri, RequestConfig? config = null, CancellationToken cancellationToken = default) =>
        SendAsync(Call("DELETE", uri, config), cancellationToken);

    /// <summary>Sends a POST.</summary>
    /// <param name="uri">An address, or a path below the base.</param>
    /// <param name="data">A string, a byte[] or a stream goes out as it is, anything else as JSON; null sends no body.</param>
    /// <param name="config">More wishes for this call.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    public Task<AxiosResponse> PostAsync(string uri, object? data = null, RequestConfig? config = null, CancellationToken cancellationToken = default) =>
        SendAsync(Call("POST", uri, config, data), cancellationToken);

    /// <summary>Sends a PUT.</summary>
    /// <inheritdoc cref="PostAsync"/>
    public Task<AxiosResponse> PutAsync(string uri, object? data = null, RequestConfig? config = null, CancellationToken cancellationToken = default) =>
        SendAsync(Call("PUT", uri, config, data), cancellationToken);

    /// <summary>Sends a PATCH.</summary>
    /// <inheritdoc cref="PostAsync"/>
    public Task<AxiosResponse> PatchAsync(string uri, object? data = null, RequestConfig? config = null, CancellationToken cancellationToken = default) =>
        SendAsync(Call("PATCH", uri, config, data), cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public AxiosResponse Get(string uri, RequestConfig? config = null) => Send(Call("GET", uri, config));

    /// <inheritdoc cref="HeadAsync"/>
    public AxiosResponse Head(string uri, RequestConfig? config = null) => Send(Call("HEAD", uri, config));

    /// <inheritdoc cref="OptionsAsync"/>
    public AxiosResponse Options(string uri, RequestConfig? config = null) => Send(Call("OPTIONS", uri, config));

    /// <inheritdoc cref="DeleteAsync"/>
    public AxiosResponse Delete(string uri, RequestConfig? config = null) => Send(Call("DELETE", uri, config));

    /// <inheritdoc cref="PostAsync"/>
    public AxiosResponse Post(string uri, object? data = null, RequestConfig? config = null) => Send(Call("POST", uri, config, data));

    /// <inheritdoc cref="PutAsync"/>
    public AxiosResponse Put(string uri, object? data = null, RequestConfig? config = null) => Send(Call("PUT", uri, config, data));

    /// <inheritdoc cref="PatchAsync"/>
    public AxiosResponse Patch(string uri, object? data = null, RequestConfig? config = null) => Send(Call("PATCH", uri, config, data));

    private static RequestConfig Call(string method, string uri, RequestConfig? config, object? data = null)
    {
        var call = config?.Copy() ?? new RequestConfig();
        call.IsUnshared = true;
        call.Method = method;
        call.Uri = uri;
        switch (data is null ? null : Host.Unwrap(data))
        {
            case null:
                break;
            case string or byte[] or ReadOnlyMemory<byte> or Stream:
                call.Body = data;
                break;
            default:
                call.Json = data;
                break;
        }

        return call;
    }
}
