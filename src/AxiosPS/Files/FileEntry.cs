using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AxiosPS;

/// <summary>
/// Tells what stands under a name before it is opened. To .NET a pipe, a socket or a device outside Windows is a file like
/// others, and opening it may wait for ever; the kernels of Linux and macOS know better.
/// </summary>
internal static class FileEntry
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int KeepLinks = 0x100; // AT_SYMLINK_NOFOLLOW
    private const int OfHandle = 0x1000; // AT_EMPTY_PATH
    private const uint Wanted = 0x107; // STATX_TYPE, STATX_MODE, STATX_NLINK, STATX_INO

    /// <summary>What it is; with <paramref name="followLinks"/> symbolic links are not told from what they lead to.</summary>
    public static FileKind KindOf(string path, bool followLinks = false) =>
        (OperatingSystem.IsLinux() ? OnLinux(path, followLinks) : OperatingSystem.IsMacOS() ? OnMacOS(path, followLinks) : null)
        ?? Managed(new(path), followLinks);

    /// <summary>Whether that name is still the one, and the only one, of a file that was opened by it.</summary>
    public static bool IsOf(SafeFileHandle handle, string path) =>
        KindOf(path) == FileKind.Regular
        && (!OperatingSystem.IsLinux() || Identity(Statx(handle.DangerousGetHandle().ToInt32(), "", OfHandle)) == Identity(Statx(CurrentFolder, path, KeepLinks)));

    private static FileKind Managed(FileInfo file, bool followLinks) =>
        !followLinks && file.LinkTarget is not null ? FileKind.Link
        : Directory.Exists(file.FullName) ? FileKind.Folder
        : file.Exists ? FileKind.Regular
        : FileKind.Missing;

    private static FileKind? OnLinux(string path, bool followLinks)
    {
        if (Statx(CurrentFolder, path, followLinks ? 0 : KeepLinks) is not { } found)
        {
            return null;
        }

        return (BitConverter.ToUInt16(found, 28) & 0xF000) switch // stx_mode
        {
            0x8000 when !followLinks && BitConverter.ToUInt32(found, 16) > 1 => FileKind.Link, // stx_nlink
            0x8000 => FileKind.Regular,
            0xA000 => FileKind.Link,
            0x4000 => FileKind.Folder,
            _ => FileKind.Special,
        };
    }

    // stx_ino, and stx_dev_major with stx_dev_minor; none where the kernel does not tell, as an old one
    private static (ulong Inode, ulong Device)? Identity(byte[]? found) =>
        found is null ? null : (BitConverter.ToUInt64(found, 32), BitConverter.ToUInt64(found, 136));

    private static byte[]? Statx(int folder, string path, int flags)
    {
        var found = new byte[256];
        try
        {
            return Statx(folder, Encoding.UTF8.GetBytes(path + '\0'), flags, Wanted, found) == 0 ? found : null;
        }
        catch (TypeLoadException)
        {
            return null; // an old C library
        }
    }

    private static FileKind? OnMacOS(string path, bool followLinks)
    {
        var wanted = new byte[24]; // struct attrlist
        wanted[0] = 5; // ATTR_BIT_MAP_COUNT
        wanted[4] = 8; // ATTR_CMN_OBJTYPE
        var found = new byte[8]; // its length, and the type
        return GetAttributes(Encoding.UTF8.GetBytes(path + '\0'), wanted, found, (nuint)found.Length, followLinks ? 0u : 1) != 0 // FSOPT_NOFOLLOW
            ? null
            : BitConverter.ToInt32(found, 4) switch // enum vtype
            {
                1 => FileKind.Regular,
                2 => FileKind.Folder,
                5 => FileKind.Link,
                _ => FileKind.Special,
            };
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] found);

    [DllImport("libc", EntryPoint = "getattrlist")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAttributes(byte[] path, byte[] wanted, byte[] found, nuint size, nuint options);
}
