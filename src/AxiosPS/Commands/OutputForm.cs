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
}
