BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'A client in other runspaces' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'serves 1,000 requests from 16 runspaces through script hooks, without error and without waits' {
        $who = 'using'
        $closure = & { $from = 'closure'; { $_.Headers['X-Closure'] = $from }.GetNewClosure() }
        Add-AxiosInterceptor { $_.Headers['X-Using'] = $using:who; $_.Headers['X-Runspace'] = [runspace]::DefaultRunspace.InstanceId } $api
        Add-AxiosInterceptor $closure $api
        Add-AxiosMiddleware { param($context, $next) $response = & $next $context; $response.Headers['X-After'] = 'yes'; $response } $api
        Add-AxiosInterceptor -Response { param($response) $response.Headers['X-Thread'] = [Environment]::CurrentManagedThreadId } -Client $api
        $together = [Threading.Barrier]::new(16)

        $clock = [Diagnostics.Stopwatch]::StartNew()
        $wrong = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
            $api, $together = $using:api, $using:together
            if (-not $together.SignalAndWait(20000)) { 'the runspaces did not run together' }
            foreach ($i in 1..63) {
                $response = Invoke-AxiosRequest "/echo?i=$i" -Client $api
                $headers = $response.Data.headers
                if ($headers.'x-using' -ne 'using' -or $headers.'x-closure' -ne 'closure' -or $response.Headers['X-After'] -ne 'yes') { "lost: $($response.Text)" }
                if ($headers.'x-runspace' -ne [runspace]::DefaultRunspace.InstanceId) { 'a hook ran in another runspace' }
                if ($response.Headers['X-Thread'] -ne [Environment]::CurrentManagedThreadId) { 'a hook ran on another thread' }
                if ($response.Data.query -ne "i=$i") { 'the answer of another' }
            }
        } 2>&1

        $wrong | Should -BeNullOrEmpty
        @(Get-TestLog).Count | Should -Be (16 * 63)

        # One wait of 250 ms for each hook would make more than a minute.
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 25
    }

    It 'runs its hooks from $api.Get() there as well' {
        Add-AxiosInterceptor { $_.Headers['X-Hook'] = $using:server } $api
        Add-AxiosMiddleware { param($context, $next) & $next $context } $api
        1..4 | ForEach-Object -Parallel { ($using:api).Get('/echo').Data.headers.'x-hook' } | Should -Be $server, $server, $server, $server
    }

    It 'is used by a thread job, whose streams get what hooks write' {
        Add-AxiosInterceptor { Write-Warning "from $using:server"; $_.Headers['X-Hook'] = 'yes' } $api
        $job = Start-ThreadJob { (Invoke-AxiosRequest /echo -Client $using:api -As Data).headers.'x-hook' }
        $job | Wait-Job -Timeout 20 | Receive-Job -WarningVariable warnings 3>$null | Should -Be 'yes'
        $warnings | Should -Be "from $server"
        $job | Remove-Job
    }

    It 'carries the variables of a closure and of $using: of the time when the hook was registered' {
        $values = @{ inner = 'registered' }
        $hook = & { $kept = 'closure'; { $_.Headers['X-Kept'] = "$kept $($using:values.inner)" }.GetNewClosure() }
        Add-AxiosInterceptor $hook $api
        $values = @{ inner = 'later' }
        1 | ForEach-Object -Parallel { (Invoke-AxiosRequest /echo -Client $using:api -As Data).headers.'x-kept' } | Should -Be 'closure registered'
    }

    It 'carries a closure that names variables of PowerShell itself' {
        $hook = & {
            $kept = 'closure'
            {
                param($config)
                $null = $true, $ErrorActionPreference, $VerbosePreference, $WarningPreference, $args, $input, $this, $PSItem, $PSScriptRoot, $MyInvocation, $?
                $config.Headers['X-Kept'] = "$kept $($_.Uri) $($Error.Count -ge 0) $ErrorActionPreference"
            }.GetNewClosure()
        }
        Add-AxiosInterceptor $hook $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-kept' | Should -Be 'closure /echo True Stop'
        1 | ForEach-Object -Parallel { (Invoke-AxiosRequest /echo -Client $using:api -As Data -Verbose 4>$null).headers.'x-kept' } |
            Should -Be 'closure /echo True Continue'
    }

    It 'sees there the variables of whoever calls there' {
        Add-AxiosInterceptor { $_.Headers['X-Who'] = $who } $api
        $who = 'home'
        $null = $who
        1..2 | ForEach-Object -Parallel { $who = "runspace $_"; (Invoke-AxiosRequest /echo -Client $using:api -As Data).headers.'x-who' } |
            Sort-Object | Should -Be 'runspace 1', 'runspace 2'
    }

    It 'runs the hooks of a module with the module''s private functions' {
        Set-Content "$TestDrive/HookModule.psm1" @'
            $greeting = 'private'
            function Get-Stamp { "$greeting $([runspace]::DefaultRunspace.InstanceId)" }
            function New-StampedClient($Base) {
                $api = New-AxiosClient $Base
                Add-AxiosInterceptor { $_.Headers['X-Stamp'] = Get-Stamp } $api -PassThru
            }
            Export-ModuleMember New-StampedClient
'@
        Import-Module "$TestDrive/HookModule.psm1"
        $stamped = New-StampedClient $server
        (Invoke-AxiosRequest /echo -Client $stamped -As Data).headers.'x-stamp' | Should -Be "private $([runspace]::DefaultRunspace.InstanceId)"
        1..3 | ForEach-Object -Parallel {
            (Invoke-AxiosRequest /echo -Client $using:stamped -As Data).headers.'x-stamp' -eq "private $([runspace]::DefaultRunspace.InstanceId)"
        } | Should -Be $true, $true, $true
        Remove-Module HookModule
    }

    It 'has a clear error, at once, for a hook that is bound to an object of a PowerShell class' {
        class Bound { [void] Mark($config) { $config.Headers['X-Bound'] = 'yes' } }
        Add-AxiosInterceptor ([Bound]::new()).Mark $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-bound' | Should -Be 'yes'
        Clear-TestLog
        $message = 1 | ForEach-Object -Parallel { try { Invoke-AxiosRequest /echo -Client $using:api } catch { "$_" } }
        $message | Should -BeLike '*Mark*another runspace*$using:*'
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'runs a hook that is bound to an object without runspace affinity' {
        [NoRunspaceAffinity()] class Free { [void] Mark($config) { $config.Headers['X-Free'] = 'yes' } }
        Add-AxiosInterceptor ([Free]::new()).Mark $api
        1 | ForEach-Object -Parallel { (Invoke-AxiosRequest /echo -Client $using:api -As Data).headers.'x-free' } | Should -Be 'yes'
    }

    It 'may be made and closed there' {
        1..4 | ForEach-Object -Parallel {
            $own = New-AxiosClient $using:server -Plugin (New-AxiosPlugin p { Add-AxiosInterceptor { $_.Headers['X-Own'] = 'yes' } $args[0] })
            (Invoke-AxiosRequest /echo -Client $own -As Data).headers.'x-own'
            $own | Close-AxiosClient
        } | Should -Be 'yes', 'yes', 'yes', 'yes'
    }

    It 'has a default client in each runspace, with connections of its own' {
        $here = (Invoke-AxiosRequest "$server/echo" -As Data).connection
        $there = 1 | ForEach-Object -Parallel { (Invoke-AxiosRequest "$($using:server)/echo" -As Data).connection }
        $there | Should -Not -Be $here
        (Invoke-AxiosRequest "$server/echo" -As Data).connection | Should -Be $here
    }
}

