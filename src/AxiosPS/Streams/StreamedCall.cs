namespace AxiosPS;

/// <summary>A call whose body is read as it arrives.</summary>
internal static class StreamedCall
{
    public static Task<AxiosResponse> SendAsync(AxiosClient client, RequestConfig config, string? accept, CancellationToken cancellationToken, Action<RequestConfig>? change = null)
    {
        var call = config.Copy();
        call.Stream = true;
        if (client.Defaults.ValidateStatus is null)
        {
            call.ValidateStatus ??= StatusCheck.Success; // nobody sees the response, who could look at its status
        }

        if (accept is not null && !call.Headers.Contains("Accept"))
        {
            call.Headers["Accept"] = accept;
        }

        change?.Invoke(call);
        return client.SendAsync(call, cancellationToken);
    }
}
