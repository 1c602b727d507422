namespace AxiosPS.Plugin.RedisCache.Tests;

/// <summary>A test against a real redis-server; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = RedisServer.MissingReason;
}
