namespace AxiosPS;

/// <summary>Who set a field: it decides for which origin a secret is meant.</summary>
internal enum FieldScope
{
    /// <summary>A hook, for the client's own origin.</summary>
    Hook,

    /// <summary>The client's defaults, for the client's own origin.</summary>
    Client,

    /// <summary>The call itself, for the origin that the call names.</summary>
    Call,
}
