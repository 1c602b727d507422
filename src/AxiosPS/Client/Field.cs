namespace AxiosPS;

/// <summary>One entry of a <see cref="FieldCollection"/>; never changed, only replaced.</summary>
internal sealed record Field(string Name, object Value, FieldScope Scope);
