using System.Collections;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>The parameters that a client has as defaults and a call may override.</summary>
public abstract partial class RequestOptionsCommand : AxiosCommand
{
    internal const double LongestSeconds = 2_000_000; // about 23 days, what a timer can do

    private bool warned;

    /// <summary>Headers, as in @{ Accept = 'text/csv' }; $null as a value takes an inherited one away.</summary>
    [Parameter]
    [FieldTable]
    [ArgumentCompleter(typeof(RequestHeadersCompleter))]
    public IDictionary? Headers { get; set; }

    /// <summary>Query parameters, appended to those of the URI.</summary>
    [Parameter]
    [FieldTable]
    public IDictionary? Query { get; set; }

    /// <summary>How lists stand in the query and in a urlencoded form. Default: Repeat, a=1&amp;a=2.</summary>
    [Parameter]
    public ArrayFormat ArrayFormat { get; set; }

    /// <summary>The values for {name} in the URI, as in @{ id = 7 } for /orders/{id}.</summary>
    [Parameter]
    [FieldTable]
    public IDictionary? PathParameter { get; set; }

    /// <summary>The User-Agent header. Default: AxiosPS and PowerShell with their versions.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserAgent { get; set; }

    /// <summary>
    /// Seconds for the whole call, retries and body included. Default 100, without the time that the body of a file or a stream takes;
    /// 0 means no limit.
    /// </summary>
    [Parameter]
    [ValidateRange(0, LongestSeconds)]
    [Seconds]
    public double TimeoutSec { get; set; }

    /// <summary>Seconds for one attempt, until its headers. Default: no limit of its own.</summary>
    [Parameter]
    [Alias("ConnectionTimeoutSeconds")]
    [ValidateRange(0, LongestSeconds)]
    [Seconds]
    public double AttemptTimeoutSec { get; set; }

    /// <summary>Seconds to wait for the next byte of a body. Default 60; 0 means no limit.</summary>
    [Parameter]
    [Alias("OperationTimeoutSeconds")]
    [ValidateRange(0, LongestSeconds)]
    [Seconds]
    public double ReadTimeoutSec { get; set; }

    /// <summary>How often a failed attempt is repeated. Default 0.</summary>
    [Parameter]
    [Alias("MaximumRetryCount")]
    [ValidateRange(0, int.MaxValue)]
    public int MaxRetries { get; set; }

