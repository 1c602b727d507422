namespace AxiosPS.Tests.Connections;

public sealed class EnvironmentProxiesTests
{
    [Theory]
    [InlineData("http_proxy=http://p:1", "http://a.test/", "http://p:1/")]
    [InlineData("HTTP_PROXY=http://p:1", "http://a.test/", "http://p:1/")]
    [InlineData("http_proxy=http://p:1", "https://a.test/", null)]
    [InlineData("https_proxy=http://p:1", "https://a.test/", "http://p:1/")]
    [InlineData("HTTPS_PROXY=http://p:1", "https://a.test/", "http://p:1/")]
    [InlineData("HTTPS_PROXY=http://p:1", "http://a.test/", null)]
    [InlineData("http_proxy=http://small:1 HTTP_PROXY=http://big:1", "http://a.test/", "http://small:1/")]
    [InlineData("all_proxy=socks5://p:1", "http://a.test/", "socks5://p:1/")]
    [InlineData("ALL_PROXY=socks5h://p:1", "https://a.test/", "socks5://p:1/")]
    [InlineData("ALL_PROXY=http://all:1 https_proxy=http://p:1", "https://a.test/", "http://p:1/")]
    [InlineData("http_proxy=p:3128", "http://a.test/", "http://p:3128/")]
    [InlineData("http_proxy=10.0.0.1:3128", "http://a.test/", "http://10.0.0.1:3128/")]
    [InlineData("http_proxy=http://u:s%40crt@p:1", "http://a.test/", "http://p:1/")]
    [InlineData("http_proxy=http://p:1 NO_PROXY=a.test", "http://a.test/", null)]
    [InlineData("http_proxy=http://p:1 no_proxy=.a.test", "http://b.a.test/", null)]
    [InlineData("http_proxy=http://p:1 no_proxy=b.test NO_PROXY=a.test", "http://a.test/", "http://p:1/")]
    [InlineData("HTTP_PROXY=http://visitor:1 REQUEST_METHOD=GET", "http://a.test/", null)]
    [InlineData("http_proxy=nonsense://p HTTPS_PROXY=http://p:1", "https://a.test/", "http://p:1/")]
    public void The_environment_names_the_proxy(string variables, string uri, string? proxy) =>
        Assert.Equal(proxy, Of(variables).For(new(uri))?.Uri.AbsoluteUri);

    [Fact]
    public void Small_letters_count_in_a_web_server_too_where_they_differ_from_capitals() => Assert.Equal(
        OperatingSystem.IsWindows() ? null : "http://p:1/",
        Of("http_proxy=http://p:1 HTTP_PROXY=http://visitor:1 REQUEST_METHOD=GET").For(new("http://a.test/"))?.Uri.AbsoluteUri);

    [Fact]
    public void User_info_answers_the_proxy_that_it_stands_at_and_no_other()
    {
        var proxies = Of("http_proxy=http://u:s%40crt@p:1 https_proxy=http://q:1");
        var address = proxies.For(new("http://a.test/"))!.Uri;

        Assert.Equal(("u", "s@crt"), (proxies.CredentialFor(address, "Basic")!.UserName, proxies.CredentialFor(address, "Basic")!.Password));
        Assert.Null(proxies.CredentialFor(new("http://q:1"), "Basic"));
        Assert.Null(proxies.CredentialFor(new("http://a.test/"), "Basic"));
    }

    [Theory]
    [InlineData("http_proxy=ftp://p:1", "The environment variable http_proxy: The proxy 'ftp://p:1' has the scheme 'ftp'.")]
    [InlineData("HTTP_PROXY=http://u:canary@:1:2", "The environment variable HTTP_PROXY: 'http://***@:1:2' is no address of a proxy.")]
    public async Task One_that_is_none_is_an_error_and_not_a_way_around_it(string variables, string problem)
    {
        using var transport = new HttpTransport(TimeSpan.FromSeconds(5), variable: Variable(variables));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("http://127.0.0.1:1/"));

        Assert.Equal(NetworkFailure.Proxy, error.Failure);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    private static EnvironmentProxies Of(string variables) => new(Variable(variables));

    internal static Func<string, string?> Variable(string variables)
    {
        var known = variables.Split(' ').Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1], StringComparer.Ordinal);
        return known.GetValueOrDefault;
    }
}
