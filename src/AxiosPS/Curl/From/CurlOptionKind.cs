namespace AxiosPS;

/// <summary>What becomes of an option of curl.</summary>
internal enum CurlOptionKind
{
    /// <summary>It is a part of the request.</summary>
    Used,

    /// <summary>It says nothing of the request: how curl talks of it, or of another protocol.</summary>
    Passed,

    /// <summary>It would change something, and there is no like here: a warning.</summary>
    Lost,

    /// <summary>Without it the command is another one: an error.</summary>
    Refused,
}
