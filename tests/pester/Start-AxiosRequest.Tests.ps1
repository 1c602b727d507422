BeforeAll {
    . $PSScriptRoot/common.ps1
    $patience = 2000 # ms; the promise is 250, and a busy machine has its own ideas

    function Get-JobError($Job) {
        $null = Receive-Job $Job -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures
    }
}

AfterAll { Get-Job | Remove-Job -Force }

Describe 'Start-AxiosRequest' {
    BeforeEach {
        Clear-TestLog
        $key = "$(New-Guid)"
    }

    AfterEach { Get-Job | Remove-Job -Force }

    It 'gives a job at once, and does not wait for its server' {
        $job = Start-AxiosRequest "$server/hold/$key"
        $job | Should -BeOfType System.Management.Automation.Job
        $job.State | Should -Be Running
        $job.HasMoreData | Should -BeTrue
        $job.PSBeginTime | Should -Not -BeNullOrEmpty
        Wait-TestHold $key
        Complete-TestHold $key
        ($job | Wait-Job).State | Should -Be Completed
        $job.PSEndTime | Should -Not -BeNullOrEmpty
        (Receive-Job $job).Data.key | Should -Be $key
        $job.HasMoreData | Should -BeFalse
    }

    It 'is known to Get-Job by its name, its number and its state' {
        $job = Start-AxiosRequest "$server/json" -Name mine | Wait-Job
        Get-Job mine | Should -Be $job
        Get-Job -Id $job.Id | Should -Be $job
        Get-Job -State Completed | Should -Be $job
        (Start-AxiosRequest "$server/json").Name | Should -Match '^Job\d+$'
    }

    It 'says what it does and where' {
        $job = Start-AxiosRequest "$server/json?a=1" -Method Put
        $job.Command | Should -Be "PUT $server/json?a=1"
        $job.Location | Should -Be $server
        $job.PSJobTypeName | Should -Be AxiosJob
        $job = '/items', '/json' | Start-AxiosRequest -Client (New-AxiosClient $server)
        $job.Command | Should -Be "GET $server/items, …"
    }

    It 'gives what it has with -Keep as often as one likes, and without it once' {
        $job = Start-AxiosRequest "$server/items" -As Data | Wait-Job
        (Receive-Job $job -Keep).Count | Should -Be 3
        (Receive-Job $job).Count | Should -Be 3
        Receive-Job $job | Should -BeNullOrEmpty
    }

    It 'is received and removed by <Habit>' -ForEach @(
        # Of a job that ends while Receive-Job begins to wait, PowerShell's Receive-Job may say that it cannot remove it, once it has.
        @{ Habit = 'Receive-Job -Wait -AutoRemoveJob'; Script = { $job | Receive-Job -Wait -AutoRemoveJob -ErrorAction SilentlyContinue } }
        @{ Habit = 'Wait-Job | Wait-Job | Receive-Job -Wait -AutoRemoveJob'; Script = { $job | Wait-Job | Receive-Job -Wait -AutoRemoveJob } }
        @{ Habit = 'Receive-Job and Remove-Job'; Script = { Wait-Job $job | Receive-Job; Remove-Job $job } }
        @{ Habit = 'its name'; Script = { Wait-Job habit | Out-Null; Receive-Job habit; Remove-Job habit } }
        @{ Habit = 'its number'; Script = { Receive-Job $job.Id -Wait; Remove-Job $job.Id } }
    ) {
        $job = Start-AxiosRequest "$server/items" -As Data -Name habit
        (& $Script).name | Should -Be 'item 1', 'item 2', 'item 3'
        Get-Job | Should -BeNullOrEmpty
    }

    It 'is waited for as long as -Timeout says' {
        $job = Start-AxiosRequest "$server/hold/$key"
        Wait-Job $job -Timeout 1 | Should -BeNullOrEmpty
        $job.State | Should -Be Running
    }

    It 'is one of those that Wait-Job -Any waits for, among jobs of PowerShell''s own' {
        $slow = Start-AxiosRequest "$server/hold/$key"
        $other = Start-ThreadJob { Start-Sleep 60 }
        $fast = Start-AxiosRequest "$server/json"
        $slow, $other, $fast | Wait-Job -Any | Should -Be $fast
        Stop-Job $other
    }

    It 'refuses Remove-Job while it runs, without -Force' {
        $job = Start-AxiosRequest "$server/hold/$key"
        (Get-Failure { Remove-Job $job }).FullyQualifiedErrorId | Should -BeLike 'JobObjectNotFinishedCannotBeRemoved*'
        $job.State | Should -Be Running
    }

    It 'goes on when a command downstream wants no more than the job' {
        $job = Start-AxiosRequest "$server/hold/$key" | Select-Object -First 1
        Wait-TestHold $key
        $job.State | Should -Be Running
        Complete-TestHold $key
        (Receive-Job $job -Wait).StatusCode | Should -Be 200
    }

    It 'takes what Invoke-AxiosRequest takes, but for the variables of a caller and what is accepted without effect' {
        $start, $invoke = (Get-Command Start-AxiosRequest), (Get-Command Invoke-AxiosRequest)
        $start.Parameters.Keys | Where-Object { $_ -notin $invoke.Parameters.Keys } | Should -Be Name
        $invoke.Parameters.Keys | Where-Object { $_ -notin $start.Parameters.Keys } | Sort-Object |
            Should -Be ResponseHeadersVariable, SkipHeaderValidation, StatusCodeVariable, UseBasicParsing
    }

    It 'sends body, headers, query and method' {
        $sent = Start-AxiosRequest "$server/echo" -Method Patch -Json @{ a = 1 } -Headers @{ 'X-One' = 1 } -Query @{ q = 'ö' } -As Data | Wait-Job | Receive-Job -Wait -AutoRemoveJob
        $sent.method | Should -Be PATCH
        $sent.body | Should -Be '{"a":1}'
        $sent.headers.'x-one' | Should -Be 1
        $sent.query | Should -Be 'q=%C3%B6'
    }

    It 'uses the client, its base and its defaults, also for what comes out' {
        $api = New-AxiosClient $server -Headers @{ 'X-Mine' = 'yes' } -As Data
        (Start-AxiosRequest /echo -Client $api | Wait-Job | Receive-Job -Wait -AutoRemoveJob).headers.'x-mine' | Should -Be yes
    }

    It 'gives <What>' -ForEach @(
        @{ What = 'a response'; With = @{}; Path = '/json'; Gives = { $_.StatusCode -eq 200 -and $_.Data.name -eq 'axios' } }
        @{ What = 'data'; With = @{ As = 'Data' }; Path = '/json'; Gives = { $_.nested.ok -eq $true } }
        @{ What = 'an array item by item'; With = @{ As = 'Data' }; Path = '/items'; Gives = { $_.Count -eq 3 -and $_[2].id -eq 3 } }
        @{ What = 'an array as one'; With = @{ As = 'Data'; NoEnumerate = $true }; Path = '/items'; Gives = { $_.Count -eq 1 -and $_[0].Count -eq 3 } }
        @{ What = 'text'; With = @{ As = 'Text' }; Path = '/text'; Gives = { $_ -eq 'plain text: äöü €' } }
        @{ What = 'bytes'; With = @{ As = 'Bytes' }; Path = '/bytes/9'; Gives = { $_.Count -eq 1 -and $_[0] -is [byte[]] -and $_[0].Length -eq 9 } }
        @{ What = 'objects of a type'; With = @{ As = [Collections.Generic.KeyValuePair[string, int][]] }; Path = '/status/200?type=application/json&body=[{"key":"a","value":1}]'; Gives = { $_.Key -eq 'a' -and $_.Value -eq 1 } }
        @{ What = 'XML'; With = @{ As = 'Data' }; Path = '/orders/7/xml'; Gives = { $_.order.item -eq 'tea' } }
        @{ What = 'lines'; With = @{ As = 'Lines' }; Path = '/log'; Gives = { ($_ -join ';') -eq '09:00 start;09:01 work;09:02 stop' } }
        @{ What = 'JSON lines'; With = @{ As = 'JsonLines' }; Path = '/changes'; Gives = { ($_.id -join ';') -eq '1;2' } }
        @{ What = 'events'; With = @{ As = 'Events'; MaxReconnects = 0 }; Path = '/events'; Gives = { ($_.Data -join ';') -eq 'hello;{"tea":3};{"tea":4}' } }
        @{ What = 'the items of pages'; With = @{ Paginate = $true }; Path = '/pages/link/1'; Gives = { "$($_.id)" -eq '1 2 3 4 5 6' } }
        @{ What = 'the items of OData pages'; With = @{ Paginate = $true; MaxPages = 2 }; Path = '/pages/odata/1'; Gives = { "$($_.id)" -eq '1 2 3 4' } }
        @{ What = 'pages as responses'; With = @{ MaxPages = 2; As = 'Response' }; Path = '/pages/link/1'; Gives = { "$($_.StatusCode)" -eq '200 200' } }
    ) {
        $received = @(Start-AxiosRequest "$server$Path" @With | Wait-Job | Receive-Job -Wait -AutoRemoveJob)
        ForEach-Object $Gives -InputObject $received | Should -BeTrue
    }

    It 'makes objects of a class of the script, whose constructor is script' {
        class JobOrder { [int] $Id; [string] $Item; JobOrder() { $this.Item = 'none' } [string] Text() { return "$($this.Id) $($this.Item)" } }
        $order = Start-AxiosRequest "$server/orders/7" -As ([JobOrder]) | Wait-Job | Receive-Job -Wait -AutoRemoveJob
        $order.Text() | Should -Be '7 tea'
        (Start-AxiosRequest "$server/pages/link/1" -Paginate -As ([JobOrder]) | Wait-Job | Receive-Job -Wait -AutoRemoveJob).Text() |
            Should -Be (1..6 | ForEach-Object { "$_ none" })
    }

    It 'sends a body as it was when the job was started' {
        $body = @{ n = 0; list = @(@{ n = 0 }) }
        $api = New-AxiosClient $server
        Add-AxiosInterceptor -Client $api -Request { $null = Invoke-RestMethod "$using:server/hold/$using:key" }
        $job = Start-AxiosRequest /echo -Client $api -Json $body -As Data
        Wait-TestHold $key
        $body.n = $body.list[0].n = 1
        Complete-TestHold $key
        $sent = (Receive-Job $job -Wait).body | ConvertFrom-Json
        $sent.n, $sent.list[0].n | Should -Be 0, 0
    }

    It 'saves a file' {
        $response = Start-AxiosRequest "$server/bytes/5000" -OutFile TestDrive:/saved.bin | Wait-Job | Receive-Job -Wait -AutoRemoveJob
        $response.File.Length | Should -Be 5000
        (Get-Item TestDrive:/saved.bin).Length | Should -Be 5000
    }

    It 'keeps the cookies of a session that it makes' {
        $null = Start-AxiosRequest "$server/cookie/set?a=1" -SessionVariable made | Wait-Job | Receive-Job -Wait -AutoRemoveJob
        (Invoke-RestMethod "$server/cookie/show" -WebSession $made).a | Should -Be 1
    }

    It 'sends nothing and gives no job with -WhatIf' {
        Start-AxiosRequest "$server/echo" -Method Delete -WhatIf | Should -BeNullOrEmpty
        Get-Job | Should -BeNullOrEmpty
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'warns of pages that go in circles' {
        $job = Start-AxiosRequest "$server/pages/link/1?of=2&loop=true" -Paginate
        $null = Receive-Job $job -Wait -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*points back to*'
    }
}

Describe 'Requests from the pipeline' {
    BeforeEach {
        Clear-TestLog
        $key = "$(New-Guid)"
    }

    AfterEach { Get-Job | Remove-Job -Force }

    It 'are one job' {
        $jobs = @('/json', '/items', '/text' | Start-AxiosRequest -Client (New-AxiosClient $server))
        $jobs.Count | Should -Be 1
        ($jobs | Receive-Job -Wait).Uri.AbsolutePath | Should -Be '/json', '/items', '/text'
    }

    It 'are sent while the pipeline goes on' {
        $job = & { "$server/hold/$key"; Wait-TestHold $key; "$server/json" } | Start-AxiosRequest
        Complete-TestHold $key
        (Receive-Job $job -Wait).Count | Should -Be 2
    }

    It 'give partial results, as they come' {
        $job = "$server/items", "$server/hold/$key", "$server/json" | Start-AxiosRequest -As Data
        Wait-TestHold $key
        (Receive-Job $job).name | Should -Be 'item 1', 'item 2', 'item 3'
        Receive-Job $job | Should -BeNullOrEmpty
        Complete-TestHold $key
        (Receive-Job $job -Wait).Count | Should -Be 2
    }

    It 'give their errors, and the job is completed' {
        $job = "$server/json", "$server/status/404", '', (Get-DeadAddress), "$server/items" | Start-AxiosRequest | Wait-Job
        $job.State | Should -Be Completed
        $job.JobStateInfo.Reason | Should -BeNullOrEmpty
        $received = Receive-Job $job -ErrorVariable failures -ErrorAction SilentlyContinue
        $received.StatusCode | Should -Be 200, 200
        $failures.FullyQualifiedErrorId -replace ',.*' | Sort-Object | Should -Be 'HttpStatus404', 'InvalidRequest', 'NetworkConnect'
    }

    It 'come out with -Wait in the order in which they came, errors among them' {
        $received = "$server/text", "$server/hold/$key", "$server/status/500", "$server/json" | Start-AxiosRequest |
            Receive-Job -Wait -ErrorAction Continue 2>&1 | ForEach-Object {
                if ($_.Uri -like '*/text') { Wait-TestHold $key; Complete-TestHold $key }
                $_
            }
        $received | ForEach-Object { ($_.Uri ?? $_.Exception.Uri).AbsolutePath } | Should -Be '/text', "/hold/$key", '/status/500', '/json'
    }

    It 'fail the job with -StopOnError, and no more are sent' {
        $job = "$server/json", "$server/status/503", "$server/items" | Start-AxiosRequest -StopOnError | Wait-Job
        $job.State | Should -Be Failed
        $job.JobStateInfo.Reason.StatusCode | Should -Be 503
        (Get-TestLog).path | Should -Be '/json', '/status/503'
        @(Get-JobError $job).Count | Should -Be 1
    }

    It 'may be objects, and each result and each error says which it was' {
        $job = @{ Uri = '/echo'; Method = 'PUT'; Json = @{ a = 1 } }, @{ Uri = '/status/404' }, 'http://bad address', [pscustomobject]@{ Uri = '/json' } |
            Start-AxiosRequest -Client (New-AxiosClient $server) -ThrottleLimit 4
        $received = Receive-Job $job -Wait -ErrorVariable failures -ErrorAction SilentlyContinue
        $received.Index | Should -Be 0, 3
        $received[0].Data.method, $received[0].Data.body | Should -Be PUT, '{"a":1}'
        ($failures.Exception | Where-Object StatusCode).Index | Should -Be 1
        ($failures | Where-Object FullyQualifiedErrorId -Like InvalidRequest*).TargetObject | Should -Be 'http://bad address'
    }

    It 'give the error of one that cannot be sent in its place' {
        $job = "$server/hold/$key", @{ Nope = 1 }, "$server/json" | Start-AxiosRequest -ThrottleLimit 3
        Wait-TestHold $key
        $job.Error.Count | Should -Be 0
        Complete-TestHold $key
        (Receive-Job $job -Wait -ErrorVariable failures -ErrorAction SilentlyContinue).Uri.AbsolutePath | Should -Be "/hold/$key", '/json'
        $failures.FullyQualifiedErrorId | Should -Be InvalidRequest
    }

    It 'fail the job with -StopOnError also where one cannot be sent, and are no longer looked at' {
        $job = & { "$server/json"; @{ Nope = 1 }; foreach ($i in 1..3) { "$server/items" } } | Start-AxiosRequest -StopOnError | Wait-Job
        $job.State | Should -Be Failed
        $job.StatusMessage | Should -BeLike '*Nope*'
        (Get-TestLog).path | Should -Be '/json'
        @(Get-JobError $job).Count | Should -Be 1
    }

    It 'are counted in the StatusMessage' {
        $job = "$server/json", "$server/status/404", '', "$server/hold/$key" | Start-AxiosRequest
        Wait-TestHold $key
        while ($job.StatusMessage -ne '3 of 4 requests done, 2 failed') { }
        Complete-TestHold $key
        (Wait-Job $job).StatusMessage | Should -Be '4 of 4 requests done, 2 failed'
    }

    It 'are under way together with -ThrottleLimit, and no more of them' {
        $other = "$(New-Guid)"
        $job = "$server/hold/$key", "$server/hold/$key", "$server/hold/$key", "$server/hold/$other" | Start-AxiosRequest -ThrottleLimit 3 -As Data
        Wait-TestHold $key 3
        Get-TestHold $other | Should -Be 0
        Complete-TestHold $key
        Wait-TestHold $other
        Complete-TestHold $other
        (Receive-Job $job -Wait).key | Should -Be $key, $key, $key, $other
    }

    It 'give their results in order, unless -Unordered says as they come' {
        $ordered, $unordered = $false, $true | ForEach-Object {
            "$server/hold/$key", "$server/json", "$server/status/404" | Start-AxiosRequest -ThrottleLimit 3 -Unordered:$_
        }
        Wait-TestHold $key 2
        while ($unordered.Output.Count -eq 0 -or $unordered.Error.Count -eq 0) { }
        $ordered.Output.Count + $ordered.Error.Count | Should -Be 0
        Complete-TestHold $key
        (Receive-Job $ordered -Wait -ErrorAction SilentlyContinue).Uri.AbsolutePath | Should -Be "/hold/$key", '/json'
        (Receive-Job $unordered -Wait -ErrorAction SilentlyContinue).Uri.AbsolutePath | Should -Be '/json', "/hold/$key"
    }

    It 'that are none give no job' {
        @() | Start-AxiosRequest | Should -BeNullOrEmpty
        Get-Job | Should -BeNullOrEmpty
    }

    It 'end with a pipeline that is stopped, for nobody has the job' {
        { "$server/hold/$key" | ForEach-Object { $_; Wait-TestHold $key; throw 'upstream' } | Start-AxiosRequest } | Should -Throw upstream
        Wait-TestAbort
        Get-Job | Should -BeNullOrEmpty
    }
}

Describe 'A job that fails' {
    AfterEach { Get-Job | Remove-Job -Force }

    It 'has the error of Invoke-AxiosRequest: <What>' -ForEach @(
        @{ What = 'a status'; Path = '/status/404?body=gone'; With = @{} }
        @{ What = 'a clock'; Path = '/delay/60000'; With = @{ TimeoutSec = 0.1 } }
        @{ What = 'nobody there'; Path = $null; With = @{} }
        @{ What = 'no JSON'; Path = '/text'; With = @{ As = [int] } }
        @{ What = 'no address'; Path = 'http://exa mple.org'; With = @{} }
    ) {
        $address = $Path ? $Path -like 'http*' ? $Path : "$server$Path" : (Get-DeadAddress)
        $expected = Get-Failure { Invoke-AxiosRequest $address @With }
        $job = Start-AxiosRequest $address @With
        $null = Receive-Job $job -Wait -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.Count | Should -Be 1
        $job.State | Should -Be Failed
        $failures[0].Exception.GetType() | Should -Be $expected.Exception.GetType()
        $failures[0].Exception.Message | Should -Be $expected.Exception.Message
        $failures[0].FullyQualifiedErrorId -replace ',.*' | Should -Be ($expected.FullyQualifiedErrorId -replace ',.*')
        $failures[0].CategoryInfo.Category | Should -Be $expected.CategoryInfo.Category
        $failures[0].TargetObject | Should -Be $expected.TargetObject
        "$($failures[0].ErrorDetails)" | Should -Be "$($expected.ErrorDetails)"
        $job.JobStateInfo.Reason | Should -Be $failures[0].Exception
        $job.StatusMessage | Should -Be $expected.Exception.Message
    }

    It 'throws with Receive-Job -ErrorAction Stop, for a catch that knows the type' {
        $job = Start-AxiosRequest "$server/status/404" | Wait-Job
        $caught = try { Receive-Job $job -ErrorAction Stop } catch [AxiosPS.AxiosStatusException] { $_.Exception.StatusCode }
        $caught | Should -Be 404
    }

    It 'is none for what does not go together: that is an error of the command' {
        (Get-Failure { Start-AxiosRequest "$server/json" -MaxReconnects 3 }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        (Get-Failure { Start-AxiosRequest "$server/json" -Paginate -As Lines }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        (Get-Failure { "$server/json" | Start-AxiosRequest -As Lines -ThrottleLimit 2 }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        (Get-Failure { Start-AxiosRequest "$server/json" -Resume }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        Get-Job | Should -BeNullOrEmpty
    }

    It 'is one whose client is closed' {
        $key = "$(New-Guid)"
        $api = New-AxiosClient $server
        $job = Start-AxiosRequest "/hold/$key" -Client $api
        Wait-TestHold $key
        Close-AxiosClient $api
        (Wait-Job $job).State | Should -Be Failed
        Get-TestHold $key | Should -Be 0
    }

    It 'is one whose token is cancelled' {
        $key = "$(New-Guid)"
        $token = New-AxiosCancelToken
        $job = Start-AxiosRequest "$server/hold/$key" -CancelToken $token
        Wait-TestHold $key
        $token.Cancel('enough')
        (Wait-Job $job).State | Should -Be Failed
        (Get-JobError $job).FullyQualifiedErrorId | Should -BeLike 'Canceled*'
        $job.StatusMessage | Should -BeLike '*enough*'
    }
}

Describe 'Stopping a job' {
    BeforeEach {
        Clear-TestLog
        $key = "$(New-Guid)"
    }

    AfterEach { Get-Job | Remove-Job -Force }

    It 'ends its request at once with <How>, and the server sees it' -ForEach @(
        @{ How = 'Stop-Job'; Script = { Stop-Job $job } }
        @{ How = 'Remove-Job -Force'; Script = { Remove-Job $job -Force } }
        @{ How = 'Dispose'; Script = { $job.Dispose() } }
    ) {
        $job = Start-AxiosRequest "$server/hold/$key"
        Wait-TestHold $key
        $clock = [Diagnostics.Stopwatch]::StartNew()
        & $Script
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $job.State | Should -Be Stopped
        Wait-TestAbort
        Get-TestHold $key | Should -Be 0
    }

    It 'ends it while it connects' {
        # A listener that takes nobody any more and refuses nobody: its backlog is full.
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start(0)
        $crowd = 1..8 | ForEach-Object { [Net.Sockets.TcpClient]::new() }
        try {
            foreach ($client in $crowd) { $null = $client.ConnectAsync($listener.LocalEndpoint.Address, $listener.LocalEndpoint.Port) }
            $job = Start-AxiosRequest "http://$($listener.LocalEndpoint)/" -TimeoutSec 0
            $clock = [Diagnostics.Stopwatch]::StartNew()
            Stop-Job $job
            $clock.ElapsedMilliseconds | Should -BeLessThan $patience
            $job.State | Should -Be Stopped
        }
        finally {
            $crowd.Dispose()
            $listener.Stop()
        }
    }

    It 'ends it while its body comes' {
        $job = Start-AxiosRequest "$server/trickle/100000?ms=20"
        while (-not (Get-TestLog)) { }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Stop-Job $job
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $job.State | Should -Be Stopped
        Wait-TestAbort
    }

    It 'ends it while it waits before a retry' {
        $job = Start-AxiosRequest "$server/status/503" -MaxRetries 3 -RetryStrategy (New-AxiosRetryStrategy -Fixed 1000) -TimeoutSec 0
        while (-not (Get-TestLog)) { }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Stop-Job $job
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $job.State | Should -Be Stopped
        @(Get-TestLog).Count | Should -Be 1
    }

    It 'keeps what has come, and sends no more' {
        $job = "$server/items", "$server/hold/$key", "$server/json" | Start-AxiosRequest -As Data
        Wait-TestHold $key
        Stop-Job $job
        $job.State | Should -Be Stopped
        (Receive-Job $job -ErrorVariable failures).name | Should -Be 'item 1', 'item 2', 'item 3'
        $failures | Should -BeNullOrEmpty
        (Get-TestLog).path | Should -Be '/items', "/hold/$key"
    }

    It 'leaves nothing under way, whenever it comes' {
        foreach ($count in 0..30) {
            $job = 1..30 | ForEach-Object { "$server/echo" } | Start-AxiosRequest -ThrottleLimit 8
            while ($job.Output.Count -lt $count) { }
            Stop-Job $job
            $job.State | Should -BeIn Stopped, Completed
            $job.Output.Count | Should -BeGreaterOrEqual $count
            $job.Error.Count | Should -Be 0
            Remove-Job $job
        }
        $job = "$server/hold/$key" | Start-AxiosRequest
        Wait-TestHold $key
        Stop-Job $job
        Get-TestHold $key | Should -Be 0
    }

    It 'does nothing to one that is over, nor a second time' {
        $job = Start-AxiosRequest "$server/json" | Wait-Job
        Stop-Job $job
        $job.StopJob()
        $job.State | Should -Be Completed
        Remove-Job $job
        $job.StopJob()
        $job.Dispose()
    }

    It 'is what the end of its runspace does' {
        $started = Start-TestShell { param($server, $key) Start-AxiosRequest "$server/hold/$key" } @{ server = $server; key = $key }
        $job = $started.Shell.EndInvoke($started.Running)[0]
        Wait-TestHold $key
        Close-TestShell $started
        $job.State | Should -Be Stopped
        Wait-TestAbort
    }

    It 'is what Remove-Module does, and what has come stays' {
        $started = Start-TestShell {
            param($server, $key)
            $api = New-AxiosClient $server
            $job = '/items', "/hold/$key" | Start-AxiosRequest -Client $api -As Data
            while ($job.Output.Count -lt 3) { }
            Remove-Module AxiosPS
            $job.State
            (Receive-Job $job).Count
        } @{ server = $server; key = $key }
        Receive-TestShell $started | Should -Be Stopped, 3
    }
}

Describe 'Script hooks in a job' {
    BeforeEach {
        Clear-TestLog
        $key = "$(New-Guid)"
        $api = New-AxiosClient $server
    }

    AfterEach { Get-Job | Remove-Job -Force }

    It 'run in a runspace in the background, with the values of $using: and closures' {
        $word = 'captured'
        Add-AxiosInterceptor -Client $api -Request { $_.Headers['X-Using'] = $using:word; $_.Headers['X-Runspace'] = [runspace]::DefaultRunspace.Id }
        Add-AxiosInterceptor -Client $api -Request { $_.Headers['X-Closure'] = $word }.GetNewClosure()
        $headers = (Start-AxiosRequest /echo -Client $api -As Data | Receive-Job -Wait).headers
        $headers.'x-using' | Should -Be captured
        $headers.'x-closure' | Should -Be captured
        $headers.'x-runspace' | Should -Not -Be "$([runspace]::DefaultRunspace.Id)"
    }

    It 'are middleware, plugins and next-page hooks too' {
        Add-AxiosMiddleware -Client $api { param($context, $next) $response = & $next; $response.Headers['X-Seen'] = 'yes'; $response }
        $api | Add-AxiosPlugin -Plugin (New-AxiosPlugin -Name mine -OnResponse { $_.Headers['X-Plugin'] = 'yes' })
        $response = Start-AxiosRequest /json -Client $api | Receive-Job -Wait
        "$($response.Headers['X-Seen']) $($response.Headers['X-Plugin'])" | Should -Be 'yes yes'
        $pages = Start-AxiosRequest /pages/cursor/1 -Client $api -ItemsProperty data.items -NextPage { if ($_.Data.next) { @{ Query = @{ number = $_.Data.next } } } }
        (Receive-Job $pages -Wait).id | Should -Be 1, 2, 3, 4, 5, 6
    }

    It 'serve many requests at once' {
        Add-AxiosInterceptor -Client $api -Request { $_.Headers['X-Path'] = $_.Uri }
        Add-AxiosMiddleware -Client $api { param($context, $next) & $next }
        $job = 1..100 | ForEach-Object { "/echo?$_" } | Start-AxiosRequest -Client $api -ThrottleLimit 16 -As Data
        (Receive-Job $job -Wait).headers.'x-path' | Should -Be (1..100 | ForEach-Object { "/echo?$_" })
    }

    It 'may start a job and wait for it' {
        Add-AxiosInterceptor -Client $api -Request {
            if ($_.Uri -eq '/echo') { $_.Headers['X-Inner'] = Start-AxiosRequest /json -Client $using:api -As Data | Wait-Job | Receive-Job -Wait -AutoRemoveJob | ForEach-Object name }
        }
        $job = Start-AxiosRequest /echo -Client $api -As Data -TimeoutSec 20 | Wait-Job
        (Receive-Job $job).headers.'x-inner' | Should -Be axios
    }

    It 'of one job run one at a time, middleware before and after next too' {
        $state = [int[]]::new(2)
        $count = { $state = $using:state; $state[0]++; $state[1] = [Math]::Max($state[0], $state[1]); Start-Sleep -Milliseconds 1; $state[0]-- }
        Add-AxiosInterceptor -Client $api -Request $count
        Add-AxiosInterceptor -Client $api -Response $count
        Add-AxiosMiddleware -Client $api ([scriptblock]::Create("$count; `$response = & `$args[1]; $count; `$response"))
        $job = 1..20 | ForEach-Object { "/json?$_" } | Start-AxiosRequest -Client $api -ThrottleLimit 8 | Wait-Job
        @(Receive-Job $job).Count | Should -Be 20
        $state | Should -Be 0, 1
    }

    It 'of several jobs run at once: none waits for a busy one' {
        $together = [Threading.Barrier]::new(3)
        Add-AxiosMiddleware -Client $api { $response = & $args[1]; if (-not ($using:together).SignalAndWait(20000)) { throw 'alone' }; $response }
        $jobs = 1..3 | ForEach-Object { Start-AxiosRequest "/json?$_" -Client $api } | Wait-Job
        (Receive-Job $jobs).StatusCode | Should -Be 200, 200, 200
    }

    It 'write to the streams of the job' {
        Add-AxiosInterceptor -Client $api -Request {
            Write-Warning w; Write-Information i; Write-Verbose v; Write-Debug d; Write-Error e
        }
        $job = Start-AxiosRequest /json -Client $api -Verbose -Debug -ErrorAction Continue | Wait-Job
        $job.State | Should -Be Completed
        $all = @(Receive-Job $job -Verbose -Debug -ErrorAction Continue *>&1)
        $all | Where-Object { $_ -isnot [AxiosPS.AxiosResponse] } | ForEach-Object { "$($_.GetType().Name) $_" } |
            Sort-Object | Should -Be 'DebugRecord d', 'ErrorRecord e', 'InformationRecord i', 'VerboseRecord v', 'WarningRecord w'
    }

    It 'show their own place in the record of a Write-Error, and not how they were called' {
        Add-AxiosInterceptor -Client $api -Request {
            Write-Error 'not so good'
        }
        $failure = Get-JobError (Start-AxiosRequest /json -Client $api -ErrorAction Continue | Wait-Job)
        $failure.InvocationInfo.PositionMessage | Should -BeLike "At $PSCommandPath*Add-AxiosInterceptor*"
        $failure | Format-List * -Force | Out-String | Should -Not -Match '__axios'
    }

    It 'that are retry strategies and give nothing hear of $using:' {
        $base = 0
        $job = Start-AxiosRequest "$server/status/503" -MaxRetries 1 -RetryStrategy { $base * $_.Retry } | Wait-Job
        (Get-JobError $job).Exception.Message | Should -BeLike '*it gave nothing*as in a job*$using:*'
        (Get-JobError (Start-AxiosRequest "$server/status/503" -MaxRetries 1 -RetryStrategy { $using:base * $_.Retry } | Wait-Job)).Exception.StatusCode | Should -Be 503
        (Get-Failure { Invoke-AxiosRequest "$server/status/503" -MaxRetries 1 -RetryStrategy { } }).Exception.Message | Should -Not -BeLike '*$using:*'
    }

    It 'write verbose lines only where the preference of Start-AxiosRequest wants them' {
        Add-AxiosInterceptor -Client $api -Request { Write-Verbose v }
        (Start-AxiosRequest /json -Client $api | Wait-Job).Verbose.Count | Should -Be 0
        $VerbosePreference = 'Continue'
        (Start-AxiosRequest /json -Client $api | Wait-Job).Verbose.Count | Should -Be 1
    }

    It 'fail the job as they fail a call' {
        Add-AxiosInterceptor -Client $api -Request { throw 'not today' } -Name guard
        $job = Start-AxiosRequest /json -Client $api | Wait-Job
        $job.State | Should -Be Failed
        (Get-JobError $job).FullyQualifiedErrorId | Should -BeLike 'HookFailed*'
        $job.StatusMessage | Should -BeLike '*guard*not today*'
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'say so when they end all of it: <What>' -ForEach @(
        @{ What = 'exit'; Hook = { exit 3 }; Message = '*exit 3' }
        @{ What = 'break'; Hook = { break }; Message = '*break or continue*' }
        @{ What = 'their runspace is closed'; Hook = { [runspace]::DefaultRunspace.CloseAsync(); while ($true) { $null = $_ } }; Message = '*runspace was closed*' }
    ) {
        Add-AxiosInterceptor -Client $api -Request $Hook
        foreach ($uris in @('/json'), @('/json', '/items')) {
            $job = $uris | Start-AxiosRequest -Client $api -ThrottleLimit 2 | Wait-Job
            $job.State | Should -Be Failed
            $failure = Get-JobError $job
            $failure | Should -BeLike $Message
            $failure.FullyQualifiedErrorId | Should -BeLike 'HookFailed*'
            $failure.Exception.InnerException | Should -Not -BeNullOrEmpty
        }
    }

    It 'may have registered on the token what throws: <How> stops the jobs all the same' -ForEach @(
        @{ How = 'Stop-Job'; Stop = { Get-Job | Stop-Job } }
        @{ How = 'Remove-Job'; Stop = { Get-Job | Remove-Job -Force } }
    ) {
        Add-Type -IgnoreWarnings -WarningAction SilentlyContinue -ReferencedAssemblies ([string[]] ((Get-ChildItem "$PSHOME/ref/*.dll").FullName) + [AxiosPS.RequestContext].Assembly.Location) -TypeDefinition @'
            using System;
            using System.Threading.Tasks;
            using AxiosPS;
            public sealed class ThrowsWhenCancelled : IMiddleware
            {
                public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
                {
                    context.CancellationToken.Register(() => throw new InvalidOperationException("mine"));
                    return next(context);
                }
            }
'@
        Add-AxiosMiddleware -Client $api ([ThrowsWhenCancelled]::new())
        $jobs = foreach ($i in 1, 2) { Start-AxiosRequest "/hold/$key" -Client $api }
        Wait-TestHold $key 2
        & $Stop
        $jobs.State | Should -Be Stopped, Stopped
        Wait-TestAbort 2
    }

    It 'are stopped with the job, a busy one too' {
        $busy = [Threading.ManualResetEventSlim]::new()
        Add-AxiosInterceptor -Client $api -Request { ($using:busy).Set(); while ($true) { $null = $_ } }
        $job = Start-AxiosRequest /json -Client $api
        $busy.Wait(20000) | Should -BeTrue
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Stop-Job $job
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $job.State | Should -Be Stopped
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'are stopped with the job while they wait in next' {
        $cleaned = [Threading.ManualResetEventSlim]::new()
        Add-AxiosMiddleware -Client $api { param($context, $next) try { & $next } finally { ($using:cleaned).Set() } }
        $job = Start-AxiosRequest "/hold/$key" -Client $api
        Wait-TestHold $key
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Stop-Job $job
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        Wait-TestAbort
        $cleaned.Wait($patience) | Should -BeTrue
    }
}

Describe 'Many jobs' {
    AfterEach { Get-Job | Remove-Job -Force }

    It 'hold no threads while they wait' {
        $key = "$(New-Guid)"
        $process = [Diagnostics.Process]::GetCurrentProcess()
        Start-AxiosRequest "$server/json" | Wait-Job | Receive-Job -Wait -AutoRemoveJob | Out-Null
        $before = $process.Threads.Count
        $jobs = foreach ($i in 1..1000) { Start-AxiosRequest "$server/hold/$key" -TimeoutSec 0 }
        Wait-TestHold $key 1000
        $process.Refresh()
        $process.Threads.Count - $before | Should -BeLessThan 40
        Complete-TestHold $key
        ($jobs | Wait-Job | Receive-Job).Count | Should -Be 1000
    }

    It 'leave nothing behind when they are removed' {
        function Start-Forgotten { foreach ($i in 1..20) { [WeakReference]::new((Start-AxiosRequest "$server/bytes/100000")) } }
        $weak = Start-Forgotten
        Get-Job | Wait-Job | Remove-Job
        for ($i = 0; $i -lt 10 -and $weak.IsAlive -contains $true; $i++) { [GC]::Collect(); [GC]::WaitForPendingFinalizers() }
        $weak.IsAlive | Should -Not -Contain $true
    }
}

Describe 'Secrets of a job' {
    AfterEach { Get-Job | Remove-Job -Force }

    It 'are not in <Where>' -ForEach @(
        @{ Where = 'Get-Job | Format-List *'; Script = { Get-Job | Format-List * | Out-String -Width 5000 } }
        @{ Where = 'Get-Job | Format-Table'; Script = { Get-Job | Format-Table Command, Location, StatusMessage | Out-String -Width 5000 } }
        @{ Where = 'ConvertTo-Json'; Script = { Get-Job | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue } }
        @{ Where = 'Export-Clixml'; Script = { Get-Job | Export-Clixml TestDrive:/job.xml -Depth 5; Get-Content TestDrive:/job.xml -Raw } }
        @{ Where = 'its errors'; Script = { Get-Job | Receive-Job -Keep 2>&1 -ErrorAction Continue | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 5000; $_.InvocationInfo.BoundParameters | Out-String } } }
    ) {
        $with = @{
            Token          = (ConvertTo-SecureString 'hunter2-token' -AsPlainText)
            Authentication = 'Bearer'
            Headers        = @{ 'X-Api-Key' = 'hunter2-header' }
            Json           = @{ password = 'hunter2-body' }
        }
        $null = Start-AxiosRequest "$server/status/404?access_token=hunter2-query" @with | Wait-Job
        $null = "$server/json?access_token=hunter2-query" | Start-AxiosRequest @with | Wait-Job
        Get-Job | Should -Not -BeNullOrEmpty
        & $Script | Should -Not -Match 'hunter2'
    }
}
