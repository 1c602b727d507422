BeforeAll {
    . $PSScriptRoot/common.ps1
}

Describe 'New-AxiosCachePlugin' {
    BeforeEach { Clear-TestLog }

    It 'answers the second time from memory, and says so, in the formatted output too' {
        $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin)
        $first, $second = 1..2 | ForEach-Object { $null = $_; Invoke-AxiosRequest /json -Client $api }
        $first.FromCache | Should -BeFalse
        $second.FromCache | Should -BeTrue
        $second.Data.name | Should -Be $first.Data.name
        [int]$second.Headers['Age'] | Should -BeLessThan 10
        $first | Out-String | Should -Not -BeLike '*from cache*'
        $second | Out-String | Should -BeLike '*from cache*'
        @(Get-TestLog).Count | Should -Be 1
    }

    It 'gives each a copy of its own' {
        $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin)
        $first, $second = 1..2 | ForEach-Object { $null = $_; Invoke-AxiosRequest /json -Client $api }
        $name = $first.Data.name
        foreach ($response in $first, $second) {
            $response.Data.name = 'changed'
            $response.Headers['X-Mine'] = 'yes'
            $response.Bytes[0] = 0
        }
        $third = Invoke-AxiosRequest /json -Client $api
        $third.FromCache | Should -BeTrue
        $third.Data.name | Should -Be $name
        $third.Headers.Contains('X-Mine') | Should -BeFalse
    }

    It 'runs interceptors and counts on a hit too' {
        $seen = [Collections.Generic.List[string]]::new()
        $cache = New-AxiosCachePlugin
        $api = New-AxiosClient $server -Plugin $cache
        Add-AxiosInterceptor { $seen.Add('asked') } $api
        Add-AxiosInterceptor -Response { $seen.Add("answered $($_.FromCache)") } -Client $api
        1..2 | ForEach-Object { $null = $_; $null = Invoke-AxiosRequest /json -Client $api }
        $seen -join ', ' | Should -Be 'asked, answered False, asked, answered True'
        $cache.Hits, $cache.Misses | Should -Be 1, 1
    }

    It 'does not answer Bob with what Alice got' {
        $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin)
        $texts = 'alice', 'bob', 'alice' | ForEach-Object {
            (Invoke-AxiosRequest /echo -Client $api -Headers @{ 'X-Api-Key' = $_ }).Data.headers.'x-api-key'
        }
        $texts | Should -Be 'alice', 'bob', 'alice'
        @(Get-TestLog).Count | Should -Be 2
    }

    It 'forgets what a POST changes, and everything on Clear' {
        $cache = New-AxiosCachePlugin
        $api = New-AxiosClient $server -Plugin $cache
        $get = { (Invoke-AxiosRequest /json -Client $api).FromCache }
        & $get | Should -BeFalse
        & $get | Should -BeTrue
        $null = Invoke-AxiosRequest /json -Client $api -Method POST -Json @{ a = 1 }
        & $get | Should -BeFalse
        & $get | Should -BeTrue
        $cache.Clear()
        & $get | Should -BeFalse
    }

    It 'lets 16 runspaces that ask at once share one request' {
        $key = "$(New-Guid)"
        $arrived = [Threading.CountdownEvent]::new(16)
        $before = New-AxiosPlugin before -Middleware { param($context, $next) $null = ($using:arrived).Signal(); & $next $context }
        $api = New-AxiosClient $server -Plugin $before, (New-AxiosCachePlugin)
        $get = { param($api, $key) Invoke-AxiosRequest "/hold/$key" -Client $api }
        $calls = 1..16 | ForEach-Object { $null = $_; Start-TestShell $get @{ api = $api; key = $key } }
        $arrived.Wait(60000) | Should -BeTrue
        Wait-TestHold $key
        do { Complete-TestHold $key } until ($calls.Running.IsCompleted -notcontains $false)
        $responses = $calls | ForEach-Object { Receive-TestShell $_ }
        $responses.Data.key | Should -Be (, $key * 16)
        @($responses | Where-Object FromCache).Count | Should -Be 15
        @(Get-TestLog).Count | Should -Be 1
    }

    It 'lets a header differ that is to be ignored' {
        $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin -IgnoreHeader X-Run)
        1..2 | ForEach-Object { (Invoke-AxiosRequest /json -Client $api -Headers @{ 'X-Run' = "$_" }).FromCache } | Should -Be $false, $true
    }

    It 'warns of a store that fails, and asks the network' {
        Add-Type -IgnoreWarnings -WarningAction Ignore -ReferencedAssemblies ([AxiosPS.AxiosClient].Assembly.Location) -TypeDefinition @'
public sealed class BrokenStore : AxiosPS.Plugins.ICacheStore
{
    public System.Threading.Tasks.ValueTask<byte[]> GetAsync(string key, System.Threading.CancellationToken token) { throw new System.InvalidOperationException("gone; Password=hunter2"); }
    public System.Threading.Tasks.ValueTask SetAsync(string key, byte[] value, System.DateTimeOffset expires, System.Threading.CancellationToken token) { throw new System.InvalidOperationException("gone"); }
    public System.Threading.Tasks.ValueTask RemoveAsync(string key, System.Threading.CancellationToken token) { throw new System.InvalidOperationException("gone"); }
    public System.Threading.Tasks.ValueTask ClearAsync(System.Threading.CancellationToken token) { throw new System.InvalidOperationException("gone"); }
}
'@
        $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin -Store ([BrokenStore]::new()))
        $responses = 1..3 | ForEach-Object { $null = $_; Invoke-AxiosRequest /json -Client $api -WarningVariable +warnings -WarningAction SilentlyContinue }
        $responses.StatusCode | Should -Be 200, 200, 200
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike '*BrokenStore*gone*network*'
        "$warnings" | Should -Not -BeLike '*hunter2*'
    }

    It 'asks with -RespectHeaders whether what it has is still good, and gives it on a 304' {
        $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin -RespectHeaders)
        $first, $second = 1..2 | ForEach-Object { $null = $_; Invoke-AxiosRequest /prices -Client $api }
        $first.FromCache | Should -BeFalse
        $second.FromCache | Should -BeTrue
        $second.StatusCode | Should -Be 200
        $second.Data.tea | Should -Be 3
        $second.Attempts.StatusCode | Should -Be 304
        (Get-TestLog)[1].headers.'if-none-match' | Should -Be '"7"'
    }

    It 'uses -TtlSec with -RespectHeaders where the server says nothing, and only if it is given' {
        foreach ($case in @{ Given = @{}; FromCache = $false }, @{ Given = @{ TtlSec = 60 }; FromCache = $true }) {
            $given = $case.Given
            $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin -RespectHeaders @given)
            1..2 | ForEach-Object { $null = $_; (Invoke-AxiosRequest /json -Client $api).FromCache } | Should -Be $false, $case.FromCache
        }
    }

    It 'answers at once and fetches a fresh one behind the scenes, through script hooks too' {
        $seen = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin -RespectHeaders -StaleWhileRevalidateSec 60)
        $api | Add-AxiosInterceptor -EachAttempt -Request { ($using:seen).Enqueue("$(([runspace]::DefaultRunspace.Name -split ' ')[0..1])") }
        $responses = 1..2 | ForEach-Object { $null = $_; Invoke-AxiosRequest /file/5 -Client $api }
        $responses.FromCache | Should -Be $false, $true
        $responses[1].Attempts.Count | Should -Be 0
        $patience = [Diagnostics.Stopwatch]::StartNew()
        do { $log = @(Get-TestLog) } while ($log.Count -lt 2 -and $patience.ElapsedMilliseconds -lt 20000)
        $log[1].headers.'if-none-match' | Should -Be '"1"'
        @($seen)[1] | Should -Be 'AxiosPS worker'
        $seen.Count | Should -Be 2
        Close-AxiosClient $api
    }

    It 'helps out with a stale answer when the server fails' {
        $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin -RespectHeaders -TtlSec 0.001 -StaleIfErrorSec 60)
        $api | Add-AxiosMiddleware { param($context, $next) if ($fail) { $context.Uri = "$server/status/503" }; & $next $context }
        $fail = $false
        (Invoke-AxiosRequest /json -Client $api).FromCache | Should -BeFalse
        $fail = $true
        do { $response = Invoke-AxiosRequest /json -Client $api -Verbose 4>&1 } until (@($response).Count -gt 1)
        $response[-1].FromCache | Should -BeTrue
        "$($response[0])" | Should -BeLike '*stale answer*'
    }

    It 'refuses a store that is a class of PowerShell, which other threads cannot ask' {
        . ([scriptblock]::Create(@'
class ScriptStore : AxiosPS.Plugins.ICacheStore {
    [Threading.Tasks.ValueTask[byte[]]] GetAsync([string] $key, [Threading.CancellationToken] $token) { throw 'no' }
    [Threading.Tasks.ValueTask] SetAsync([string] $key, [byte[]] $value, [DateTimeOffset] $expires, [Threading.CancellationToken] $token) { throw 'no' }
    [Threading.Tasks.ValueTask] RemoveAsync([string] $key, [Threading.CancellationToken] $token) { throw 'no' }
    [Threading.Tasks.ValueTask] ClearAsync([Threading.CancellationToken] $token) { throw 'no' }
}
$store = [ScriptStore]::new()
'@))
        $failure = Get-Failure { New-AxiosCachePlugin -Store $store }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        "$failure" | Should -BeLike '*ScriptStore*C#*'
    }

    It 'shares answers for the same credentials among processes that have a key in common, and those alone' {
        $source = (Get-Item "$root/samples/csharp/FileCacheStore.cs").FullName
        $folder = (New-Item (Join-Path $TestDrive fleet) -ItemType Directory).FullName
        $ask = {
            param($source, $folder, $server, $key)
            Add-Type -Path $source -IgnoreWarnings -WarningAction Ignore -ReferencedAssemblies ([AxiosPS.AxiosClient].Assembly.Location)
            $more = if ($key -ne 'none') { @{ FingerprintKey = $key } } else { @{} }
            $cache = New-AxiosCachePlugin -Store ([AxiosPS.Samples.FileCacheStore]::new($folder)) @more
            $api = New-AxiosClient $server -Plugin $cache
            $blank = [pscredential]::new('alice', [securestring]::new())
            $jar = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
            $jar.Cookies.Add([Net.Cookie]::new('user', 'alice', '/', ([uri]$server).Host))
            $identities = [ordered]@{
                nobody  = @{}
                alice   = @{ Headers = @{ Authorization = 'Bearer alice' } }
                bob     = @{ Headers = @{ Authorization = 'Bearer bob' } }
                basic   = @{ Credential = [pscredential]::new('alice', (ConvertTo-SecureString p -AsPlainText)); AllowUnencryptedAuthentication = $true }
                user    = @{ UseDefaultCredentials = $true; AllowUnencryptedAuthentication = $true }
                blank   = @{ Credential = $blank; AllowUnencryptedAuthentication = $true }
                session = @{ WebSession = $jar }
            }
            $hits = $identities.Keys.Where{ $more = $identities.$_; (Invoke-AxiosRequest /echo -Client $api @more).FromCache }
            $hits -join ' '
        }
        $run = { param($key) $result = Invoke-FreshPwsh $ask $source, $folder, $server, $key; $result.Error | Should -BeNullOrEmpty; $result.Output }
        & $run 'of the fleet: 7pQx2' | Should -Be ''
        & $run 'of the fleet: 7pQx2' | Should -Be 'nobody alice bob basic'
        & $run 'of others: 1mVb8zz' | Should -Be 'nobody'
        & $run none | Should -Be 'nobody'
    }

    It 'shows a key of the fleet nowhere, and refuses a short one without repeating it' {
        $store = [AxiosPS.Plugins.MemoryCacheStore]::new()
        $cache = New-AxiosCachePlugin -Store $store -FingerprintKey (ConvertTo-SecureString 's3cret-of-the-fleet' -AsPlainText)
        "$cache", ($cache | Format-List * | Out-String), ($cache | ConvertTo-Json -WarningAction Ignore) | Should -Not -BeLike '*s3cret*'
        $failure = Get-Failure { New-AxiosCachePlugin -Store $store -FingerprintKey s3cret }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        "$failure" | Should -BeLike '*FingerprintKey*16 bytes*'
        "$failure $($failure.TargetObject)" | Should -Not -BeLike '*s3cret*'
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'a time of nothing'; Arguments = @{ TtlSec = 0 } }
        @{ Case = 'stale answers without -RespectHeaders'; Arguments = @{ StaleIfErrorSec = 1 } }
        @{ Case = 'no room'; Arguments = @{ MaxSize = 0 } }
        @{ Case = 'a header that is none'; Arguments = @{ IgnoreHeader = 'no header' } }
        @{ Case = 'a store that is none'; Arguments = @{ Store = 'redis' } }
    ) {
        (Get-Failure { New-AxiosCachePlugin @Arguments }).CategoryInfo.Category | Should -BeIn InvalidArgument, InvalidData
    }
}
