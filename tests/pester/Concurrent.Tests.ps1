BeforeAll {
    . $PSScriptRoot/common.ps1
    $patience = 20000 # ms; only a dead-lock takes that long

    # The runspaces of workers; after a stop they are gone at once, else after a while of idleness.
    function Get-Worker { Get-Runspace | Where-Object Name -Like 'AxiosPS worker*' }
}

Describe 'A concurrent middleware' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'runs in a runspace of its own, for a single request too' {
        Add-AxiosMiddleware -Client $api -Concurrent { $_.Headers['X-Where'] = [runspace]::DefaultRunspace.InstanceId; & $args[1] $_ }
        $where = (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-where'
        $where | Should -Not -BeNullOrEmpty
        $where | Should -Not -Be ([runspace]::DefaultRunspace.InstanceId)
    }

    It 'gets context and next by position and $_, and goes on with or without naming the context' {
        Add-AxiosMiddleware -Client $api -Concurrent { param($context, $next) $context.Headers['X-A'] = "$([object]::ReferenceEquals($_, $context))"; & $next }
        Add-AxiosMiddleware -Client $api -Concurrent { param($context, $next) $response = & $next $context; $response.Headers['X-B'] = 'after'; $response }
        $response = Invoke-AxiosRequest /echo -Client $api
        $response.Data.headers.'x-a' | Should -Be 'True'
        $response.Headers['X-B'] | Should -Be 'after'
    }

    It 'answers by itself' {
        Add-AxiosMiddleware -Client $api -Concurrent { New-AxiosResponse 201 -Json @{ from = 'hook' } }
        (Invoke-AxiosRequest /echo -Client $api -As Data).from | Should -Be 'hook'
        Get-TestLog | Should -BeNullOrEmpty
    }

    It 'has this module in its runspace, whichever command it calls first' {
        $run = Invoke-FreshPwsh {
            $api = New-AxiosClient $args[0]
            Add-AxiosMiddleware -Client $api -Concurrent { $names = (Get-Module).Name; $response = & $args[1]; $response.Data = $names; $response }
            Invoke-AxiosRequest /json -Client $api -As Data
        } $server
        $run.Output -split "`n" | Should -Contain 'AxiosPS'
    }

    It 'sees the values of $using: and of a closure as they were when it was registered, and no other variable of its caller' {
        $kept, $other = 'kept', 'other'
        $closure = & { $own = 'closure'; { param($context, $next) $context.Headers['X-V'] = "$own $($using:kept) [$other]"; & $next $context }.GetNewClosure() }
        Add-AxiosMiddleware -Client $api -Concurrent $closure
        $kept = 'changed'
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-v' | Should -BeIn 'closure kept []', 'closure kept [other]'
        $plain = New-AxiosClient $server
        Add-AxiosMiddleware -Client $plain -Concurrent { $_.Headers['X-V'] = "[$other]"; & $args[1] }
        (Invoke-AxiosRequest /echo -Client $plain -As Data).headers.'x-v' | Should -Be '[]'
    }

    It 'gets a collection by $using: as it is, empty or not' {
        $queue, $one, $none = [Collections.Concurrent.ConcurrentQueue[string]]::new(), @('single'), $null
        Add-AxiosMiddleware -Client $api -Concurrent { ($using:queue).Enqueue("$(($using:one).GetType()) $($null -eq $using:none)"); & $args[1] }
        $null = Invoke-AxiosRequest /json -Client $api
        $queue | Should -Be 'System.Object[] True'
    }

    It 'of a module finds the module''s private functions' {
        Set-Content "$TestDrive/StampModule.psm1" @'
            function Get-Stamp { "stamped in $([runspace]::DefaultRunspace.Name)" }
            function Add-Stamp($Client) { Add-AxiosMiddleware -Client $Client -Concurrent { $_.Headers['X-Stamp'] = Get-Stamp; & $args[1] } }
            Export-ModuleMember Add-Stamp
'@
        Import-Module "$TestDrive/StampModule.psm1"
        Add-Stamp $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-stamp' | Should -BeLike 'stamped in AxiosPS worker*'
        Remove-Module StampModule
    }

    It 'is registered by $api.Use({ }, @{ Concurrent = $true }) as well' {
        $null = $api.Use({ $_.Headers['X-Where'] = [runspace]::DefaultRunspace.Name; & $args[1] }, @{ Concurrent = $true; Name = 'Own' })
        $api.Get('/echo').Data.headers.'x-where' | Should -BeLike 'AxiosPS worker*'
    }

    It 'is listed as concurrent, and a plain one is not' {
        Add-AxiosMiddleware -Client $api -Name One -Concurrent { & $args[1] }
        Add-AxiosMiddleware -Client $api -Name Two { & $args[1] }
        ($api | Get-AxiosPipeline | Where-Object Stage -EQ Middleware).Concurrent | Should -Be $true, $false
        $api | Get-AxiosPipeline | Out-String -Width 200 | Should -Match 'One \(concurrent\) +1\s(.|\n)* Two +2\s'
    }

    It 'may be a function or an object in C#, which is concurrent anyway' {
        function Add-Mark($context, $next) { $context.Headers['X-Mark'] = 'yes'; & $next $context }
        Add-AxiosMiddleware -Client $api -Concurrent ${function:Add-Mark}
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-mark' | Should -Be 'yes'
    }

    It 'cannot be a method of a PowerShell object, which belongs to its runspace' {
        class BoundHook { [object] Wrap($context, $next) { return & $next $context } }
        "$(Get-Failure { Add-AxiosMiddleware -Client $api -Concurrent ([BoundHook]::new()).Wrap })" | Should -BeLike '*Wrap*belongs to a PowerShell object*$using:*NoRunspaceAffinity*'
        $api | Get-AxiosPipeline | Where-Object Stage -EQ Middleware | Should -BeNullOrEmpty
    }

    It 'can be a method of an object without runspace affinity' {
        [NoRunspaceAffinity()] class FreeHook { [object] Wrap($context, $next) { $context.Headers['X-Free'] = 'yes'; return & $next $context } }
        Add-AxiosMiddleware -Client $api -Concurrent ([FreeHook]::new()).Wrap
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-free' | Should -Be 'yes'
    }

    It 'is not for interceptors' {
        "$(Get-Failure { $api.Interceptors.Request.Use({ }, $null, @{ Concurrent = $true }) })" | Should -BeLike '*Concurrent is for middleware*'
        "$(Get-Failure { $api.Interceptors.Response.Use({ }, $null, @{ Concurrent = $true }) })" | Should -BeLike '*Concurrent is for middleware*'
    }

    It 'makes requests of its own' {
        Add-AxiosMiddleware -Client $api -Concurrent { $_.Headers['X-Own'] = (Invoke-AxiosRequest "$($using:server)/json" -As Data).name; & $args[1] }
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-own' | Should -Be 'axios'
    }
}

