Describe 'Retries' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"

        # An address that fails so many times and then goes well.
        function Get-Flaky([int] $Times) { "$server/flaky/$([guid]::NewGuid())/$Times" }

        # How long the waits were, in seconds.
        function Get-Wait($Response) { ($Response.Attempts | Select-Object -Skip 1).Delay.TotalSeconds }

        class NumberedDelay { [double] GetDelay([int] $number) { return $number / 100 } }
        class NumberedTime { [timespan] Delay($number) { return [timespan]::FromMilliseconds($number * 20) } }
        class EmptyDelay { [double] GetDelay() { return 1 } }
        class ThreadedDelay { $Thread; [double] GetDelay($number) { $this.Thread = [Environment]::CurrentManagedThreadId; return 0 } }
    }

    Context '-RetryStrategy' {
        It 'takes a scriptblock, which gets the retry as $_ and as its argument and puts out seconds' {
            $seen = [Collections.Generic.List[string]]::new()
            $response = Invoke-AxiosRequest (Get-Flaky 2) -MaxRetries 3 -RetryStrategy {
                param($retry)
                $seen.Add("$($_.Retry) $($retry.Response.StatusCode) $($_.PreviousDelay.TotalSeconds) $($_.Request.Method)")
                0.01 * $_.Retry
            }
            $response.Attempts.StatusCode | Should -Be 503, 503, 200
            Get-Wait $response | Should -Be 0.01, 0.02
            $seen | Should -Be '1 503 0 GET', '2 503 0.01 GET'
        }

        It 'runs a script on the thread of the caller, with his variables' {
            $delay = 0.02
            $threads = [Collections.Generic.List[int]]::new()
            $response = Invoke-AxiosRequest (Get-Flaky 2) -MaxRetries 3 -RetryStrategy { $threads.Add([Environment]::CurrentManagedThreadId); [timespan]::FromSeconds($delay) }
            Get-Wait $response | Should -Be 0.02, 0.02
            $threads | Should -Be @([Environment]::CurrentManagedThreadId, [Environment]::CurrentManagedThreadId)
        }

        It 'takes <What>' -TestCases @(
            @{ What = 'a number of seconds'; Strategy = 0.01; Waits = 0.01, 0.01 }
            @{ What = 'a text of it'; Strategy = '0.01'; Waits = 0.01, 0.01 }
            @{ What = 'a TimeSpan'; Strategy = [timespan]::FromMilliseconds(15); Waits = 0.015, 0.015 }
            @{ What = 'a text of it'; Strategy = '00:00:00.015'; Waits = 0.015, 0.015 }
            @{ What = 'a hashtable with a script'; Strategy = @{ GetDelay = { param($number) $number * 0.01 } }; Waits = 0.01, 0.02 }
            @{ What = 'such a script that looks at the answer'; Strategy = @{ GetDelay = { $_.Response.StatusCode / 50300 * $_.Retry } }; Waits = 0.01, 0.02 }
        ) {
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 2) -MaxRetries 3 -RetryStrategy $Strategy) | Should -Be $Waits
        }

        It 'takes an object of a script class with a delay method, and calls it on the thread of the caller' {
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 2) -MaxRetries 3 -RetryStrategy ([NumberedDelay]::new())) | Should -Be 0.01, 0.02
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 2) -MaxRetries 3 -RetryStrategy ([NumberedTime]::new())) | Should -Be 0.02, 0.04
            $overloaded = & ([scriptblock]::Create('class OverloadedDelay { [double] GetDelay([int] $number) { return 5 } [double] GetDelay([AxiosPS.RetryContext] $retry) { return $retry.Retry / 100 } }; [OverloadedDelay]::new()'))
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 2) -MaxRetries 3 -RetryStrategy $overloaded) | Should -Be 0.01, 0.02
            $threaded = [ThreadedDelay]::new()
            $null = Invoke-AxiosRequest (Get-Flaky 1) -MaxRetries 3 -RetryStrategy $threaded
            $threaded.Thread | Should -Be ([Environment]::CurrentManagedThreadId)
        }

        It 'takes a custom object with a script method or a script as a property' {
            $method = [pscustomobject]@{ Unit = 0.01 } | Add-Member ScriptMethod GetDelay { param($number) $number * $this.Unit } -PassThru
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 2) -MaxRetries 3 -RetryStrategy $method) | Should -Be 0.01, 0.02
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 2) -MaxRetries 3 -RetryStrategy ([pscustomobject]@{ Delay = { 0.03 } })) | Should -Be 0.03, 0.03
        }

        It 'goes by the name of Invoke-RestMethod too' {
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 1) -MaximumRetryCount 1 -RetryIntervalSec 0.01) | Should -Be 0.01
        }

        It 'is an option of a client, of its defaults and of a request as a hashtable' {
            $client = New-AxiosClient $server -MaxRetries 2 -RetryStrategy { 0.01 }
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 1) -Client $client) | Should -Be 0.01
            $client.Defaults.RetryStrategy = { 0.02 }
            Get-Wait ($client.Get((Get-Flaky 1))) | Should -Be 0.02
            $client.Defaults['RetryStrategy'] = 0.03
            Get-Wait ($client.Get((Get-Flaky 1))) | Should -Be 0.03
            Get-Wait ($client.Send(@{ Uri = Get-Flaky 1; RetryStrategy = { 0.04 } })) | Should -Be 0.04
            Close-AxiosClient $client
        }

        It 'that puts out <Gave> is an error that names it' -TestCases @(
            @{ Puts = { 'soon' }; Gave = "the text 'soon'" }
            @{ Puts = { }; Gave = 'nothing' }
            @{ Puts = { 1; 2 }; Gave = '2 values (1, 2)' }
            @{ Puts = { -3 }; Gave = '-3' }
            @{ Puts = { [timespan]::FromSeconds(-1) }; Gave = '-1 s' }
            @{ Puts = { [double]::NaN }; Gave = 'NaN' }
            @{ Puts = { [double]::PositiveInfinity }; Gave = 'Infinity' }
            @{ Puts = { $true }; Gave = 'True' }
            @{ Puts = { Get-Item / }; Gave = 'a DirectoryInfo' }
        ) {
            $failure = Get-Failure { Invoke-AxiosRequest "$server/status/503" -MaxRetries 3 -RetryStrategy $Puts }
            $failure.FullyQualifiedErrorId | Should -BeLike 'HookFailed,*'
            $failure.Exception.Message | Should -BeLike "The retry strategy '*Retries.Tests.ps1:*' failed: it gave $Gave; it should give one number of seconds or one TimeSpan, zero or more (asked when attempt 1 gave 503)"
            $failure.Exception.Attempts.StatusCode | Should -Be 503
            $failure.Exception.Response.StatusCode | Should -Be 503
        }

        It 'that throws is an error that names it and the failure before' {
            $failure = Get-Failure { Invoke-AxiosRequest "$(Get-DeadAddress)/" -MaxRetries 3 -RetryStrategy { throw 'no idea' } }
            $failure.Exception | Should -BeOfType AxiosPS.AxiosHookException
            $failure.Exception.Message | Should -BeLike "The retry strategy 'Retries.Tests.ps1:*' failed at *Retries.Tests.ps1:*: no idea (asked when attempt 1 could not connect: *)"
            $failure.Exception.Attempts[0].Error | Should -BeOfType AxiosPS.AxiosNetworkException
        }

        It 'refuses <Value>, which is none' -TestCases @(
            @{ Value = -1; Said = "*'-1' is no delay before a retry*" }
            @{ Value = 'soon'; Said = "*'soon' is no delay before a retry*" }
            @{ Value = [double]::NaN; Said = "*'NaN' is no delay before a retry*" }
            @{ Value = [timespan]::FromSeconds(-1); Said = "*'-00:00:01' is no delay before a retry*" }
            @{ Value = [version]'1.0'; Said = '*A Version is no retry strategy*New-AxiosRetryStrategy*' }
            @{ Value = @{ Wait = { 1 } }; Said = "*'Wait' is no option of a retry strategy*GetDelay*" }
            @{ Value = @{}; Said = '*A Hashtable is no retry strategy*' }
            @{ Value = [pscustomobject]@{ GetDelay = 5 }; Said = '*is no retry strategy*' }
        ) {
            (Get-Failure { Invoke-AxiosRequest $server -MaxRetries 1 -RetryStrategy $Value }).Exception.Message | Should -BeLike $Said
        }

        It 'refuses an object of a script class whose delay method takes no retry' {
            (Get-Failure { Invoke-AxiosRequest $server -MaxRetries 1 -RetryStrategy ([EmptyDelay]::new()) }).Exception.Message |
                Should -BeLike '*A EmptyDelay is no retry strategy*GetDelay that takes the number of the retry*'
        }

        It 'warns once where nothing is tried again, unless that is said' {
            $null = "$server/json", "$server/json" | Invoke-AxiosRequest -RetryStrategy 1 -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeLike '-RetryStrategy has no effect while nothing is tried again: the default of -MaxRetries is 0*'
            $warned.Count | Should -Be 1
            $null = Invoke-AxiosRequest "$server/json" -RetryOn { $true } -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeLike '-RetryOn has no effect*'
            $client = New-AxiosClient $server -RetryOnStatus 404 -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeLike '-RetryOnStatus has no effect*'
            $null = Invoke-AxiosRequest /json -Client $client -RetryStrategy 1 -MaxRetries 0 -WarningVariable warned
            $warned | Should -BeNullOrEmpty
            $client.Defaults.MaxRetries = 1
            $null = Invoke-AxiosRequest /json -Client $client -RetryStrategy 1 -WarningVariable warned
            $warned | Should -BeNullOrEmpty
            Close-AxiosClient $client
        }
    }

    Context '-RetryOn' {
        It 'takes a scriptblock, which decides alone: good answers can be tried again' {
            $asked = [Collections.Generic.List[int]]::new()
            $response = Invoke-AxiosRequest "$server/json" -MaxRetries 5 -RetryStrategy 0 -RetryOn { param($attempt) $asked.Add($attempt.Retry); $_.Response.Data.name -eq 'axios' -and $_.Retry -lt 3 }
            $response.Attempts.StatusCode | Should -Be 200, 200, 200
            $asked | Should -Be 1, 2, 3
            (Invoke-AxiosRequest "$server/status/503" -SkipHttpErrorCheck -MaxRetries 5 -RetryStrategy 0 -RetryOn { $false }).Attempts.Count | Should -Be 1
        }

        It 'takes types of errors and their names, which leave the statuses as they are' {
            $dead = Get-DeadAddress
            (Get-Failure { Invoke-AxiosRequest $dead -MaxRetries 2 -RetryStrategy 0 -RetryOn ([AxiosPS.AxiosTimeoutException]) }).Exception.Attempts.Count | Should -Be 1
            (Get-Failure { Invoke-AxiosRequest $dead -MaxRetries 2 -RetryStrategy 0 -RetryOn AxiosTimeoutException, System.Net.Sockets.SocketException }).Exception.Attempts.Count | Should -Be 3
            (Get-Failure { Invoke-AxiosRequest $dead -MaxRetries 2 -RetryStrategy 0 -RetryOn ([AxiosPS.AxiosTimeoutException], [AxiosPS.AxiosNetworkException]) }).Exception.Attempts.Count | Should -Be 3
            (Get-Failure { Invoke-AxiosRequest "$server/status/503" -MaxRetries 2 -RetryStrategy 0 -RetryOn AxiosTimeoutException }).Exception.Attempts.Count | Should -Be 3
        }

        It 'is an option of defaults and of a request as a hashtable' {
            $client = New-AxiosClient $server -MaxRetries 2 -RetryStrategy 0 -ValidateStatus '2xx,404'
            $client.Defaults.RetryOn = { $_.Response.StatusCode -eq 404 }
            $client.Get('/status/404').Attempts.Count | Should -Be 3
            $client.Send(@{ Uri = '/json'; RetryOn = { $_.Retry -eq 1 } }).Attempts.Count | Should -Be 2
            $client.Send(@{ Uri = '/status/404'; RetryOn = @('AxiosTimeoutException', 'AxiosNetworkException') }).Attempts.Count | Should -Be 1
            Close-AxiosClient $client
        }

        It 'that throws is an error that names it' {
            $failure = Get-Failure { Invoke-AxiosRequest "$server/status/404" -MaxRetries 3 -RetryOn { throw 'no idea' } }
            $failure.FullyQualifiedErrorId | Should -BeLike 'HookFailed,*'
            $failure.Exception.Message | Should -BeLike "The retry condition 'Retries.Tests.ps1:*' failed at *: no idea (asked when attempt 1 gave 404)"
            $failure.Exception.Attempts.StatusCode | Should -Be 404
        }

        It 'decides of a download before its file is written, and is asked once for each attempt' {
            $path = Join-Path TestDrive: report.csv
            $asked = [Collections.Generic.List[int]]::new()
            $response = Invoke-AxiosRequest "$server/report" -OutFile $path -MaxRetries 5 -RetryStrategy 0 -RetryOn { $asked.Add($_.Retry); $_.Retry -lt 3 }
            $asked | Should -Be 1, 2, 3
            $response.Attempts.Count | Should -Be 3
            $response.File.Name | Should -Be report.csv
            Get-Content $path -First 1 | Should -Be 'name,count'
        }

        It 'refuses <Value>' -TestCases @(
            @{ Value = 503; Said = '*503 is no type of error. Statuses are for -RetryOnStatus 503.*' }
            @{ Value = 'Nope'; Said = "*There is no type of error 'Nope'*" }
            @{ Value = [string]; Said = '*System.String is no type of error*' }
            @{ Value = 'AxiosStatusException'; Said = '*AxiosStatusException is an answer*statuses are for RetryOnStatus*' }
            @{ Value = 'AxiosTimeoutException', 'AxiosStatusException'; Said = '*AxiosStatusException is an answer*statuses are for RetryOnStatus*' }
            @{ Value = @(503, 504); Said = "*'503' is no type of error*" }
            @{ Value = @{ }; Said = '*A Hashtable does not say*' }
        ) {
            (Get-Failure { Invoke-AxiosRequest $server -MaxRetries 1 -RetryOn $Value }).Exception.Message | Should -BeLike $Said
        }
    }

    Context 'Verbose lines' {
        It 'tell of each retry and of the end, secrets masked' {
            $lines = [Collections.Generic.List[string]]::new()
            try { Invoke-AxiosRequest "$server/status/503?api_key=hush" -MaxRetries 2 -RetryStrategy { 0.01 * ($_.Retry - 1) } -Verbose 4>&1 | ForEach-Object { $lines.Add("$_") } } catch { $null = $_ }
            $lines | Should -Be @(
                "GET $server/status/503?api_key=***: attempt 1 of 3 gave 503; trying again at once"
                "GET $server/status/503?api_key=***: attempt 2 of 3 gave 503; trying again in 0.01 s"
                "GET $server/status/503?api_key=***: attempt 3 of 3 gave 503; not trying again, the retries are used up"
            )
        }

        It 'tell of the server that wants a longer wait' {
            Invoke-AxiosRequest "$server/status/503?header=Retry-After:1" -SkipHttpErrorCheck -MaxRetries 1 -RetryStrategy 0 -MaxRetryAfterSec 0.03 -Verbose 4>&1 |
                Select-Object -First 1 | Should -BeLike '*attempt 1 of 2 gave 503; trying again in 0.03 s (Retry-After)'
        }

        It 'tell of a wait that the total time would cut, which is not begun' {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $lines = Invoke-AxiosRequest "$server/status/503?header=Retry-After:99999999" -SkipHttpErrorCheck -MaxRetries 5 -MaxRetryAfterSec 2000000 -TimeoutSec 30 -Verbose 4>&1
            $lines[0] | Should -BeLike '*attempt 1 of 6 gave 503; not trying again: the wait of 2000000 s would last beyond the total time, of which * s are left'
            $lines[1].StatusCode | Should -Be 503
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 25
        }

        It 'tell of a method and of a body that are not repeated' {
            Invoke-AxiosRequest "$server/status/503" -Method Post -Json @{ a = 1 } -SkipHttpErrorCheck -MaxRetries 5 -Verbose 4>&1 |
                Where-Object { $_ -like '*attempt*' } | Should -BeLike 'POST *attempt 1 of 6 gave 503; not trying again: POST may do twice what should be done once (an Idempotency-Key or -RetryUnsafeMethods allows it)'
            $source = [IO.Compression.DeflateStream]::new([IO.MemoryStream]::new([byte[]](3, 0)), [IO.Compression.CompressionMode]::Decompress)
            Invoke-AxiosRequest "$server/status/503" -Method Put -Body $source -SkipHttpErrorCheck -MaxRetries 5 -Verbose 4>&1 |
                Where-Object { $_ -like '*attempt*' } | Should -BeLike 'PUT *attempt 1 of 6 gave 503; not trying again: the body is a stream that can be read only once'
        }

        It 'come while the wait lasts' {
            $when = [Collections.Generic.List[double]]::new()
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $null = Invoke-AxiosRequest (Get-Flaky 1) -MaxRetries 1 -RetryStrategy 3 -Verbose 4>&1 | ForEach-Object { $when.Add($clock.Elapsed.TotalSeconds) }
            $when[1] - $when[0] | Should -BeGreaterThan 1.5
        }

        It 'are not there without retries' {
            Invoke-AxiosRequest "$server/status/503" -SkipHttpErrorCheck -Verbose 4>&1 | Should -HaveCount 1
        }
    }

    Context 'New-AxiosRetryStrategy' {
        It 'makes <Text>' -TestCases @(
            @{ Parameters = @{}; Text = 'fixed 1 s' }
            @{ Parameters = @{ Fixed = $true; DelaySec = 0.5; Jitter = 0.5 }; Text = 'fixed 0.5 s, jitter 0.5' }
            @{ Parameters = @{ Linear = $true }; Text = 'linear 1 s + 1 s, at most 30 s' }
            @{ Parameters = @{ Linear = $true; BaseSec = 2; IncrementSec = 3; MaxDelaySec = 9; Jitter = 1 }; Text = 'linear 2 s + 3 s, at most 9 s, jitter 1' }
            @{ Parameters = @{ Exponential = $true }; Text = 'exponential 1 s x 2, at most 30 s' }
            @{ Parameters = @{ Exponential = $true; BaseSec = 0.1; Multiplier = 1.5; MaxDelaySec = 60; Jitter = 0.25 }; Text = 'exponential 0.1 s x 1.5, at most 60 s, jitter 0.25' }
            @{ Parameters = @{ DecorrelatedJitter = $true; BaseSec = 0.5; MaxDelaySec = 20 }; Text = 'decorrelated jitter from 0.5 s, at most 20 s' }
            @{ Parameters = @{ Exponential = $true; BaseSec = 45 }; Text = 'exponential 45 s x 2, at most 45 s' }
        ) {
            "$(New-AxiosRetryStrategy @Parameters)" | Should -Be $Text
        }

        It 'takes the seconds or the script as its only argument' {
            "$(New-AxiosRetryStrategy 5)" | Should -Be 'fixed 5 s'
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 1) -MaxRetries 1 -RetryStrategy (New-AxiosRetryStrategy { 0.01 })) | Should -Be 0.01
        }

        It 'makes strategies that wait as they say' {
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 3) -MaxRetries 3 -RetryStrategy (New-AxiosRetryStrategy -Linear -BaseSec 0.01 -IncrementSec 0.005)) | Should -Be 0.01, 0.015, 0.02
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 3) -MaxRetries 3 -RetryStrategy (New-AxiosRetryStrategy -Exponential -BaseSec 0.01 -Multiplier 3 -MaxDelaySec 0.04)) | Should -Be 0.01, 0.03, 0.04
            Get-Wait (Invoke-AxiosRequest (Get-Flaky 1) -MaxRetries 1 -RetryStrategy (New-AxiosRetryStrategy -DecorrelatedJitter -BaseSec 0.01 -MaxDelaySec 0.02)) | ForEach-Object { $_ | Should -BeGreaterOrEqual 0.01; $_ | Should -BeLessOrEqual 0.02 }
        }

        It 'refuses <Parameters.Keys> that make no sense' -TestCases @(
            @{ Parameters = @{ DelaySec = -1 }; Said = '*DelaySec*less than the minimum*' }
            @{ Parameters = @{ DelaySec = [double]::NaN }; Said = '*DelaySec*' }
            @{ Parameters = @{ Linear = $true; IncrementSec = -1 }; Said = '*IncrementSec*' }
            @{ Parameters = @{ Exponential = $true; Multiplier = 0.9 }; Said = '*Multiplier*' }
            @{ Parameters = @{ Exponential = $true; Jitter = 1.1 }; Said = '*Jitter*' }
            @{ Parameters = @{ Linear = $true; BaseSec = 5; MaxDelaySec = 2 }; Said = 'The longest delay (2 s) is shorter than the first (5 s)*' }
            @{ Parameters = @{ DecorrelatedJitter = $true; BaseSec = 0 }; Said = 'The base is 0 s, and must be more than zero*' }
            @{ Parameters = @{ Fixed = $true; Linear = $true }; Said = '*Parameter set cannot be resolved*' }
            @{ Parameters = @{ DecorrelatedJitter = $true; Jitter = 0.5 }; Said = '*Parameter set cannot be resolved*' }
        ) {
            (Get-Failure { New-AxiosRetryStrategy @Parameters }).Exception.Message | Should -BeLike $Said
        }
    }

    It 'go on in a middleware and its hooks, each attempt recorded with its wait' {
        $client = New-AxiosClient $server -MaxRetries 3 -RetryStrategy { 0.01 }
        $order = [Collections.Generic.List[string]]::new()
        Add-AxiosMiddleware -Client $client { param($context, $next) $order.Add('in'); & $next $context; $order.Add('out') }
        Add-AxiosInterceptor -Client $client -Request { param($config) $order.Add('attempt') } -EachAttempt
        $response = Invoke-AxiosRequest (Get-Flaky 2) -Client $client
        $order | Should -Be in, attempt, attempt, attempt, out
        $response.Attempts | ForEach-Object ToString | Should -BeLike '?: *'
        $response.Attempts.Delay.TotalSeconds | Should -Be 0, 0.01, 0.01
        Close-AxiosClient $client
    }
}
