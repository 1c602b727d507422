using System.Collections.Specialized;

namespace AxiosPS;

/// <summary>Where the command saves the answer.</summary>
internal static class CurlTarget
{
    public static void Read(CurlArguments curl, OrderedDictionary parameters, string uri)
    {
        if (Path(curl, uri) is not { } path)
        {
            return;
        }

        parameters["OutFile"] = curl.Value("output-dir") is { } folder ? System.IO.Path.Combine(folder, path) : path;
        if (!curl.Has("no-clobber"))
        {
            parameters["Force"] = true; // curl replaces what is there
        }

        if (curl.Value("continue-at") == "-")
        {
            parameters["Resume"] = true;
        }
    }

    private static string? Path(CurlArguments curl, string uri)
    {
        if (curl.Value("output") is { } output)
        {
            return output is "-" or "" || output.Equals("/dev/null", StringComparison.Ordinal) || output.Equals("nul", StringComparison.OrdinalIgnoreCase) ? null : output;
        }

        if (!curl.Has("remote-name") && !curl.Has("remote-name-all"))
        {
            return null;
        }

        var path = uri.Split('?')[0];
        var name = path[(path.LastIndexOf('/') + 1)..];
        return curl.Has("remote-header-name") || name.Length == 0 ? "." : name;
    }
}
