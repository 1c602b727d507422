using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AxiosPS.Tests.Client;

/// <summary>What C# authors build upon: a name that comes or goes is a decision, and this list is where it is made.</summary>
public sealed class PublicTypesTests
{
    private static readonly string[] Expected =
    [
        "AxiosPS.ArrayFormat",
        "AxiosPS.AttachedPlugin",
        "AxiosPS.Attempt",
        "AxiosPS.AxiosCancelToken",
        "AxiosPS.AxiosCanceledException",
        "AxiosPS.AxiosClient",
        "AxiosPS.AxiosClientOptions",
        "AxiosPS.AxiosException",
        "AxiosPS.AxiosFileException",
        "AxiosPS.AxiosHookException",
        "AxiosPS.AxiosNetworkException",
        "AxiosPS.AxiosRefusedException",
        "AxiosPS.AxiosResponse",
        "AxiosPS.AxiosStatusException",
        "AxiosPS.AxiosTimeoutException",
        "AxiosPS.AxiosUnmatchedException",
        "AxiosPS.BatchOptions",
        "AxiosPS.BatchResult",
        "AxiosPS.CallTiming",
        "AxiosPS.Cassette",
        "AxiosPS.CassetteMode",
        "AxiosPS.CassetteOptions",
        "AxiosPS.ConnectionOptions",
        "AxiosPS.CurlShell",
        "AxiosPS.DateKind",
        "AxiosPS.DecorrelatedJitterRetryStrategy",
        "AxiosPS.ExponentialRetryStrategy",
        "AxiosPS.FieldCollection",
        "AxiosPS.FileFailure",
        "AxiosPS.FixedRetryStrategy",
        "AxiosPS.FormPart",
        "AxiosPS.HeaderCollection",
        "AxiosPS.HookExtensions",
        "AxiosPS.HookOptions",
        "AxiosPS.IAxiosPlugin",
        "AxiosPS.IDataFormat",
        "AxiosPS.IDataTransform",
        "AxiosPS.IErrorHook",
        "AxiosPS.IHookCondition",
        "AxiosPS.IMiddleware",
        "AxiosPS.IMockResponse",
        "AxiosPS.INextPage",
        "AxiosPS.IRedirectHook",
        "AxiosPS.IRequestHook",
        "AxiosPS.IResponseHook",
        "AxiosPS.IRetryCondition",
        "AxiosPS.IRetryStrategy",
        "AxiosPS.IStatusCheck",
        "AxiosPS.ITransferProgress",
        "AxiosPS.ITransport",
        "AxiosPS.Interceptors",
        "AxiosPS.JsonDataFormat",
        "AxiosPS.JsonOptions",
        "AxiosPS.LinearRetryStrategy",
        "AxiosPS.MockAnswer",
        "AxiosPS.MockCall",
        "AxiosPS.MockExtensions",
        "AxiosPS.MockRoute",
        "AxiosPS.MockTransport",
        "AxiosPS.MockedRoute",
        "AxiosPS.NetworkFailure",
        "AxiosPS.NetworkFault",
        "AxiosPS.PackageVersion",
        "AxiosPS.PageExtensions",
        "AxiosPS.PipelineStep",
        "AxiosPS.PluginAssembly",
        "AxiosPS.PluginContractException",
        "AxiosPS.PluginCheckResult",
        "AxiosPS.ProblemDetails",
        "AxiosPS.QueryCollection",
        "AxiosPS.RedirectHop",
        "AxiosPS.RequestConfig",
        "AxiosPS.RequestContent",
        "AxiosPS.RequestContext",
        "AxiosPS.RequestHandler",
        "AxiosPS.RequestInterceptors",
        "AxiosPS.ResponseCookie",
        "AxiosPS.ResponseCookies",
        "AxiosPS.ResponseInterceptors",
        "AxiosPS.RetryCondition",
        "AxiosPS.RetryContext",
        "AxiosPS.RetryStrategy",
        "AxiosPS.ServerSentEvent",
        "AxiosPS.StatusCheck",
        "AxiosPS.TimeoutClock",
        "AxiosPS.TransferDirection",
        "AxiosPS.TransferProgress",
        "AxiosPS.TransportRequest",
        "AxiosPS.TransportResponse",
    ];

    [Fact]
    public void The_engine_exports_these_types_and_no_others()
    {
        using var file = File.OpenRead(typeof(AxiosClient).Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var exported = metadata.TypeDefinitions
            .Select(metadata.GetTypeDefinition)
            .Where(t => t.Attributes.HasFlag(TypeAttributes.Public) && metadata.GetString(t.Namespace) == "AxiosPS")
            .Select(t => $"AxiosPS.{metadata.GetString(t.Name)}");

        Assert.Equal(Expected.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }
}
