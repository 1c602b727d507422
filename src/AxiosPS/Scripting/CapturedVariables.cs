using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace AxiosPS.Scripting;

/// <summary>What a scriptblock takes along from where it was registered: the values of <c>$using:</c>, and those of a closure.</summary>
internal sealed class CapturedVariables
{
    // The parameter, named so by PowerShell's remoting, that carries the values of $using: expressions.
    private const string UsingParameter = "-%";

    // PowerShell's own and those that each call sets: a name may be given only once.
    private static readonly HashSet<string> NotOurs = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "_", "PSItem", "this", "input", "args", "ErrorActionPreference", "WarningPreference", "VerbosePreference", "DebugPreference",
    };

    private readonly Dictionary<string, object?> closure = new(StringComparer.OrdinalIgnoreCase);

    private CapturedVariables(ScriptBlock block)
    {
        var values = new Hashtable();
        foreach (var expression in block.Ast.FindAll(a => a is UsingExpressionAst, true).Cast<UsingExpressionAst>())
        {
            var isNested = IsNested(expression, block.Ast);
            try
            {
                var value = Evaluate(expression, block);
                values[Key(expression)] = value;
                if (isNested && expression.SubExpression is VariableExpressionAst variable && !NotOurs.Contains(variable.VariablePath.UserPath))
                {
                    closure[variable.VariablePath.UserPath] = value; // the block within takes it from the hook's variables
                }
            }
            catch (ArgumentException) when (isNested)
            {
                // of a scriptblock within, which may be for -Parallel or a job and then takes it from the hook's own variables
            }
        }

        Using = values.Count == 0 ? [] : new() { [UsingParameter] = values };
        if (IsClosure(block))
        {
            Capture(block);
        }
    }

    /// <summary>To be splatted: empty, or the values of the block's <c>$using:</c> expressions.</summary>
    public Hashtable Using { get; }

    public static CapturedVariables Of(ScriptBlock block) => new(block);

    /// <summary>The closure's variables, for a copy that has lost its closure.</summary>
    public List<PSVariable> Variables() => [.. closure.Select(v => new PSVariable(v.Key, v.Value))];

    // GetNewClosure keeps its variables in a module made for it, which has no file.
    private static bool IsClosure(ScriptBlock block) => block.Module is { } module && !File.Exists(module.Path);

    private void Capture(ScriptBlock block)
    {
        foreach (var variable in block.Ast.FindAll(a => a is VariableExpressionAst, true).Cast<VariableExpressionAst>())
        {
            var name = variable.VariablePath.UserPath;
            if (!NotOurs.Contains(name) && variable.VariablePath is { IsVariable: true, IsUnqualified: true } && block.Module.SessionState.PSVariable.Get(name) is { } found
                && !found.Options.HasFlag(ScopedItemOptions.Constant) && !found.Options.HasFlag(ScopedItemOptions.AllScope))
            {
                closure[name] = found.Value;
            }
        }
    }

    // The variable where the hook is registered; within a hook that captured it itself, what that one has.
    private static object? Evaluate(UsingExpressionAst expression, ScriptBlock block)
    {
        var text = expression.SubExpression is VariableExpressionAst variable
            ? "${" + variable.VariablePath.UserPath + "}"
            : expression.SubExpression.Extent.Text.Replace("using:", "", StringComparison.OrdinalIgnoreCase);
        var caller = ScriptBlock.Create($"Set-StrictMode -Version 1; ,({text})"); // under which an unknown variable is an error; a collection stays one
        try
        {
            // A closure's module knows its own variables and the global ones, not those of whoever registers it.
            return block.Module is { } module && TryInvoke(module.NewBoundScriptBlock(caller), out var value) ? value : caller.InvokeReturnAsIs();
        }
        catch (RuntimeException e)
        {
            throw new ArgumentException($"The hook at {ScriptPlace.Of(block)} uses {expression.Extent.Text}, and there is no such variable where it is registered.", e);
        }
    }

    private static bool IsNested(Ast expression, Ast root)
    {
        var outer = expression.Parent;
        while (outer is not null && outer != root && outer is not ScriptBlockExpressionAst)
        {
            outer = outer.Parent;
        }

        return outer is ScriptBlockExpressionAst;
    }

    private static bool TryInvoke(ScriptBlock expression, out object? value)
    {
        try
        {
            value = expression.InvokeReturnAsIs();
            return true;
        }
        catch (RuntimeException)
        {
            value = null;
            return false;
        }
    }

    // Must be what PsUtils.GetUsingExpressionKey of the engine makes.
    private static string Key(UsingExpressionAst expression)
    {
        var text = expression.ToString();
        return Convert.ToBase64String(Encoding.Unicode.GetBytes(expression.SubExpression is VariableExpressionAst ? text.ToLowerInvariant() : text));
    }
}
