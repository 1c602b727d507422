using System.Reflection;
using Xunit.Sdk;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>A test of two plugins, which runs in both orders: it gets "First, Second", with the names as in docs/composition.md.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PairAttribute(string one, string other) : DataAttribute
{
    /// <summary>Both, in the order of the alphabet.</summary>
    public string Name { get; } = string.Join(", ", new[] { one, other }.Order(StringComparer.Ordinal));

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[$"{one}, {other}"], [$"{other}, {one}"]];
}
