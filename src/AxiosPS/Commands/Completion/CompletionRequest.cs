using System.Collections;
using System.Management.Automation.Language;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>What is known of the command line when Tab is pressed. Nothing on it has been run.</summary>
/// <param name="Command">The command.</param>
/// <param name="Parameter">The parameter whose argument is wanted.</param>
/// <param name="Typed">What stands there already, without quotes.</param>
/// <param name="Bound">The parameters whose values are known.</param>
internal sealed record CompletionRequest(CommandAst Command, string Parameter, string Typed, IDictionary Bound)
{
    /// <summary>The client that is given: by -Client, or by a variable that is piped to the command.</summary>
    public AxiosClient? Client => Given<AxiosClient>("Client") ?? Piped() as AxiosClient;

    /// <summary>The mock transport that is given, or that of the client.</summary>
    public MockTransport? Mock => Given<MockTransport>("Transport") ?? Piped() as MockTransport ?? Client?.Transport as MockTransport;

    private T? Given<T>(string parameter)
        where T : class => Bound[parameter] is { } value ? ModuleLifetime.Unwrap(value) as T : null;

    private object? Piped() =>
        Command.Parent is PipelineAst { PipelineElements: [CommandExpressionAst { Expression: VariableExpressionAst variable }, var next, ..] } && next == Command
            ? SessionVariables.All().FirstOrDefault(one => one.Name.Equals(variable.VariablePath.UserPath, StringComparison.OrdinalIgnoreCase)).Value
            : null;
}
