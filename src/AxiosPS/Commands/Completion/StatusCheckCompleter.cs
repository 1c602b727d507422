namespace AxiosPS.Commands;

/// <summary>Completes what -ValidateStatus takes, also the last part of a list in quotes.</summary>
internal sealed class StatusCheckCompleter : WordCompleter
{
    private static readonly Word[] Classes =
    [
        new("2xx", "200 to 299: success, the default"),
        new("3xx", "300 to 399: redirects, and 304 Not Modified"),
        new("4xx", "400 to 499: errors of the request"),
        new("5xx", "500 to 599: errors of the server"),
        new("200-399", "a range"),
        new("{ $_ -lt 500 }", "a scriptblock of the status") { IsCode = true },
    ];

    private protected override IEnumerable<Word> Words(CompletionRequest request)
    {
        var before = request.Typed[..(request.Typed.LastIndexOf(',') + 1)];
        return Classes.Concat(Statuses.Named.Select(Statuses.Word)).Where(word => before.Length == 0 || !word.IsCode).Select(word => word with { Text = before + word.Text });
    }
}
