using System.Collections;
using System.ComponentModel;

namespace AxiosPS;

/// <summary>
/// Which calls a mock transport answers, and how. In every text that is to match, <c>*</c> stands for any characters, also for none,
/// and all else for itself, case included; a <see cref="System.Text.RegularExpressions.Regex"/> may stand in place of a text. What
/// is not set here does not matter. In PowerShell a hashtable becomes a route.
/// </summary>
[TypeConverter("AxiosPS.Scripting.MockRouteConverter, AxiosPS")]
public sealed class MockRoute
{
    private object? requestJson;

    /// <summary>The name under which its calls are listed. Default: what it matches, such as <c>GET /users/*</c>.</summary>
    public string? Name { get; set; }

    /// <summary>The methods. Default: all.</summary>
    public IReadOnlyList<string> Method { get; set; } = [];

    /// <summary>
    /// The address: a path (<c>/users/*</c>), compared with the path of the call alone unless it has a question mark, after which it names all parameters of the call, in any order; with <c>://</c> in it,
    /// the absolute address; or a Regex that looks for a match in the absolute address. The path is the whole one, that of the client's base included, encoded or not.
    /// </summary>
    public object? Uri { get; set; }

    /// <summary>Query parameters that the call has, in any order and among others; null means that it has none of that name, a list that it has all of these values.</summary>
    public IDictionary? Query { get; set; }

    /// <summary>Headers that the call has, in the same way.</summary>
    public IDictionary? RequestHeaders { get; set; }

    /// <summary>Fields of a form, urlencoded or multipart, that the call has, in the same way. Files of a multipart form are none.</summary>
    public IDictionary? RequestForm { get; set; }

    /// <summary>The text of the body.</summary>
    public object? RequestBody { get; set; }

    /// <summary>
    /// What the JSON body contains: of an object at least these members, of a list exactly these items, of values these. Null matches
    /// a member that is null or not there.
    /// </summary>
    public object? RequestJson
    {
        get => requestJson;
        set => (requestJson, HasRequestJson) = (value, true);
    }

    /// <summary>A condition that gets the <see cref="MockCall"/>, asked last. Default: none.</summary>
    public IHookCondition? When { get; set; }

    /// <summary>How many calls it answers; after that, it matches none. Default: any number.</summary>
    public int? Times { get; set; }

    /// <summary>The answers, one for each call in turn; the last is given again and again. Default: 200 without a body.</summary>
    public IReadOnlyList<MockAnswer> Answers { get; set; } = [];

    internal bool HasRequestJson { get; private set; }

    /// <summary>Its name, or what it matches.</summary>
    public override string ToString() => Name ?? $"{(Method.Count == 0 ? "*" : string.Join(',', Method))} {(Uri is null ? "*" : Secrets.Redact(Uri.ToString() ?? ""))}";
}
