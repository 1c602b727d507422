namespace AxiosPS.Commands;

/// <summary>What Invoke-AxiosRequest puts out.</summary>
public enum OutputForm
{
    /// <summary>The response object.</summary>
    Response,

    /// <summary>The data of the body, arrays item by item; nothing for an empty body.</summary>
    Data,

    /// <summary>The body as text.</summary>
    Text,

    /// <summary>The body as one byte[].</summary>
    Bytes,

    /// <summary>The body line by line, as the lines arrive.</summary>
    Lines,

    /// <summary>The data of a body that has a JSON text on each line (NDJSON, JSON Lines) or in each record (RFC 7464), as they arrive.</summary>
    JsonLines,

    /// <summary>Server-sent events as they arrive; where the connection ends, it goes on from the last id (-MaxReconnects).</summary>
    Events,
}
