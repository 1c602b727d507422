$ErrorActionPreference = 'Stop'

$assembly = [AxiosPS.PluginAssembly]::Load("$PSScriptRoot/AxiosPS.Plugin.Resilience.dll")
$pluginType = $assembly.GetType('AxiosPS.Plugin.Resilience.ResiliencePlugin', $true)
$optionsType = $assembly.GetType('AxiosPS.Plugin.Resilience.ResilienceOptions', $true)

function New-AxiosResiliencePlugin {
    <#
    .SYNOPSIS
        Makes a plugin that spares a server which is down, busy or slow: circuit breaker, rate limiter, concurrency limiter, hedging.
    .DESCRIPTION
        Each of the four is on when one of its parameters is given, for itself or together with others. Without any it is the circuit breaker:

        - circuit breaker: -FailureRatio, -SamplingSec, -MinimumThroughput, -BreakSec
        - rate limiter: -RatePerSec with -Burst, or -RateLimit with -WindowSec
        - concurrency limiter: -MaxConcurrent
        - hedging: -HedgeAfterSec, -MaxHedges, -HedgeMethod

        What it refuses is an AxiosPS.AxiosRefusedException: nothing was sent, and it is not tried again by itself. Its RetryAfter says
        when it may be.

        Circuits and limits are kept for each origin, and belong to the plugin: clients that have the same one share them. Attach it last, next to
        the network: then neither what a cache answers nor calls that Dedupe has joined count.
    .PARAMETER FailureRatio
        Circuit breaker: the part of failed calls from which the circuit opens, above 0 and up to 1. Default: 0.5.
    .PARAMETER SamplingSec
        Circuit breaker: over how many seconds calls are counted, 0.5 and more. Default: 30.
    .PARAMETER MinimumThroughput
        Circuit breaker: how many calls there must be in that time before it may open, 2 or more. Default: 10.
    .PARAMETER BreakSec
        Circuit breaker: how many seconds it stays open before one call may try again, 0.5 and more. A Retry-After of the answer that
        opens it makes this longer, as far as the -MaxRetryAfterSec of the call (60). Default: 15.
    .PARAMETER FailureStatus
        Which statuses are failures, for the circuit breaker and for hedging. Lost connections and time-outs always are. Default: 408, 425,
        429, 500, 502, 503, 504.
    .PARAMETER RatePerSec
        Rate limiter: how many requests are sent in a second at most; 0.5 is one in two seconds. Retries and hedges count as well. Others wait.
    .PARAMETER Burst
        Rate limiter: how many may be sent at once after a pause. Default: 1, evenly spaced.
    .PARAMETER RateLimit
        Rate limiter: how many requests are sent in any -WindowSec at most. Retries and hedges count as well. Others wait.
    .PARAMETER WindowSec
        Rate limiter: the seconds that -RateLimit counts for. Default: 60.
    .PARAMETER MaxConcurrent
        Concurrency limiter: how many calls are under way at once at most. Others wait.
    .PARAMETER QueueLimit
        How many may wait for each of the limiters; more are refused. 0 refuses at once. Default: any number, each until its own
        -TimeoutSec is over.
    .PARAMETER HedgeAfterSec
        Hedging: after how many seconds without an answer the request is sent once more. The first good answer counts, the others are cancelled.
        A call whose body or answer is a stream or a file is not sent twice.
    .PARAMETER MaxHedges
        Hedging: how many more requests there may be for one call, 1 to 10, each -HedgeAfterSec after the one before. Default: 1.
    .PARAMETER HedgeMethod
        Hedging: for which methods. Only name one that does no harm when it is done twice. Default: GET, HEAD, OPTIONS.
    .PARAMETER Scope
        Origin keeps circuits and limits for each origin (scheme, host, port) by itself, All keeps one for all. Default: Origin.
    .EXAMPLE
        $api = New-AxiosClient https://api.example.com -Plugin (New-AxiosResiliencePlugin -FailureRatio 0.5 -BreakSec 30)
        Invoke-AxiosRequest /items -Client $api -As Data

        When half of at least 10 calls within 30 seconds have failed, calls are refused for 30 seconds. Then one may try.
    .EXAMPLE
        $limits = New-AxiosResiliencePlugin -RatePerSec 50 -MaxConcurrent 4
        $api = New-AxiosClient https://api.example.com -Plugin $limits
        1..20 | ForEach-Object { "/orders/$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 10 -As Data

        No more than 50 requests in a second, and no more than 4 at once; the others wait.
    .EXAMPLE
        $api = New-AxiosClient https://api.example.com -Plugin (New-AxiosResiliencePlugin -HedgeAfterSec 0.3)
        Invoke-AxiosRequest /items -Client $api -As Data

        A request that has no answer after 0.3 seconds is sent once more, and the first answer counts.
    .OUTPUTS
        The plugin. Its State is what Get-AxiosResilience shows; Isolate() and Close(), with an address or without, open and close circuits by hand.
    .LINK
        Get-AxiosResilience
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It makes an object and changes nothing.')]
    [CmdletBinding()]
    param(
        [double] $FailureRatio,
        [double] $SamplingSec,
        [int] $MinimumThroughput,
        [double] $BreakSec,
        [int[]] $FailureStatus,
        [double] $RatePerSec,
        [int] $Burst,
        [int] $RateLimit,
        [double] $WindowSec,
        [int] $MaxConcurrent,
        [int] $QueueLimit,
        [double] $HedgeAfterSec,
        [int] $MaxHedges,
        [string[]] $HedgeMethod,
        [ValidateSet('Origin', 'All')] [string] $Scope
    )

    # A wrong value is refused by the plugin.
    $options = $optionsType::new()
    $names = @{ FailureStatus = 'FailureStatuses'; HedgeMethod = 'HedgeMethods'; RatePerSec = 'RatePerSec' }
    try {
        foreach ($name in $PSBoundParameters.Keys.Where{ $_ -notin [Management.Automation.PSCmdlet]::CommonParameters }) {
            $value = $PSBoundParameters[$name]
            $option = $names[$name] ?? ($name -replace 'Sec$')
            $options.$option = $option -ne $name -and $value -is [double] ? [timespan]::FromSeconds($value) : $value
        }

        $pluginType::new($options)
    }
    catch {
        $cause = $_.Exception.GetBaseException()
        $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new($cause, 'InvalidOption', 'InvalidArgument', $null))
    }
}

