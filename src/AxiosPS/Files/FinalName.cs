using System.Runtime.InteropServices;
using System.Text;

namespace AxiosPS;

/// <summary>
/// Gives a file its final name, all at once, and never that of another file unless it may. Outside Windows File.Move looks
/// first and renames then, and what appears in between is lost; the kernels of Linux and macOS do both in one.
/// </summary>
internal static class FinalName
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint NoReplace = 1; // RENAME_NOREPLACE
    private const uint Exclusive = 4; // RENAME_EXCL
    private const int FileExists = 17; // EEXIST

    /// <exception cref="IOException">There is such a file, or it cannot be renamed.</exception>
    public static void Give(string path, string target, bool overwrite)
    {
        if (overwrite || !TryRename(path, target))
        {
            File.Move(path, target, overwrite);
        }
    }

    // What fails for any other reason, such as a file system that cannot do it, is left to File.Move.
    private static bool TryRename(string path, string target)
    {
        var (from, to) = (Encoding.UTF8.GetBytes(path + '\0'), Encoding.UTF8.GetBytes(target + '\0'));
        try
        {
            var outcome = OperatingSystem.IsLinux() ? RenameOnLinux(CurrentFolder, from, CurrentFolder, to, NoReplace)
                : OperatingSystem.IsMacOS() ? RenameOnMacOS(from, to, Exclusive)
                : -1;
            return outcome == 0 || (Marshal.GetLastPInvokeError() == FileExists ? throw new IOException("There is a file of that name.") : false);
        }
        catch (TypeLoadException)
        {
            return false; // an old C library
        }
    }

    [DllImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RenameOnLinux(int fromFolder, byte[] from, int toFolder, byte[] to, uint flags);

    [DllImport("libc", EntryPoint = "renamex_np", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RenameOnMacOS(byte[] from, byte[] to, uint flags);
}
