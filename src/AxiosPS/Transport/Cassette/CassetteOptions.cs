namespace AxiosPS;

/// <summary>How a <see cref="Cassette"/> records and compares.</summary>
public sealed class CassetteOptions
{
    /// <summary>What sends the calls that are recorded. Default: the network, connected as the client says that has the cassette.</summary>
    public ITransport? Transport { get; set; }

    /// <summary>Request headers that have to be the same as well, beside method, address, body and credentials. Default: none.</summary>
    public IReadOnlyList<string> MatchHeaders { get; set; } = [];

    /// <summary>
    /// More names of secrets, of headers, query parameters, cookies, members of JSON, fields of forms, elements and attributes of XML, and of
    /// pairs in text: their values do not get into the file. Default: those that tell it by themselves (Authorization, password,
    /// access_token, apiKey, …).
    /// </summary>
    public IReadOnlyList<string> SecretNames { get; set; } = [];

    /// <summary>
    /// Whether an answer is given to whoever asks. Default: false, only to those who ask with the credentials that it was recorded with.
    /// For tests with dummy tokens, and for signatures that differ from call to call.
    /// </summary>
    public bool IgnoreCredentials { get; set; }
}
