using System.Collections;
using System.ComponentModel;

namespace AxiosPS;

/// <summary>What a mock transport gives for a call. In PowerShell a status, a hashtable, a response or a scriptblock becomes one.</summary>
[TypeConverter("AxiosPS.Scripting.MockAnswerConverter, AxiosPS")]
public sealed class MockAnswer
{
    private int? status;
    private object? json;

    /// <summary>Makes an answer of the status 200 without a body.</summary>
    public MockAnswer()
    {
    }

    /// <summary>Makes an answer without a body.</summary>
    public MockAnswer(int statusCode) => status = statusCode;

    /// <summary>The status, 200 to 599. Default: 200.</summary>
    public int StatusCode
    {
        get => status ?? 200;
        set => status = value;
    }

    /// <summary>Any data as a JSON body. It is written when the answer is given to its transport.</summary>
    public object? Json
    {
        get => json;
        set => (json, HasJson) = (value, true);
    }

    /// <summary>A text or a byte[] as the body.</summary>
    public object? Body { get; set; }

    /// <summary>The path of a file that is the body, read each time.</summary>
    public string? File { get; set; }

    /// <summary>The headers; a list is several values of one. Default: none but the Content-Type.</summary>
    public IDictionary? Headers { get; set; }

    /// <summary>The Content-Type. Default: what the kind of body says.</summary>
    public string? ContentType { get; set; }

    /// <summary>What goes wrong instead; with <see cref="NetworkFault.Truncated"/>, what goes wrong with this answer. Default: nothing.</summary>
    public NetworkFault? Fault { get; set; }

    /// <summary>How long the answer, or the fault, takes, on the clock of the transport. Default: no time.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Makes the answer when the call comes; then nothing else is set here. Default: none.</summary>
    public IMockResponse? Response { get; set; }

    internal bool HasJson { get; private set; }

    internal bool HasStatus => status is not null;
}
