using System.Collections;
using System.Security.Cryptography;
using System.Text;

namespace AxiosPS;

/// <summary>What makes a page the same as one before: method, address, the call's own headers and the body.</summary>
internal static class PageKey
{
    /// <summary>The key of a page as the client will ask for it; null where it cannot be said.</summary>
    public static (string Key, Uri Uri)? Of(RequestConfig page, AxiosClient client)
    {
        var merged = client.Defaults.MergedWith(page);
        try
        {
            var uri = RequestUri.Resolve(merged);
            var text = new StringBuilder(Methods.Normalize(merged.Method)).Append('\n').Append(uri.AbsoluteUri).Append('\n');
            foreach (var field in page.Headers.Fields)
            {
                text.Append(field.Name).Append(':').AppendJoin(',', HeaderCollection.Values(field)).Append('\n');
            }

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
            return Append(hash, merged, client) ? (Convert.ToHexString(hash.GetHashAndReset()), uri) : null;
        }
        catch (ArgumentException)
        {
            return null; // sending it says why
        }
    }

    private static bool Append(IncrementalHash hash, RequestConfig merged, AxiosClient client)
    {
        switch (merged.Content)
        {
            case { Kind: BodyKind.Json, Value: var value }:
                hash.AppendData(client.DataFormat.Write(value, JsonOptions.Of(merged)).Span);
                return true;
            case { Kind: BodyKind.UrlEncoded, Value: IDictionary fields }:
                hash.AppendData(Encoding.UTF8.GetBytes(QueryCollection.Encode(fields, merged.ArrayFormat ?? ArrayFormat.Repeat)));
                return true;
            case { Value: string text }:
                hash.AppendData(Encoding.UTF8.GetBytes(text));
                return true;
            case { Value: byte[] bytes }:
                hash.AppendData(bytes);
                return true;
            case var other:
                return other.Value is null; // a stream or a form: whoever makes pages of these must know their end
        }
    }
}
