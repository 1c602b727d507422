BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-AxiosClient' {
    BeforeEach { Clear-TestLog }

    It 'takes the base by position, and calls append their path to it' {
        $api = New-AxiosClient "$server/status/"
        (Invoke-AxiosRequest /204 -Client $api).Uri | Should -Be "$server/status/204"
    }

    It 'takes a base of type Uri as it was written' {
        $api = New-AxiosClient ([uri]"$server/echo?q=%2F")
        (Invoke-AxiosRequest -Client $api -As Data).query | Should -Be 'q=%2F'
    }

    It 'lets a call use an absolute address instead' {
        $api = New-AxiosClient http://elsewhere.invalid
        (Invoke-AxiosRequest "$server/json" -Client $api).StatusCode | Should -Be 200
    }

    It 'sends its headers and query with every call, and the call''s own win' {
        $api = New-AxiosClient $server -Headers @{ 'X-One' = 'client'; 'X-Two' = 'client' } -Query @{ page = 1; size = 10 }
        $echo = Invoke-AxiosRequest /echo -Client $api -Headers @{ 'x-two' = 'call' } -Query @{ page = 2 } -As Data
        $echo.headers.'x-one' | Should -Be 'client'
        $echo.headers.'x-two' | Should -Be 'call'
        $echo.query -split '&' | Sort-Object | Should -Be 'page=2', 'size=10'
    }

    It 'lets a call take a header away with $null' {
        $api = New-AxiosClient $server -Headers @{ 'X-One' = 'client' }
        $echo = Invoke-AxiosRequest /echo -Client $api -Headers @{ 'X-One' = $null } -As Data
        $echo.headers.PSObject.Properties.Name | Should -Not -Contain 'x-one'
    }

    It 'copies what it is given: changing the hashtable afterwards changes nothing' {
        $headers = @{ 'X-One' = 'first' }
        $api = New-AxiosClient $server -Headers $headers
        $headers['X-One'] = 'second'
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-one' | Should -Be 'first'
    }

    It 'has -As for all its calls, which a call may override' {
        $api = New-AxiosClient $server -As Data
        (Invoke-AxiosRequest /json -Client $api).name | Should -Be 'axios'
        (Invoke-AxiosRequest /json -Client $api -As Text) | Should -BeOfType string
        (Invoke-AxiosRequest /json -Client $api -As Response).StatusCode | Should -Be 200
    }

    It 'attaches plugins in their order' {
        $api = New-AxiosClient $server -Plugin (New-AxiosPlugin first {}), (New-AxiosPlugin second {})
        $api.Plugins.Name | Should -Be 'first', 'second'
    }

    It 'is not made if a plugin cannot be attached, and uninstalls those that were' {
        $uninstalled = [Collections.Generic.List[string]]::new()
        $good = New-AxiosPlugin good {} -Uninstall { $uninstalled.Add('good') }
        $bad = New-AxiosPlugin bad { throw 'no licence' }
        $failure = Get-Failure { New-AxiosClient $server -Plugin $good, $bad }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosHookException
        "$failure" | Should -BeLike "*'bad'*no licence*"
        $uninstalled | Should -Be 'good'
    }

    It 'retries with -MaxRetries and a strategy of New-AxiosRetryStrategy -Fixed' {
        $api = New-AxiosClient $server -MaxRetries 3 -RetryStrategy (New-AxiosRetryStrategy -Fixed 0)
        $response = Invoke-AxiosRequest "/flaky/$(New-Guid)/2" -Client $api
        $response.Data.attempt | Should -Be 3
        $response.Attempts.StatusCode | Should -Be 503, 503, 200
    }

    It 'gives the last answer''s error when the retries are used up, with all attempts' {
        $api = New-AxiosClient $server -MaximumRetryCount 2 -RetryStrategy (New-AxiosRetryStrategy -Fixed -DelaySec 0)
        $failure = Get-Failure { Invoke-AxiosRequest "/flaky/$(New-Guid)/9" -Client $api }
        $failure.Exception.StatusCode | Should -Be 503
        $failure.Exception.Attempts.Count | Should -Be 3
        @(Get-TestLog).Count | Should -Be 3
    }

    It 'retries the statuses of -RetryOnStatus and no others' {
        $api = New-AxiosClient $server -MaxRetries 2 -RetryOnStatus 418 -RetryStrategy (New-AxiosRetryStrategy -Fixed 0) -ValidateStatus 100-599
        (Invoke-AxiosRequest /status/418 -Client $api).Attempts.Count | Should -Be 3
        (Invoke-AxiosRequest /status/503 -Client $api).Attempts.Count | Should -Be 1
    }

    It 'takes -ValidateStatus as <Name>' -ForEach @(
        @{ Name = 'text'; Check = '2xx,404' }
        @{ Name = 'numbers'; Check = 200, 404 }
        @{ Name = 'a scriptblock of the status'; Check = { param($status) $status -in 200, 404 } }
        @{ Name = 'a scriptblock of $_'; Check = { $_ -lt 405 } }
        @{ Name = 'a scriptblock of the response'; Check = { param($status, $response) $response.Ok -or $response.StatusCode -eq 404 } }
    ) {
        $api = New-AxiosClient $server -ValidateStatus $Check
        (Invoke-AxiosRequest /status/404 -Client $api).StatusCode | Should -Be 404
        (Get-Failure { Invoke-AxiosRequest /status/405 -Client $api }).Exception.StatusCode | Should -Be 405
    }

    It 'transforms what is sent and what comes with scriptblocks' {
        $api = New-AxiosClient $server -TransformRequest { param($data, $headers) $headers['X-Sum'] = 'yes'; $data.b = 2; $data } -TransformResponse { $_.body }
        $response = Invoke-AxiosRequest /echo -Client $api -Json ([ordered]@{ a = 1 })
        $response.Data | Should -Be '{"a":1,"b":2}'
        (Get-TestLog)[0].headers.'x-sum' | Should -Be 'yes'
    }

    It 'stops at -MaxRedirects 0 with the redirect itself' {
        $api = New-AxiosClient $server -MaximumRedirection 0 -ValidateStatus 3xx
        (Invoke-AxiosRequest '/redirect/302?to=/json' -Client $api).StatusCode | Should -Be 302
    }

    It 'gives up after -TimeoutSec, and says which clock' {
        $api = New-AxiosClient $server -TimeoutSec 0.05
        $failure = Get-Failure { Invoke-AxiosRequest "/hold/$(New-Guid)" -Client $api }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosTimeoutException
        $failure.Exception.Clock | Should -Be Total
        $failure.CategoryInfo.Category | Should -Be OperationTimeout
    }

    It 'refuses a base that <Problem>' -ForEach @(
        @{ Problem = 'is relative'; Base = '/users' }
        @{ Problem = 'is no http'; Base = 'ftp://host' }
        @{ Problem = 'holds a password'; Base = 'http://user:hunter2@host' }
    ) {
        $failure = Get-Failure { New-AxiosClient $Base }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidRequest,AxiosPS.Commands.NewAxiosClientCommand'
        $failure | Format-List * -Force | Out-String | Should -Not -BeLike '*hunter2*'
    }
}

