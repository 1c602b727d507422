namespace AxiosPS;

/// <summary>What stands under a name.</summary>
internal enum FileKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file, of that name alone as far as it can be told.</summary>
    Regular,

    /// <summary>A symbolic link, or one of several names of a file.</summary>
    Link,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, a socket or a device.</summary>
    Special,
}
