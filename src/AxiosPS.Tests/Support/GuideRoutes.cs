using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AxiosPS.Tests.Support;

/// <summary>What the examples of the documentation ask for.</summary>
internal static class GuideRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/orders/{id:int}", (int id) => Results.Text($$"""{"id":{{id}},"item":"tea","placed":"2025-01-31T08:30:00Z"}""", "application/json"));
        routes.Map("/orders/{id:int}/xml", (int id) => Results.Text($"""<order id="{id}"><item>tea</item></order>""", "application/xml"));
        routes.Map("/orders/{id:int}/payment", () => Results.Text(
            """{"type":"https://example.com/no-credit","title":"No credit","status":402,"detail":"The order costs 12, and there are 3.","balance":3}""",
            "application/problem+json",
            statusCode: StatusCodes.Status402PaymentRequired));
        routes.Map("/invoices/{page:int}", (int page, HttpResponse response) =>
        {
            if (page < 3)
            {
                response.Headers.Link = $"</invoices/{page + 1}>; rel=\"next\"";
            }

            return Results.Text($$"""[{"number":{{(page * 2) - 1}}},{"number":{{page * 2}}}]""", "application/json");
        });
        routes.Map("/report", (HttpResponse response) =>
        {
            response.Headers.ContentDisposition = "attachment; filename=\"report.csv\"";
            return Results.Text("name,count\nAnn,3\nBob,4\n", "text/csv");
        });
        routes.Map("/prices", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-cache";
            return Results.Bytes("""{"tea":3,"milk":1}"""u8.ToArray(), "application/json", entityTag: new("\"7\""));
        });
        routes.Map("/log", () => Results.Text("09:00 start\n09:01 work\n09:02 stop\n"));
        routes.Map("/changes", () => Results.Text("{\"id\":1,\"item\":\"tea\"}\n{\"id\":2,\"item\":\"milk\"}\n", "application/x-ndjson"));
        routes.Map("/events", () => Results.Text("data: hello\n\nevent: price\nid: 7\ndata: {\"tea\":3}\n\nevent: price\nid: 8\ndata: {\"tea\":4}\n\n", "text/event-stream"));
    }
}
