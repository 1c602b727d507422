namespace AxiosPS.Checks;

internal sealed class HasTag : Check<PackageProbe>
{
    public override string Name => $"It has the tag {PackageNames.Tag}";

    public override string Remedy => $"In the manifest: PrivateData = @{{ PSData = @{{ Tags = @('{PackageNames.Tag}') }} }}. Find-AxiosPlugin finds it by that.";

    public override void Run(PackageProbe subject)
    {
        if (subject.Data.Published("Tags") is string text)
        {
            throw CheckException.Failed($"Its Tags are one text ('{text}') and not a list, which repositories in a folder cannot search.");
        }

        var tags = subject.Data.Tags.ToArray();
        if (!tags.Contains(PackageNames.Tag, StringComparer.OrdinalIgnoreCase))
        {
            throw CheckException.Failed(tags.Length == 0 ? "It has no tags." : $"Its tags are {string.Join(", ", tags)}.");
        }
    }
}
