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

    private CommandText(bool includeSecrets) => (this.includeSecrets, mask) = (includeSecrets, new(!includeSecrets));

    /// <param name="parameters">Names and values.</param>
    /// <param name="includeSecrets">Whether secrets stand in it as they are.</param>
    public static string Of(OrderedDictionary parameters, bool includeSecrets)
    {
        var command = new CommandText(includeSecrets);
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

    private string Secret(string name, SecureString secret) => includeSecrets
        ? $"ConvertTo-SecureString {Quoted(Secrets.Reveal(secret))} -AsPlainText -Force"
        : $"Read-Host {Quoted(name)} -AsSecureString";

    private string Credential(NetworkCredential credential) => includeSecrets
        ? $"[pscredential]::new({Quoted(credential.UserName)}, (ConvertTo-SecureString {Quoted(credential.Password)} -AsPlainText -Force))"
        : $"Get-Credential {Quoted(credential.UserName)}";

    private string Shown(string name, string value, string? contentType) => name switch
    {
        "Uri" => mask.Address(value),
        "Body" => mask.Body(value, contentType ?? MediaTypes.UrlEncoded),
        _ => mask.Header(name, value, isSecret: false),
    };
}