Describe 'Two clients' {
    BeforeEach { Clear-TestLog }

    It 'share no header, hook, default, plugin or cookie, with each other or with the default client' {
        $one = New-AxiosClient $server -Headers @{ 'X-One' = 'one' } -Plugin (New-AxiosRequestSourcePlugin one)
        $two = New-AxiosClient $server
        Add-AxiosInterceptor { $_.Headers['X-Hook'] = 'one' } $one
        Add-AxiosMiddleware { param($context, $next) $context.Headers['X-Middle'] = 'one'; & $next } $one
        $one.Defaults.Headers['X-Later'] = 'one'
        $null = Invoke-AxiosRequest '/cookie/set?session=one' -Client $one
        Clear-TestLog

        $null = Invoke-AxiosRequest /echo -Client $one
        $null = Invoke-AxiosRequest /echo -Client $two
        $null = Invoke-AxiosRequest "$server/echo"
        $log = @(Get-TestLog)

        'x-one', 'x-hook', 'x-middle', 'x-later', 'x-request-source', 'cookie' | ForEach-Object {
            $log[0].headers.$_ | Should -Not -BeNullOrEmpty
            $log[1, 2].headers.PSObject.Properties.Name | Should -Not -Contain $_
        }
        $two.Plugins.Count | Should -Be 0
    }

    It 'are closed each by itself' {
        $one, $two = (New-AxiosClient $server), (New-AxiosClient $server)
        Close-AxiosClient $one
        (Invoke-AxiosRequest /json -Client $two).StatusCode | Should -Be 200
    }

    It 'use one connection each for calls one after the other' {
        $one = New-AxiosClient $server
        1..200 | ForEach-Object { $null = $_; $null = Invoke-AxiosRequest /json -Client $one -As Data }
        (Get-TestLog).connection | Sort-Object -Unique | Should -HaveCount 1
    }
}

Describe 'Close-AxiosClient' {
    It 'makes every later call a clear error, by cmdlet and by method' {
        $api = New-AxiosClient $server
        $api | Close-AxiosClient
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api }
        $failure.FullyQualifiedErrorId | Should -Be 'ClientClosed,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failure.CategoryInfo.Category | Should -Be ResourceUnavailable
        "$failure" | Should -BeLike '*closed*'
        "$(Get-Failure { $api.Get('/json') })" | Should -BeLike '*closed*'
        "$(Get-Failure { Add-AxiosInterceptor {} $api })" | Should -BeLike '*closed*'
    }

    It 'does nothing the second time' {
        $api = New-AxiosClient $server
        $api | Close-AxiosClient
        { $api | Close-AxiosClient } | Should -Not -Throw
    }

    It 'ends the calls that are under way' {
        Clear-TestLog
        $key = New-Guid
        $api = New-AxiosClient $server
        $call = Start-TestShell { param($api, $key) Invoke-AxiosRequest "/hold/$key" -Client $api } @{ api = $api; key = $key }
        Wait-TestHold $key
        Close-AxiosClient $api
        (Get-Failure { Receive-TestShell $call }).Exception.InnerException.Message | Should -BeLike '*client was closed*'
        Wait-TestAbort
    }
}
