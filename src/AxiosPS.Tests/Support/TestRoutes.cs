using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace AxiosPS.Tests.Support;

/// <summary>What the test server answers.</summary>
internal static class TestRoutes
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web);

    private static readonly object Thing = new { Id = 1, Name = "axios", Tags = new[] { "http", "pwsh" }, Nested = new { Ok = true } };

    public static void Map(IEndpointRouteBuilder routes, HeldRequests held, BusyRequests busy)
    {
        var failures = new ConcurrentDictionary<string, int>();

        routes.Map("/echo", context =>
            context.Response.WriteAsJsonAsync(context.Features.GetRequiredFeature<RecordedRequest>().ToJson()));
        routes.Map("/status/{code:int}", Status);
        routes.Map("/json", () => Results.Json(Thing));
        routes.Map("/items", () => Results.Json(Enumerable.Range(1, 3).Select(id => new { Id = id, Name = $"item {id}" })));
        var items = new ConcurrentDictionary<int, byte[]>();
        routes.Map("/items/{count:int}", (int count) => Results.Bytes(items.GetOrAdd(count, Items), "application/json"));
        routes.Map("/text", () => Results.Text("plain text: äöü €"));
        routes.Map("/bytes/{count:int}", (int count) => Results.Bytes(
            Bytes(count), "application/octet-stream", enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{count}\"")));
        routes.Map("/delay/{ms:int}", async (int ms, CancellationToken aborted) =>
        {
            await Task.Delay(ms, aborted);
            return Results.Json(new { Delay = ms });
        });
        routes.Map("/hold/{key}", async (string key, CancellationToken aborted) =>
        {
            await held.Hold(key, aborted);
            return Results.Json(new { Key = key });
        });
        routes.Map("/busy/{key}", async (string key, int? ms, CancellationToken aborted) =>
        {
            await busy.Work(ms ?? 1, aborted);
            return Results.Json(new { Key = key });
        });
        routes.Map("/redirect/{code:int}", (int code, string to, HttpResponse response) =>
        {
            response.StatusCode = code;
            response.Headers.Location = to;
        });
        routes.Map("/cookie/set", (HttpContext context) =>
        {
            foreach (var (name, value) in context.Request.Query)
            {
                context.Response.Headers.Append("Set-Cookie", $"{name}={value}; Path=/");
            }
        });
        routes.Map("/cookie/show", (HttpContext context) =>
            Results.Json(context.Request.Cookies.ToDictionary(cookie => cookie.Key, cookie => cookie.Value)));
        routes.Map("/flaky/{key}/{count:int}", (string key, int count) =>
        {
            var attempt = failures.AddOrUpdate(key, 1, (_, before) => before + 1);
            return Results.Json(new { Attempt = attempt }, statusCode: attempt <= count ? 503 : 200);
        });
        routes.Map("/pages/{kind}/{number:int}", Pages);
        routes.Map("/trickle/{count:int}", Trickle);
        routes.Map("/gzip", Gzip);
        FileRoutes.Map(routes);
        GuideRoutes.Map(routes);
        AuthRoutes.Map(routes);
    }

    /// <summary><c>?body=</c>, <c>?type=</c>, and any number of <c>?header=Name:value</c>.</summary>
    private static async Task Status(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.StatusCode = int.Parse((string)request.RouteValues["code"]!, provider: null);
        foreach (var header in request.Query["header"])
        {
            var (name, value) = header!.Split(':', 2) is [var before, var after] ? (before, after) : (header, "");
            response.Headers.Append(name, value);
        }

        if (request.Query["body"].ToString() is { Length: > 0 } body)
        {
            response.ContentType = request.Query["type"].FirstOrDefault() ?? "text/plain; charset=utf-8";
            await response.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>
    /// Two items on each of <c>?of=</c> pages, and where the next one is: in a Link header (<c>link</c>), as <c>odata</c>, or as a
    /// <c>cursor</c>, which the query <c>?number=</c> takes too. <c>?at=</c> is put before the address of the next page,
    /// <c>?loop=true</c> makes the first page the one after the last.
    /// </summary>
    private static IResult Pages(string kind, int number, HttpContext context)
    {
        var query = context.Request.Query;
        number = query.TryGetValue("number", out var cursor) ? int.Parse(cursor.ToString(), provider: null) : number;
        var count = query.TryGetValue("of", out var of) ? int.Parse(of.ToString(), provider: null) : 3;
        int? after = number < count ? number + 1 : query.ContainsKey("loop") ? 1 : null;
        var next = after is null ? null : $"{query["at"]}/pages/{kind}/{after}{(query.ContainsKey("loop") ? $"?of={count}&loop=true" : $"?of={count}")}";
        var items = new[] { new { Id = number * 2 - 1 }, new { Id = number * 2 } };
        if (kind == "link")
        {
            context.Response.Headers.Append("Link", "</first>; rel=first, </about>; rel=\"help\"");
            context.Response.Headers.Append("Link", next is null ? $"</>; rel=prev" : $"<{next}>; rel=\"last next\"");
            return Results.Json(items);
        }

        return kind == "odata"
            ? Results.Json(next is null
                ? new Dictionary<string, object> { ["@odata.context"] = "x", ["value"] = items }
                : new Dictionary<string, object> { ["@odata.context"] = "x", ["value"] = items, ["@odata.nextLink"] = next })
            : Results.Json(new { Data = new { Items = items }, Next = after, Link = next });
    }

    /// <summary>One byte every <c>?ms=</c> milliseconds.</summary>
    private static async Task Trickle(int count, int? ms, HttpContext context)
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = count;
        await context.Response.StartAsync(context.RequestAborted);
        foreach (var one in Bytes(count).Chunk(1))
        {
            await Task.Delay(ms ?? 10, context.RequestAborted);
            await context.Response.Body.WriteAsync(one, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task Gzip(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await JsonSerializer.SerializeAsync(gzip, Thing, JsonOptions, context.RequestAborted);
    }

    /// <summary>A list as APIs give it, about 220 bytes an item.</summary>
    private static byte[] Items(int count) => JsonSerializer.SerializeToUtf8Bytes(
        Enumerable.Range(1, count).Select(id => new
        {
            Id = id,
            Uuid = new Guid(id, 0, 0, new byte[8]),
            Name = $"user {id}",
            Email = $"user{id}@example.org",
            Active = id % 3 == 0,
            Score = id * 1.5,
            Created = "2024-05-06T07:08:09Z",
            Address = new { City = "Berlin", Zip = "10115" },
            Tags = new[] { "http", "pwsh" },
        }),
        JsonOptions);

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)(index % 251))];
}
