using System.Linq.Expressions;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Makes custom objects that have room for their properties from the start.</summary>
internal static class PSObjects
{
    /// <summary>By a constructor of PowerShell 7 that the reference assembly does not know.</summary>
    public static Func<int, PSObject> OfSize { get; } = Constructor() ?? (_ => new PSObject());

    private static Func<int, PSObject>? Constructor()
    {
        if (typeof(PSObject).GetConstructor([typeof(int)]) is not { } constructor)
        {
            return null;
        }

        var size = Expression.Parameter(typeof(int));
        return Expression.Lambda<Func<int, PSObject>>(Expression.New(constructor, size), size).Compile();
    }
}
