using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Makes hooks of scriptblocks and PowerShell methods wherever the engine takes a hook.</summary>
public sealed class HookConverter : OneWayConverter
{
    private static readonly Dictionary<Type, Func<ScriptCall, object>> Makers = new()
    {
        [typeof(IMiddleware)] = script => new ScriptMiddleware(script),
        [typeof(IRequestHook)] = script => new ScriptRequestHook(script),
        [typeof(IResponseHook)] = script => new ScriptResponseHook(script),
        [typeof(IErrorHook)] = script => new ScriptErrorHook(script),
        [typeof(IHookCondition)] = script => new ScriptCondition(script),
        [typeof(IDataTransform)] = script => new ScriptTransform(script),
        [typeof(IRedirectHook)] = script => new ScriptRedirectHook(script),
        [typeof(INextPage)] = script => new ScriptNextPage(script),
        [typeof(ITransferProgress)] = script => new ScriptProgress(script),
        [typeof(IMockResponse)] = script => new ScriptMockResponse(script),
    };

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        (Script(sourceValue) is not null || (sourceValue is not null && ModuleLifetime.Unwrap(sourceValue) is string)) && Makers.ContainsKey(destinationType);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        Script(sourceValue) is null ? throw new ArgumentException($"A text is no script. Write it in braces: {{ {sourceValue} }}")
        : Makers[destinationType](Call(sourceValue));

    internal static ScriptCall Call(object source) => Script(source) switch
    {
        ScriptBlock block => new(block),
        PSMethodInfo method => new(method),
        _ => throw new InvalidCastException(),
    };

    private static object? Script(object? source) => source switch
    {
        ScriptBlock or PSMethodInfo => source,
        PSObject { BaseObject: ScriptBlock or PSMethodInfo } wrapped => wrapped.BaseObject,
        _ => null,
    };
}
