namespace AxiosPS;

/// <summary>One event of a stream of server-sent events (HTML standard, section 9.2).</summary>
/// <param name="Event">Its type; <c>message</c> unless the server says otherwise.</param>
/// <param name="Data">Its data, lines parted by LF.</param>
/// <param name="Id">The last id that the server has given, empty if it has given none. One of more than 4 KiB is ignored: it could not be sent back as <c>Last-Event-ID</c>.</param>
/// <param name="Retry">How long to wait before connecting again, where this event says so.</param>
public sealed record ServerSentEvent(string Event, string Data, string Id, TimeSpan? Retry);
