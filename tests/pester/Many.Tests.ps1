BeforeAll {
    . $PSScriptRoot/common.ps1
    $patience = 2000 # ms; the promise is a second, and a busy machine has its own ideas
}

Describe 'Invoke-AxiosRequest -ThrottleLimit' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
        $key = "$(New-Guid)"
    }

    It 'has as many under way at once as it says' {
        $started = Start-TestShell {
            param($server, $key)
            1..12 | ForEach-Object { "/hold/$key" } | Invoke-AxiosRequest -Client (New-AxiosClient $server) -ThrottleLimit 4
        } @{ server = $server; key = $key }
        foreach ($round in 1..3) {
            Wait-TestHold $key 4
            Invoke-RestMethod "$server/_held/$key" | Should -Be 4
            Complete-TestHold $key
        }
        (Receive-TestShell $started).Count | Should -Be 12
    }

    It 'puts results out in the order of the input' {
        (30..1 | ForEach-Object { "/delay/$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 -As Data).delay | Should -Be (30..1)
    }

    It 'puts them out as they come with -Unordered' {
        $hold = $key
        "/hold/$key", '/json', '/text' | Invoke-AxiosRequest -Client $api -ThrottleLimit 3 -Unordered |
            ForEach-Object {
                if (++$count -eq 2) { Wait-TestHold $hold; Complete-TestHold $hold }
                $_.Uri.AbsolutePath
            } |
            Select-Object -Last 1 | Should -Be "/hold/$key"
    }

    It 'puts out what -As says' -ForEach @(
        @{ As = 'Response'; Expected = 200, 200; Of = { $_.StatusCode } }
        @{ As = 'Data'; Expected = 'axios', 'axios'; Of = { $_.name } }
        @{ As = 'Bytes'; Expected = 'Byte[]', 'Byte[]'; Of = { $_.GetType().Name } }
    ) {
        '/json', '/json' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2 -As $As | ForEach-Object $Of | Should -Be $Expected
    }

    It 'puts out the items of arrays, or the arrays with -NoEnumerate' {
        @('/items', '/items' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2 -As Data).Count | Should -Be 6
        @('/items', '/items' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2 -As Data -NoEnumerate).Count | Should -Be 2
    }

    It 'saves files into a folder' {
        $folder = New-Item -ItemType Directory "$TestDrive/many"
        $files = '/bytes/10', '/bytes/20', '/bytes/30' | Invoke-AxiosRequest -Client $api -ThrottleLimit 3 -OutFile $folder
        $files | ForEach-Object { $_.File.Length } | Should -Be 10, 20, 30
        (Get-ChildItem $folder).Count | Should -Be 3
    }

    It 'lets no request take the file of another, be it with -Force: <Case>' -ForEach @(
        @{ Case = 'in a folder'; Target = 'twice/'; Limit = 2 }
        @{ Case = 'in a folder, one after the other'; Target = 'twice/'; Limit = 1 }
        @{ Case = 'one file for all'; Target = 'twice/10'; Limit = 2 }
    ) {
        $null = New-Item -ItemType Directory -Force "$TestDrive/twice"
        $files = '/bytes/10?first', '/bytes/10?second' |
            Invoke-AxiosRequest -Client $api -ThrottleLimit $Limit -OutFile "$TestDrive/$Target" -Force -ErrorAction SilentlyContinue -ErrorVariable failures
        @($files).Count | Should -Be 1
        $failures.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        "$failures" | Should -BeLike "'*10' is the file of GET $server/bytes/10?* already, a request of the same command. Give each request a file of its own*"
    }

    It 'does not count as a time-out that a command upstream keeps the thread on which the scripts of a request wait' {
        $slow = New-AxiosClient $server -TimeoutSec 0.5
        Add-AxiosInterceptor -Client $slow -Response { $_ }
        1..3 | ForEach-Object { "/json?n=$_"; [Threading.Thread]::Sleep(700) } |
            Invoke-AxiosRequest -Client $slow -ThrottleLimit 2 | ForEach-Object StatusCode | Should -Be 200, 200, 200
    }

    It 'asks -WhatIf for each, and sends nothing' {
        '/json', '/json' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2 -Method Delete -WhatIf | Should -BeNullOrEmpty
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'takes no -<Option>, which puts out one body after the other' -ForEach @(
        @{ Option = 'Paginate'; Arguments = @{ Paginate = $true } }
        @{ Option = 'As Lines'; Arguments = @{ As = 'Lines' } }
        @{ Option = 'As JsonLines'; Arguments = @{ As = 'JsonLines' } }
        @{ Option = 'As Events'; Arguments = @{ As = 'Events' } }
    ) {
        $failure = Get-Failure { '/json' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2 @Arguments }
        "$failure" | Should -BeLike "-$Option puts out one body after the other, and -ThrottleLimit *"
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'reads no more of an endless input than it needs' {
        $read = [Collections.Generic.List[int]]::new()
        & { for ($i = 0; ; $i++) { $read.Add($i); '/json' } } | Invoke-AxiosRequest -Client $api -ThrottleLimit 4 | Select-Object -First 5 |
            ForEach-Object StatusCode | Should -Be (, 200 * 5)
        $read.Count | Should -BeLessOrEqual (5 + 64)
    }

    It 'holds no more results than a window for a slow first one' {
        $read = [Collections.Concurrent.ConcurrentQueue[int]]::new()
        $started = Start-TestShell {
            param($server, $key, $read)
            & { "/hold/$key"; for ($i = 0; $i -lt 200; $i++) { $read.Enqueue($i); '/json' } } |
                Invoke-AxiosRequest -Client (New-AxiosClient $server) -ThrottleLimit 4
        } @{ server = $server; key = $key; read = $read }
        Wait-TestHold $key
        $clock = [Diagnostics.Stopwatch]::StartNew()
        while ($read.Count -lt 64 -and $clock.ElapsedMilliseconds -lt 20000) { $null = Invoke-RestMethod "$server/_held/$key" }
        $read.Count | Should -Be 64
        Complete-TestHold $key
        (Receive-TestShell $started).Count | Should -Be 201
        $read.Count | Should -Be 200
    }

    It 'gives what is ready while the input takes its time' {
        & { '/json'; while (-not $script:got) { $script:spins++; "/json" }; '/text' } |
            Invoke-AxiosRequest -Client $api -ThrottleLimit 1000 | ForEach-Object { $script:got = $true; $_.StatusCode } | Select-Object -Unique | Should -Be 200
    }

    It 'is for the pipeline: one request of arguments is as ever' {
        (Invoke-AxiosRequest /json -Client $api -ThrottleLimit 8).StatusCode | Should -Be 200
        (Get-Failure { Invoke-AxiosRequest /status/500 -Client $api -ThrottleLimit 8 }).FullyQualifiedErrorId | Should -BeLike 'HttpStatus500,*'
    }
}

Describe 'Errors of many requests' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
        $key = "$(New-Guid)"
    }

    It 'come in their places, and the rest goes on' {
        $all = '/delay/50', '/status/404', 'ftp://a.test', '', '/json' | Invoke-AxiosRequest -Client $api -ThrottleLimit 5 -ErrorAction Continue -ErrorVariable errors 2>&1
        $all | ForEach-Object { $_ -is [Management.Automation.ErrorRecord] ? $_.FullyQualifiedErrorId.Split(',')[0] : $_.StatusCode } |
            Should -Be 200, 'HttpStatus404', 'InvalidRequest', 'InvalidRequest', 200
        $errors.Count | Should -Be 3
        $all[1].TargetObject | Should -Be "$server/status/404"
    }

    It 'are ten results in order, of ten calls through a middleware that fails half of them at random' {
        $random = [Random]::new(7)
        $fails = @{}
        Add-AxiosMiddleware { param($context, $next)
            if ($random.Next(2)) { $fails[$context.Uri.Query] = $true; throw 'at random' }
            & $next $context
        } $api
        $all = 0..9 | ForEach-Object { "/delay/$(20 - $_)?n=$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 10 -ErrorAction Continue 2>&1
        $all.Count | Should -Be 10
        $fails.Count | Should -BeIn (1..9)
        foreach ($n in 0..9) {
            if ($fails["?n=$n"]) { $all[$n].Exception.Message | Should -BeLike '*at random*'; $all[$n].TargetObject | Should -BeLike "*?n=$n" }
            else { $all[$n].Uri.Query | Should -Be "?n=$n" }
        }
    }

    It 'end all of it at once with -ErrorAction Stop' {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $failure = Get-Failure { & { '/status/500'; "/hold/$key"; "/hold/$key" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 -ErrorAction Stop }
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $failure.FullyQualifiedErrorId | Should -BeLike 'HttpStatus500,*'
        Get-TestHold $key | Should -Be 0
    }

    It 'begin no more with -StopOnError: those under way finish and are put out, then it is the error of the command (-ThrottleLimit <Limit>)' -ForEach @(
        @{ Limit = 3; Sent = 3; Out = 200, 200 }
        @{ Limit = 1; Sent = 2; Out = @(200) }
    ) {
        $out = [Collections.Generic.List[int]]::new()
        $failure = Get-Failure {
            & { '/json'; '/status/500'; '/delay/300'; foreach ($n in 1..20) { '/text' } } |
                Invoke-AxiosRequest -Client $api -ThrottleLimit $Limit -StopOnError -ErrorAction Continue | ForEach-Object { $out.Add($_.StatusCode) }
        }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HttpStatus500,*'
        $out | Should -Be $Out
        (Get-TestLog | Where-Object path -NE /text).Count | Should -Be $Sent
        @(Get-TestLog).Count | Should -BeLessThan 20
    }

    It 'of a body that is not what was asked for are errors of their request' {
        $all = '/json', '/text', '/json' | Invoke-AxiosRequest -Client $api -ThrottleLimit 3 -As ([hashtable]) -ErrorAction Continue 2>&1
        $all.Count | Should -Be 3
        $all[1] | Should -BeOfType Management.Automation.ErrorRecord
    }

    It 'of a cancelled token are those of all that were under way and all that come after, of which nothing is sent' {
        $token = New-AxiosCancelToken
        $all = & { "/hold/$key"; "/hold/$key"; Wait-TestHold $key 2; $token.Cancel('enough'); foreach ($n in 1..50) { '/json' } } |
            Invoke-AxiosRequest -Client $api -ThrottleLimit 4 -CancelToken $token -ErrorAction Continue 2>&1
        $all.Count | Should -Be 52
        $all.FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'Canceled,*'
        @(Get-TestLog).Count | Should -Be 2
    }
}

Describe 'Script hooks of many requests' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
        $key = "$(New-Guid)"
    }

    It 'take turns as interceptors, on the thread of the command' {
        $threads = [Collections.Generic.HashSet[int]]::new()
        $state = @{ Inside = 0; Worst = 0; Count = 0 }
        $hook = {
            $null = $threads.Add([Environment]::CurrentManagedThreadId)
            $state.Worst = [Math]::Max($state.Worst, ++$state.Inside)
            $state.Count++
            $state.Inside--
        }
        Add-AxiosInterceptor -Request $hook -Client $api
        Add-AxiosInterceptor -Response $hook -Client $api
        $bodies = 1..100 | ForEach-Object { "/echo?n=$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 16 -As Data
        $bodies.query -replace '.*n=' | Should -Be (1..100)
        $state.Worst | Should -Be 1
        $state.Count | Should -Be 200
        $threads | Should -Be ([Environment]::CurrentManagedThreadId)
    }

    It 'let interceptors overlap with requests that are under way' {
        $started = Start-TestShell {
            param($server, $key)
            $api = New-AxiosClient $server
            Add-AxiosInterceptor { $_.Headers['X-Seen'] = 'yes' } $api
            1..8 | ForEach-Object { "/hold/$key" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8
        } @{ server = $server; key = $key }
        Wait-TestHold $key 8
        Complete-TestHold $key
        (Receive-TestShell $started).Count | Should -Be 8
    }

    It 'pass middleware one request at a time, also with Dedupe between two of them' {
        $state = @{ Inside = 0; Worst = 0 }
        $hook = { param($context, $next)
            $state.Worst = [Math]::Max($state.Worst, ++$state.Inside)
            try { & $next $context } finally { $state.Inside-- }
        }
        Add-AxiosMiddleware $hook $api
        $api | Add-AxiosPlugin -Plugin (New-AxiosDedupePlugin)
        Add-AxiosMiddleware { param($context, $next) $context.Headers['X-Inner'] = 'yes'; & $next $context } $api
        Add-AxiosInterceptor { $_.Headers['X-Seen'] = 'yes' } $api
        $bodies = 1..60 | ForEach-Object { "/echo?n=$([int]($_ / 3))" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 64 -As Data
        $bodies.query -replace '.*n=' | Should -Be (1..60 | ForEach-Object { "$([int]($_ / 3))" })
        $bodies.headers.'x-inner' | Select-Object -Unique | Should -Be 'yes'
        $state.Worst | Should -Be 1
    }

    It 'may write, and what they write comes out between the results' {
        Add-AxiosInterceptor { Write-Warning "for $($_.Uri)" } $api
        $null = '/json', '/text' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Message | Should -Be 'for /json', 'for /text'
    }

    It 'that exit end all of it' {
        Add-AxiosInterceptor { if ($_.Uri -eq '/json') { break } } $api
        $clock = [Diagnostics.Stopwatch]::StartNew()
        foreach ($once in 1) { "/hold/$key", '/json' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2; throw 'went on' }
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        Get-TestHold $key | Should -Be 0
    }
}

Describe 'Many requests that end early' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
        $key = "$(New-Guid)"
    }

    It 'leave nothing under way after <What>' -ForEach @(
        @{ What = 'Select-Object -First 1'; Error = $null; Script = { '/json', "/hold/$key", "/hold/$key" | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 | Select-Object -First 1 } }
        @{ What = 'an error downstream'; Error = 'downstream'; Script = { '/json', "/hold/$key", "/hold/$key" | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 | ForEach-Object { throw 'downstream' } } }
        @{ What = 'an error upstream'; Error = 'upstream'; Script = { & { "/hold/$key"; "/hold/$key"; Wait-TestHold $key 2; throw 'upstream' } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 } }
        @{ What = 'a break upstream'; Error = $null; Script = { foreach ($once in 1) { & { "/hold/$key"; Wait-TestHold $key; break } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 } } }
    ) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        if ($Error) { "$(Get-Failure $Script)" | Should -BeExactly $Error } else { $null = & $Script }
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        Get-TestHold $key | Should -Be 0
    }

    It 'end at once with Ctrl+C, <What>' -ForEach @(
        @{ What = 'waiting for the last'; Script = { 1..4 | ForEach-Object { "/hold/$key" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 }; Count = 4 }
        @{ What = 'waiting for room'; Script = { 1..40 | ForEach-Object { "/hold/$key" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 }; Count = 8 }
        @{ What = 'inside a script''s next'; Script = {
                Add-AxiosMiddleware { param($context, $next) & $next $context; $log.Enqueue('hook went on') } $api
                1..4 | ForEach-Object { "/hold/$key" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8
            }; Count = 1
        }
        @{ What = 'while the input waits'; Script = { & { "/hold/$key"; "/hold/$key"; Start-Sleep 30 } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 }; Count = 2 }
        @{ What = 'while the taker waits'; Script = { '/json', "/hold/$key", "/hold/$key" | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 | ForEach-Object { Start-Sleep 30 } }; Count = 2 }
    ) {
        $log = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $started = Start-TestShell ([scriptblock]::Create("param(`$server, `$key, `$log) `$api = New-AxiosClient `$server`n$Script`n`$log.Enqueue('went on')")) @{ server = $server; key = $key; log = $log }
        Wait-TestHold $key $Count
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $started.Shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $started.Shell.InvocationStateInfo.State | Should -Be Stopped
        $log | Should -BeNullOrEmpty
        Wait-TestAbort $Count
        Get-TestHold $key | Should -Be 0
        Close-TestShell $started
    }
}
