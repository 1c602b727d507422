BeforeAll {
    . $PSScriptRoot/common.ps1

    # Counts the calls that have come by: when it has counted one, that is sent or waits for another one.
    Add-Type -ReferencedAssemblies ([AxiosPS.AxiosClient].Assembly.Location), System.Threading -IgnoreWarnings -WarningAction Ignore @'
using System.Threading;
using AxiosPS;

public sealed class Arrivals
{
    public int Count;

    public void Attach(AxiosClient client) => client.Use((context, next) =>
    {
        var answer = next(context);
        Interlocked.Increment(ref Count);
        return answer;
    }, new HookOptions { Name = nameof(Arrivals) });
}
'@

    # Lets the server answer at /hold/<key> as soon as so many calls have come.
    function Start-Answer($Arrivals, [int] $Count, [string] $Key) {
        Start-TestShell {
            param($server, $arrivals, $count, $key)
            if (-not [Threading.SpinWait]::SpinUntil({ $arrivals.Count -ge $count }, 30000)) { throw "$($arrivals.Count) of $count calls have come." }
            $null = Invoke-RestMethod "$server/_held/${key}?count=1"
            $null = Invoke-RestMethod "$server/_release/$key" -Method Post
        } @{ server = $server; arrivals = $Arrivals; count = $Count; key = $Key }
    }

    function Get-Tagged($Records, $Tag) { @($Records | Where-Object Tags -contains $Tag) }
}

Describe 'Logger, Auth, Timing and Dedupe, the stack of the plugin authoring guide' {
    BeforeEach {
        Clear-TestLog
        $key = "$(New-Guid)"
        $script:asked = $script:refused = 0
        $script:life, $script:token = 3600, 'old'
        $arrivals = [Arrivals]::new()
        $api = New-AxiosClient $server -Plugin @(
            New-AxiosLoggerPlugin
            New-AxiosAuthPlugin {
                $script:asked++
                if ($_.IsRefused) { $script:refused++; $script:token = 'new' }
                @{ Token = $script:token; ExpiresIn = $script:life }
            }
            New-AxiosTimingPlugin
            $arrivals
            New-AxiosDedupePlugin
        )
    }

    It 'is listed in the order in which it works' {
        (Get-AxiosPipeline $api).ForEach{ "$($_.Stage) $($_.Plugin)".Trim() } | Should -Be @(
            'Request AuthPlugin', 'Middleware LoggerPlugin', 'Middleware AuthPlugin', 'Middleware TimingPlugin', 'Middleware Arrivals',
            'Middleware DedupePlugin', 'AttemptRequest AuthPlugin', 'Transport'
        )
    }

    It 'makes of twenty GETs at once, whose token is over, one renewal and one request, with two lines and a time for each' {
        $script:life = -1 # a token that is over is kept for nobody
        $null = Invoke-AxiosRequest /echo -Client $api
        $script:life, $script:token = 3600, 'new'
        Clear-TestLog
        $arrivals.Count = 0

        $answer = Start-Answer $arrivals 20 $key
        $responses = @("/hold/$key") * 20 | Invoke-AxiosRequest -Client $api -ThrottleLimit 20 -InformationVariable lines
        Receive-TestShell $answer

        $responses.Data.key | Should -Be (, $key * 20)
        (Get-TestLog).headers.authorization | Should -Be 'Bearer new'
        $script:asked | Should -Be 2
        (Get-Tagged $lines Logger).MessageData.Kind | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be 'Request 20', 'Response 20'
        (Get-Tagged $lines Timing).MessageData.StatusCode | Should -Be (, 200 * 20)
    }

    It 'makes of twenty GETs at once, whose token the server refuses, one renewal and twenty good answers' {
        $responses = @('/guarded/new') * 20 | Invoke-AxiosRequest -Client $api -ThrottleLimit 20 -InformationVariable lines

        $responses.StatusCode | Should -Be (, 200 * 20)
        $script:refused | Should -Be 1
        $answers = (Get-Tagged $lines Logger).MessageData | Where-Object Kind -eq Response
        $answers.StatusCode | Should -Be (, 200 * 20)
        $times = (Get-Tagged $lines Timing).MessageData.StatusCode
        @($times -eq 200).Count | Should -Be 20
        @($times -eq 401).Count | Should -BeGreaterThan 0
        "$lines" | Should -Not -Match 'Bearer'
    }

    It 'asks twice for two addresses' {
        $null = '/echo', '/echo?page=2' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2
        @(Get-TestLog).Count | Should -Be 2
        $script:asked | Should -Be 1
    }
}

