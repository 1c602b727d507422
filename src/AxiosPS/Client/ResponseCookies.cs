namespace AxiosPS;

/// <summary>The cookies that an answer set, by name. A value asked for by its name is real; listings mask all of them.</summary>
public sealed class ResponseCookies : FieldCollection
{
    internal ResponseCookies(HeaderCollection headers)
        : base(StringComparison.Ordinal)
    {
        foreach (var header in headers.GetValues("Set-Cookie"))
        {
            if (ResponseCookie.Parse(header) is { } cookie)
            {
                Put(new(cookie.Name, cookie, FieldScope.Hook)); // of two with one name the later counts
            }
        }
    }

    /// <summary>A cookie with its attributes, null if the answer did not set it.</summary>
    public ResponseCookie? Details(string name) => (ResponseCookie?)Find(name)?.Value;

    internal override bool IsSecret(Field field) => true;

    private protected override object Copied(object value) => ((ResponseCookie)value).Value;

    private protected override string CheckName(string name) =>
        name.Length > 0 ? name : throw new ArgumentException("A cookie without a name cannot be set.");

    private protected override object? Normalize(string name, object value) => new ResponseCookie(name, Host.Unwrap(value).ToString() ?? "");
}