Describe 'The streams of a concurrent middleware' {
    BeforeEach { $api = New-AxiosClient $server }

    It 'are those of the command that made the request' {
        Add-AxiosMiddleware -Client $api -Concurrent {
            Write-Warning 'careful'; Write-Verbose 'details'; Write-Information 'note'; Write-Host 'hello'; Write-Error 'not so bad'
            & $args[1]
        }
        $all = Invoke-AxiosRequest /json -Client $api -Verbose -ErrorAction Continue -WarningVariable warnings -InformationVariable notes -ErrorVariable failures *>&1
        $warnings | Should -Be 'careful'
        "$notes" | Should -Be 'note hello'
        "$failures" | Should -Be 'not so bad'
        ($all | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message | Should -Be 'details'
        @($all | Where-Object { $_ -is [AxiosPS.AxiosResponse] }).Count | Should -Be 1
    }

    It 'follow the preference variables of the caller' {
        Add-AxiosMiddleware -Client $api -Concurrent { Write-Verbose 'details'; & $args[1] }
        $VerbosePreference = 'Continue'
        $null = $VerbosePreference
        $lines = Invoke-AxiosRequest /json -Client $api 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $lines.Message | Should -Be 'details'
        $VerbosePreference = 'SilentlyContinue'
        Invoke-AxiosRequest /json -Client $api 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Should -BeNullOrEmpty
    }

    It 'end the request by a Write-Error where the caller''s preference is Stop' {
        Add-AxiosMiddleware -Client $api -Name Strict -Concurrent { Write-Error 'no further'; & $args[1] }
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api -ErrorAction Stop }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosHookException
        "$failure" | Should -BeLike '*Strict*no further*'
    }

    It 'do not hide a throw where errors are silenced' {
        Add-AxiosMiddleware -Client $api -Concurrent { throw 'guard' }
        $answer = & { $ErrorActionPreference = 'SilentlyContinue'; try { Invoke-AxiosRequest /json -Client $api } catch { "$_" } }
        $answer | Should -BeLike '*guard*'
    }
}

