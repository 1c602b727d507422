using System.Reflection;
using System.Runtime.ExceptionServices;

namespace AxiosPS;

/// <summary>Any .NET object with a public <c>Attach(client)</c>, and perhaps an <c>Uninstall(client)</c>.</summary>
internal sealed class StructuralPlugin : IAxiosPlugin
{
    private readonly object target;
    private readonly MethodInfo attach;
    private readonly MethodInfo? uninstall;

    private StructuralPlugin(object target, MethodInfo attach, MethodInfo? uninstall)
    {
        (this.target, this.attach, this.uninstall) = (target, attach, uninstall);
        Name = target.GetType().GetProperty("Name")?.GetValue(target) as string ?? target.GetType().Name;
    }

    public string Name { get; }

    public static StructuralPlugin? TryFrom(object target) =>
        Method(target, "Attach") is { } attach ? new(target, attach, Method(target, "Uninstall")) : null;

    /// <summary>A hint where an Attach exists but does not fit.</summary>
    public static string NearMiss(object target) =>
        target.GetType().GetMethods().Where(m => m.Name.Equals("Attach", StringComparison.OrdinalIgnoreCase)).ToArray() is [var found, ..]
            ? $" (It has '{found}', which does not take an {nameof(AxiosClient)} of this version {typeof(AxiosClient).Assembly.GetName().Version!.Major}.)"
            : "";

    public void Attach(AxiosClient client) => Call(attach, client);

    public void Uninstall(AxiosClient client)
    {
        if (uninstall is not null)
        {
            Call(uninstall, client);
        }
    }

    private void Call(MethodInfo method, AxiosClient client)
    {
        try
        {
            switch (method.Invoke(target, [client]))
            {
                case Task task:
                    Host.Wait(task);
                    break;
                case ValueTask task:
                    Host.Wait(task.AsTask());
                    break;
                default:
                    break;
            }
        }
        catch (TargetInvocationException e) when (e.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }
    }

    private static MethodInfo? Method(object target, string name) => target.GetType()
        .GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .FirstOrDefault(m => m.Name == name && m.GetParameters() is [var only] && only.ParameterType.IsAssignableFrom(typeof(AxiosClient)));
}
