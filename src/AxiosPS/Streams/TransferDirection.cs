namespace AxiosPS;

/// <summary>Which way a body goes.</summary>
public enum TransferDirection
{
    /// <summary>The body of the request.</summary>
    Upload,

    /// <summary>The body of the answer.</summary>
    Download,
}