Describe 'An error in a concurrent middleware' {
    BeforeEach { $api = New-AxiosClient $server }

    It 'names the hook and the place' {
        Add-AxiosMiddleware -Client $api -Name Picky -Concurrent { throw 'oops' }
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosHookException
        "$failure" | Should -BeLike "*'Picky' failed at*Concurrent.Tests.ps1:*oops*"
    }

    It 'that came out of next passes as it is' {
        Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] }
        $failure = Get-Failure { Invoke-AxiosRequest (Get-DeadAddress) -Client $api }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosNetworkException
    }

    It 'can be caught around next' {
        Add-AxiosMiddleware -Client $api -Concurrent { try { & $args[1] } catch { New-AxiosResponse 299 } }
        (Invoke-AxiosRequest (Get-DeadAddress) -Client $api).StatusCode | Should -Be 299
    }

    It 'is that it returned nothing, or something else than a response' {
        Add-AxiosMiddleware -Client $api -Name Silent -Concurrent { }
        "$(Get-Failure { Invoke-AxiosRequest /json -Client $api })" | Should -BeLike "*'Silent' returned nothing*"
        $other = New-AxiosClient $server
        Add-AxiosMiddleware -Client $other -Name Odd -Concurrent { 5 }
        "$(Get-Failure { Invoke-AxiosRequest /json -Client $other })" | Should -BeLike "*'Odd'*Int32 5*"
    }

    It 'does not spoil the runspace for the next request' {
        Add-AxiosMiddleware -Client $api -Concurrent { if ($_.Uri.Query) { throw 'oops' }; & $args[1] }
        $null = Get-Failure { Invoke-AxiosRequest '/json?bad=1' -Client $api }
        (Invoke-AxiosRequest /json -Client $api).StatusCode | Should -Be 200
    }

    It 'is no error but a break: it leaves the loop of the caller' {
        Add-AxiosMiddleware -Client $api -Concurrent { break }
        $turns = 0
        foreach ($turn in 1..3) { $turns = $turn; $null = Invoke-AxiosRequest /json -Client $api }
        $turns | Should -Be 1
    }

    It 'that closes its own runspace ends one request and no other' {
        Add-AxiosMiddleware -Client $api -Concurrent { if ($_.Uri.Query) { [runspace]::DefaultRunspace.CloseAsync(); Start-Sleep 60 }; & $args[1] }
        "$(Get-Failure { Invoke-AxiosRequest '/json?close=1' -Client $api -TimeoutSec 20 })" | Should -BeLike '*middleware*runspace*closed*'
        (Invoke-AxiosRequest /json -Client $api -TimeoutSec 20).StatusCode | Should -Be 200
    }
}

Describe 'Concurrent middleware among others' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
        $trail = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $here = [runspace]::DefaultRunspace.InstanceId
        $null = $trail, $here
    }

    It 'nests in any order, and plain script stays on the thread of the caller: <Order>' -ForEach @(
        @{ Order = 'plain concurrent plain' }, @{ Order = 'concurrent plain concurrent' }, @{ Order = 'concurrent concurrent plain' }
        @{ Order = 'plain plain concurrent concurrent' }
    ) {
        $thread = [Environment]::CurrentManagedThreadId
        foreach ($kind in -split $Order) {
            Add-AxiosMiddleware -Client $api -Concurrent:($kind -eq 'concurrent') {
                $isHere = [Environment]::CurrentManagedThreadId -eq $using:thread
                ($using:trail).Enqueue("in $isHere"); $response = & $args[1]; ($using:trail).Enqueue("out $isHere"); $response
            }
        }
        Add-AxiosInterceptor -Client $api -EachAttempt { $trail.Enqueue("sent $([Environment]::CurrentManagedThreadId -eq $thread)") }
        $null = Invoke-AxiosRequest /json -Client $api
        $expected = @((-split $Order).ForEach{ $_ -eq 'plain' })
        $back = @($expected); [array]::Reverse($back)
        $trail | Should -Be (@($expected.ForEach{ "in $_" }) + 'sent True' + @($back.ForEach{ "out $_" }))
    }

    It 'calls next twice, for everything further in' {
        Add-AxiosMiddleware -Client $api -Concurrent { $null = & $args[1]; & $args[1] }
        Add-AxiosMiddleware -Client $api { $trail.Enqueue('in'); & $args[1] }
        (Invoke-AxiosRequest /json -Client $api).StatusCode | Should -Be 200
        $trail | Should -Be 'in', 'in'
        @(Get-TestLog).Count | Should -Be 2
    }
}

