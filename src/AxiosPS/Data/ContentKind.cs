namespace AxiosPS;

/// <summary>What a content type says of a body.</summary>
internal enum ContentKind
{
    Bytes,
    Text,
    Json,

    /// <summary>One JSON value to a line.</summary>
    JsonLines,

    /// <summary>JSON values that each begin with a record separator (RFC 7464).</summary>
    JsonSequence,

    Xml,
}
