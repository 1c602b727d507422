using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Security;
using System.Text;

namespace AxiosPS.Scripting;

/// <summary>Parameters as the text of a PowerShell command, which asks for secrets.</summary>
internal sealed class CommandText
{
    private const string Step = "    ";

    private readonly bool includeSecrets;
    private readonly SecretMask mask;
    private readonly StringBuilder text = new();
    private readonly List<string> masked = [];

    private CommandText(bool includeSecrets) => (this.includeSecrets, mask) = (includeSecrets, new(!includeSecrets));

    /// <param name="parameters">Names and values.</param>
    /// <param name="includeSecrets">Whether secrets stand in it as they are.</param>
    /// <param name="masked">The names of what has *** in the place of something.</param>
    public static string Of(OrderedDictionary parameters, bool includeSecrets, out IReadOnlyList<string> masked)
    {
        var command = new CommandText(includeSecrets);
        masked = command.masked;
        if (parameters is { Count: 1 } && parameters["Uri"] is string uri)
        {
            return $"Invoke-AxiosRequest {Quoted(command.Shown("Uri", uri, null))}";
        }

        command.text.Append("$request = ");
        command.Write(parameters, "", parameters["ContentType"] as string, isOrdered: false);
        return command.text.Append("\nInvoke-AxiosRequest @request").ToString();
    }

    private static string Quoted(string text) => ShellWord.QuotedForPowerShell(text);

    private void Write(IDictionary fields, string indent, string? contentType, bool isOrdered)
    {
        text.Append(isOrdered && fields.Count > 1 ? "[ordered]@{\n" : "@{\n");
        foreach (DictionaryEntry field in fields)
        {
            var name = (string)field.Key;
            text.Append(indent).Append(Step).Append(name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && char.IsAsciiLetter(name[0]) ? name : Quoted(name)).Append(" = ");
            Write(name, field.Value, indent + Step, contentType);
            text.Append('\n');
        }

        text.Append(indent).Append('}');
    }

    private void Write(string name, object? value, string indent, string? contentType)
    {
        switch (value)
        {
            case null: text.Append("$null"); break;
            case bool flag: text.Append(flag ? "$true" : "$false"); break;
            case string plain: text.Append(Quoted(Shown(name, plain, contentType))); break;
            case FileInfo file: text.Append("Get-Item -LiteralPath ").Append(Quoted(file.FullName)); break;
            case SecureString key when name == "Credential": text.Append(Key(key)); break;
            case SecureString secret: text.Append(Secret(name, secret)); break;
            case NetworkCredential credential: text.Append(Credential(credential)); break;
            case IDictionary fields: Write(fields, indent, null, isOrdered: name is "UrlEncoded" or "Form"); break;
            case IEnumerable several: WriteAll(name, several, indent); break;
            default: text.Append(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private void WriteAll(string name, IEnumerable several, string indent)
    {
        var isFirst = true;
        foreach (var item in several)
        {
            text.Append(isFirst ? "@(" : ", ");
            if (item is SecureString or FileInfo)
            {
                text.Append('(');
            }

            Write(name, item, indent, null);
            if (item is SecureString or FileInfo)
            {
                text.Append(')');
            }

            isFirst = false;
        }

        text.Append(')');
    }

    // The scheme before a credential is none, and whoever is asked for the one would not type the other.
    private string Secret(string name, SecureString secret)
    {
        var value = Secrets.Reveal(secret);
        if (includeSecrets)
        {
            return $"ConvertTo-SecureString {Quoted(value)} -AsPlainText -Force";
        }

        return name.EndsWith("Authorization", StringComparison.OrdinalIgnoreCase) && value.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank
            ? $"ConvertTo-SecureString ({Quoted(value[..(blank + 1)])} + (Read-Host {Quoted($"{name} ({value[..blank]} …)")} -MaskInput)) -AsPlainText -Force"
            : $"Read-Host {Quoted(name)} -AsSecureString";
    }

    private string Key(SecureString key) => $"[pscredential]::new({(includeSecrets ? Quoted(Secrets.Reveal(key)) : "(Read-Host 'API key' -MaskInput)")}, [securestring]::new())";

    private string Credential(NetworkCredential credential) => includeSecrets
        ? $"[pscredential]::new({Quoted(credential.UserName)}, (ConvertTo-SecureString {Quoted(credential.Password)} -AsPlainText -Force))"
        : $"Get-Credential {Quoted(credential.UserName)}";

    private string Shown(string name, string value, string? contentType)
    {
        var shown = name switch
        {
            "Uri" when !includeSecrets && Uri.TryCreate(value, UriKind.Absolute, out _) => Secrets.Redact(value), // an @ in its path is none of a password
            "Uri" => mask.Address(value),
            "Body" => mask.Body(value, contentType ?? MediaTypes.UrlEncoded),
            _ => mask.Header(name, value, isSecret: false),
        };
        if (shown != value && !masked.Contains(name))
        {
            masked.Add(name);
        }

        return shown;
    }
}
