using System.Collections;
using System.Management.Automation;
using System.Net;

namespace AxiosPS.Scripting;

/// <summary>Makes an answer of a mock transport of a status, a hashtable, a response or a scriptblock.</summary>
public sealed class MockAnswerConverter : OneWayConverter
{
    internal const string Remedy = "An answer is a status (404), a hashtable (@{ StatusCode = 201; Json = $data }, @{ Body = 'text' }), a response (New-AxiosResponse) or a scriptblock that puts out one of them.";

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null && destinationType == typeof(MockAnswer);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) => Of(sourceValue);

    /// <exception cref="ArgumentException">It is no answer.</exception>
    internal static MockAnswer Of(object source) => ModuleLifetime.Unwrap(source) switch
    {
        MockAnswer answer => answer,
        int status => new(status),
        long status => new((int)Math.Clamp(status, 0, int.MaxValue)), // of JSON that was read
        HttpStatusCode status => new((int)status),
        IDictionary parts => OfParts(parts),
        AxiosResponse response => new(response.StatusCode) { Body = response.Bytes.Length == 0 ? null : response.Bytes, Headers = response.Headers.Copy() },
        ScriptBlock or PSMethodInfo => new() { Response = new ScriptMockResponse(HookConverter.Call(source)) },
        var data when RequestContent.Fields(data) is { } parts => OfParts(parts),
        var other => throw new ArgumentException($"{RequestInput.Kind(other)} is no answer of a mock transport. {Remedy}"),
    };

    private static MockAnswer OfParts(IDictionary parts)
    {
        var answer = new MockAnswer();
        foreach (var (name, value) in RequestConfigConverter.Entries(parts))
        {
            MockKeys.Set(answer, Known.Name(name, MockKeys.OfAnswer, "a mock answer", $"{Remedy} Its options are {string.Join(", ", MockKeys.OfAnswer)}."), value);
        }

        return answer;
    }
}
