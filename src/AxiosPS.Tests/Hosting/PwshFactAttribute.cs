namespace AxiosPS.Tests.Hosting;

/// <summary>A fact about a cmdlet in a hosted runspace; skipped, with the reason, where there is no engine to host.</summary>
/// <remarks>
/// Such a test class keeps System.Management.Automation's types out of its fields and signatures: xunit could not even
/// list its tests where that assembly is missing.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PwshFactAttribute : FactAttribute
{
    public PwshFactAttribute() => Skip = PwshEngine.MissingReason;
}
