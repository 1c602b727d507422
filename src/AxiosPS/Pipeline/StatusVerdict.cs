namespace AxiosPS;

/// <summary>What the status check of a call says.</summary>
internal static class StatusVerdict
{
    /// <summary>Whether a response is fine. Without a check it is.</summary>
    /// <exception cref="AxiosException">The check failed.</exception>
    public static ValueTask<bool> AcceptsAsync(AxiosResponse response, RequestContext context) =>
        context.Config.ValidateStatus is { } check && !ReferenceEquals(check, StatusCheck.Any) ? AskAsync(check, response, context) : new(true);

    private static async ValueTask<bool> AskAsync(IStatusCheck check, AxiosResponse response, RequestContext context)
    {
        try
        {
            return await check.AcceptsAsync(response, context.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw CallErrors.FromHook(e, "The status check", context);
        }
    }
}
