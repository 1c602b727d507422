using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace AxiosPS.Scripting;

/// <summary>The runspace that a scriptblock belongs to. PowerShell knows it and does not tell; a block that hides it is taken as local.</summary>
internal static class ScriptHome
{
    private static readonly PropertyInfo? SessionState = Member(typeof(ScriptBlock), "SessionStateInternal");
    private static readonly PropertyInfo? Context = Member(SessionState?.PropertyType, "ExecutionContext");
    private static readonly PropertyInfo? Runspace = Member(Context?.PropertyType, "CurrentRunspace");

    private static readonly FieldInfo? Instance = typeof(PSMemberInfo).GetField("instance", BindingFlags.Instance | BindingFlags.NonPublic);

    public static Runspace? Of(ScriptBlock block) =>
        Value(Runspace, Value(Context, Value(SessionState, block))) as Runspace;

    /// <summary>Whether a method belongs to an instance of a PowerShell class, and so to the runspace that defined it.</summary>
    public static bool IsBound(PSMethodInfo method) =>
        Instance?.GetValue(method) is not { } owner || (ModuleLifetime.Unwrap(owner) is var target && IsOfScriptClass(target)
            && !target.GetType().GetCustomAttributes().Any(a => a.GetType().Name == "NoRunspaceAffinityAttribute"));

    /// <summary>Whether an object is an instance of a class that a script defines.</summary>
    public static bool IsOfScriptClass(object instance) => instance.GetType().Assembly.IsDynamic;

    private static object? Value(PropertyInfo? property, object? owner) => owner is null ? null : property?.GetValue(owner);

    private static PropertyInfo? Member(Type? type, string name) => type?.GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
}
