using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Takes chunked, and says of the other transfer codings why they are not sent.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TransferCodingAttribute : ArgumentTransformationAttribute
{
    public const string Chunked = "chunked";

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData?.ToString() is { } given && given.Equals(Chunked, StringComparison.OrdinalIgnoreCase) ? Chunked
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' would only be a word in a header: .NET does not encode the body that way, and servers refuse what is not as announced. Use chunked, or send a body that is compressed already with -Headers @{{ 'Content-Encoding' = 'gzip' }}.");
}
