# Pairs Invoke-AxiosRequest with its peers against the test server, in turns within one run, so that all meet the same
# machine at the same time. What counts are the ratios of the medians of single requests.
param([int] $Rounds = 20, [int] $Requests = 100, [int] $WarmUpSec = 30, [int] $JsonRounds = 20)

. $PSScriptRoot/../tests/pester/common.ps1

$uri = "$server/json"
$http = [Net.Http.HttpClient]::new()
$session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
$plain = New-AxiosClient $server
$interceptor = New-AxiosClient $server | Add-AxiosInterceptor -PassThru { param($config) $config.Headers['X-Bench'] = '1' }
$middleware = New-AxiosClient $server | Add-AxiosMiddleware -PassThru { param($context, $next) & $next $context }
$plugins = New-AxiosClient $server -Plugin (New-AxiosTimingPlugin), (New-AxiosRequestSourcePlugin bench), (New-AxiosDedupePlugin)

$peers = [ordered]@{
    'HttpClient.GetStringAsync'                         = { $http.GetStringAsync($uri).GetAwaiter().GetResult() }
    'Invoke-RestMethod'                                 = { Invoke-RestMethod $uri }
    'Invoke-RestMethod -WebSession'                     = { Invoke-RestMethod $uri -WebSession $session }
    'Invoke-AxiosRequest, default client'               = { Invoke-AxiosRequest $uri -As Data }
    'Invoke-AxiosRequest -Client'                       = { Invoke-AxiosRequest /json -Client $plain -As Data }
    'Invoke-AxiosRequest, a scriptblock interceptor'    = { Invoke-AxiosRequest /json -Client $interceptor -As Data }
    'Invoke-AxiosRequest, a scriptblock middleware'     = { Invoke-AxiosRequest /json -Client $middleware -As Data }
    'Invoke-AxiosRequest, Timing, RequestSource, Dedupe' = { Invoke-AxiosRequest /json -Client $plugins -As Data }
}

$times = @{}
foreach ($name in $peers.Keys) { $times[$name] = [Collections.Generic.List[double]]::new() }
$clock = [Diagnostics.Stopwatch]::StartNew()
$round = 0
while ($round -lt $Rounds) {
    # .NET compiles anew what runs often, and in pwsh that takes it seconds: until then nothing is counted.
    $counts = $clock.Elapsed.TotalSeconds -gt $WarmUpSec
    if ($counts) { $round++ }
    foreach ($name in $peers.Keys) {
        $peer = $peers[$name]
        for ($i = 0; $i -lt $Requests; $i++) {
            $start = [Diagnostics.Stopwatch]::GetTimestamp()
            $null = & $peer
            $took = [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMicroseconds
            if ($counts) { $times[$name].Add($took) }
        }
    }
}

function Median($values) { ($values | Sort-Object)[[Math]::Floor($values.Count / 2)] }

$base = Median $times['HttpClient.GetStringAsync']
$ours = Median $times['Invoke-AxiosRequest -Client']
$peers.Keys | ForEach-Object {
    $median = Median $times[$_]
    [pscustomobject]@{
        Peer              = $_
        'median µs'       = [Math]::Round($median)
        'to HttpClient'   = '{0:0.00}' -f ($median / $base)
        'to ours'         = '{0:0.00}' -f ($median / $ours)
        'beyond ours, µs' = [Math]::Round($median - $ours)
    }
} | Format-Table -AutoSize | Out-String -Width 140

# A list of 10 MB, fetched and parsed. Memory is tidied outside of the clock, as one peer's litter is not the other's affair.
$list = "$server/items/46500"
$size = (Invoke-WebRequest $list -Method Head).Headers['Content-Length'][0] / 1MB
$readers = [ordered]@{
    'Invoke-RestMethod'            = { Invoke-RestMethod $list }
    'Invoke-AxiosRequest -As Data' = { Invoke-AxiosRequest $list -As Data -NoEnumerate }
}
$took = @{}
foreach ($name in $readers.Keys) { $took[$name] = [Collections.Generic.List[double]]::new() }
foreach ($round in -2..$JsonRounds) {
    foreach ($name in $readers.Keys) {
        [GC]::Collect()
        $start = [Diagnostics.Stopwatch]::GetTimestamp()
        $null = & $readers[$name]
        if ($round -gt 0) { $took[$name].Add([Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds) }
    }
}

$theirs = Median $took['Invoke-RestMethod']
$readers.Keys | ForEach-Object {
    [pscustomobject]@{
        ('JSON of {0:0.0} MB' -f $size) = $_
        'median ms'                     = [Math]::Round((Median $took[$_]))
        'times as fast'                 = '{0:0.00}' -f ($theirs / (Median $took[$_]))
    }
} | Format-Table -AutoSize | Out-String -Width 140
