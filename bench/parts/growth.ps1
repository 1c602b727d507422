# What many calls and many hooks cost a client: the last call of a million beside an early one, the memory that is kept, each hook.
param([hashtable] $Plan)

Add-Type -WarningAction SilentlyContinue -IgnoreWarnings -ReferencedAssemblies ([AxiosPS.AxiosClient].Assembly.Location), netstandard, System.Runtime, System.Threading -TypeDefinition @'
    using System;
    using System.Diagnostics;
    using System.Text;
    using System.IO;
    using System.Threading;
    using System.Threading.Tasks;
    using AxiosPS;

    public sealed class AnswerAtOnce : ITransport
    {
        private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"id\":1}");
        private static readonly HeaderCollection Headers = new HeaderCollection { ["Content-Type"] = "application/json" };

        public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new TransportResponse(200, Headers, new MemoryStream(Body)));

        public static TimeSpan Send(AxiosClient client, int calls)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
            {
                client.GetAsync("http://localhost/").GetAwaiter().GetResult();
            }

            return Stopwatch.GetElapsedTime(start) / calls;
        }
    }
'@

# The memory that is kept when everything that can go has gone.
function Get-KeptMemory {
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    [GC]::GetTotalMemory($true) / 1MB
}

# Lets .NET compile what is measured, and compile it anew because it runs often.
function Invoke-WarmUp([scriptblock] $Work) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    do { . $Work } while ($clock.Elapsed.TotalSeconds -lt $Plan.GrowthWarmUpSec)
}

$client = New-AxiosClient -Transport ([AnswerAtOnce]::new())
$block = $Plan.Calls / 100
Invoke-WarmUp { $null = [AnswerAtOnce]::Send($client, $block) }
$times = [Collections.Generic.List[double]]::new()
$early = Get-KeptMemory
for ($i = 0; $i -lt 100; $i++) { $times.Add([AnswerAtOnce]::Send($client, $block).TotalMilliseconds) }
$late = Get-KeptMemory
$calls = $Plan.Calls.ToString('#,0', [cultureinfo]::InvariantCulture)
Get-Row "a call in memory, the last tenth of $calls on one client" (Get-Median $times[90..99]) 'the first tenth' (Get-Median $times[0..9])
Get-Row "memory kept after $calls calls" $late 'before them' $early 'MB'

$wire = New-AxiosClient $server
$uris = [string[]](@("$server/json") * $Plan.WireBlock)
$times.Clear()
$send = { $null = $uris | Invoke-AxiosRequest -Client $wire -ThrottleLimit 16 -As Data }
Invoke-WarmUp { . $send; Clear-TestLog }
$early = Get-KeptMemory
for ($i = 0; $i -lt 10; $i++) {
    $start = [Diagnostics.Stopwatch]::GetTimestamp()
    . $send
    $times.Add([Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds / $uris.Count)
    Clear-TestLog
}
$late = Get-KeptMemory
$calls = ($uris.Count * 10).ToString('#,0', [cultureinfo]::InvariantCulture)
Get-Row "a request, the last fifth of $calls on one client" (Get-Median $times[8..9]) 'the first fifth' (Get-Median $times[0..1])
Get-Row "memory kept after $calls requests" $late 'before them' $early 'MB'

$peers = [ordered]@{}
foreach ($hooks in 0, 1, 10, 100) {
    $script = New-AxiosClient -Transport ([AnswerAtOnce]::new())
    for ($i = 0; $i -lt $hooks; $i++) { Add-AxiosInterceptor -Client $script { param($config) $config.Headers['X-Bench'] = '1' } }
    $peers["$hooks"] = { $null = Invoke-AxiosRequest http://localhost/ -Client $script -As Data }.GetNewClosure()
}
$took = Measure-InTurn $peers -Rounds $Plan.Rounds -Times $Plan.HookCalls -WarmUpSec $Plan.HookWarmUpSec
Get-Row 'each of 100 scriptblock interceptors' (($took['100'] - $took['0']) / 100) 'each of 10' (($took['10'] - $took['0']) / 10)
Get-Row 'each of 10 scriptblock interceptors' (($took['10'] - $took['0']) / 10) 'a single one' ($took['1'] - $took['0'])