Describe 'Hooks of a script between plugins' {
    BeforeEach {
        Clear-TestLog
        $key = "$(New-Guid)"
        $seen = [Collections.Concurrent.ConcurrentQueue[string]]::new()
    }

    It 'see what comes to their place: before Dedupe every call, after it the one that is sent' {
        $arrivals = [Arrivals]::new()
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin -Token secret)
        Add-AxiosMiddleware -Client $api -Name before -Concurrent {
            param($context, $next)
            ($using:seen).Enqueue("before $($context.Headers['Authorization'])")
            & $next $context
        }
        $api | Add-AxiosPlugin -Plugin $arrivals
        $api | Add-AxiosPlugin -Plugin (New-AxiosDedupePlugin)
        Add-AxiosMiddleware -Client $api -Name after {
            param($context, $next)
            $seen.Enqueue("after $($context.Headers['Authorization'])")
            & $next $context
        }
        (Get-AxiosPipeline $api | Where-Object Stage -eq Middleware).Name | Should -Be 'before', 'Arrivals', 'DedupePlugin', 'after'

        $answer = Start-Answer $arrivals 5 $key
        $responses = @("/hold/$key") * 5 | Invoke-AxiosRequest -Client $api -ThrottleLimit 5
        Receive-TestShell $answer

        $responses.Data.key | Should -Be (, $key * 5)
        $seen | Sort-Object | Should -Be (@('after Bearer secret') + @('before Bearer secret') * 5)
    }

    It 'come one after the other before Dedupe where they are not -Concurrent, and it has nothing to share' {
        $api = New-AxiosClient $server
        Add-AxiosMiddleware -Client $api { param($context, $next) & $next $context }
        $api | Add-AxiosPlugin -Plugin (New-AxiosDedupePlugin)

        $null = @('/echo') * 3 | Invoke-AxiosRequest -Client $api -ThrottleLimit 3

        @(Get-TestLog).Count | Should -Be 3
    }

    It 'see no hit after a cache, and what they change there is not kept' {
        $api = New-AxiosClient $server -Plugin (New-AxiosCachePlugin)
        Add-AxiosMiddleware -Client $api { param($context, $next) $seen.Enqueue("$($context.Uri.PathAndQuery)"); & $next $context }

        (1..3).ForEach{ (Invoke-AxiosRequest /echo -Client $api).FromCache } | Should -Be $false, $true, $true
        Add-AxiosMiddleware -Client $api { param($context, $next) $context.Headers['X-More'] = 'yes'; & $next $context }
        (1..2).ForEach{ (Invoke-AxiosRequest /echo?more -Client $api).FromCache } | Should -Be $false, $false
        $seen | Should -Be '/echo', '/echo?more', '/echo?more'
    }
}

Describe 'All plugins that come along' {
    It 'work together in the order of docs/composition.md' {
        Clear-TestLog
        $api = New-AxiosClient $server -Plugin @(
            New-AxiosTracePlugin -Keep 10
            New-AxiosLoggerPlugin
            New-AxiosTimingPlugin
            New-AxiosDedupePlugin
            New-AxiosAuthPlugin { @{ Token = $_.IsRefused ? 'new' : 'old'; ExpiresIn = 3600 } }
            New-AxiosCachePlugin
            New-AxiosRequestSourcePlugin shop
            New-AxiosFaultPlugin -StatusCode 503 -Uri */orders/*
        )

        $first, $second = (1..2).ForEach{ Invoke-AxiosRequest /guarded/new -Client $api -InformationVariable +lines }
        $drill = Invoke-AxiosRequest /orders/1 -Client $api -InformationVariable +lines -SkipHttpErrorCheck

        $first.FromCache, $second.FromCache, $drill.StatusCode | Should -Be $false, $true, 503
        $sent = Get-TestLog
        $sent.headers.authorization | Should -Be 'Bearer old', 'Bearer new'
        $sent.headers.'x-request-source' | Should -Be 'shop', 'shop'
        $kept = ($api | Get-AxiosPlugin)[0].Plugin.Kept
        $sent.headers.traceparent | Should -Be $kept[0].Id, $kept[0].Id
        $kept.Count | Should -Be 3
        (Get-Tagged $lines Logger).Count | Should -Be 6
        "$((Get-Tagged $lines Logger)[3])" | Should -BeLike '*from cache*'
        (Get-Tagged $lines Timing).MessageData.StatusCode | Should -Be 200, 200, 503
    }

    It 'serve 16 runspaces at once, with one renewal for all' {
        Clear-TestLog
        $log = [Collections.Concurrent.ConcurrentQueue[object]]::new()
        $runs = [Collections.Concurrent.ConcurrentQueue[bool]]::new()
        $api = New-AxiosClient $server -Plugin @(
            New-AxiosTracePlugin -Keep 1000
            New-AxiosLoggerPlugin { ($using:log).Enqueue($_) }
            New-AxiosTimingPlugin
            New-AxiosDedupePlugin
            New-AxiosAuthPlugin {
                ($using:runs).Enqueue($_.IsRefused)
                @{ Token = $_.IsRefused ? 'new' : 'old'; ExpiresIn = 3600 }
            }
            New-AxiosCachePlugin
            New-AxiosRequestSourcePlugin shop
            New-AxiosFaultPlugin -StatusCode 503 -Uri */never
        )

        $statuses = 1..64 | ForEach-Object -ThrottleLimit 16 -Parallel {
            (Invoke-AxiosRequest "/guarded/new?$($_ % 8)" -Client $using:api).StatusCode
        }

        $statuses | Should -Be (, 200 * 64)
        @($runs).Where{ $_ }.Count | Should -Be 1
        @($log | Where-Object Kind -eq Response).Count | Should -Be 64
        ($api | Get-AxiosPlugin)[0].Plugin.Kept.Count | Should -Be 64
        @(Get-TestLog | Where-Object { $_.headers.authorization -eq 'Bearer new' }).Count | Should -Be 8
        Close-AxiosClient $api
    }
}
