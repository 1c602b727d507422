using System.Text.Json;

namespace AxiosPS;

/// <summary>Where an answer says that the next page is: in its Link header, else in the <c>@odata.nextLink</c> of its JSON.</summary>
internal static class NextLink
{
    public static string? Of(AxiosResponse response)
    {
        if (!response.Ok)
        {
            return null;
        }

        foreach (var header in response.Headers.GetValues("Link"))
        {
            if (LinkHeader.Next(header) is { } link)
            {
                return HeaderText.AsWritten(link);
            }
        }

        return BodyText.IsJson(response.ContentType) ? InJson(BodyText.Utf8(response.Bytes, response.RawContentType)) : null;
    }

    // Out of the bytes and not of the data, which hooks may have replaced by what they need of it.
    private static string? InJson(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("odata.nextLink"u8) < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? InObject(ref reader) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // the data says what is wrong with it
        }
    }

    private static string? InObject(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLink = reader.ValueTextEquals("@odata.nextLink"u8) || reader.ValueTextEquals("odata.nextLink"u8);
            reader.Read();
            if (isLink && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } link)
            {
                return link;
            }

            reader.Skip();
        }

        return null;
    }
}
