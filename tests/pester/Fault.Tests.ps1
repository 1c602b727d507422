BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-AxiosFaultPlugin' {
    BeforeEach { Clear-TestLog }

    It 'answers with the status, says that it is injected, and sends nothing' {
        $api = New-AxiosClient $server -Plugin (New-AxiosFaultPlugin 503)
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HttpStatus503,*'
        "$failure" | Should -BeLike '503, injected by the FaultPlugin.*'
        $failure.Exception.Response.Headers['X-AxiosPS-Fault'] | Should -Be status
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'gives body, headers and Retry-After as asked' {
        $api = New-AxiosClient $server -Plugin (New-AxiosFaultPlugin 429 -Body '{"a":1}' -Headers @{ 'Content-Type' = 'application/json' } -RetryAfterSec 2)
        $response = Invoke-AxiosRequest /json -Client $api -SkipHttpErrorCheck
        $response.Data.a | Should -Be 1
        $response.Headers['Retry-After'] | Should -Be 2
    }

    It 'is tried again like a real fault, with the same sequence for the same seed' {
        1, 2 | ForEach-Object {
            $null = $_
            $api = New-AxiosClient $server -MaxRetries 3 -RetryStrategy 0 -Plugin (New-AxiosFaultPlugin 503 -Rate 0.5 -Seed 7)
            (Invoke-AxiosRequest /json -Client $api).Attempts.StatusCode | Should -Be 503, 200
            (Invoke-AxiosRequest /json -Client $api).Attempts.StatusCode | Should -Be 503, 503, 200
        }
    }

    It 'loses connections' {
        $api = New-AxiosClient $server -Plugin (New-AxiosFaultPlugin -Reset)
        (Get-Failure { Invoke-AxiosRequest /json -Client $api }).FullyQualifiedErrorId | Should -BeLike 'NetworkConnectionLost,*'
    }

    It 'fails with the errors that a mock has names for' {
        $expected = @{ Refused = 'NetworkConnect'; Dns = 'NetworkNameResolution'; Tls = 'NetworkTls'; Reset = 'NetworkConnectionLost' }
        $expected.Keys | ForEach-Object {
            $api = New-AxiosClient $server -Plugin (New-AxiosFaultPlugin -Fault $_)
            (Get-Failure { Invoke-AxiosRequest /json -Client $api }).FullyQualifiedErrorId | Should -BeLike "$($expected[$_]),*"
        }
        @(Get-TestLog).Count | Should -Be 0
        { New-AxiosFaultPlugin -Fault Truncated } | Should -Throw
    }

    It 'never answers, until a clock ends the attempt' {
        $api = New-AxiosClient $server -AttemptTimeoutSec 0.05 -Plugin (New-AxiosFaultPlugin -NoAnswer)
        (Get-Failure { Invoke-AxiosRequest /json -Client $api }).FullyQualifiedErrorId | Should -BeLike 'TimeoutAttempt,*'
    }

    It 'asks the script of -When for each attempt, with its config, also in another runspace' {
        $api = New-AxiosClient $server -Plugin (New-AxiosFaultPlugin 503 -When { $_.Headers['X-Drill'] -eq 'yes' })
        (Invoke-AxiosRequest /json -Client $api).StatusCode | Should -Be 200
        $call = { param($api) (Invoke-AxiosRequest /json -Client $api -Headers @{ 'X-Drill' = 'yes' } -SkipHttpErrorCheck).StatusCode }
        & $call $api | Should -Be 503
        Receive-TestShell (Start-TestShell $call @{ api = $api }) | Should -Be 503
    }

    It 'shares one sequence among sixteen runspaces, and serves the -When of each' {
        $api = New-AxiosClient $server -Plugin (New-AxiosFaultPlugin 503, 500 -Rate 0.5 -Seed 7 -When { $_.Uri -notlike '*free*' })
        $statuses = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
            1..5 | ForEach-Object {
                (Invoke-AxiosRequest /echo -Client $using:api -SkipHttpErrorCheck).StatusCode
                (Invoke-AxiosRequest '/echo?free' -Client $using:api).StatusCode
            }
        }
        $alone = New-AxiosClient $server -Plugin (New-AxiosFaultPlugin 503, 500 -Rate 0.5 -Seed 7)
        $expected = 1..80 | ForEach-Object { (Invoke-AxiosRequest /echo -Client $alone -SkipHttpErrorCheck).StatusCode; 200 }
        $statuses | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'refuses a Retry-After that no server could send' {
        "$(Get-Failure { New-AxiosFaultPlugin 503 -RetryAfterSec 0.5 })" | Should -BeLike '0.5 s cannot stand in a Retry-After*'
    }

    It 'chooses by address and method' {
        $api = New-AxiosClient $server -Plugin (New-AxiosFaultPlugin 503 -Uri '/echo', "$server/js*" -Method GET)
        '/echo?a=1', '/json', '/status/204' | ForEach-Object { (Invoke-AxiosRequest $_ -Client $api -SkipHttpErrorCheck).StatusCode } | Should -Be 503, 503, 204
        (Invoke-AxiosRequest /echo -Client $api -Method POST).StatusCode | Should -Be 200
    }

    It 'holds up, and Ctrl+C ends the wait' {
        $api = New-AxiosClient $server -Plugin (New-AxiosFaultPlugin -LatencySec 600)
        $started = Start-TestShell { param($api) Invoke-AxiosRequest /json -Client $api -TimeoutSec 0 } @{ api = $api }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $started.Shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 60
        Close-TestShell $started
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'refuses to do nothing, and values that are none' {
        $failure = Get-Failure { New-AxiosFaultPlugin }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        "$failure" | Should -BeLike '*would do nothing*'
        { New-AxiosFaultPlugin 199 } | Should -Throw
        { New-AxiosFaultPlugin 503 -Rate 2 } | Should -Throw
    }
}
