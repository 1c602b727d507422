# Many requests at once, beside the peers, in turns within one run: small answers, where what is measured is the work, and
# answers that take 50 ms, where it is how well requests are kept under way. What counts are the ratios of the medians.
param([int] $Rounds = 25, [int] $Requests = 1000, [int] $WarmUpSec = 20, [int] $DelayRounds = 5, [int] $DelayRequests = 1280)

. $PSScriptRoot/../tests/pester/common.ps1

# What a C# program does. Compiled in this process, so that all run in the same .NET with the same settings.
Add-Type -TypeDefinition @'
    using System;
    using System.Linq;
    using System.Net.Http;
    using System.Threading.Tasks;

    public static class BareClient
    {
        private static readonly HttpClient Http = new();

        public static string[] GetAll(string[] uris, int tasks) => GetAllAsync(uris, tasks).GetAwaiter().GetResult();

        private static async Task<string[]> GetAllAsync(string[] uris, int tasks)
        {
            var answers = new string[uris.Length];
            await Parallel.ForEachAsync(
                Enumerable.Range(0, uris.Length),
                new ParallelOptions { MaxDegreeOfParallelism = tasks },
                async (i, token) => answers[i] = await Http.GetStringAsync(uris[i], token).ConfigureAwait(false)).ConfigureAwait(false);
            return answers;
        }
    }
'@

function Median($values) { ($values | Sort-Object)[[Math]::Floor($values.Count / 2)] }

# How long the peer takes, in ms. Litter of one is not the next one's affair.
function Measure-Peer([scriptblock] $Peer, [int] $Count) {
    [GC]::Collect()
    $start = [Diagnostics.Stopwatch]::GetTimestamp()
    $answers = @(& $Peer)
    $took = [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
    if ($answers.Count -ne $Count) { throw "There are $($answers.Count) answers to $Count requests: $Peer" }
    $took
}

$client = New-AxiosClient $server
$interceptor = New-AxiosClient $server | Add-AxiosInterceptor -PassThru { param($config) $config.Headers['X-Bench'] = '1' }
$concurrent = New-AxiosClient $server | Add-AxiosMiddleware -PassThru -Concurrent { param($context, $next) & $next $context }
$oneByOne = New-AxiosClient $server | Add-AxiosMiddleware -PassThru { param($context, $next) & $next $context }

$uris = [string[]](@("$server/json") * $Requests)
$slowest = 'ForEach-Object -Parallel, Invoke-RestMethod'
$peers = [ordered]@{
    'HttpClient.GetStringAsync, 16 tasks'                       = { [BareClient]::GetAll($uris, 16) }
    'Invoke-AxiosRequest -ThrottleLimit 16'                     = { $uris | Invoke-AxiosRequest -Client $client -ThrottleLimit 16 }
    'the same, -Unordered'                                      = { $uris | Invoke-AxiosRequest -Client $client -ThrottleLimit 16 -Unordered }
    'the same, -As Data'                                        = { $uris | Invoke-AxiosRequest -Client $client -ThrottleLimit 16 -As Data }
    'the same, a scriptblock interceptor'                       = { $uris | Invoke-AxiosRequest -Client $interceptor -ThrottleLimit 16 }
    'the same, a scriptblock middleware, -Concurrent'           = { $uris | Invoke-AxiosRequest -Client $concurrent -ThrottleLimit 16 }
    'the same, a scriptblock middleware'                        = { $uris | Invoke-AxiosRequest -Client $oneByOne -ThrottleLimit 16 }
    $slowest                                                    = { $uris | ForEach-Object -Parallel { Invoke-RestMethod $_ } -ThrottleLimit 16 }
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
        if ($name -eq $slowest -and $round % 5 -ne 1) { continue } # it takes seconds
        $took = Measure-Peer $peers[$name] $Requests
        if ($counts) { $times[$name].Add($took) }
    }
    Clear-TestLog
}

$base = Median $times['HttpClient.GetStringAsync, 16 tasks']
$slow = Median $times[$slowest]
$peers.Keys | ForEach-Object {
    $median = Median $times[$_]
    [pscustomobject]@{
        "$Requests small requests, 16 at once" = $_
        'median ms'                            = [int] $median
        'requests/s'                           = [int] ($Requests / $median * 1000)
        'times HttpClient''s'                  = '{0:0.00}' -f ($base / $median)
        'times -Parallel''s'                   = '{0:0.0}' -f ($slow / $median)
    }
} | Format-Table -AutoSize | Out-String -Width 160

# Answers that take 50 ms. Cold is the first batch of a process that has just started: there it connects and compiles first.
$delayed = [ordered]@{
    'HttpClient.GetStringAsync, 64 tasks'             = { [BareClient]::GetAll($uris, 64) }
    'Invoke-AxiosRequest -ThrottleLimit 64'           = { $uris | Invoke-AxiosRequest -Client $client -ThrottleLimit 64 }
    'the same, a scriptblock interceptor'             = { $uris | Invoke-AxiosRequest -Client $interceptor -ThrottleLimit 64 }
    'the same, a scriptblock middleware, -Concurrent' = { $uris | Invoke-AxiosRequest -Client $concurrent -ThrottleLimit 64 }
}
$cold = {
    param($common, $requests, $isConcurrent)
    . $common
    $uris = [string[]](@("$server/delay/50") * $requests)
    $client = New-AxiosClient $server
    if ($isConcurrent) { $client | Add-AxiosMiddleware -Concurrent { param($context, $next) & $next $context } }
    $start = [Diagnostics.Stopwatch]::GetTimestamp()
    $count = @($uris | Invoke-AxiosRequest -Client $client -ThrottleLimit 64).Count
    $took = [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
    if ($count -ne $requests) { throw "There are $count answers to $requests requests." }
    $took
}
$fresh = [ordered]@{
    'Invoke-AxiosRequest -ThrottleLimit 64, cold'           = $false
    'the same, a scriptblock middleware, -Concurrent, cold' = $true
}

$uris = [string[]](@("$server/delay/50") * $DelayRequests)
$took = [ordered]@{}
foreach ($name in @($delayed.Keys) + $fresh.Keys) { $took[$name] = [Collections.Generic.List[double]]::new() }
foreach ($round in 0..$DelayRounds) {
    foreach ($name in $delayed.Keys) {
        $ms = Measure-Peer $delayed[$name] $DelayRequests
        if ($round -gt 0) { $took[$name].Add($ms) } # the first time connects
    }
    foreach ($name in $fresh.Keys) {
        $ms = pwsh -NoProfile -NonInteractive -Command $cold -args "$PSScriptRoot/../tests/pester/common.ps1", $DelayRequests, $fresh[$name]
        if ($round -gt 0) { $took[$name].Add($ms) }
    }
    Clear-TestLog
}

$ideal = $DelayRequests / 64 * 50
$rows = @(foreach ($name in $took.Keys) { , @($name, (Median $took[$name]), $ideal) })
$uris = [string[]](@("$server/delay/50") * 32) # one at a time, so a few will do
$rows += , @('the same, a scriptblock middleware: 32 requests', (Measure-Peer { $uris | Invoke-AxiosRequest -Client $oneByOne -ThrottleLimit 64 } 32), (32 / 64 * 50))
$rows | ForEach-Object {
    [pscustomobject]@{
        "$DelayRequests requests that take 50 ms, 64 at once" = $_[0]
        'median ms'                                          = [int] $_[1]
        'of the ideal'                                       = '{0:0.00}' -f ($_[2] / $_[1])
    }
} | Format-Table -AutoSize | Out-String -Width 160
