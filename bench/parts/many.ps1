# Many requests at once: small answers, where what is measured is the work, and answers that take 50 ms, where it is how well requests are
# kept under way.
param([hashtable] $Plan)

# What a C# program does. Compiled in this process, so that all run in the same .NET with the same settings.
Add-Type -TypeDefinition @'
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

$client = New-AxiosClient $server
$interceptor = New-AxiosClient $server | Add-AxiosInterceptor -PassThru { param($config) $config.Headers['X-Bench'] = '1' }
$concurrent = New-AxiosClient $server | Add-AxiosMiddleware -PassThru -Concurrent { param($context, $next) & $next $context }

function Assert-Count([object[]] $Answers) {
    if ($Answers.Count -ne $uris.Count) { throw "There are $($Answers.Count) answers to $($uris.Count) requests." }
}

$uris = [string[]](@("$server/json") * $Plan.Many)
$peers = [ordered]@{
    Bare        = { Assert-Count ([BareClient]::GetAll($uris, 16)) }
    Ours        = { Assert-Count @($uris | Invoke-AxiosRequest -Client $client -ThrottleLimit 16 -As Data) }
    Interceptor = { Assert-Count @($uris | Invoke-AxiosRequest -Client $interceptor -ThrottleLimit 16 -As Data) }
    Concurrent  = { Assert-Count @($uris | Invoke-AxiosRequest -Client $concurrent -ThrottleLimit 16 -As Data) }
    Parallel    = { Assert-Count @($uris | ForEach-Object -Parallel { Invoke-RestMethod $_ } -ThrottleLimit 16) }
}
$took = Measure-InTurn $peers -Rounds $Plan.ManyRounds -WarmUpSec $Plan.ManyWarmUpSec -Seldom @{ Parallel = 5 } -Collect -AfterEach { Clear-TestLog }
$count = $Plan.Many
$ours = "``-ThrottleLimit 16``"
Get-Row "$count requests, $ours, parsed" $took.Ours 'C#, `HttpClient`, 16 tasks, not parsed' $took.Bare
Get-Row "$count requests, $ours, parsed" $took.Ours '`ForEach-Object -Parallel { Invoke-RestMethod $_ }`' $took.Parallel
Get-Row "$count requests, a scriptblock interceptor" $took.Interceptor $ours $took.Ours
Get-Row "$count requests, a scriptblock middleware, ``-Concurrent``" $took.Concurrent $ours $took.Ours

$uris = [string[]](@("$server/delay/50") * $Plan.Delayed)
$peers = [ordered]@{
    Bare       = { Assert-Count ([BareClient]::GetAll($uris, 64)) }
    Ours       = { Assert-Count @($uris | Invoke-AxiosRequest -Client $client -ThrottleLimit 64 -As Data) }
    Concurrent = { Assert-Count @($uris | Invoke-AxiosRequest -Client $concurrent -ThrottleLimit 64 -As Data) }
}
$took = Measure-InTurn $peers -Rounds $Plan.DelayedRounds -Collect -AfterEach { Clear-TestLog }
$ideal = [Math]::Ceiling($Plan.Delayed / 64) * 50
$what = "$($Plan.Delayed) answers of 50 ms, ``-ThrottleLimit 64``"
Get-Row $what $took.Ours 'the ideal, 50 ms for 64' $ideal
Get-Row $what $took.Ours 'C#, `HttpClient`, 64 tasks' $took.Bare
Get-Row "$what, a scriptblock middleware, ``-Concurrent``" $took.Concurrent 'the ideal, 50 ms for 64' $ideal
