using System.Net;

namespace AxiosPS;

/// <summary>Credentials as they were given, in a wrapper that no listing, JSON or table sees through; equal for equal user and password.</summary>
internal sealed class KeptCredentials : ICredentials, IEquatable<KeptCredentials>
{
    private readonly ICredentials inner;

    private KeptCredentials(ICredentials inner) => this.inner = inner;

    public static KeptCredentials? Of(ICredentials? credentials) => credentials is null ? null : credentials as KeptCredentials ?? new(credentials);

    public NetworkCredential? GetCredential(Uri uri, string authType) => inner.GetCredential(uri, authType);

    public bool Equals(KeptCredentials? other) => other is not null && (ReferenceEquals(inner, other.inner) || (Parts is { } parts && parts == other.Parts));

    public override bool Equals(object? obj) => Equals(obj as KeptCredentials);

    public override int GetHashCode() => Parts?.GetHashCode() ?? inner.GetHashCode();

    public override string ToString() => Secrets.Mask;

    /// <summary>What tells them from others, for a digest. A method: properties are listed.</summary>
    public string GetIdentity() => Parts is not { } parts ? $"{inner.GetType()} {ObjectNumbers.Of(inner)}"
        : IsBlank(parts.User) || IsBlank(parts.Password) ? $"{parts.Domain}\0{parts.User}\0{parts.Password}\0{ObjectNumbers.Process}"
        : $"{parts.Domain}\0{parts.User}\0{parts.Password}";

    // With either of them blank Kerberos takes whoever runs the process.
    private static bool IsBlank(string part) => string.IsNullOrWhiteSpace(part);

    // Those of the current user have no parts to compare, and there is one object of them.
    private (string User, string Password, string Domain)? Parts =>
        inner is NetworkCredential plain && !ReferenceEquals(plain, CredentialCache.DefaultNetworkCredentials) ? (plain.UserName, plain.Password, plain.Domain) : null;
}
