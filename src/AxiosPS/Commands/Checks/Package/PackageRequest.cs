using System.Collections;
using System.Management.Automation;
using System.Text;

namespace AxiosPS.Checks;

/// <summary>What the process of the checks is asked. It goes to its standard input, where no other process can read it.</summary>
internal sealed record PackageRequest(string Manifest, string? Project, string? Factory, Hashtable? Parameters, double TimeoutSec, string[] Include, string[] Exclude, string Mark)
{
    /// <summary>As one line of plain letters, whatever the encoding of the consoles.</summary>
    public string ToLine() => Convert.ToBase64String(Encoding.UTF8.GetBytes(PSSerializer.Serialize(
        new Hashtable
        {
            [nameof(Manifest)] = Manifest,
            [nameof(Project)] = Project,
            [nameof(Factory)] = Factory,
            [nameof(Parameters)] = Parameters,
            [nameof(TimeoutSec)] = TimeoutSec,
            [nameof(Include)] = Include,
            [nameof(Exclude)] = Exclude,
            [nameof(Mark)] = Mark,
        },
        depth: 5)));

    public static PackageRequest FromLine(string line)
    {
        var parts = (Hashtable)((PSObject)PSSerializer.Deserialize(Encoding.UTF8.GetString(Convert.FromBase64String(line)))).BaseObject;
        return new(
            (string)parts[nameof(Manifest)]!,
            (string?)parts[nameof(Project)],
            (string?)parts[nameof(Factory)],
            LanguagePrimitives.ConvertTo<Hashtable?>(parts[nameof(Parameters)]),
            (double)parts[nameof(TimeoutSec)]!,
            LanguagePrimitives.ConvertTo<string[]>(parts[nameof(Include)]),
            LanguagePrimitives.ConvertTo<string[]>(parts[nameof(Exclude)]),
            (string)parts[nameof(Mark)]!);
    }
}
