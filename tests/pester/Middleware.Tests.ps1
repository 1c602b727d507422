BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'A script middleware' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'may wait for something else with the token of the call, and ends with that' {
        Add-AxiosMiddleware -Client $api {
            param($context, $next)
            [Threading.Tasks.TaskCompletionSource]::new().Task.Wait($context.CancellationToken)
            & $next $context
        }
        (Get-Failure { Invoke-AxiosRequest /json -Client $api -TimeoutSec 0.2 }).Exception | Should -BeOfType AxiosPS.AxiosTimeoutException
        (Get-Failure { Invoke-AxiosRequest /json -Client $api -CancelToken (New-AxiosCancelToken -AfterSec 0.2) }).Exception | Should -BeOfType AxiosPS.AxiosCanceledException
    }

    It 'goes on with <Name>' -ForEach @(
        @{ Name = '& $next $context'; Middleware = { param($context, $next) & $next $context } }
        @{ Name = '& $next'; Middleware = { param($context, $next) & $next } }
        @{ Name = '$next.Invoke($context)'; Middleware = { param($context, $next) $next.Invoke($context) } }
        @{ Name = '& $args[1] $_'; Middleware = { & $args[1] $_ } }
    ) {
        Add-AxiosMiddleware $Middleware $api
        (Invoke-AxiosRequest /json -Client $api).Data.name | Should -Be 'axios'
    }

    It 'sees the final headers and the absolute address, and what it changes is sent' {
        Add-AxiosMiddleware {
            param($context, $next)
            $context.Uri.AbsoluteUri | Should -Be "$server/echo?a=1"
            $context.Headers['X-Seen'] = $context.Headers['X-Hook'] + '!'
            & $next
        } $api
        Add-AxiosInterceptor { $_.Headers['X-Hook'] = 'final' } $api
        (Invoke-AxiosRequest /echo -Client $api -Query @{ a = 1 } -As Data).headers.'x-seen' | Should -Be 'final!'
    }

    It 'sees a 404 as an ordinary response' {
        Add-AxiosMiddleware { param($context, $next) $response = & $next; $script:status = $response.StatusCode; $response } $api
        (Get-Failure { Invoke-AxiosRequest /status/404 -Client $api }).Exception.StatusCode | Should -Be 404
        $script:status | Should -Be 404
    }

    It 'is called in order, the first outermost' {
        $log = [Collections.Generic.List[string]]::new()
        foreach ($name in 'a', 'b', 'c') {
            Add-AxiosMiddleware { param($context, $next) $log.Add("$name in"); & $next; $log.Add("$name out") }.GetNewClosure() $api
        }
        $null = Invoke-AxiosRequest /json -Client $api
        $log -join ', ' | Should -Be 'a in, b in, c in, c out, b out, a out'
    }

    It 'may call next twice: everything further in runs again' {
        $log = [Collections.Generic.List[string]]::new()
        Add-AxiosMiddleware { param($context, $next) $null = & $next $context; & $next $context } $api
        Add-AxiosMiddleware { param($context, $next) $log.Add('inner'); & $next } $api
        $response = Invoke-AxiosRequest "/flaky/$(New-Guid)/1" -Client $api
        $response.Data.attempt | Should -Be 2
        $log.Count | Should -Be 2
    }

    It 'may answer by itself, and nothing is sent' {
        Add-AxiosMiddleware { New-AxiosResponse 203 -Json @{ from = 'cache' } -Headers @{ 'X-Cache' = 'hit' } -Context $_ } $api
        $response = Invoke-AxiosRequest /json -Client $api
        $response.StatusCode | Should -Be 203
        $response.Data.from | Should -Be 'cache'
        $response.Headers['X-Cache'] | Should -Be 'hit'
        $response.Uri | Should -Be "$server/json"
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'catches what next throws by its type, and may answer instead' {
        Add-AxiosMiddleware {
            param($context, $next)
            try { & $next $context }
            catch [AxiosPS.AxiosNetworkException] { New-AxiosResponse 200 -Body "no network: $($_.Exception.Failure)" }
        } $api
        Invoke-AxiosRequest "$(Get-DeadAddress)/x" -Client $api -As Text | Should -Be 'no network: Connect'
    }

    It 'does not run on after a failed next, even where errors are silent' {
        $log = [Collections.Generic.List[string]]::new()
        Add-AxiosMiddleware { param($context, $next) $response = & $next; $log.Add('ran on'); $response } $api
        $ErrorActionPreference = 'SilentlyContinue'
        "$(Get-DeadAddress)/x" | Invoke-AxiosRequest -Client $api -ErrorVariable failures
        $failures[0].Exception | Should -BeOfType AxiosPS.AxiosNetworkException
        $log.Count | Should -Be 0
    }

    It 'may rethrow what next threw: <Name>, and its type and place stay' -ForEach @(
        @{ Name = 'throw'; Middleware = { param($context, $next) try { & $next } catch { throw } } }
        @{ Name = 'throw $_'; Middleware = { param($context, $next) try { & $next } catch { throw $_ } } }
        @{ Name = 'throw $_.Exception'; Middleware = { param($context, $next) try { & $next } catch { throw $_.Exception } } }
        @{ Name = 'finally'; Middleware = { param($context, $next) try { & $next } finally { $script:cleaned = $true } } }
    ) {
        Add-AxiosMiddleware $Middleware $api
        $dead = Get-DeadAddress
        $failure = Get-Failure { Invoke-AxiosRequest "$dead/x" -Client $api }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosNetworkException
        $failure.Exception.Uri | Should -Be "$dead/x"
    }

    It 'does not get the blame for a hook further in' {
        Add-AxiosMiddleware { param($context, $next) & $next $context } $api -Name outer
        Add-AxiosMiddleware { throw 'inside' } $api -Name inner
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api }
        $failure.Exception.Hook | Should -BeLike '*inner*'
        "$failure" | Should -Not -BeLike '*outer*'
    }

    It 'that hands next something else gets a clear error' {
        Add-AxiosMiddleware { param($context, $next) & $next $context.Uri } $api
        "$(Get-Failure { Invoke-AxiosRequest /json -Client $api })" | Should -BeLike '*takes the context*Uri*'
    }

    It 'cannot keep next for later' {
        Add-AxiosMiddleware { param($context, $next) $script:kept = $next; & $next } $api
        $null = Invoke-AxiosRequest /json -Client $api
        "$(Get-Failure { & $script:kept })" | Should -BeLike '*$next*while it runs*'
        @(Get-TestLog).Count | Should -Be 1
    }

    It 'may use Select-Object -First 1 inside' {
        Add-AxiosMiddleware { param($context, $next) & $next | Select-Object -First 1 } $api
        (Invoke-AxiosRequest /json -Client $api).Data.name | Should -Be 'axios'
    }
}

