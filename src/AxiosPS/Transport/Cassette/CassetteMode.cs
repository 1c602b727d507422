namespace AxiosPS;

/// <summary>What a <see cref="Cassette"/> does with a call.</summary>
public enum CassetteMode
{
    /// <summary>Answers from the file what is recorded there, and records what is not.</summary>
    Auto,

    /// <summary>Sends every call and records it. A file that exists is replaced, once the first call is recorded, and kept beside it with <c>.bak</c> after its name.</summary>
    Record,

    /// <summary>Answers from the file alone. A call that is not recorded is an error, and nothing is sent.</summary>
    Replay,
}
