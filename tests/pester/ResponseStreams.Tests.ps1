BeforeAll {
    . $PSScriptRoot/common.ps1

    # A server that answers every connection in turn with one of the texts; what follows HOLD stays unsent until the client goes away.
    $raw = {
        param([string[]] $Answers)
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $state = [hashtable]::Synchronized(@{ Uri = "http://$($listener.LocalEndpoint)"; Heads = [Collections.Concurrent.ConcurrentQueue[string]]::new(); Closed = 0; Listener = $listener })
        $shell = [powershell]::Create().AddScript({
                param($state, $answers)
                for ($i = 0; $i -lt $answers.Count; $i++) {
                    try { $client = $state.Listener.AcceptTcpClient() } catch { return }
                    $stream = $client.GetStream()
                    $head = ''
                    while (-not $head.EndsWith("`r`n`r`n") -and ($byte = $stream.ReadByte()) -ge 0) { $head += [char]$byte }
                    $state.Heads.Enqueue($head)
                    $text, $hold = $answers[$i] -split 'HOLD'
                    $bytes = [Text.Encoding]::UTF8.GetBytes($text)
                    $stream.Write($bytes, 0, $bytes.Length)
                    if ($null -ne $hold) {
                        try { if ($stream.ReadByte() -lt 0) { $state.Closed++ } } catch { $state.Closed++ }
                    }
                    $client.Dispose()
                }
            }).AddArgument($state).AddArgument($Answers)
        $state.Shell = $shell
        $state.Running = $shell.BeginInvoke()
        $state
    }

    # Waits until the server has answered all that it was to answer.
    function Complete-RawServer($Server) {
        if (-not $Server.Running.AsyncWaitHandle.WaitOne(20000)) { throw 'The client has not let go of its connections.' }
        $Server.Listener.Stop()
        $Server.Shell.Dispose()
    }

    $ok = "HTTP/1.1 200 OK`r`nConnection: close`r`nContent-Type: "
}

