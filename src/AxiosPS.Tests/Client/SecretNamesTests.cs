namespace AxiosPS.Tests.Client;

/// <summary>A secret is known by the words of its name.</summary>
public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("Authorization")]
    [InlineData("proxy-authorization")]
    [InlineData("X-Amzn-Remapped-Authorization")]
    [InlineData("Cookie")]
    [InlineData("Set-Cookie2")]
    [InlineData("Cookie2")]
    [InlineData("X-Api-Key")]
    [InlineData("Api-Key")]
    [InlineData("ApiKey")]
    [InlineData("apikey")]
    [InlineData("X-MBX-APIKEY")]
    [InlineData("X-ApiKey2")]
    [InlineData("X-Goog-Api-Key")]
    [InlineData("X-RapidAPI-Key")]
    [InlineData("x-rapidapi-key")]
    [InlineData("DD-API-KEY")]
    [InlineData("DD-APPLICATION-KEY")]
    [InlineData("X-Functions-Key")]
    [InlineData("X-Auth-Key")]
    [InlineData("X-Master-Key")]
    [InlineData("Ocp-Apim-Subscription-Key")]
    [InlineData("x-amz-server-side-encryption-customer-key")]
    [InlineData("X-Key")]
    [InlineData("X-Token")]
    [InlineData("X_TOKEN")]
    [InlineData("X-Shopify-Access-Token")]
    [InlineData("X-GitHub-Token")]
    [InlineData("X-Vault-Token")]
    [InlineData("JOB-TOKEN")]
    [InlineData("PRIVATE-TOKEN")]
    [InlineData("X-TrackerToken")]
    [InlineData("x-sessiontoken")]
    [InlineData("X-Session-Token")]
    [InlineData("X-Session-Id")]
    [InlineData("X-Auth")]
    [InlineData("X-Auth-Token")]
    [InlineData("X-Amz-Security-Token")]
    [InlineData("X-CSRF-Token")]
    [InlineData("X-CSRFToken")]
    [InlineData("CF-Access-Client-Secret")]
    [InlineData("X-Password")]
    [InlineData("X-Goog-IAP-JWT-Assertion")]
    [InlineData("X-Hub-Signature-256")]
    [InlineData("X-Credentials")]
    [InlineData("DPoP")]
    [InlineData("X-Passwords")]
    [InlineData("X-Api-Keys")]
    [InlineData("X-Tokens")]
    [InlineData("X-Pin")]
    [InlineData("X-A-Name-That-Is-Long-Enough-To-Need-More-Than-Any-Buffer-Would-Have-Room-For-Token")]
    [InlineData("xverylongprefixwithoutanyseparatorwhatsoevertoken")]
    public void This_header_is_one(string name) => Assert.True(Secrets.IsHeader(name));

    [Theory]
    [InlineData("WWW-Authenticate")]
    [InlineData("Proxy-Authenticate")]
    [InlineData("authentication-info")]
    [InlineData("Idempotency-Key")]
    [InlineData("Sec-WebSocket-Key")]
    [InlineData("If-None-Match")]
    [InlineData("If-Session")]
    [InlineData("Content-Type")]
    [InlineData("content-token")]
    [InlineData("Cache-Control")]
    [InlineData("ETag")]
    [InlineData("Access-Control-Allow-Credentials")]
    [InlineData("X-Request-Id")]
    [InlineData("traceparent")]
    [InlineData("Surrogate-Key")]
    [InlineData("X-Partition-Key")]
    [InlineData("Public-Key-Pins")]
    [InlineData("X-Next-Page-Token")]
    [InlineData("X-Session-Timeout")]
    [InlineData("X-Token-Count")]
    [InlineData("X-Cookie-Consent")]
    [InlineData("X-Password-Policy")]
    [InlineData("Lock-Token")]
    [InlineData("X-Delta-Token")]
    [InlineData("x-ms-continuationtoken")]
    [InlineData("x-ratelimit-remaining-tokens")]
    [InlineData("X-Author")]
    [InlineData("X-Authority")]
    [InlineData("X-OAuth-Scopes")]
    [InlineData("X-Secretary")]
    [InlineData("X-Monkey")]
    [InlineData("X-Tenant")]
    [InlineData("X-Sessions")]
    [InlineData("X-Account-Sid")]
    [InlineData("X-Pin-Color")]
    [InlineData("X-Keys")]
    [InlineData("X-Forwarded-For")]
    [InlineData("-")]
    [InlineData("")]
    public void This_header_is_none(string name) => Assert.False(Secrets.IsHeader(name));

    [Theory]
    [InlineData("access_token", true)]
    [InlineData("user[password]", true)]
    [InlineData("token[0]", true)]
    [InlineData("key[]", true)]
    [InlineData("user[name]", false)]
    [InlineData("page[token]", false)]
    [InlineData("refresh_token", true)]
    [InlineData("id_token", true)]
    [InlineData("token", true)]
    [InlineData("api_key", true)]
    [InlineData("apikey", true)]
    [InlineData("api-key", true)]
    [InlineData("key", true)]
    [InlineData("code", true)]
    [InlineData("SIG", true)]
    [InlineData("signature", true)]
    [InlineData("password", true)]
    [InlineData("passwd", true)]
    [InlineData("pwd", true)]
    [InlineData("secret", true)]
    [InlineData("client_secret", true)]
    [InlineData("client-secret", true)]
    [InlineData("accessToken", true)]
    [InlineData("session", true)]
    [InlineData("jwt", true)]
    [InlineData("auth", true)]
    [InlineData("authorization", true)]
    [InlineData("X-Amz-Signature", true)]
    [InlineData("X-Amz-Security-Token", true)]
    [InlineData("X-Amz-Credential", true)]
    [InlineData("AWSAccessKeyId", true)]
    [InlineData("sessionId", true)]
    [InlineData("user.password", true)]
    [InlineData("page_token", false)]
    [InlineData("nextPageToken", false)]
    [InlineData("max_tokens", false)]
    [InlineData("sort_key", false)]
    [InlineData("zipcode", false)]
    [InlineData("country_code", false)]
    [InlineData("page", false)]
    [InlineData("author", false)]
    public void A_query_parameter_is_known_by_the_same_words(string name, bool isSecret) => Assert.Equal(isSecret, Secrets.IsQuery(name));

    [Theory]
    [InlineData("passwords")]
    [InlineData("user_passwords")]
    [InlineData("passphrases")]
    [InlineData("tokens")]
    [InlineData("refresh_tokens")]
    [InlineData("accessTokens")]
    [InlineData("deviceTokens")]
    [InlineData("secrets")]
    [InlineData("client_secrets")]
    [InlineData("apiKeys")]
    [InlineData("apikeys")]
    [InlineData("privateKeys")]
    [InlineData("signatures")]
    [InlineData("code_verifier")]
    [InlineData("codeVerifier")]
    [InlineData("device_code")]
    [InlineData("sid")]
    [InlineData("PIN")]
    [InlineData("card_pin")]
    [InlineData("pat")]
    [InlineData("sas")]
    [InlineData("pass")]
    [InlineData("smtp_pass")]
    [InlineData("SAMLResponse")]
    public void Many_secrets_and_short_names_are_known_in_addresses_and_in_bodies(string name)
    {
        Assert.True(Secrets.IsQuery(name));
        Assert.True(SecretNames.IsMember(name));
        Assert.True(SecretNames.IsField(name));
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("prompt_tokens")]
    [InlineData("completionTokens")]
    [InlineData("cached_tokens")]
    [InlineData("tokens_used")]
    [InlineData("token_usage")]
    [InlineData("nextPageTokens")]
    [InlineData("keys")]
    [InlineData("sort_keys")]
    [InlineData("public_keys")]
    [InlineData("sessions")]
    [InlineData("assertions")]
    [InlineData("authors")]
    [InlineData("address")]
    [InlineData("account_sid")]
    [InlineData("pin_color")]
    [InlineData("gpio_pin")]
    [InlineData("pins")]
    [InlineData("spinner")]
    [InlineData("pattern")]
    [InlineData("passed")]
    [InlineData("pass_rate")]
    [InlineData("boardingPass")]
    [InlineData("SAMLRequest")]
    [InlineData("path")]
    [InlineData("pat_id")]
    [InlineData("sass")]
    [InlineData("code_challenge")]
    [InlineData("verifier")]
    [InlineData("error_code")]
    public void A_count_and_what_only_begins_like_a_secret_is_a_harmless_member(string name) => Assert.False(SecretNames.IsMember(name));

    [Fact]
    public void To_ask_costs_no_memory()
    {
        string[] names = ["Accept", "user-agent", "X-Plain", "X-Session-Token", "Authorization", "x-amz-server-side-encryption-customer-key"];
        var expected = 100 * Count(names);
        var found = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            found += Count(names);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(expected, found);
    }

    private static int Count(string[] names)
    {
        var count = 0;
        foreach (var name in names)
        {
            count += Secrets.IsHeader(name) ? 1 : 0;
        }

        return count;
    }
}
