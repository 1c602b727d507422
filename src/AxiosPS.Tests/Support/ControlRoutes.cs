using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AxiosPS.Tests.Support;

/// <summary>The test server's methods for tests in another process. These requests are not recorded.</summary>
internal static class ControlRoutes
{
    public static bool Owns(PathString path) => path.Value?.StartsWith("/_", StringComparison.Ordinal) == true;

    public static void Map(IEndpointRouteBuilder routes, TestServer server)
    {
        routes.MapGet("/_requests", () => Results.Json(server.Requests.Select(request => request.ToJson())));
        routes.MapDelete("/_requests", server.Clear);
        routes.MapGet("/_connections", () => server.Connections);
        routes.MapGet("/_busy/most", () => server.MostBusy);
        routes.MapGet("/_endpoints", async () => (await server.Endpoints).ToJson());
        routes.MapPost("/_release/{key}", (string key) => server.Release(key));

        // They wait until there are no more than that. The connection that asks is one.
        routes.MapGet("/_busy", async (int? count) =>
        {
            await server.Until(() => server.Busy <= (count ?? 0));
            return server.Busy;
        });
        routes.MapGet("/_open", async (int? count) =>
        {
            await server.Until(() => server.OpenConnections <= (count ?? int.MaxValue));
            return server.OpenConnections;
        });

        // With ?count=n these two wait until there are that many.
        routes.MapGet("/_held/{key}", async (string key, int? count) =>
        {
            await server.Arrived(key, count ?? 0);
            return server.Held(key);
        });
        routes.MapGet("/_aborted", async (int? count) =>
        {
            await server.Until(() => server.Aborted >= (count ?? 0));
            return server.Aborted;
        });
    }
}