Describe '-As Lines' {
    It 'puts out each line' {
        $web = & $raw "${ok}text/plain`r`n`r`none`r`ntwö`n`nlast"
        Invoke-AxiosRequest $web.Uri -As Lines | Should -Be 'one', 'twö', '', 'last'
        Complete-RawServer $web
    }

    It 'puts a line out before the next has come, and Select-Object -First ends the request' {
        $web = & $raw "${ok}text/plain`r`n`r`none`ntwo`nthree`nHOLD"
        Invoke-AxiosRequest $web.Uri -As Lines | Select-Object -First 2 | Should -Be 'one', 'two'
        Complete-RawServer $web
        $web.Closed | Should -Be 1
    }

    It 'ends the request on Ctrl+C, whatever it waits for' {
        $web = & $raw "${ok}text/plain`r`n`r`none`nHOLD"
        $seen = [Collections.Concurrent.BlockingCollection[string]]::new()
        $started = Start-TestShell { param($uri, $seen) Invoke-AxiosRequest $uri -As Lines | ForEach-Object { $seen.Add($_) } } @{ uri = $web.Uri; seen = $seen }
        $seen.Take() | Should -Be 'one'
        $started.Shell.Stop()
        Complete-RawServer $web
        Close-TestShell $started
        $web.Closed | Should -Be 1
    }

    It 'ends with the error of a connection that breaks' {
        $web = & $raw "HTTP/1.1 200 OK`r`nContent-Length: 100`r`n`r`none`ntwo`nthr"
        $seen = [Collections.Generic.List[string]]::new()
        $failure = Get-Failure { Invoke-AxiosRequest $web.Uri -As Lines | ForEach-Object { $seen.Add($_) } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NetworkConnectionLost,*'
        $seen | Should -Be 'one', 'two'
        Complete-RawServer $web
    }

    It 'is an error where the status is one, and gives the text of it with -SkipHttpErrorCheck' {
        (Get-Failure { Invoke-AxiosRequest "$server/status/404?body=no" -As Lines }).FullyQualifiedErrorId | Should -BeLike 'HttpStatus404,*'
        Invoke-AxiosRequest "$server/status/404?body=no%0Abody" -As Lines -SkipHttpErrorCheck | Should -Be 'no', 'body'
    }

    It 'runs script hooks on the thread of the command' {
        $api = New-AxiosClient $server -As Lines
        Add-AxiosInterceptor -Client $api -Request { param($config) $config.Headers['X-Hook'] = 'yes'; Write-Warning 'hook' }
        Add-AxiosMiddleware -Client $api { param($context, $next) & $next $context }
        Clear-TestLog
        Invoke-AxiosRequest /text -Client $api -WarningVariable said -WarningAction SilentlyContinue | Should -Be 'plain text: äöü €'
        (Get-TestLog)[0].headers.'x-hook' | Should -Be 'yes'
        $said.Message | Should -Be 'hook'
    }

    It 'goes on with the next address of the pipeline after a failure' {
        $lines = "$server/status/500", "$server/text" | Invoke-AxiosRequest -As Lines -ErrorVariable failed -ErrorAction SilentlyContinue
        $lines | Should -Be 'plain text: äöü €'
        $failed.Count | Should -Be 1
    }
}

Describe '-As JsonLines' {
    It 'puts out an object for each line' {
        $web = & $raw "${ok}application/x-ndjson`r`n`r`n{`"a`":1}`n[1,2]`n`n3"
        $data = @(Invoke-AxiosRequest $web.Uri -As JsonLines)
        Complete-RawServer $web
        $data[0].a | Should -Be 1
        $data[1] | Should -Be 1, 2
        $data[2] | Should -Be 3
        $data.Count | Should -Be 3
        $web.Heads.ToArray()[0] | Should -BeLike '*Accept: application/x-ndjson*'
    }

    It 'names the line that is no JSON' {
        $web = & $raw "${ok}application/x-ndjson`r`n`r`n1`n{oops`n"
        (Get-Failure { Invoke-AxiosRequest $web.Uri -As JsonLines }).Exception.Message | Should -BeLike '*has no JSON in line 2:*'
        Complete-RawServer $web
    }
}

Describe '-As Events' {
    It 'puts out events as they come and goes on from the last id, with the hooks of the client' {
        $web = & $raw "${ok}text/event-stream`r`n`r`nretry: 10`n`nid: 1`ndata: a`n`n", "${ok}text/event-stream`r`n`r`nid: 2`nevent: add`ndata: b`n`n", "HTTP/1.1 204 No Content`r`n`r`n"
        $api = New-AxiosClient $web.Uri
        $script:token = 0
        Add-AxiosInterceptor -Client $api -Request { param($config) $config.Headers['X-Token'] = "t$((++$script:token))" }
        $events = Invoke-AxiosRequest / -Client $api -As Events
        Complete-RawServer $web
        $events.Data | Should -Be 'a', 'b'
        $events.Event | Should -Be 'message', 'add'
        $events.Id | Should -Be '1', '2'
        ($web.Heads.ToArray() | ForEach-Object { if ($_ -match 'Last-Event-ID: (.)') { $Matches[1] } }) | Should -Be '1', '2'
        ($web.Heads.ToArray() | ForEach-Object { if ($_ -match 'X-Token: (t.)') { $Matches[1] } }) | Should -Be 't1', 't2', 't3'
    }

    It 'is left by Select-Object -First, which ends the request' {
        $web = & $raw "${ok}text/event-stream`r`n`r`ndata: a`n`ndata: b`n`nHOLD"
        (Invoke-AxiosRequest $web.Uri -As Events | Select-Object -First 1).Data | Should -Be 'a'
        Complete-RawServer $web
        $web.Closed | Should -Be 1
    }

    It 'refuses what are no events, a bad status also with -SkipHttpErrorCheck' {
        (Get-Failure { Invoke-AxiosRequest "$server/text" -As Events }).Exception.Message | Should -BeLike '*answered with text/plain, and events come as text/event-stream.'
        (Get-Failure { Invoke-AxiosRequest "$server/status/404" -As Events -SkipHttpErrorCheck }).FullyQualifiedErrorId | Should -BeLike 'HttpStatus404,*'
    }

    It 'does not go on with -MaxReconnects 0, which is for events alone' {
        $web = & $raw "${ok}text/event-stream`r`n`r`nid: 1`ndata: a`n`n"
        (Invoke-AxiosRequest $web.Uri -As Events -MaxReconnects 0).Data | Should -Be 'a'
        Complete-RawServer $web
        (Get-Failure { Invoke-AxiosRequest "$server/text" -MaxReconnects 1 }).Exception.Message | Should -BeLike '*Add -As Events.'
        (Get-Failure { Invoke-AxiosRequest "$server/json" -Paginate -MaxReconnects 1 }).Exception.Message | Should -BeLike '-MaxReconnects is for server-sent events*'
    }
}

Describe 'Progress' {
    It 'is told to -OnProgress, on the thread of the command' {
        $reports = [Collections.Generic.List[object]]::new()
        $thread = [Threading.Thread]::CurrentThread.ManagedThreadId
        $null = Invoke-AxiosRequest "$server/bytes/300000" -Method Post -Body ([byte[]]::new(200000)) -OnProgress {
            param($progress)
            $reports.Add([pscustomobject]@{ Progress = $progress; Thread = [Threading.Thread]::CurrentThread.ManagedThreadId })
        }
        $reports[-1].Progress.Direction | Should -Be Download
        $reports[-1].Progress.Bytes | Should -Be 300000
        $reports[-1].Progress.IsCompleted | Should -BeTrue
        $reports.Where{ $_.Progress.Direction -eq 'Upload' }[-1].Progress.Bytes | Should -Be 200000
        $reports.Thread | Select-Object -Unique | Should -Be $thread
    }

    It 'breaks no stream that is read when the command is done, whoever set it' {
        $told = [Collections.Generic.List[int]]::new()
        $api = New-AxiosClient $server -OnProgress { $told.Add([Threading.Thread]::CurrentThread.ManagedThreadId) }
        foreach ($options in @{ Stream = $true }, @{ Stream = $true; Progress = { $told.Add([Threading.Thread]::CurrentThread.ManagedThreadId) } }) {
            $all = [IO.MemoryStream]::new()
            $api.Get('/bytes/300000', $options).Stream.CopyTo($all)
            $all.Length | Should -Be 300000
        }
        $told | Where-Object { $_ -ne [Threading.Thread]::CurrentThread.ManagedThreadId } | Should -BeNullOrEmpty
    }

    It 'ends the request where its script throws' {
        (Get-Failure { Invoke-AxiosRequest "$server/bytes/3000" -OnProgress { throw 'enough' } }).Exception.Message | Should -BeLike '*progress hook*enough'
    }
}
