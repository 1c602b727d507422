using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport;

/// <summary>The TLS handshake belongs to the call: its token, its clocks, its kind of failure.</summary>
public sealed class TlsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2); // the handler by itself keeps the socket for five

    [Fact]
    public async Task Cancelling_in_the_handshake_closes_the_socket_at_once()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hello = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = Silent(hello, gone);
        using var client = new AxiosClient($"https://{server.Uri.Authority}");
        using var cancel = new CancellationTokenSource();

        var call = client.GetAsync("/x", null, cancel.Token);
        await hello.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call.WaitAsync(Patience));
        await gone.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task The_connect_time_covers_the_handshake()
    {
        await using var server = Silent(new(), new());
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = $"https://{server.Uri.Authority}", ConnectTimeout = TimeSpan.FromMilliseconds(200) });

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => client.GetAsync("/x").WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(TimeoutClock.Connect, error.Clock);
    }

    [Theory]
    [InlineData(null, "localhost")]
    [InlineData("other.test:8443", "other.test")]
    [InlineData("other.test", "other.test")]
    public async Task A_certificate_that_nobody_vouches_for_fails_and_the_server_was_asked_for_by_its_name(string? hostHeader, string asked)
    {
        using var certificate = SelfSigned();
        var name = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async stream =>
        {
            await using var secure = new SslStream(stream);
            try
            {
                await secure.AuthenticateAsServerAsync((_, hello, _, _) =>
                {
                    name.TrySetResult(hello.ServerName);
                    return new(new SslServerAuthenticationOptions { ServerCertificate = certificate });
                }, null);
            }
            catch (System.Security.Authentication.AuthenticationException)
            {
                // refused, as it should be
            }
        });
        using var client = new AxiosClient($"https://localhost:{server.Uri.Port}");

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x", new() { Headers = { ["Host"] = hostHeader } }));

        Assert.Equal(NetworkFailure.Tls, error.Failure);
        Assert.Contains("failed in the TLS handshake: The remote certificate", error.Message, StringComparison.Ordinal);
        Assert.Equal(asked, await name.Task);
    }

    [Fact]
    public async Task A_server_that_goes_away_in_the_handshake_is_a_failed_handshake()
    {
        await using var server = new RawServer(async stream =>
        {
            await stream.ReadExactlyAsync(new byte[1]);
            RawServer.Reset(stream);
        });
        using var client = new AxiosClient($"https://{server.Uri.Authority}");

        Assert.Equal(NetworkFailure.Tls, (await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"))).Failure);
    }

    /// <summary>Takes every connection, hears the client's hello and says nothing.</summary>
    private static RawServer Silent(TaskCompletionSource hello, TaskCompletionSource gone) => new(async stream =>
    {
        try
        {
            while (await stream.ReadAsync(new byte[4096]) > 0)
            {
                hello.TrySetResult();
            }
        }
        finally
        {
            gone.TrySetResult();
        }
    });

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return new(made.Export(X509ContentType.Pfx));
    }
}
