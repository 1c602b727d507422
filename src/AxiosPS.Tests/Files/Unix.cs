using System.Runtime.InteropServices;
using System.Text;

namespace AxiosPS.Tests.Files;

/// <summary>What .NET cannot make.</summary>
internal static class Unix
{
    public static void MakePipe(string path) => Assert.Equal(0, MakeFifo(Bytes(path), 0x1B6));

    public static void MakeHardLink(string path, string target) => Assert.Equal(0, Link(Bytes(target), Bytes(path)));

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFifo(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] path);
}
