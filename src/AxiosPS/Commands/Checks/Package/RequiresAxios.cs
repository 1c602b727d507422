using System.Collections;

namespace AxiosPS.Checks;

internal sealed class RequiresAxios : Check<PackageProbe>
{
    private static readonly Version Own = typeof(AxiosClient).Assembly.GetName().Version!;

    public override string Name => "It requires AxiosPS in a range of this major version";

    public override string Remedy => $"In the manifest: RequiredModules = @(@{{ ModuleName = 'AxiosPS'; ModuleVersion = '{Own.Major}.0'; MaximumVersion = '{Own.Major}.999.999' }})";

    public override void Run(PackageProbe subject)
    {
        var entry = subject.List("RequiredModules").FirstOrDefault(module => NameOf(module).Equals(nameof(AxiosPS), StringComparison.OrdinalIgnoreCase))
            ?? throw CheckException.Failed("RequiredModules does not name AxiosPS.");
        if (entry is not Hashtable range)
        {
            throw CheckException.Failed("It takes any version of AxiosPS, and so one of another major too.");
        }

        if (range["RequiredVersion"] is { } exact)
        {
            throw CheckException.Failed($"It takes AxiosPS {exact} alone, and so none of its updates.");
        }

        if (Bound("ModuleVersion") > Own.Major || Bound("MaximumVersion") is var most && most < Own.Major)
        {
            throw CheckException.Failed($"It takes AxiosPS {range["ModuleVersion"]} to {range["MaximumVersion"]}, and this is {Own.Major}.");
        }

        if (most > Own.Major)
        {
            throw CheckException.Failed($"It takes AxiosPS up to {range["MaximumVersion"]}, and so one of another major too.");
        }

        int Bound(string key) => range[key] switch
        {
            null => throw CheckException.Failed($"Its range of AxiosPS has no {key}."),
            string text when text.Contains('*', StringComparison.Ordinal) => throw CheckException.Failed($"The {key} of AxiosPS is '{text}', which PSResourceGet makes a range of that NuGet does not take."),
            var value => Version.TryParse($"{value}", out var version) ? version.Major : throw CheckException.Failed($"The {key} of AxiosPS is '{value}', which is no version."),
        };
    }

    private static string NameOf(object module) => $"{(module is Hashtable table ? table["ModuleName"] : module)}";
}
