namespace AxiosPS;

/// <summary>What one attempt has measured.</summary>
internal readonly record struct ExchangeTimes(ConnectClock? Connecting, TimeSpan FirstByte, TimeSpan? Body);
