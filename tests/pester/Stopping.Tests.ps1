BeforeAll {
    . $PSScriptRoot/common.ps1
    $patience = 2000 # ms; the promise is 250, and a busy machine has its own ideas

    $before = 'param($server, $key, $log) $api = New-AxiosClient $server'
    $after = '$log.Enqueue("went on")'
}

Describe 'Ctrl+C' {
    BeforeEach { Clear-TestLog }

    It 'ends <What> at once, and nothing goes on' -ForEach @(
        @{ What = 'a request'; Script = { Invoke-AxiosRequest "/hold/$key" -Client $api } }
        @{ What = 'a request of the default client'; Script = { Invoke-AxiosRequest "$server/hold/$key" } }
        @{ What = 'a request from the pipeline'; Script = { "/hold/$key", '/json' | Invoke-AxiosRequest -Client $api } }
        @{ What = '$api.Get()'; Script = { $api.Get("/hold/$key") } }
        @{ What = 'a request with a script interceptor'; Script = { Add-AxiosInterceptor {} $api; Invoke-AxiosRequest "/hold/$key" -Client $api } }
        @{ What = 'a request inside a script''s next'; Script = {
                Add-AxiosMiddleware { param($context, $next) & $next $context; $log.Enqueue('hook went on') } $api
                Invoke-AxiosRequest "/hold/$key" -Client $api
            }
        }
        @{ What = 'a request inside two scripts'' next that catch everything'; Script = {
                Add-AxiosMiddleware { param($context, $next) try { & $next $context } catch { $log.Enqueue('caught'); New-AxiosResponse } } $api
                Add-AxiosMiddleware { param($context, $next) try { & $next $context } catch { $log.Enqueue('caught'); New-AxiosResponse } } $api
                Invoke-AxiosRequest "/hold/$key" -Client $api
            }
        }
        @{ What = 'a request inside a script''s next, of $api.Get()'; Script = {
                Add-AxiosMiddleware { param($context, $next) & $next $context } $api
                $api.Get("/hold/$key")
            }
        }
        @{ What = 'a request that a hook makes'; Script = {
                Add-AxiosInterceptor { $null = Invoke-AxiosRequest "$server/hold/$key" } $api
                Invoke-AxiosRequest /json -Client $api
            }
        }
        @{ What = 'an $api.Get() that a hook makes'; Script = {
                $other = New-AxiosClient $server
                Add-AxiosMiddleware { param($context, $next) $null = $other.Get("/hold/$key"); & $next } $api
                $api.Get('/json')
            }
        }
        @{ What = 'a request behind Dedupe'; Script = {
                $api | Add-AxiosPlugin -Plugin (New-AxiosDedupePlugin)
                Add-AxiosMiddleware { param($context, $next) & $next $context } $api
                Invoke-AxiosRequest "/hold/$key" -Client $api
            }
        }
        @{ What = 'a request with an onRejected that would recover'; Script = {
                Add-AxiosInterceptor -Client $api -Response {} -OnRejected { $log.Enqueue('recovered'); New-AxiosResponse }
                Invoke-AxiosRequest "/hold/$key" -Client $api
            }
        }
    ) {
        $key, $log = "$(New-Guid)", [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $started = Start-TestShell ([scriptblock]::Create("$before`n$Script`n$after")) @{ server = $server; key = $key; log = $log }
        Wait-TestHold $key
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $started.Shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $started.Shell.InvocationStateInfo.State | Should -Be Stopped
        $log | Should -BeNullOrEmpty
        Wait-TestAbort
        Get-TestHold $key | Should -Be 0
        @(Get-TestLog).Count | Should -Be 1
        Close-TestShell $started
    }

    It 'ends a hook that is busy itself, and sends nothing' {
        $busy = [Threading.ManualResetEventSlim]::new()
        $started = Start-TestShell {
            param($server, $busy)
            $api = New-AxiosClient $server
            Add-AxiosInterceptor { $busy.Set(); while ($true) { $null = $_ } } $api
            Invoke-AxiosRequest /json -Client $api
        } @{ server = $server; busy = $busy }
        $busy.Wait(10000) | Should -BeTrue
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $started.Shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $started.Shell.InvocationStateInfo.State | Should -Be Stopped
        @(Get-TestLog).Count | Should -Be 0
        Close-TestShell $started
    }

    It 'ends the wait before a retry' {
        $waiting = [Threading.ManualResetEventSlim]::new()
        $started = Start-TestShell {
            param($server, $waiting)
            $api = New-AxiosClient $server -MaxRetries 3 -RetryStrategy (New-AxiosRetryStrategy -Fixed 1000) -TimeoutSec 0
            Add-AxiosInterceptor -Response { $waiting.Set() } -Client $api -EachAttempt
            Invoke-AxiosRequest /status/503 -Client $api
        } @{ server = $server; waiting = $waiting }
        $waiting.Wait(10000) | Should -BeTrue
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $started.Shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        @(Get-TestLog).Count | Should -Be 1
        Close-TestShell $started
    }

    It 'runs the finally of a hook, and leaves runspace and client fit for use' {
        $key, $log = "$(New-Guid)", [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $started = Start-TestShell {
            param($server, $key, $log)
            $global:api = New-AxiosClient $server
            Add-AxiosMiddleware { param($context, $next) try { & $next } finally { $log.Enqueue('cleaned') } } $api
            Invoke-AxiosRequest "/hold/$key" -Client $api
        } @{ server = $server; key = $key; log = $log }
        Wait-TestHold $key
        $started.Shell.Stop()
        $log | Should -Be 'cleaned'

        $again = [powershell]::Create($started.Shell.Runspace)
        $again.AddScript('param($log) (Invoke-AxiosRequest /json -Client $api -As Data).name; $api.Get("/json").StatusCode').AddArgument($log).Invoke() |
            Should -Be 'axios', 200
        $again.HadErrors | Should -BeFalse
        Close-TestShell $started
    }

    It 'leaves others alone that wait for the same call of the DedupePlugin' {
        $key = "$(New-Guid)"
        $api = New-AxiosClient $server -Plugin (New-AxiosDedupePlugin)
        $script = { param($api, $key) (Invoke-AxiosRequest "/hold/$key" -Client $api).Data.key }
        $leader = Start-TestShell $script @{ api = $api; key = $key }
        Wait-TestHold $key
        $follower = Start-TestShell $script @{ api = $api; key = $key }
        $leader.Shell.Stop()
        Wait-TestAbort
        Wait-TestHold $key
        Complete-TestHold $key
        Receive-TestShell $follower | Should -Be $key
        Close-TestShell $leader
    }

    It 'ends a pwsh, sent as a real signal' -Skip:$IsWindows {
        $key = "$(New-Guid)"
        $file = "$TestDrive/interrupted.ps1"
        Set-Content $file @"
            Import-Module '$($modulePath.Replace("'", "''"))'
            `$api = New-AxiosClient '$server'
            Add-AxiosMiddleware { param(`$context, `$next) & `$next `$context } `$api
            try { Invoke-AxiosRequest /hold/$key -Client `$api; 'went on' } finally { [Console]::Out.WriteLine('finally') }
"@
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh', "-NoProfile -File $file")
        $start.RedirectStandardOutput = $true
        $child = [Diagnostics.Process]::Start($start)
        Wait-TestHold $key
        $clock = [Diagnostics.Stopwatch]::StartNew()
        kill -INT $child.Id
        Wait-TestAbort
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $child.WaitForExit(10000) | Should -BeTrue
        $child.StandardOutput.ReadToEnd().Trim() | Should -Be 'finally'
    }
}

Describe 'A pipeline that ends early' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
        $key = "$(New-Guid)"
    }

    It 'sends no more requests after Select-Object -First 1' {
        $first = '/json', "/hold/$key" | Invoke-AxiosRequest -Client $api | Select-Object -First 1
        $first.Data.name | Should -Be 'axios'
        (Get-TestLog).path | Should -Be '/json'
    }

    It 'ends the request that is under way, when <What> takes a record of one of its hooks' -ForEach @(
        @{ What = 'Select-Object -First 1'; Last = { process { $_ } }; Throws = $false }
        @{ What = 'a command that throws'; Last = { process { throw 'downstream' } }; Throws = $true }
    ) {
        Add-AxiosInterceptor { Write-Information 'on its way' } $api
        $clock = [Diagnostics.Stopwatch]::StartNew()
        if ($Throws) {
            "$(Get-Failure { Invoke-AxiosRequest "/hold/$key" -Client $api 6>&1 | & $Last })" | Should -BeExactly 'downstream'
        }
        else {
            Invoke-AxiosRequest "/hold/$key" -Client $api 6>&1 | Select-Object -First 1 | & $Last | Should -BeExactly 'on its way'
        }
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        Get-TestHold $key | Should -Be 0
    }

    It 'ends with the error of a downstream command as it is' {
        $failure = Get-Failure { '/json', "/hold/$key" | Invoke-AxiosRequest -Client $api | ForEach-Object { throw [FormatException]::new('downstream') } }
        $failure.Exception | Should -BeOfType FormatException
        (Get-TestLog).path | Should -Be '/json'
    }

    It 'ends a request inside a hook''s own pipeline, and the hook goes on' {
        Add-AxiosInterceptor {
            $first = '/json', "/hold/$key" | Invoke-AxiosRequest -Client (New-AxiosClient $server) | Select-Object -First 1
            $_.Headers['X-First'] = $first.Data.name
        } $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-first' | Should -Be 'axios'
        (Get-TestLog).path | Should -Be '/json', '/echo'
    }
}

Describe 'Stopping a plugin in its <Part>' -ForEach @(
    @{ Part = 'Attach'; Call = { param($api) $api.Plugin(@{ Attach = { $global:inside.Set(); Start-Sleep 30 } }) } }
    @{ Part = 'Uninstall'; Call = { param($api) $null = $api.Plugin(@{ Attach = {}; Uninstall = { $global:inside.Set(); Start-Sleep 30 } }); $api.Close() } }
) {
    It 'runs no catch of the caller and nothing after it' {
        $inside = [Threading.ManualResetEventSlim]::new()
        $after = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($module, $server, $inside, $after, $call)
                Import-Module $module
                $global:inside = $inside
                try { & ([scriptblock]::Create($call)) (New-AxiosClient $server) } catch { $after.Enqueue('caught') }
                $after.Enqueue('after')
            }).AddArgument($modulePath).AddArgument($server).AddArgument($inside).AddArgument($after).AddArgument("$Call")
        $null = $shell.BeginInvoke()
        $inside.Wait(20000) | Should -BeTrue
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $after | Should -BeNullOrEmpty
        $shell.Dispose()
    }
}