function Get-AxiosResilience {
    <#
    .SYNOPSIS
        Shows how things stand with the circuits and limits of a client.
    .DESCRIPTION
        One object for each origin that calls of the client's resilience plugin have gone to, or that was isolated by hand:

        - Circuit: Closed, Open, HalfOpen (one call finds out), or Isolated (by hand); Since when, Until when, and Reason, the last failure
        - Permits: how many requests the rate limiter would let go now
        - Places: how many more the concurrency limiter would let begin now
        - Queued: how many wait
        - Hedges: how many hedges have been sent so far

        What is not on is empty.
    .PARAMETER Client
        The client, or its plugin. Either may come from the pipeline.
    .EXAMPLE
        $api = New-AxiosClient https://api.example.com -Plugin (New-AxiosResiliencePlugin -BreakSec 30 -MaxConcurrent 4)
        $null = Invoke-AxiosRequest /items -Client $api
        Get-AxiosResilience $api
    .OUTPUTS
        AxiosPS.Plugin.Resilience.ResilienceState
    .LINK
        New-AxiosResiliencePlugin
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
        [ValidateNotNull()]
        [object] $Client
    )

    process {
        $plugins = @($Client -is [AxiosPS.AxiosClient] ? $Client.Plugins.Plugin : $Client).Where{ $pluginType.IsInstanceOfType($_) }
        if (-not $plugins) {
            $problem = $Client -is [AxiosPS.AxiosClient] ? 'The client has no resilience plugin. Attach one: Add-AxiosPlugin -Client $client -Plugin (New-AxiosResiliencePlugin).' :
                "A $($Client.GetType().Name) is neither a client nor a resilience plugin. Give what New-AxiosClient or New-AxiosResiliencePlugin has made."
            $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([ArgumentException]$problem, 'NoResiliencePlugin', 'InvalidArgument', $Client))
        }

        $plugins | ForEach-Object State
    }
}

Export-ModuleMember -Function New-AxiosResiliencePlugin, Get-AxiosResilience
