using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace AxiosPS.Tests.Support;

/// <summary>
/// <c>/file/{length}</c>: the same bytes as <c>/bytes</c>, however many, with an ETag (<c>?etag=</c>) and in ranges. With
/// <c>?cut=</c> and <c>?key=</c> the first body for that key breaks off after so many bytes. <c>/_sink</c> takes a body of any
/// length, unrecorded, and says how long it was.
/// </summary>
internal static class FileRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var cuts = new ConcurrentDictionary<string, bool>();
        routes.Map("/file/{length:long}", (long length, long? cut, string? key, string? etag) =>
        {
            var cutNow = cut is not null && cuts.TryAdd(key ?? "", true) ? cut : null;
            var tag = new EntityTagHeaderValue($"\"{etag ?? "1"}\"");
            return Results.Stream(new PatternStream(length, cutNow), "application/octet-stream", entityTag: tag, enableRangeProcessing: true);
        });
        routes.Map("/_sink", async (HttpContext context) =>
        {
            var (buffer, count) = (new byte[128 * 1024], 0L);
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
            {
                count += read;
            }

            return Results.Json(new { Count = count });
        });
    }
}
