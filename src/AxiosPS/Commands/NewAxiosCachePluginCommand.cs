using System.Management.Automation;
using System.Security;
using AxiosPS.Plugins;

namespace AxiosPS.Commands;

/// <summary>Makes the CachePlugin: equal GET and HEAD requests are answered from memory for some time, or as servers say.</summary>
[Cmdlet(VerbsCommon.New, "AxiosCachePlugin", DefaultParameterSetName = Memory)]
[OutputType(typeof(CachePlugin))]
public sealed class NewAxiosCachePluginCommand : PSCmdlet
{
    private const string Memory = nameof(Memory);

    /// <summary>For how many seconds an answer is good. Default: 60; with -RespectHeaders none, and then it is for answers that do not say it themselves.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0.001, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double TtlSec { get; set; } = 60;

    /// <summary>Lets servers decide what is kept and how long, and asks them by ETag and Last-Modified whether it is still good (RFC 9111).</summary>
    [Parameter]
    public SwitchParameter RespectHeaders { get; set; }

    /// <summary>With -RespectHeaders: for how many seconds after its time an answer is still given while a fresh one is fetched behind the scenes, where the server says nothing of that. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double StaleWhileRevalidateSec { get; set; }

    /// <summary>With -RespectHeaders: for how many seconds after its time an answer is still given where the server fails, and has said nothing of that. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double StaleIfErrorSec { get; set; }

    /// <summary>How many answers are kept in memory; then those go that were not asked for the longest. Default: 128.</summary>
    [Parameter(ParameterSetName = Memory)]
    [ValidateRange(1, int.MaxValue)]
    public int MaxSize { get; set; } = CacheOptions.DefaultMaxSize;

    /// <summary>How many bytes they may have together. Default: 64MB.</summary>
    [Parameter(ParameterSetName = Memory)]
    [ValidateRange(1, long.MaxValue)]
    public long MaxBytes { get; set; } = CacheOptions.DefaultMaxBytes;

    /// <summary>The largest body that is kept, in bytes. Default: 8MB.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxEntryBytes { get; set; } = CacheOptions.DefaultMaxEntryBytes;

    /// <summary>Headers that may differ though the answer is the same, beside X-Request-Id, traceparent and their like.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(HeaderNameCompleter))]
    public string[] IgnoreHeader { get; set; } = [];

    /// <summary>Where answers are kept in place of memory: an object of a type in C# that implements AxiosPS.Plugins.ICacheStore. Clients share it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Store))]
    [ValidateNotNull]
    public ICacheStore? Store { get; set; }

    /// <summary>For how many seconds the store is waited for, each time; then the network is asked. Default: 1.</summary>
    [Parameter(ParameterSetName = nameof(Store))]
    [ValidateRange(0.001, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double StoreTimeoutSec { get; set; } = 1;

    /// <summary>A secret of the processes that share the store, best as a SecureString: with it, answers to requests with credentials serve all of them. At least 16 bytes of random text.</summary>
    [Parameter(ParameterSetName = nameof(Store))]
    [TokenText]
    [ValidateNotNull]
    public SecureString? FingerprintKey { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Store?.GetType() is { Assembly.IsDynamic: true } type)
        {
            ThrowTerminatingError(ErrorRecords.From(new ArgumentException($"The store {type.Name} is a class of PowerShell, and a store is asked on threads on which none runs. Write it in C# (Add-Type, say)."), Store));
        }

        try
        {
            WriteObject(new CachePlugin(new()
            {
                OwnTtl = RespectHeaders && !MyInvocation.BoundParameters.ContainsKey(nameof(TtlSec)) ? null : TimeSpan.FromSeconds(TtlSec),
                RespectHeaders = RespectHeaders,
                StaleWhileRevalidate = TimeSpan.FromSeconds(StaleWhileRevalidateSec),
                StaleIfError = TimeSpan.FromSeconds(StaleIfErrorSec),
                MaxSize = MaxSize,
                MaxBytes = MaxBytes,
                MaxEntryBytes = MaxEntryBytes,
                IgnoredHeaders = IgnoreHeader,
                Store = Store,
                StoreTimeout = TimeSpan.FromSeconds(StoreTimeoutSec),
                FingerprintKey = FingerprintKey,
            }));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, IgnoreHeader));
        }
    }
}
