namespace AxiosPS;

/// <summary>What the host is told of retries, in its verbose output. Nothing is put into words where nobody listens.</summary>
internal static class RetryReport
{
    public static void TriesAgain(RetryContext retry, TimeSpan wait, bool isOfServer)
    {
        if (Host.Verbose is { } say)
        {
            var when = wait > TimeSpan.Zero ? $"in {DelayTime.Text(wait)}" : "at once";
            say($"{Line(retry)}; trying again {when}{(isOfServer ? " (Retry-After)" : "")}");
        }
    }

    public static void GivesUp(RetryContext retry, string? reason) =>
        Host.Verbose?.Invoke($"{Line(retry)}; not trying again{(reason is null ? ", the retries are used up" : $": {reason}")}");

    /// <summary>For example <c>attempt 2 gave 503</c>.</summary>
    public static string Outcome(RetryContext retry) => $"attempt {retry.Retry} {Result(retry)}";

    private static string Line(RetryContext retry) =>
        $"{retry.Request}: attempt {retry.Retry} of {1L + (retry.Request.Config.MaxRetries ?? 0)} {Result(retry)}";

    // The messages of most errors begin with the line of the call.
    private static string Result(RetryContext retry)
    {
        if (retry.Error?.Message is not { } message)
        {
            return FormattableString.Invariant($"gave {retry.Response!.StatusCode}");
        }

        var call = $"{retry.Request} ";
        return message.StartsWith(call, StringComparison.Ordinal) ? message[call.Length..].TrimEnd('.') : $"failed: {message.TrimEnd('.')}";
    }
}
