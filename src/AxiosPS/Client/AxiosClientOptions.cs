namespace AxiosPS;

/// <summary>A client's defaults for its calls, and what belongs to the client alone.</summary>
public sealed class AxiosClientOptions : RequestConfig
{
    /// <summary>How long a connection may take to be made. Default: 15 s; zero or negative means no limit.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What sends the requests. Default: a pool of connections of the client's own.</summary>
    public ITransport? Transport { get; set; }

    /// <summary>How values become bodies and bodies become data. Default: <see cref="JsonDataFormat"/>, on System.Text.Json.</summary>
    public IDataFormat DataFormat { get; set; } = JsonDataFormat.Instance;

    /// <summary>Where time comes from, for tests. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Plugins to attach at once, in order. Default: none.</summary>
    public IReadOnlyList<object> Plugins { get; set; } = [];

    /// <summary>More headers to treat as secrets: masked in listings, never sent to another origin. Default: none.</summary>
    public IReadOnlyList<string> SecretHeaders { get; set; } = [];
}
