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
        routes.MapGet("/_endpoints", async () => (await server.Endpoints).ToJson());
        routes.MapPost("/_release/{key}", (string key) => server.Release(key));

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
