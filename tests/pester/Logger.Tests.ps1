BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-AxiosLoggerPlugin' {
    It 'writes a line out and a line back to the Information stream, tagged' {
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin)
        $null = Invoke-AxiosRequest '/status/404?access_token=hunter2' -Client $api -SkipHttpErrorCheck -InformationVariable infos
        $infos.Count | Should -Be 2
        $infos.Tags | Should -Be 'AxiosPS', 'Logger', 'AxiosPS', 'Logger'
        "$($infos[0])" | Should -Be "--> GET $server/status/404?access_token=***"
        "$($infos[1])" | Should -Match "^<-- 404 Not Found $([regex]::Escape($server))/status/404\?access_token=\*\*\* \([\d,]+ bytes, [\d,]+ms\)$"
        $infos.MessageData.Kind | Should -Be Request, Response
        $infos[1].MessageData.StatusCode | Should -Be 404
        $infos[1].MessageData.Duration | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'writes to the <Stream> stream by choice' -ForEach @(
        @{ Stream = 'Verbose'; Call = { Invoke-AxiosRequest /json -Client $api -Verbose 4>&1 } }
        @{ Stream = 'Debug'; Call = { Invoke-AxiosRequest /json -Client $api -Debug 5>&1 } }
        @{ Stream = 'Host'; Call = { Invoke-AxiosRequest /json -Client $api 6>&1 } }
    ) {
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin $Stream)
        $records = @(& $Call)
        $records[0, 1] | ForEach-Object { $_.GetType().Name } |
            Should -Be (@($Stream -eq 'Host' ? 'InformationRecord' : "${Stream}Record") * 2)
        "$($records[0])" | Should -Be "--> GET $server/json"
        "$($records[1])" | Should -BeLike "<-- 200 OK $server/json (*ms)"
    }

    It 'shows nothing unasked on the screen' {
        $run = Invoke-FreshPwsh {
            param($server)
            $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin)
            $null = Invoke-AxiosRequest /json -Client $api
            $null = Invoke-AxiosRequest /text -Client $api -InformationAction Continue
        } $server
        $lines = @($run.Output.Trim() -split '\r?\n')
        $lines.Count | Should -Be 2
        $lines[0] | Should -Be "--> GET $server/text"
    }

    It 'gives each record to a scriptblock, which sees the variables of its caller' {
        $seen = [Collections.Generic.List[object]]::new()
        $mark = 'mine'
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin { $seen.Add("$mark $($_.Kind) $($_.Method) $($_.StatusCode)") })
        $null = Invoke-AxiosRequest /json -Client $api
        $null = $api.Get('/text')
        $seen | Should -Be 'mine Request GET 0', 'mine Response GET 200', 'mine Request GET 0', 'mine Response GET 200'
    }

    It 'passes on what the scriptblock writes to the streams, and not what it puts out' {
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin { Write-Warning "saw $($_.Kind)"; 'output' })
        $out = @(Invoke-AxiosRequest /json -Client $api -WarningVariable warnings -WarningAction SilentlyContinue)
        $out.Count | Should -Be 1
        "$warnings" | Should -Be 'saw Request saw Response'
    }

    It 'writes to <What>' -ForEach @(
        @{ What = 'a writer'; Make = { [IO.StringWriter]::new() }; Text = { $log.ToString() } }
        @{ What = 'an object of a class with a method Log'; Make = { class Journal { [string] $All = ''; [void] Log($record) { $this.All += "$record`n" } }; [Journal]::new() }; Text = { $log.All } }
        @{
            What = 'a custom object with a method Log'
            Make = { [pscustomobject]@{ All = '' } | Add-Member ScriptMethod Log { param($record) $this.All += "$record`n" } -PassThru }
            Text = { $log.All }
        }
    ) {
        $log = & $Make
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin $log)
        $null = Invoke-AxiosRequest /json -Client $api
        & $Text | Should -BeLike "--> GET $server/json*<-- 200 OK $server/json (*"
    }

    It 'writes a line for each attempt that is repeated' {
        $api = New-AxiosClient $server -MaxRetries 2 -RetryStrategy (New-AxiosRetryStrategy -Fixed -DelaySec 0) -Plugin (New-AxiosLoggerPlugin)
        $null = Invoke-AxiosRequest /status/503 -Client $api -SkipHttpErrorCheck -InformationVariable infos
        $infos.MessageData.Kind | Should -Be Request, Retry, Retry, Response
        "$($infos[1])" | Should -BeLike "<-- 503 Service Unavailable $server/status/503 (attempt 1 of 3, *ms, again at once)"
        "$($infos[3])" | Should -BeLike '<-- 503 *(attempt 3 of 3, *'
    }

    It 'names the error of a call that got no answer' {
        $api = New-AxiosClient -Plugin (New-AxiosLoggerPlugin)
        $dead = Get-DeadAddress
        $failure = Get-Failure { Invoke-AxiosRequest "$dead/x" -Client $api -InformationVariable script:infos }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosNetworkException
        "$($script:infos[1])" | Should -BeLike "<-- FAILED GET $dead/x (AxiosNetworkException: could not connect*ms)"
    }

    It 'tells a scriptblock of a call that ran out of time' {
        $kinds = [Collections.Generic.List[object]]::new()
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin { $kinds.Add("$($_.Kind) $($_.ErrorType)") })
        $null = Get-Failure { Invoke-AxiosRequest "/hold/$(New-Guid)" -Client $api -TimeoutSec 0.05 }
        $kinds[-1] | Should -Be 'Failure AxiosTimeoutException'
    }

    It 'goes on with the call when the scriptblock fails, and warns once' {
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin { throw 'disk full' })
        $status = (Invoke-AxiosRequest /json -Client $api -WarningVariable warnings -WarningAction SilentlyContinue).StatusCode
        $status | Should -Be 200
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike '*LoggerPlugin*disk full*'
    }

    It 'lets the scriptblock end the pipeline' {
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin { break outer })
        $after = 'not reached'
        :outer foreach ($i in 1, 2) { $null = Invoke-AxiosRequest /json -Client $api; $after = 'reached' }
        $after | Should -Be 'not reached'
    }

    It 'shows a short circuit of a script further in' {
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin)
        Add-AxiosMiddleware -Client $api { New-AxiosResponse 200 -Json 'kept' }
        $null = Invoke-AxiosRequest /anything -Client $api -InformationVariable infos
        "$($infos[1])" | Should -BeLike "<-- 200 OK $server/anything (*"
    }

    It 'shows cache hits where it stands before the cache, and the network alone behind it' {
        $outer, $inner = [Collections.Generic.List[string]]::new(), [Collections.Generic.List[string]]::new()
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin { $outer.Add("$_") }), (New-AxiosCachePlugin), (New-AxiosLoggerPlugin { $inner.Add("$_") })
        1..2 | ForEach-Object { $null = Invoke-AxiosRequest /json -Client $api }
        $outer.Count | Should -Be 4
        $outer[3] | Should -BeLike "<-- 200 OK $server/json (from cache, * bytes, *ms)"
        $inner.Count | Should -Be 2
    }

    It 'shows headers and bodies by choice, and no secret in any stream' {
        foreach ($stream in 'Information', 'Verbose', 'Debug', 'Host') {
            $api = New-AxiosClient $server -Headers @{ Authorization = 'Bearer hunter2'; 'X-Plain' = 'seen' } -Query @{ access_token = 'hunter2' } `
                -Plugin (New-AxiosLoggerPlugin $stream -Headers -Body -MaxBodyBytes 100000)
            $all = & {
                $null = Invoke-AxiosRequest /echo -Client $api -Method Post -Json @{ password = 'hunter2'; user = 'ann' } -Verbose -Debug
                $null = Invoke-AxiosRequest /echo -Client $api -Method Post -UrlEncoded @{ odd = ConvertTo-SecureString hunter2 -AsPlainText } -Verbose -Debug
            } *>&1 | ForEach-Object { $_; $_.MessageData; $_.MessageData | Out-String -Width 500; $_.MessageData | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue } | Out-String -Width 5000
            $all | Should -Match '    X-Plain: seen'
            $all | Should -Match 'ann'
            $all | Should -Not -Match 'hunter2'
        }
    }

    It 'numbers the calls by choice, so that lines of concurrent ones can be paired' {
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin -WithId)
        $null = '/json', '/text', '/json', '/text' | Invoke-AxiosRequest -Client $api -ThrottleLimit 4 -InformationVariable infos
        $calls = $infos.MessageData | Group-Object Id
        $calls.Count | Should -Be 4
        $calls | ForEach-Object { "$($_.Group.Kind)" } | Should -Be (@('Request Response') * 4)
        "$($infos[0])" | Should -Match '^#\d+ --> GET '
    }

    It 'serves sixteen runspaces at once' {
        $lines = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin { ($using:lines).Enqueue("$_") })
        $own = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
            1..5 | ForEach-Object { $null = Invoke-AxiosRequest "/json?n=$_" -Client $using:api }
        }
        $own | Should -BeNullOrEmpty
        $lines.Count | Should -Be 160
        @($lines) -like '--> *' | Should -HaveCount 80
        @($lines) -like '<-- 200 *' | Should -HaveCount 80
    }

    It 'writes to the streams of each of sixteen runspaces' {
        $api = New-AxiosClient $server -Plugin (New-AxiosLoggerPlugin)
        $counts = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
            $null = 1..5 | ForEach-Object { "/json?n=$_" } | Invoke-AxiosRequest -Client $using:api -InformationVariable infos
            $infos.Count
        }
        $counts | Should -Be (@(10) * 16)
    }

    It 'refuses what is no place for a log, and says what is one' {
        $failure = Get-Failure { New-AxiosLoggerPlugin -Sink ([version]'1.0') }
        "$failure" | Should -BeLike '*Version is no place for a log*scriptblock*'
    }
}
