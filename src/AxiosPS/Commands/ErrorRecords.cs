using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Every error record of the module: a stable id, a fitting category, the redacted address as target.</summary>
internal static class ErrorRecords
{
    public static bool IsExpected(Exception e) => e is AxiosException or ArgumentException or ObjectDisposedException or (InvalidOperationException and not PSInvalidOperationException);

    public static ErrorRecord From(Exception exception, object? target)
    {
        var record = Record(exception, target);
        if (Remedies.For(exception) is { } remedy)
        {
            record.ErrorDetails ??= new(exception.Message);
            record.ErrorDetails.RecommendedAction = remedy;
        }

        return record;
    }

    private static ErrorRecord Record(Exception exception, object? target) => exception switch
    {
        AxiosStatusException e => Status(e, target),
        AxiosTimeoutException e => new(e, $"Timeout{e.Clock}", ErrorCategory.OperationTimeout, Target(e, target)),
        AxiosNetworkException e => new(e, $"Network{e.Failure}", Category(e.Failure), Target(e, target)),
        AxiosCanceledException e => new(e, "Canceled", ErrorCategory.OperationStopped, Target(e, target)),
        AxiosHookException e => new(e, "HookFailed", ErrorCategory.InvalidOperation, Target(e, target)),
        AxiosFileException e => new(e, $"File{e.Failure}", Category(e.Failure), Target(e, target)),
        AxiosRefusedException e => new(e, "Refused", ErrorCategory.ResourceUnavailable, Target(e, target)),
        AxiosUnmatchedException e => new(e, "UnmatchedCall", ErrorCategory.ObjectNotFound, Target(e, target)),
        AxiosException { IsOfBody: true } e => new(e, "BodyNotSent", ErrorCategory.ReadError, Target(e, target)),
        AxiosException e => new(e, "InvalidData", ErrorCategory.InvalidData, Target(e, target)),
        ObjectDisposedException e => new(e, "ClientClosed", ErrorCategory.ResourceUnavailable, Redacted(target)),
        PluginContractException e => new(e, "PluginContract", ErrorCategory.InvalidType, target),
        ArgumentException e => new(e, "InvalidRequest", ErrorCategory.InvalidArgument, Redacted(target)),
        _ => new(exception, "InvalidOperation", ErrorCategory.InvalidOperation, Redacted(target)),
    };

    private static ErrorRecord Status(AxiosStatusException e, object? target)
    {
        var record = new ErrorRecord(e, $"HttpStatus{e.StatusCode}", Category(e.StatusCode), Target(e, target));
        if (ServerWords.Of(e.Response!, out var isShortened) is { Length: > 0 } said)
        {
            // First what the server said, then what was asked. As a comment after JSON, so that ConvertFrom-Json still reads it.
            var comment = BodyText.IsJson(e.Response!.ContentType) ? "// " : "";
            var more = isShortened ? " (Shortened: all that the server said is in Exception.Response.)" : "";
            record.ErrorDetails = new($"{said}\n{comment}{e.Message}{more}");
        }

        return record;
    }

    private static ErrorCategory Category(int status) => status switch
    {
        401 or 407 => ErrorCategory.AuthenticationError,
        402 or 403 => ErrorCategory.PermissionDenied,
        404 or 410 => ErrorCategory.ObjectNotFound,
        408 or 504 => ErrorCategory.OperationTimeout,
        409 or 412 => ErrorCategory.ResourceExists,
        413 or 429 or 507 => ErrorCategory.LimitsExceeded,
        423 or 502 or 503 => ErrorCategory.ResourceUnavailable,
        501 or 505 => ErrorCategory.NotImplemented,
        >= 400 and < 500 => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.InvalidResult,
    };

    private static ErrorCategory Category(NetworkFailure failure) => failure switch
    {
        NetworkFailure.Tls => ErrorCategory.SecurityError,
        NetworkFailure.Protocol => ErrorCategory.ProtocolError,
        NetworkFailure.TooLarge => ErrorCategory.LimitsExceeded,
        NetworkFailure.Redirect => ErrorCategory.InvalidResult,
        _ => ErrorCategory.ConnectionError,
    };

    private static ErrorCategory Category(FileFailure failure) => failure switch
    {
        FileFailure.Exists => ErrorCategory.ResourceExists,
        FileFailure.Busy => ErrorCategory.ResourceBusy,
        FileFailure.Hash => ErrorCategory.InvalidData,
        _ => ErrorCategory.WriteError,
    };

    private static object? Target(AxiosException e, object? target) => e.Uri is { } uri && !e.IsOfAnotherInput ? Secrets.Redact(uri) : Redacted(target);

    private static object? Redacted(object? target) => target is string text ? Secrets.RedactMalformed(text) : target;
}
