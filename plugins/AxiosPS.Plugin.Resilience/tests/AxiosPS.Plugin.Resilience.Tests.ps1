BeforeAll {
    Import-Module "$PSScriptRoot/../out/AxiosPS.Plugin.Resilience"

    # An answer that never comes, and then good ones.
    function Get-SlowRoute { @{ Sequence = @{ Fault = 'Timeout' }, @{ Body = 'the answer' } } }

    function Connect-Test([object[]] $Routes, $Plugin, [hashtable] $Options = @{}) {
        New-AxiosClient https://api.test -Transport (New-AxiosMockTransport $Routes) -Plugin $Plugin @Options
    }
}

Describe 'New-AxiosResiliencePlugin' {
    It 'has help for each of its parameters, and so has Get-AxiosResilience' {
        foreach ($command in Get-Command -Module AxiosPS.Plugin.Resilience) {
            $help = Get-Help $command.Name -Full
            $help.examples.example | Should -Not -BeNullOrEmpty
            foreach ($name in $command.Parameters.Keys.Where{ $_ -notin [Management.Automation.PSCmdlet]::CommonParameters }) {
                ($help.parameters.parameter | Where-Object name -EQ $name).description.Text | Should -Not -BeNullOrEmpty -Because $name
            }
        }
    }

    It 'refuses <What>, and says why' -ForEach @(
        @{ What = 'no break'; Options = @{ BreakSec = 0 }; Message = 'Break is 0 s*' }
        @{ What = 'half of a strategy'; Options = @{ HedgeMethod = 'GET' }; Message = '*go with HedgeAfter*' }
        @{ What = 'a status that is none'; Options = @{ FailureStatus = 5; FailureRatio = 1 }; Message = '5 among the FailureStatuses*' }
        @{ What = 'a time that is none'; Options = @{ RateLimit = 3; WindowSec = 1e30 }; Message = '*' }
    ) {
        $failure = { New-AxiosResiliencePlugin @Options } | Should -Throw $Message -PassThru
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidOption,New-AxiosResiliencePlugin'
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
    }

    It 'takes all of its parameters' {
        $plugin = New-AxiosResiliencePlugin -FailureRatio 0.1 -SamplingSec 10 -MinimumThroughput 5 -BreakSec 1.5 -FailureStatus 500, 503 -RatePerSec 2.5 -Burst 2 -MaxConcurrent 3 `
            -QueueLimit 4 -HedgeAfterSec 0.5 -MaxHedges 2 -HedgeMethod GET, PUT -Scope All
        "$plugin" | Should -Be 'ResiliencePlugin (circuit breaker, rate limiter, concurrency limiter, hedging)'
        "$(New-AxiosResiliencePlugin -RateLimit 5 -WindowSec 3600)" | Should -Be 'ResiliencePlugin (rate limiter)'
    }

    It 'is a circuit breaker without any' {
        "$(New-AxiosResiliencePlugin)" | Should -Be 'ResiliencePlugin (circuit breaker)'
    }

    It 'keeps what Test-AxiosPlugin asks of a plugin, with all strategies on' {
        Test-AxiosPlugin -Factory { New-AxiosResiliencePlugin -FailureRatio 0.9 -RatePerSec 10000 -Burst 100 -MaxConcurrent 50 -HedgeAfterSec 60 } |
            Where-Object Result -EQ Failed | ForEach-Object { "$($_.Name): $($_.Message)" } | Should -BeNullOrEmpty
    }
}

Describe 'The package' {
    It '<_.Name>' -ForEach (Test-AxiosPlugin -Path $PSScriptRoot/..) {
        $_.Result | Should -Be Passed -Because "$($_.Message) $($_.Remedy)"
    }
}

Describe 'The circuit breaker' {
    It 'refuses with an error that names the origin and is not retried' {
        $plugin = New-AxiosResiliencePlugin -FailureRatio 1 -MinimumThroughput 2 -BreakSec 3600
        $api = Connect-Test @{ StatusCode = 503 } $plugin -Options @{ MaxRetries = 3; RetryStrategy = 0 }
        1..2 | ForEach-Object { $null = Invoke-AxiosRequest /x -Client $api -SkipHttpErrorCheck }
        $failure = { Invoke-AxiosRequest '/x?api_key=s3cr3t' -Client $api } | Should -Throw '*the circuit to https://api.test is open (the last failure: 503 (Service Unavailable)). It is tried again in 3*' -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'Refused,*'
        $failure.CategoryInfo.Category | Should -Be ResourceUnavailable
        $failure.Exception | Should -BeOfType AxiosPS.AxiosRefusedException
        $failure.Exception.RetryAfter.TotalSeconds | Should -BeGreaterThan 3000
        "$failure $($failure.Exception)" | Should -Not -Match s3cr3t
        $api.Transport.Calls.Count | Should -Be 8
    }

    It 'lets a script react to the refusal' {
        $plugin = New-AxiosResiliencePlugin -FailureRatio 1
        $api = Connect-Test @{ Body = 'fine' } $plugin
        Add-AxiosInterceptor -Client $api -OnRejected { param($failure) if ($failure -is [AxiosPS.AxiosRefusedException]) { New-AxiosResponse -Body 'from elsewhere' } }
        $plugin.Isolate('https://api.test')
        (Invoke-AxiosRequest /x -Client $api).Text | Should -Be 'from elsewhere'
    }

    It 'is shown for each origin, readably' {
        $plugin = New-AxiosResiliencePlugin -FailureRatio 1 -MinimumThroughput 2 -BreakSec 3600 -MaxConcurrent 4
        $api = Connect-Test @(@{ Uri = 'https://down.test/*'; StatusCode = 503 }, @{ Body = 'fine' }) $plugin
        $api | Get-AxiosResilience | Should -BeNullOrEmpty
        1..2 | ForEach-Object { $null = Invoke-AxiosRequest https://down.test/x -Client $api -SkipHttpErrorCheck }
        (Invoke-AxiosRequest /x -Client $api).StatusCode | Should -Be 200

        $states = $api | Get-AxiosResilience
        "$states" | Should -Be 'https://api.test: Closed https://down.test: Open'
        $states[1].Until - $states[1].Since | Should -Be ([timespan]::FromHours(1))
        $states[1].Places | Should -Be 4
        $states[1].Permits | Should -BeNullOrEmpty
        ($states | Out-String -Width 80).Trim() -split "`r?`n" | Select-Object -Last 1 | Should -Match '^https://down\.test +Open +\d\d:\d\d:\d\d \d\d:\d\d:\d\d +4 +0\s*$'

        $plugin.Close('https://down.test')
        "$($plugin.State)" | Should -Be 'https://api.test: Closed https://down.test: Closed'
    }
}

Describe 'Get-AxiosResilience' {
    It 'takes the plugin too' {
        $plugin = New-AxiosResiliencePlugin
        $api = Connect-Test @{ Body = 'fine' } $plugin
        $null = Invoke-AxiosRequest /x -Client $api
        "$(Get-AxiosResilience $plugin)", "$($plugin, $api | Get-AxiosResilience)" | Should -Be 'https://api.test: Closed', 'https://api.test: Closed https://api.test: Closed'
    }

    It 'says of a client without the plugin what to do, and goes on with the next' {
        $plugin = New-AxiosResiliencePlugin
        $plugin.Isolate('https://api.test')
        $states = (New-AxiosClient), (Connect-Test @{ Body = '' } $plugin) | Get-AxiosResilience -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed | Should -BeLike 'The client has no resilience plugin. Attach one: Add-AxiosPlugin *New-AxiosResiliencePlugin*'
        "$states" | Should -Be 'https://api.test: Isolated'
    }

    It 'refuses what is neither' {
        { Get-AxiosResilience 'https://api.test' -ErrorAction Stop } | Should -Throw 'A String is neither a client nor a resilience plugin.*'
    }
}

Describe 'The limiters' {
    It 'let no more calls pass at once than they are told, from 16 runspaces' {
        $plugin = New-AxiosResiliencePlugin -MaxConcurrent 3
        $api = Connect-Test @{ Body = 'fine' } $plugin
        $seen = [Collections.Concurrent.ConcurrentBag[long]]::new()
        Add-AxiosMiddleware -Client $api -Concurrent {
            param($context, $next)
            ($using:seen).Add(($using:plugin).State[0].Places)
            & $next $context
        }
        $answers = 1..64 | ForEach-Object -Parallel { $api = $using:api; $api.Get("/$_").StatusCode } -ThrottleLimit 16
        $answers.Count | Should -Be 64
        $seen.Count | Should -Be 64
        ($seen | Measure-Object -Minimum -Maximum).Minimum | Should -BeGreaterOrEqual 0
        $seen | Should -Not -Contain 3
        $plugin.State[0].Places | Should -Be 3
    }

    It 'refuse whoever finds the queue full' {
        $api = Connect-Test @{ Body = 'fine' } (New-AxiosResiliencePlugin -RateLimit 2 -WindowSec 3600 -QueueLimit 0)
        1..2 | ForEach-Object { $null = Invoke-AxiosRequest /x -Client $api }
        $failure = { Invoke-AxiosRequest /x -Client $api } | Should -Throw '*to https://api.test there may be 2 requests in 3600 s (RateLimit), and none may wait*' -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'Refused,*'
    }

    It 'let a call that waits end when its time is over' {
        $plugin = New-AxiosResiliencePlugin -RateLimit 1 -WindowSec 3600
        $api = Connect-Test @{ Body = 'fine' } $plugin
        $null = Invoke-AxiosRequest /x -Client $api
        $failure = { Invoke-AxiosRequest /x -Client $api -TimeoutSec 0.2 } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'TimeoutTotal,*'
        $failure.Exception.InnerException.Message | Should -BeLike 'It was waiting for a permit: to https://api.test*'
        $plugin.State[0].Queued | Should -Be 0
    }

    It 'do not dead-lock behind a script middleware, nor before one' {
        $plugin = New-AxiosResiliencePlugin -MaxConcurrent 2 -RatePerSec 10000
        $outer = @{ Name = 'Outer'; Middleware = { param($context, $next) & $next $context } }
        $inner = @{ Name = 'Inner'; Middleware = { param($context, $next) & $next $context } }
        $api = Connect-Test @{ Body = 'fine' } @($outer, $plugin, $inner)
        Add-AxiosInterceptor -Client $api -EachAttempt -Request { $_.Headers['X-Attempt'] = 'yes' }
        $answers = 1..30 | ForEach-Object { "/$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 10 -TimeoutSec 60
        $answers.Count | Should -Be 30
    }

    It 'let a hook of a call make another one' {
        $api = Connect-Test @{ Body = 'fine' } (New-AxiosResiliencePlugin -MaxConcurrent 1)
        Add-AxiosMiddleware -Client $api {
            param($context, $next)
            if ($context.Uri.AbsolutePath -eq '/outer') { $null = Invoke-AxiosRequest /inner -Client $api -TimeoutSec 20 }
            & $next $context
        }
        (Invoke-AxiosRequest /outer -Client $api -TimeoutSec 20).StatusCode | Should -Be 200
    }
}

Describe 'Hedging' {
    It 'gives the first answer, and runs the script hooks of both on the thread of the command' {
        $plugin = New-AxiosResiliencePlugin -HedgeAfterSec 0.05
        $api = Connect-Test (Get-SlowRoute) $plugin
        $threads = [Collections.Generic.List[int]]::new()
        Add-AxiosInterceptor -Client $api -EachAttempt -Request { $threads.Add([Environment]::CurrentManagedThreadId) }
        Add-AxiosInterceptor -Client $api -EachAttempt -Response { $threads.Add([Environment]::CurrentManagedThreadId) }
        (Invoke-AxiosRequest /x -Client $api -TimeoutSec 60).Text | Should -Be 'the answer'
        $threads.Count | Should -BeGreaterOrEqual 3
        $threads | Select-Object -Unique | Should -Be ([Environment]::CurrentManagedThreadId)
        $plugin.State[0].Hedges | Should -Be 1
    }

    It 'works inside of a script middleware' {
        $outer = @{ Name = 'Outer'; Middleware = { param($context, $next) $response = & $next $context; $response.Headers['X-Seen'] = "$($context.Items['mark'])"; $response } }
        $api = Connect-Test (Get-SlowRoute) @($outer, (New-AxiosResiliencePlugin -HedgeAfterSec 0.05))
        Add-AxiosInterceptor -Client $api -EachAttempt -Request { $_.Headers['X-Attempt'] = 'yes' }
        $response = Invoke-AxiosRequest /x -Client $api -TimeoutSec 60
        $response.Text | Should -Be 'the answer'
        $response.Headers['X-Seen'] | Should -Be ''
    }

    It 'works around a concurrent script middleware' {
        $api = Connect-Test (Get-SlowRoute) (New-AxiosResiliencePlugin -HedgeAfterSec 0.05)
        Add-AxiosMiddleware -Client $api -Concurrent { param($context, $next) & $next $context }
        (Invoke-AxiosRequest /x -Client $api -TimeoutSec 60).Text | Should -Be 'the answer'
    }

    It 'waits at a script middleware further in, which lets one request pass at a time, and does not dead-lock' {
        $api = Connect-Test @{ Body = 'the answer'; DelaySec = 0.3 } (New-AxiosResiliencePlugin -HedgeAfterSec 0.02 -MaxHedges 3)
        Add-AxiosMiddleware -Client $api { param($context, $next) & $next $context }
        (Invoke-AxiosRequest /x -Client $api -TimeoutSec 60).Text | Should -Be 'the answer'
        (1..4 | ForEach-Object { "/$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 4 -TimeoutSec 60).Text | Should -Be (@('the answer') * 4)
    }

    It 'works with many at once, in jobs and in other runspaces' {
        $plugin = New-AxiosResiliencePlugin -HedgeAfterSec 0.05 -MaxConcurrent 40
        $mark = 'copied'
        $api = Connect-Test (1..13 | ForEach-Object { @{ Uri = "/$_"; Sequence = @{ Fault = 'Timeout' }, @{ Body = "answer $_" } } }) $plugin
        $seen = [Collections.Concurrent.ConcurrentBag[string]]::new()
        Add-AxiosInterceptor -Client $api -EachAttempt -Request { ($using:seen).Add($using:mark) }
        Add-AxiosMiddleware -Client $api -Concurrent { param($context, $next) & $next $context }
        (1..8 | ForEach-Object { "/$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 -TimeoutSec 60).Text | Sort-Object | Should -Be (1..8 | ForEach-Object { "answer $_" })
        9..12 | ForEach-Object -Parallel { $api = $using:api; $api.Get("/$_").Text } -ThrottleLimit 4 | Sort-Object | Should -Be 'answer 10', 'answer 11', 'answer 12', 'answer 9'
        (Start-AxiosRequest /13 -Client $api -TimeoutSec 60 | Receive-Job -Wait -AutoRemoveJob).Text | Should -Be 'answer 13'
        $plugin.State[0].Hedges | Should -Be 13
        $seen.Count | Should -Be 26
        $plugin.State[0].Places | Should -Be 40
    }
}

Describe 'Beside a module with another Polly' {
    It 'works, and so does the other, whichever is loaded first: <_>' -ForEach 'the other', 'this' {
        $older = "$PSScriptRoot/AxiosPS.Plugin.Resilience.Tests/bin/Release/net8.0/other/Polly.Core.dll"
        if (-not (Test-Path $older)) {
            dotnet build "$PSScriptRoot/AxiosPS.Plugin.Resilience.Tests" -c Release --nologo -v quiet | Out-Host
        }

        $other = @"
            `$null = [Reflection.Assembly]::LoadFrom('$older')
            `$builder = [Polly.ResiliencePipelineBuilder]::new()
            `$null = [Polly.TimeoutResiliencePipelineBuilderExtensions]::AddTimeout(`$builder, [timespan]::FromMinutes(1))
            `$theirs = `$builder.Build()
"@
        $own = @"
            Import-Module '$PSScriptRoot/../out/AxiosPS.Plugin.Resilience'
            `$plugin = New-AxiosResiliencePlugin -FailureRatio 1 -MinimumThroughput 2 -HedgeAfterSec 30 -RatePerSec 1000
            `$api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport { 503 }) -Plugin `$plugin
            1..2 | ForEach-Object { `$null = Invoke-AxiosRequest /x -Client `$api -SkipHttpErrorCheck }
"@
        $script = Join-Path $TestDrive beside.ps1
        Set-Content -LiteralPath $script @"
            `$ErrorActionPreference = 'Stop'
            $($_ -eq 'this' ? $own : $other)
            $($_ -eq 'this' ? $other : $own)
            "`$(`$plugin.State)"
            `$theirs.Execute([Action] { 'theirs ran' | Out-Host })
            [AppDomain]::CurrentDomain.GetAssemblies().Where{ `$_.GetName().Name -eq 'Polly.Core' }.ForEach{
                `$version = [Reflection.CustomAttributeExtensions]::GetCustomAttribute(`$_, [Reflection.AssemblyInformationalVersionAttribute]).InformationalVersion.Split('+')[0]
                "`$([Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name) `$version"
            } | Sort-Object
"@
        $output = @(pwsh -NoProfile -NonInteractive -File $script *>&1 | ForEach-Object { "$_" })
        $output | Should -Be 'https://api.test: Open', 'theirs ran', 'AxiosPS.Plugin.Resilience 8.9.1', 'Default 8.5.2'
    }
}

Describe 'The README' {
    It 'tells what its examples do' {
        $mock = New-AxiosMockTransport @(
            @{ Uri = '/status/503'; StatusCode = 503 }
            @{ Uri = '/sometimes-slow'; Sequence = @{ Fault = 'Timeout' }, @{ Body = 'the answer' } }
            @{ Body = 'an order' }
        )
        $PSDefaultParameterValues['New-AxiosClient:Transport'] = $mock
        $steady = { ($_ | Out-String -Width 400).Trim() -replace '\d\d:\d\d:\d\d', '00:00:00' -replace '(?m) +$' -replace 'in (30|29\.\d+) s', 'in 30 s' -replace "`r" }
        $blocks = [regex]::Matches((Get-Content "$PSScriptRoot/../README.md" -Raw), '(?ms)^```powershell\n(.*?)^```\n(?:\n```output\n(.*?)^```)?')
        $run = 0
        foreach ($block in $blocks | Where-Object { $_.Groups[1].Value -notmatch 'build\.ps1' }) {
            $output = . ([scriptblock]::Create($block.Groups[1].Value))
            if ($block.Groups[2].Success) {
                , $output | ForEach-Object $steady | Should -Be ($block.Groups[2].Value | ForEach-Object $steady)
                $run++
            }
        }

        $run | Should -BeGreaterThan 5
    }
}
