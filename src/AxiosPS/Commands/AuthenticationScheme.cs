namespace AxiosPS.Commands;

/// <summary>How a request says who asks.</summary>
public enum AuthenticationScheme
{
    /// <summary>Not at all; a -Credential answers what the server asks for.</summary>
    None,

    /// <summary>User and password in every request (RFC 7617).</summary>
    Basic,

    /// <summary>A token in every request (RFC 6750).</summary>
    Bearer,

    /// <summary>The same as Bearer, as Invoke-RestMethod names it.</summary>
    OAuth,
}
