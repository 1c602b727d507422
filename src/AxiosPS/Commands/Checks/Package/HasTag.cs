namespace AxiosPS.Checks;

internal sealed class HasTag : Check<PackageProbe>
{
    private const string Tag = "AxiosPSPlugin";

    public override string Name => "It has the tag AxiosPSPlugin";

    public override string Remedy => "In the manifest: PrivateData = @{ PSData = @{ Tags = @('AxiosPSPlugin') } }. Find-AxiosPlugin finds it by that.";

    public override void Run(PackageProbe subject)
    {
        switch (subject.Published("Tags"))
        {
            case object[] tags when tags.Contains(Tag):
                return;
            case string text:
                throw CheckException.Failed($"Its Tags are one text ('{text}') and not a list, which repositories in a folder cannot search.");
            case object[] tags:
                throw CheckException.Failed($"Its tags are {string.Join(", ", tags)}.");
            default:
                throw CheckException.Failed("It has no tags.");
        }
    }
}
