namespace AxiosPS;

/// <summary>What in a text is secret, and what stands in its place. By themselves: what its name tells to be one, and ***.</summary>
internal class RedactionRules
{
    public static readonly RedactionRules Names = new();

    /// <summary>Whether members have to stay members, and numbers numbers: each text in a secret value is masked by itself then.</summary>
    public virtual bool KeepsShape => false;

    /// <summary>Whether the value of a member, an element, an attribute or a pair of that name is secret.</summary>
    public virtual bool IsMember(string name) => SecretNames.IsMember(name);

    /// <summary>The same for a field of a form.</summary>
    public virtual bool IsField(string name) => SecretNames.IsField(name);

    /// <summary>Whether a value is secret whatever its name.</summary>
    public virtual bool IsSecret(string value) => false;

    /// <summary>Whether what is no form, no JSON and no markup is text at all.</summary>
    public virtual bool IsText(string text, string mediaType) => true;

    /// <summary>What stands in the place of a secret.</summary>
    public virtual string Mask(string secret) => Secrets.Mask;

    /// <summary>What stands in JSON in the place of a secret number.</summary>
    public virtual string MaskNumber(string number) => Number(Mask(number));

    /// <summary>The same, of what stands elsewhere in its place.</summary>
    public virtual string Number(string masked) => $"\"{masked}\"";

    /// <summary>A text of which nothing tells that it is secret.</summary>
    public virtual string Plain(string text) => text;
}