Describe 'A hook that makes a request' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'may do so with <Case>' -ForEach @(
        @{ Case = 'the default client'; Call = { Invoke-AxiosRequest "$server/json" -As Data } }
        @{ Case = 'the same client'; Call = { Invoke-AxiosRequest /json -Client $api -As Data } }
        @{ Case = 'a method of the same client'; Call = { $api.Get('/json').Data } }
    ) {
        Add-AxiosInterceptor { if ($_.Uri -ne '/json') { $_.Headers['X-Token'] = (& $Call).name } } $api
        Add-AxiosMiddleware { param($context, $next) & $next $context } $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-token' | Should -Be 'axios'
        (Get-TestLog).path | Should -Be '/json', '/echo'
    }

    It 'from a middleware, between two calls of next' {
        Add-AxiosMiddleware {
            param($context, $next)
            if ($context.Uri.AbsolutePath -eq '/json') { return & $next }
            $response = & $next
            $response.Data = $response.Data.attempt, (Invoke-AxiosRequest /json -Client $api).Data.name, (& $next).Data.attempt
            $response
        } $api
        Invoke-AxiosRequest "/flaky/$(New-Guid)/0" -Client $api -As Data | Should -Be 1, 'axios', 2
    }

    It 'inside a shared call of the DedupePlugin, to the very same address' {
        $api | Add-AxiosPlugin -Plugin (New-AxiosDedupePlugin)
        $depth = @{ now = 0 }
        Add-AxiosMiddleware {
            param($context, $next)
            if ($depth.now++ -eq 0) { $null = Invoke-AxiosRequest /json -Client $api }
            & $next
        } $api
        (Invoke-AxiosRequest /json -Client $api -TimeoutSec 10).Data.name | Should -Be 'axios'
        @(Get-TestLog).Count | Should -Be 2
    }

    It 'that fails gives its error as the cause' {
        Add-AxiosInterceptor { $null = Invoke-AxiosRequest "$server/status/401" } $api
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api }
        $failure.Exception.Message | Should -BeLike '*401*'
        (Get-TestLog).path | Should -Be '/status/401'
    }
}