Describe 'Many in a concurrent middleware at once' {
    BeforeEach { Clear-TestLog }

    It 'run in parallel: each waits in the middleware until all are there' {
        $api = New-AxiosClient $server
        $together = [Threading.Barrier]::new(8)
        Add-AxiosMiddleware -Client $api -Concurrent { if (-not ($using:together).SignalAndWait(20000)) { throw 'alone' }; & $args[1] }
        $calls = 1..8 | ForEach-Object { Start-TestShell { param($api, $i) (Invoke-AxiosRequest "/echo?i=$i" -Client $api -As Data).query } @{ api = $api; i = $_ } }
        $calls | ForEach-Object { Receive-TestShell $_ } | Should -Be (1..8 | ForEach-Object { "i=$_" })
    }

    It 'keep a place each while they wait in next: one runspace would serve only one' {
        $api, $key = (New-AxiosClient $server), "$(New-Guid)"
        Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] }
        Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] }
        $calls = 1..6 | ForEach-Object { $null = $_; Start-TestShell { param($api, $key) (Invoke-AxiosRequest "/hold/$key" -Client $api).StatusCode } @{ api = $api; key = $key } }
        Wait-TestHold $key 6
        @(Get-Worker).Count | Should -BeGreaterOrEqual 12
        Complete-TestHold $key
        $calls | ForEach-Object { Receive-TestShell $_ } | Should -Be (, 200 * 6)
    }

    It 'do not dead-lock around Dedupe' {
        $api, $key = (New-AxiosClient $server), "$(New-Guid)"
        Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] }
        $api | Add-AxiosPlugin -Plugin (New-AxiosDedupePlugin)
        Add-AxiosMiddleware -Client $api { & $args[1] }
        Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] }
        $script = { param($api) foreach ($i in 1..20) { (Invoke-AxiosRequest "/delay/1?i=$($i % 3)" -Client $api -TimeoutSec 30).StatusCode } }
        $calls = 1..8 | ForEach-Object { $null = $_; Start-TestShell $script @{ api = $api } }
        $calls | ForEach-Object { Receive-TestShell $_ } | Should -Be (, 200 * 160)
    }
}

Describe 'Ending what a concurrent middleware does' {
    BeforeEach {
        Clear-TestLog
        $key = "$(New-Guid)"
        $inside = [Threading.ManualResetEventSlim]::new()
        $null = $inside
    }

    It 'by Ctrl+C, while it <What>, is quick and leaves no runspace' -ForEach @(
        @{ What = 'waits in next'; Script = { Add-AxiosMiddleware -Client $api -Concurrent { try { & $args[1] } catch { Start-Sleep 60 } } } }
        @{ What = 'sleeps'; Script = { Add-AxiosMiddleware -Client $api -Concurrent { $response = Invoke-WebRequest "$($using:server)/json"; ($using:inside).Set(); Start-Sleep 60; $response } } }
        @{ What = 'is busy'; Script = { Add-AxiosMiddleware -Client $api -Concurrent { ($using:inside).Set(); while ($true) { $null = $_ } } } }
        @{ What = 'has plain script further in that sleeps'; Script = {
                Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] }
                Add-AxiosMiddleware -Client $api { $inside.Set(); Start-Sleep 60; & $args[1] }
            }
        }
        @{ What = 'makes a request of its own'; Script = { Add-AxiosMiddleware -Client $api -Concurrent { Invoke-AxiosRequest "$($using:server)/hold/$($using:key)" } } }
    ) {
        $started = Start-TestShell ([scriptblock]::Create("param(`$server, `$key, `$inside) `$api = New-AxiosClient `$server`n$Script`nInvoke-AxiosRequest /hold/`$key -Client `$api")) @{ server = $server; key = $key; inside = $inside }
        if ("$Script" -match 'inside') { $inside.Wait($patience) | Should -BeTrue } else { Wait-TestHold $key }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $started.Shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessThan 2000
        $started.Shell.InvocationStateInfo.State | Should -Be Stopped
        Get-Worker | Should -BeNullOrEmpty
        Get-TestHold $key | Should -Be 0
        Close-TestShell $started
    }

    It 'by its total time closes the runspace whose script was cut' {
        $api = New-AxiosClient $server
        $id = [Collections.Concurrent.ConcurrentQueue[guid]]::new()
        Add-AxiosMiddleware -Client $api -Concurrent { ($using:id).Enqueue([runspace]::DefaultRunspace.InstanceId); Start-Sleep 60; & $args[1] }
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api -TimeoutSec 1 }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosTimeoutException
        (Get-Runspace).InstanceId | Should -Not -Contain @($id)[0]
    }

    It 'by removing the module closes idle runspaces' {
        $run = Invoke-FreshPwsh {
            $api = New-AxiosClient $args[0]
            Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] }
            $null = Invoke-AxiosRequest /json -Client $api
            $before = @(Get-Runspace).Count
            Remove-Module AxiosPS
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while (@(Get-Runspace).Count -gt 1 -and $clock.Elapsed.TotalSeconds -lt 20) { [Threading.Thread]::Yield() | Out-Null }
            "$before $(@(Get-Runspace).Count)"
        } $server
        $run.Output | Should -Be '2 1'
    }

    It 'by the end of the process needs no help' {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $run = Invoke-FreshPwsh {
            $api = New-AxiosClient $args[0]
            Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] }
            (Invoke-AxiosRequest /json -Client $api).StatusCode
        } $server
        $run.Output | Should -Be 200
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 14 # less than a runspace is kept
    }
}
