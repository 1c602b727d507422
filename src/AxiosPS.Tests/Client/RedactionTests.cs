using System.Collections;
using System.Text.Json;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("Authorization")]
    [InlineData("proxy-authorization")]
    [InlineData("Cookie")]
    [InlineData("Set-Cookie")]
    [InlineData("X-Api-Key")]
    [InlineData("X-Marked")]
    public void Every_listing_masks_a_secret_and_asking_by_name_gives_it(string name)
    {
        var headers = new HeaderCollection { [name] = "s3cret", ["Plain"] = "shown" };
        headers.MarkSecret("X-Marked");
        var dictionary = (IDictionary)headers;
        var entries = dictionary.Cast<DictionaryEntry>().ToArray();

        string[] listings =
        [
            headers.ToString(),
            JsonSerializer.Serialize(headers),
            JsonSerializer.Serialize(new RequestConfig { Headers = headers }),
            string.Join(' ', dictionary.Values.Cast<object>()),
            string.Join(' ', entries.Select(e => e.Value)),
            string.Join(' ', headers.Cast<object>().Select(e => ((DictionaryEntry)e).Value)),
        ];
        var copied = new object[headers.Count];
        dictionary.CopyTo(copied, 0);

        Assert.All(listings, listing => Assert.DoesNotContain("s3cret", listing, StringComparison.Ordinal));
        Assert.All(listings, listing => Assert.Contains("***", listing, StringComparison.Ordinal));
        Assert.All(listings, listing => Assert.Contains("shown", listing, StringComparison.Ordinal));
        Assert.Equal("***", ((DictionaryEntry)copied[0]).Value);
        Assert.Equal("s3cret", headers[name]);
        Assert.Equal("s3cret", dictionary[name]);
        Assert.Equal("s3cret", headers.Get(name));
    }

    [Theory]
    [InlineData("Server=x;Password=s3cret", true)]
    [InlineData("Server=x; User Password = s3cret;", true)]
    [InlineData("pwd=s3cret", true)]
    [InlineData("DefaultEndpointsProtocol=https;AccountKey=s3cret==", true)]
    [InlineData("curl -d \"client_secret=s3cret\"", true)]
    [InlineData("a line\ntoken=s3cret", true)]
    [InlineData("Server=x;Password=", false)]
    [InlineData("Server=x;Password=;User=y", false)]
    [InlineData("Server=x;User=y", false)]
    [InlineData("https://a.test/x?token=***", false)]
    [InlineData("password", false)]
    [InlineData("a == b", false)]
    public void A_text_holds_a_secret_where_the_name_in_one_of_its_pairs_says_so(string text, bool holds) => Assert.Equal(holds, Secrets.HasSecretPair(text));

    [Theory]
    [InlineData("https://a.test/x?to=https%3A%2F%2Fb.test%2F%3Faccess_token%3Ds3cret&b=2", "https://a.test/x?to=https%3A%2F%2Fb.test%2F%3Faccess_token%3D***&b=2")]
    [InlineData("https://a.test/x?to=/y%3fa%3d1%26token%3ds3cret%26c%3d3", "https://a.test/x?to=/y%3fa%3d1%26token%3d***%26c%3d3")]
    [InlineData("https://a.test/x?to=/y%253Fto%253D%25252Fz%25253Ftoken%25253Ds3cret%2526c%253D3", "https://a.test/x?to=/y%253Fto%253D%25252Fz%25253Ftoken%25253D***%2526c%253D3")]
    [InlineData("https://a.test/x?to=%2Fy%23id_token%3Ds3cret", "https://a.test/x?to=%2Fy%23id_token%3D***")]
    [InlineData("https://a.test/x?filter=a%3D1%26b%3D2%20c", "https://a.test/x?filter=a%3D1%26b%3D2%20c")]
    public void A_secret_of_an_address_in_a_parameter_is_masked_however_often_it_is_encoded(string uri, string shown) => Assert.Equal(shown, Secrets.Redact(uri));

    [Theory]
    [InlineData("https://a.test/x?a=1&api_key=s3cret&b=2", "https://a.test/x?a=1&api_key=***&b=2")]
    [InlineData("https://a.test/x?ACCESS_TOKEN=s3cret", "https://a.test/x?ACCESS_TOKEN=***")]
    [InlineData("https://a.test/x?access%5Ftoken=s3cret", "https://a.test/x?access%5Ftoken=***")]
    [InlineData("https://user:s3cret@a.test/x", "https://***@a.test/x")]
    [InlineData("https://a.test/@me?q=a@b", "https://a.test/@me?q=a@b")]
    [InlineData("https://a.test/x?to=http://u:s3cret@b.test/p@q&c=d@e", "https://a.test/x?to=http://***@b.test/p@q&c=d@e")]
    [InlineData("https://a.test/x?to=http%3a%2F%2Fu%3As3cret%40b.test%2Fp%40q", "https://a.test/x?to=http%3a%2F%2F***%40b.test%2Fp%40q")]
    [InlineData("https://a.test/x?to=http://u:s3c@ret@b.test", "https://a.test/x?to=http://***@b.test")]
    [InlineData("https://a.test/x?to=http://b.test/@me", "https://a.test/x?to=http://b.test/@me")]
    [InlineData("/x?sig=s3cret", "/x?sig=***")]
    [InlineData("https://a.test", "https://a.test")]
    [InlineData("user:s3cret@a.test/x", "***@a.test/x")]
    [InlineData("/users/@me?mail=a@b", "/users/@me?mail=a@b")]
    public void Addresses_are_shown_without_their_secrets(string uri, string shown) => Assert.Equal(shown, Secrets.Redact(uri));

    [Theory]
    [InlineData("Location", "https://a.test/?x=1&access_token=s3cret", "https://a.test/?x=1&access_token=***")]
    [InlineData("location", "/cb#access_token=s3cret", "/cb#access_token=***")]
    [InlineData("Location", "/cb?token=s3cret&url=/x", "/cb?token=***&url=/x")]
    [InlineData("Location", "https://ann:s3cret@a.test/", "https://***@a.test/")]
    [InlineData("Content-Location", "/x?sig=s3cret", "/x?sig=***")]
    [InlineData("Refresh", "5; URL=https://a.test/?jwt=s3cret", "5; URL=https://a.test/?jwt=***")]
    [InlineData("Link", "</x?token=s3cret>; rel=next; title=\"a@b\", </y?page=2>; rel=last", "</x?token=***>; rel=next; title=\"a@b\", </y?page=2>; rel=last")]
    [InlineData("Link", "</x?token=s3cret", "</x?token=***")]
    [InlineData("X-Plain", "/x?token=shown", "/x?token=shown")]
    public void A_header_that_holds_addresses_is_listed_without_their_secrets(string name, string value, string shown)
    {
        var one = new HeaderCollection { [name] = value };
        var two = new HeaderCollection { [name] = new[] { value, "b" } };

        Assert.Equal($"{name}: {shown}", one.ToString());
        Assert.Equal($"{name}: {shown}, b", two.ToString());
        Assert.Equal(shown, ((IDictionary)one).Values.Cast<object>().Single());
        Assert.Equal((value, value), (one[name], ((IDictionary)one)[name]));
        Assert.Equal([value, "b"], two.GetValues(name));
    }

    [Fact]
    public void A_config_lists_what_is_set_with_bodies_and_secrets_masked_and_gives_what_is_asked_for()
    {
        var config = new RequestConfig { Uri = "/x?token=s3cret", Json = new { Password = "s3cret" }, Headers = { ["Authorization"] = "s3cret" } };

        var listing = System.Text.Json.JsonSerializer.Serialize<System.Collections.IDictionary>(config);

        Assert.DoesNotContain("s3cret", listing, StringComparison.Ordinal);
        Assert.Equal("""{"Uri":"/x?token=***","Headers":{"Authorization":"***"},"Json":"***"}""", listing.Replace("\u002B", "+", StringComparison.Ordinal));
        Assert.Equal("/x?token=s3cret", config["uri"]);
        Assert.Equal("s3cret", ((HeaderCollection)config["Headers"]!)["Authorization"]);
    }

    [Fact]
    public void An_option_that_does_not_exist_is_refused_with_the_nearest()
    {
        var config = new RequestConfig { ["MaxRetries"] = 3 };

        Assert.Equal(3, config.MaxRetries);
        Assert.Contains("Did you mean 'Timeout'?", Assert.Throws<ArgumentException>(() => config["tiemout"] = 1).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_masks_its_secrets()
    {
        var query = new QueryCollection { ["token"] = "s3cret", ["page"] = 2 };

        Assert.Equal("token: ***\npage: 2", query.ToString());
        Assert.Equal("s3cret", query["token"]);
    }

    [Fact]
    public async Task No_message_and_no_ToString_shows_a_secret()
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "https://a.test?api_key=s3cret",
            Transport = new MemoryTransport(r => r.Uri.AbsolutePath == "/broken" ? throw new IOException("cut") : new TransportResponse(500)),
        });
        string? inside = null;
        client.Use((context, next) =>
        {
            inside = context.ToString();
            return next(context);
        });

        var network = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/broken"));
        var response = await client.GetAsync("/x");
        var status = Assert.Throws<AxiosStatusException>(() => response.EnsureSuccess());

        Assert.All(
            [network.Message, status.Message, response.ToString(), client.ToString(), inside!, network.Attempts[0].ToString()],
            shown =>
            {
                Assert.DoesNotContain("s3cret", shown, StringComparison.Ordinal);
                Assert.Contains("a.test", shown, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void An_enumerator_of_the_headers_shows_no_secret()
    {
        var listing = new HeaderCollection { ["A"] = "1", ["Authorization"] = "secret" }.GetEnumerator();

        Assert.True(listing.MoveNext());
        Assert.Equal(("A", "1"), (listing.Key, listing.Value));
        Assert.True(listing.MoveNext());
        Assert.Equal(("Authorization", "***"), (listing.Key, listing.Value));
        Assert.False(listing.MoveNext());
    }
}
