using System.Reflection;
using System.Runtime.ExceptionServices;

namespace AxiosPS;

/// <summary>Any .NET object with a public delay method.</summary>
internal sealed class StructuralRetryStrategy : IRetryStrategy
{
    private readonly object target;
    private readonly MethodInfo method;

    public StructuralRetryStrategy(object target, string name)
        : this(target, Method(target, name)!)
    {
    }

    private StructuralRetryStrategy(object target, MethodInfo method) => (this.target, this.method) = (target, method);

    /// <summary>The names that the method may have, the first that there is counts.</summary>
    public static IReadOnlyList<string> Names { get; } = ["GetDelayAsync", "GetDelay", "Delay"];

    public static StructuralRetryStrategy? TryFrom(object target, string name) => Method(target, name) is { } method ? new(target, method) : null;

    public async ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken)
    {
        object? given = null;
        try
        {
            given = method.Invoke(target, [.. method.GetParameters().Select((parameter, index) => Argument(parameter, index, retry, cancellationToken))]);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        var value = await Awaited(given).ConfigureAwait(false);
        return DelayTime.From(value) ?? throw new NoDelayException(value);
    }

    public override string ToString() => target is Delegate { Method: var lambda } ? HookExtensions.NameOf((Delegate)target) : target.ToString() ?? target.GetType().Name;

    // A task that gives nothing has a result too, of a type that nobody can name.
    private static async ValueTask<object?> Awaited(object? given)
    {
        if (given is not null && given.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            given = type.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(given, null);
        }

        if (given is not Task task)
        {
            return given;
        }

        await task.ConfigureAwait(false);
        var result = task.GetType().GetProperty(nameof(Task<int>.Result));
        return result is null || result.PropertyType.IsNotPublic ? null : result.GetValue(task);
    }

    private static object Argument(ParameterInfo parameter, int index, RetryContext retry, CancellationToken cancellationToken) =>
        index > 0 ? cancellationToken
        : parameter.ParameterType.IsInstanceOfType(retry) ? retry
        : Convert.ChangeType(retry.Retry, parameter.ParameterType, provider: null);

    private static bool TakesContext(MethodInfo method) => method.GetParameters() is [var first, ..] && first.ParameterType.IsAssignableFrom(typeof(RetryContext));

    /// <summary>The method that gives the delay, null if there is none: of several the one that gets to know most.</summary>
    public static MethodInfo? Method(object target, string name, bool mayTakeToken = true) => target.GetType()
        .GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Where(m => m.Name == name && m.ReturnType != typeof(void) && m.GetParameters() is [var first, ..] parameters && Takes(first.ParameterType)
            && (parameters.Length == 1 || (mayTakeToken && parameters.Length == 2 && parameters[1].ParameterType == typeof(CancellationToken))))
        .MaxBy(m => (TakesContext(m), m.GetParameters().Length));

    private static bool Takes(Type type) =>
        type.IsAssignableFrom(typeof(RetryContext)) || type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(uint) || type == typeof(decimal);
}
