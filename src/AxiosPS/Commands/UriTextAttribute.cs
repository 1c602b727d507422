using System.Collections;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>
/// Takes a <see cref="Uri"/> as it was written: PowerShell's own conversion to a string would unescape it. An object that is no
/// address is told by the command: the errors of binding hold on to what comes in the pipeline, with its headers and all.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UriTextAttribute : ArgumentTransformationAttribute
{
    private static readonly string NoAddress = new("(an object)".AsSpan()); // this very instance, and no text of the same letters
    private static readonly string Several = new("(several)".AsSpan());

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is null ? null : ModuleLifetime.Unwrap(inputData)) switch
    {
        Uri uri => uri.OriginalString,
        IDictionary or PSObject => NoAddress,
        IEnumerable and not string => Several,
        _ => inputData!,
    };

    /// <exception cref="ArgumentException">It was given as an object, or as a list.</exception>
    public static string? Checked(string? uri) => ReferenceEquals(uri, NoAddress)
        ? throw new ArgumentException("An address is a text or a Uri, and not an object. The other options of a request are given by parameters, or to a method of a client: $api.Send(@{ Uri = '/'; Headers = @{} }).")
        : ReferenceEquals(uri, Several) ? throw new ArgumentException("An address is one text. Pipe several to the command, one after the other: $addresses | Invoke-AxiosRequest.")
        : uri;
}
