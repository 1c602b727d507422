using System.Collections;
using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>The parameters that a client has as defaults and a call may override.</summary>
public abstract class RequestOptionsCommand : AxiosCommand
{
    internal const double LongestSeconds = 2_000_000; // about 23 days, what a timer can do

    /// <summary>Headers; $null as a value takes an inherited one away.</summary>
    [Parameter]
    public IDictionary? Headers { get; set; }

    /// <summary>Query parameters, appended to those of the URI.</summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>Seconds for the whole call, retries and body included. Default 100; 0 means no limit.</summary>
    [Parameter]
    [ValidateRange(0, LongestSeconds)]
    public double TimeoutSec { get; set; }

    /// <summary>Seconds for one attempt, until its headers. Default: no limit of its own.</summary>
    [Parameter]
    [ValidateRange(0, LongestSeconds)]
    public double AttemptTimeoutSec { get; set; }

    /// <summary>Seconds to wait for the next byte of a body. Default 60; 0 means no limit.</summary>
    [Parameter]
    [ValidateRange(0, LongestSeconds)]
    public double ReadTimeoutSec { get; set; }

    /// <summary>How often a failed attempt is repeated. Default 0.</summary>
    [Parameter]
    [Alias("MaximumRetryCount")]
    [ValidateRange(0, int.MaxValue)]
    public int MaxRetries { get; set; }

    /// <summary>The wait before each retry, of New-AxiosRetryStrategy. Default: one second.</summary>
    [Parameter]
    [ValidateNotNull]
    public IRetryStrategy? RetryStrategy { get; set; }

    /// <summary>The statuses to try again. Default: 408, 425, 429, 500, 502, 503, 504.</summary>
    [Parameter]
    [ValidateRange(100, 599)]
    public int[]? RetryOnStatus { get; set; }

    /// <summary>Repeat POST and PATCH too, which may do twice what should be done once.</summary>
    [Parameter]
    public SwitchParameter RetryUnsafeMethods { get; set; }

    /// <summary>Which statuses are no error: '2xx,404', numbers, or a scriptblock of the status. Default: 2xx.</summary>
    [Parameter]
    [StatusList]
    [ValidateNotNull]
    public IStatusCheck? ValidateStatus { get; set; }

    /// <summary>How many redirects are followed. Default 10; 0 gives the redirect itself.</summary>
    [Parameter]
    [Alias("MaximumRedirection")]
    [ValidateRange(0, 1000)]
    public int MaxRedirects { get; set; }

    /// <summary>The largest body held in memory, in bytes. Default 100 MB; 0 means no limit.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long MaxResponseBytes { get; set; }

    /// <summary>Scriptblocks that get the value of the body and the headers, and put out the value to send.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDataTransform[]? TransformRequest { get; set; }

    /// <summary>Scriptblocks that get the data and the headers of the response, and put out the data to go on with.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDataTransform[]? TransformResponse { get; set; }

    /// <summary>What to put out. Default: Response.</summary>
    [Parameter]
    public OutputForm As { get; set; }

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

        config.Timeout = Seconds(nameof(TimeoutSec), TimeoutSec);
        config.AttemptTimeout = Seconds(nameof(AttemptTimeoutSec), AttemptTimeoutSec);
        config.ReadTimeout = Seconds(nameof(ReadTimeoutSec), ReadTimeoutSec);
        config.MaxRetries = Has(nameof(MaxRetries)) ? MaxRetries : null;
        config.RetryStrategy = RetryStrategy;
        config.RetryOnStatus = RetryOnStatus;
        config.RetryUnsafeMethods = Has(nameof(RetryUnsafeMethods)) ? RetryUnsafeMethods : null;
        config.ValidateStatus = ValidateStatus;
        config.MaxRedirects = Has(nameof(MaxRedirects)) ? MaxRedirects : null;
        config.MaxResponseBytes = Has(nameof(MaxResponseBytes)) ? MaxResponseBytes : null;
        config.TransformRequest = TransformRequest;
        config.TransformResponse = TransformResponse;
    }

    private protected TimeSpan? Seconds(string parameter, double value) => Has(parameter) ? TimeSpan.FromSeconds(value) : null;
}
