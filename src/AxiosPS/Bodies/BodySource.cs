namespace AxiosPS;

/// <summary>A body before it is bytes: the value and what to make of it.</summary>
internal readonly record struct BodySource(BodyKind Kind, object? Value);
