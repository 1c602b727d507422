namespace AxiosPS.Commands;

/// <summary>Completes the versions of HTTP.</summary>
internal sealed class HttpVersionCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) =>
    [
        new("1.1", "HTTP/1.1, the default"),
        new("2.0", "HTTP/2; a server without it is spoken to in 1.1 unless -HttpVersionPolicy says otherwise"),
        new("3.0", "HTTP/3, over QUIC where the system has it; else a lower version unless -HttpVersionPolicy says otherwise"),
        new("1.0", "HTTP/1.0"),
    ];
}