    /// <summary>
    /// The wait before each retry: of New-AxiosRetryStrategy, a number of seconds, or a scriptblock that puts one out. Default: one second.
    /// </summary>
    [Parameter]
    [RetryWait]
    [Alias("RetryIntervalSec")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(RetryStrategyCompleter))]
    public IRetryStrategy? RetryStrategy { get; set; }

    /// <summary>The statuses to try again. Default: 408, 425, 429, 500, 502, 503, 504.</summary>
    [Parameter]
    [StatusNumbers]
    [ValidateRange(100, 599)]
    [ArgumentCompleter(typeof(RetryStatusCompleter))]
    public int[]? RetryOnStatus { get; set; }

    /// <summary>
    /// Which failures to try again: types of errors, for those without an answer (-RetryOnStatus counts beside them), or a scriptblock
    /// that gets the attempt ($_.Response, $_.Error, $_.Retry) and decides alone. Default: the statuses of -RetryOnStatus, failed
    /// connections and time-outs.
    /// </summary>
    [Parameter]
    [RetryErrors]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(RetryConditionCompleter))]
    public IRetryCondition? RetryOn { get; set; }

    /// <summary>The longest wait in seconds that a server may ask for with Retry-After; a longer one is cut to it. Default 60.</summary>
    [Parameter]
    [ValidateRange(0, LongestSeconds)]
    [Seconds]
    public double MaxRetryAfterSec { get; set; }

    /// <summary>Repeat POST and PATCH too, which may do twice what should be done once.</summary>
    [Parameter]
    public SwitchParameter RetryUnsafeMethods { get; set; }

    /// <summary>
    /// Ends the request, or all requests of the client, when it is cancelled: of New-AxiosCancelToken. That of a request takes the place
    /// of its client's; one that is -LinkedTo the client's heeds both.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CancelTokenCompleter))]
    public AxiosCancelToken? CancelToken { get; set; }

    /// <summary>Which statuses are no error: '2xx,404', numbers, or a scriptblock of the status. Default: 2xx.</summary>
    [Parameter]
    [StatusList]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(StatusCheckCompleter))]
    public IStatusCheck? ValidateStatus { get; set; }

    /// <summary>How many redirects are followed. Default 10; 0 gives the redirect itself.</summary>
    [Parameter]
    [Alias("MaximumRedirection")]
    [ValidateRange(0, 1000)]
    public int MaxRedirects { get; set; }

    /// <summary>Follow redirects and pages from https to http.</summary>
    [Parameter]
    public SwitchParameter AllowInsecureRedirect { get; set; }

    /// <summary>Let the body of a request follow a redirect (307, 308) to another origin.</summary>
    [Parameter]
    public SwitchParameter AllowCrossOriginBody { get; set; }

    /// <summary>Keep method and body where a redirect (303, or 301 and 302 after POST) would make a GET of the request.</summary>
    [Parameter]
    public SwitchParameter PreserveHttpMethodOnRedirect { get; set; }

    /// <summary>Scriptblocks that see each redirect before it is followed.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public IRedirectHook[]? OnRedirect { get; set; }

    /// <summary>Neither ask for compressed bodies nor decompress them.</summary>
    [Parameter]
    public SwitchParameter NoDecompress { get; set; }

    /// <summary>What becomes of dates in JSON. Default: String, they stay texts.</summary>
    [Parameter]
    public DateKind DateKind { get; set; }

    /// <summary>How deep JSON may be, sent or received. Default 100 levels.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int MaxJsonDepth { get; set; }

    /// <summary>How many values JSON may have. Default 1,000,000 sent, 5,000,000 received as data.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxJsonNodes { get; set; }

    /// <summary>A scriptblock that hears how far uploads and downloads have come, in place of the progress bar.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ITransferProgress? OnProgress { get; set; }

    /// <summary>The largest body in bytes, after decompression. Default 100 MiB in memory, no limit for files and streams; 0 means no limit.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long MaxResponseBytes { get; set; }

    /// <summary>Scriptblocks that get the value of the body and the headers, and put out the value to send.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public IDataTransform[]? TransformRequest { get; set; }

    /// <summary>Scriptblocks that get the data and the headers of the response, and put out the data to go on with.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public IDataTransform[]? TransformResponse { get; set; }

    /// <summary>
    /// What to put out: Response, Data, Text, Bytes; Lines, JsonLines or Events as they arrive; or a type, as in ([Order]), for the data
    /// as objects of it. Default: Response, with -Paginate Data.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [OutputForm]
    [ArgumentCompleter(typeof(OutputChoiceCompleter))]
    public OutputChoice As { get; set; } = new(OutputForm.Response);

    private protected bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private protected void Apply(RequestConfig config)
    {
        if (Headers is not null)
        {
            config.Headers = new(Headers);
        }

        if (Query is not null)
        {
            config.Query = new(Query);
        }

        if (PathParameter is not null)
        {
            config.PathParameters = new(PathParameter);
        }

        if (UserAgent is not null)
        {
            config.Headers["User-Agent"] = UserAgent;
        }

        if (DisableKeepAlive)
        {
            config.Headers["Connection"] = "close";
        }

        ApplyAuthentication(config);
        config.Connection = Connection();
        config.ArrayFormat = Has(nameof(ArrayFormat)) ? ArrayFormat : null;
        config.AllowInsecureRedirect = Has(nameof(AllowInsecureRedirect)) ? AllowInsecureRedirect : null;
        config.AllowCrossOriginBody = Has(nameof(AllowCrossOriginBody)) ? AllowCrossOriginBody : null;
        config.PreserveHttpMethodOnRedirect = Has(nameof(PreserveHttpMethodOnRedirect)) ? PreserveHttpMethodOnRedirect : null;
        config.OnRedirect = OnRedirect;
        config.Decompress = Has(nameof(NoDecompress)) ? !NoDecompress : null;
        config.DateKind = Has(nameof(DateKind)) ? DateKind : null;
        config.MaxJsonDepth = Has(nameof(MaxJsonDepth)) ? MaxJsonDepth : null;
        config.MaxJsonNodes = Has(nameof(MaxJsonNodes)) ? MaxJsonNodes : null;
        config.Progress = OnProgress;
        config.Timeout = Seconds(nameof(TimeoutSec), TimeoutSec);
        config.AttemptTimeout = Seconds(nameof(AttemptTimeoutSec), AttemptTimeoutSec);
        config.ReadTimeout = Seconds(nameof(ReadTimeoutSec), ReadTimeoutSec);
        config.MaxRetries = Has(nameof(MaxRetries)) ? MaxRetries : null;
        config.RetryStrategy = RetryStrategy;
        config.RetryOnStatus = RetryOnStatus;
        config.RetryOn = RetryOn;
        config.MaxRetryAfter = Seconds(nameof(MaxRetryAfterSec), MaxRetryAfterSec);
        config.RetryUnsafeMethods = Has(nameof(RetryUnsafeMethods)) ? RetryUnsafeMethods : null;
        config.CancelToken = CancelToken;
        config.ValidateStatus = ValidateStatus;
        config.MaxRedirects = Has(nameof(MaxRedirects)) ? MaxRedirects : null;
        config.MaxResponseBytes = Has(nameof(MaxResponseBytes)) ? MaxResponseBytes : null;
        config.TransformRequest = TransformRequest;
        config.TransformResponse = TransformResponse;
    }

    /// <summary>Says once that the wishes for retries come to nothing. Who says so himself, with -MaxRetries 0, is believed.</summary>
    private protected void WarnOfNoRetries(RequestConfig config, RequestConfig? defaults)
    {
        string[] wishes = [nameof(RetryStrategy), nameof(RetryOn), nameof(RetryOnStatus)];
        if (!warned && config.MaxRetries is null && defaults?.MaxRetries is null or 0 && Array.Find(wishes, Has) is { } wish)
        {
            warned = true;
            WriteWarning($"-{wish} has no effect while nothing is tried again: the default of -MaxRetries is 0. Give it too.");
        }
    }

    private protected string FilePath(string path) => ShellPath.Resolve(path, SessionState.Path);

    private protected TimeSpan? Seconds(string parameter, double value) => Has(parameter) ? TimeSpan.FromSeconds(value) : null;
}