Describe 'Script middleware, Dedupe and script middleware, stacked' {
    It 'do not dead-lock under concurrent calls, and share calls' {
        Clear-TestLog
        $key = "$(New-Guid)"
        $api = New-AxiosClient $server
        Add-AxiosMiddleware { param($context, $next) $response = & $next $context; $response.Headers['X-Outer'] = 'yes'; $response } $api
        $api | Add-AxiosPlugin -Plugin (New-AxiosDedupePlugin)
        Add-AxiosMiddleware { param($context, $next) $response = & $next $context; $response.Headers['X-Inner'] = 'yes'; $response } $api
        $script = {
            param($api, $key)
            $held = Invoke-AxiosRequest "/hold/$key" -Client $api -TimeoutSec 30
            $others = foreach ($i in 1..20) { Invoke-AxiosRequest "/echo?i=$($i % 3)" -Client $api -TimeoutSec 30 }
            "$($held.Headers['X-Outer'], $held.Headers['X-Inner'], $others.Count)"
        }
        $calls = 1..8 | ForEach-Object { $null = $_; Start-TestShell $script @{ api = $api; key = $key } }
        Wait-TestHold $key
        $clock = [Diagnostics.Stopwatch]::StartNew()
        do { Complete-TestHold $key } until ($calls.Running.IsCompleted -notcontains $false -or $clock.Elapsed.TotalSeconds -gt 30)
        $calls | ForEach-Object { Receive-TestShell $_ } | Should -Be (, 'yes yes 20' * 8)
    }
}

