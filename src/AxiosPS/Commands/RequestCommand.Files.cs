using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>The parameters that say where a body is saved.</summary>
public abstract partial class RequestCommand
{
    /// <summary>The file to save the body to, or a folder, and the answer says what the file is called. Gives a response with File.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>With -OutFile: go on with what an earlier call has left, if the server still has the same file.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>With -OutFile: replace a file of that name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>With -OutFile: what the file must hash to, as in sha256:9f86d0…; otherwise it is an error and there is no file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(HashCompleter))]
    public string? Hash { get; set; }

    private void ApplyFile(RequestConfig config)
    {
        config.OutFile = OutFile is null ? null : FilePath(OutFile);
        config.Overwrite = Has(nameof(Force)) ? Force : null;
        config.Resume = Has(nameof(Resume)) ? Resume : null;
        config.Hash = Hash;
    }

    // An input may name a file too.
    private void CheckFile(RequestConfig config)
    {
        if (config.OutFile is null)
        {
            if (Array.Find([nameof(Resume), nameof(Force), nameof(Hash)], Has) is { } lonely)
            {
                throw new ArgumentException($"-{lonely} says how a file is saved. Say which: add -OutFile.");
            }

            return;
        }

        var other = IsPaged ? nameof(Paginate) : Has(nameof(As)) && As.Form != OutputForm.Response ? nameof(As) : null;
        if (other is not null)
        {
            throw new ArgumentException($"-OutFile saves the body and gives the response, so there is nothing left for -{other}. Leave one of them out.");
        }
    }
}
