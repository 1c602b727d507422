namespace AxiosPS;

/// <summary>What puts credentials on calls, and may put others there before the answer comes.</summary>
internal interface ICredentialRenewer
{
    /// <summary>Whether the credentials of a call are its.</summary>
    bool Renews(RequestConfig config);
}