Describe 'A hook in another runspace' {
    BeforeEach { $api = New-AxiosClient $server }

    It 'may be a function with parameters' {
        function Add-Mark($context, $next) { $response = & $next $context; $response.Headers['X-Mark'] = 'yes'; $response }
        Add-AxiosMiddleware -Client $api ${function:Add-Mark}
        1 | ForEach-Object -Parallel { $api = $using:api; $api.Get('/json').Headers['X-Mark'] } | Should -Be 'yes'
    }

    It 'finds the cmdlets of the module' {
        Add-AxiosMiddleware -Client $api { New-AxiosResponse 201 -Context $args[0] }
        1 | ForEach-Object -Parallel { $api = $using:api; $api.Get('/json').StatusCode } | Should -Be 201
    }

    It 'may hand its own variables to runspaces of its own' {
        Add-AxiosMiddleware -Client $api {
            $local = 5
            $sum = 1 | ForEach-Object -Parallel { $using:local + 1 }
            $response = & $args[1]
            $response.Headers['X-Sum'] = $sum
            $response
        }
        $api.Get('/json').Headers['X-Sum'] | Should -Be 6
    }

    It 'of a PowerShell class is a clear error for its Uninstall too' {
        class Leaving { [void] Attach($client) { } [void] Uninstall($client) { } }
        $api | Add-AxiosPlugin -Plugin ([Leaving]::new())
        1 | ForEach-Object -Parallel { $api = $using:api; try { $api.Close() } catch { "$_" } } | Should -BeLike '*Leaving*another runspace*'
    }
}

Describe 'A hedge over script middleware' {
    It 'does not dead-lock with Dedupe and more script further in' {
        $references = [AxiosPS.AxiosClient].Assembly.Location, 'System.Runtime', 'System.Threading.Tasks', 'System.Collections'
        Add-Type -IgnoreWarnings -WarningAction SilentlyContinue -ReferencedAssemblies $references -TypeDefinition @'
            using AxiosPS;
            using System.Threading.Tasks;
            public class TwiceAtOnce : IMiddleware
            {
                public async Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
                {
                    await Task.Yield();
                    return (await Task.WhenAll(next(context), next(context)))[1];
                }
            }
'@
        $api = New-AxiosClient $server
        $null = $api.Use([TwiceAtOnce]::new())
        Add-AxiosMiddleware -Client $api { & $args[1] }
        $api | Add-AxiosPlugin -Plugin (New-AxiosDedupePlugin)
        Add-AxiosMiddleware -Client $api { & $args[1] }
        (Invoke-AxiosRequest /delay/50 -Client $api -TimeoutSec 30).StatusCode | Should -Be 200
    }
}

Describe 'A $using: within a block of a hook' {
    It 'has its value in another runspace too' {
        $value = 5
        $api = New-AxiosClient $server
        Add-AxiosMiddleware -Client $api {
            param($context, $next)
            $context.Headers['X-V'] = "$(1 | ForEach-Object -Parallel { $using:value })"
            & $next
        }
        $api.Get('/echo').Data.headers.'x-v' | Should -Be 5
        1 | ForEach-Object -Parallel { $api = $using:api; $api.Get('/echo').Data.headers.'x-v' } | Should -Be 5
    }
}
