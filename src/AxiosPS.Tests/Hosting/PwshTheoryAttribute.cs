namespace AxiosPS.Tests.Hosting;

/// <inheritdoc cref="PwshFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PwshTheoryAttribute : TheoryAttribute
{
    public PwshTheoryAttribute() => Skip = PwshEngine.MissingReason;
}
