namespace AxiosPS.Commands;

/// <summary>Completes what usually stands before a token.</summary>
internal sealed class SchemeCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => [new("Bearer", "RFC 6750, the default"), new("Token"), new("ApiKey"), new("Basic", "RFC 7617; New-AxiosAuthPlugin -Credential makes it of user and password")];
}
