BeforeAll {
    . $PSScriptRoot/common.ps1
    $patience = 2000 # ms; the promise is 250, and a busy machine has its own ideas

    # A listener that takes one connection and then is silent.
    function Start-SilentServer {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $listener
    }

    # Waits until somebody has connected and sent something.
    function Receive-Silently([Net.Sockets.TcpListener] $Listener) {
        $connection = $Listener.AcceptTcpClient()
        $connection.ReceiveTimeout = 20000
        $null = $connection.GetStream().ReadByte()
        $connection
    }

    # Reads on until the other side has closed, in time or not at all.
    function Wait-Close([Net.Sockets.TcpClient] $Connection) {
        $Connection.ReceiveTimeout = $patience
        $buffer = [byte[]]::new(1mb)
        try { while ($Connection.GetStream().Read($buffer, 0, $buffer.Length) -gt 0) { } }
        catch { $_.Exception.GetBaseException().SocketErrorCode | Should -Be ConnectionReset }
        $Connection.Dispose()
    }
}

Describe '<How>' -ForEach @(
    @{ How = 'Ctrl+C'; Stops = $true }
    @{ How = 'A cancel token'; Stops = $false }
) {
    BeforeAll {
        # Ends what runs and says how long that took.
        function Stop-Call($Started, $Token) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            if ($Stops) {
                $Started.Shell.Stop()
                $Started.Shell.InvocationStateInfo.State | Should -Be Stopped
            }
            else {
                $Token.Cancel('enough')
                "$(Get-Failure { $Started.Shell.EndInvoke($Started.Running) })" | Should -BeLike '*was cancelled: enough*'
            }

            $clock.ElapsedMilliseconds | Should -BeLessThan $patience
            Close-TestShell $Started
        }
    }

    BeforeEach {
        Clear-TestLog
        $token = New-AxiosCancelToken
    }

    It 'ends <What>, and the server sees the socket close' -ForEach @(
        @{ What = 'a request in its TLS handshake'; Script = { param($address, $token) Invoke-AxiosRequest "https://$address/" -CancelToken $token } }
        @{ What = 'a request that waits for its headers'; Script = { param($address, $token) Invoke-AxiosRequest "http://$address/" -CancelToken $token } }
        @{ What = 'a request whose body the server does not read'; Script = { param($address, $token) Invoke-AxiosRequest "http://$address/" -Body ([byte[]]::new(64mb)) -CancelToken $token } }
    ) {
        $listener = Start-SilentServer
        $started = Start-TestShell $Script @{ address = "$($listener.LocalEndpoint)"; token = $token }
        $connection = Receive-Silently $listener
        Stop-Call $started $token
        Wait-Close $connection
        $listener.Stop()
    }

    It 'ends <What> while its body arrives' -ForEach @(
        @{ What = 'a request'; Script = { param($server, $token, $file, $begun) Invoke-AxiosRequest "$server/trickle/1000000?ms=20" -CancelToken $token -OnProgress { $begun.Set() } } }
        @{ What = 'a download'; Script = { param($server, $token, $file, $begun) Invoke-AxiosRequest "$server/trickle/1000000?ms=20" -OutFile $file -CancelToken $token -OnProgress { $begun.Set() } } }
        @{ What = 'a request for lines'; Script = { param($server, $token, $file, $begun) Invoke-AxiosRequest "$server/trickle/1000000?ms=20" -As Lines -CancelToken $token -OnProgress { $begun.Set() } } }
        @{ What = 'a request inside a script''s next'; Script = { param($server, $token, $file, $begun)
                $api = New-AxiosClient $server
                Add-AxiosMiddleware { param($context, $next) & $next $context } $api
                Invoke-AxiosRequest '/trickle/1000000?ms=20' -Client $api -CancelToken $token -OnProgress { $begun.Set() }
            }
        }
    ) {
        $begun = [Threading.ManualResetEventSlim]::new()
        $file = "$TestDrive/$(New-Guid)"
        $started = Start-TestShell $Script @{ server = $server; token = $token; file = $file; begun = $begun }
        $begun.Wait(20000) | Should -BeTrue
        Stop-Call $started $token
        Wait-TestAbort
        $file | Should -Not -Exist
    }

    It 'ends the wait before a retry' {
        $waiting = [Threading.ManualResetEventSlim]::new()
        $started = Start-TestShell {
            param($server, $token, $waiting)
            $api = New-AxiosClient $server -MaxRetries 3 -RetryStrategy (New-AxiosRetryStrategy -Fixed 1000) -TimeoutSec 0
            Add-AxiosInterceptor -Response { $waiting.Set() } -Client $api -EachAttempt
            Invoke-AxiosRequest /status/503 -Client $api -CancelToken $token
        } @{ server = $server; token = $token; waiting = $waiting }
        $waiting.Wait(20000) | Should -BeTrue
        Stop-Call $started $token
        @(Get-TestLog).Count | Should -Be 1
    }
}

Describe 'Many cancelled requests' {
    It 'leave no handle, no thread and no memory behind' {
        $result = Invoke-FreshPwsh {
            param($server)
            $api = New-AxiosClient $server
            $slow = New-AxiosClient $server -TimeoutSec 0 -MaxRetries 1 -RetryStrategy (New-AxiosRetryStrategy -Fixed 1000)
            $over = New-AxiosCancelToken
            $over.Cancel()
            function Measure-Process {
                1..3 | ForEach-Object { [GC]::Collect(); [GC]::WaitForPendingFinalizers() }
                $process = Get-Process -Id $PID
                $handles = $IsLinux ? [IO.Directory]::GetFileSystemEntries('/proc/self/fd').Length : $process.HandleCount
                [pscustomobject]@{ Handles = $handles; Threads = $process.Threads.Count; Bytes = [GC]::GetTotalMemory($true) }
            }
            function Invoke-Cancelled($Count) {
                for ($i = 0; $i -lt $Count; $i++) {
                    $ends = @(
                        { Invoke-AxiosRequest /hold/x -Client $api -CancelToken (New-AxiosCancelToken 0.01) }
                        { Invoke-AxiosRequest /status/503 -Client $slow -CancelToken (New-AxiosCancelToken 0.01) }
                        { Invoke-AxiosRequest /json -Client $api -CancelToken $over }
                    )
                    foreach ($end in $ends) {
                        try { & $end; throw 'It was not cancelled.' } catch [AxiosPS.AxiosCanceledException] { $null = $_ }
                    }
                }
            }
            Invoke-Cancelled 50
            $Error.Clear()
            $before = Measure-Process
            Invoke-Cancelled 300
            $Error.Clear()
            $after = Measure-Process
            @{ Handles = $after.Handles - $before.Handles; Threads = $after.Threads - $before.Threads; Bytes = $after.Bytes - $before.Bytes } | ConvertTo-Json
        } $server
        $result.Error | Should -BeNullOrEmpty
        $more = $result.Output | ConvertFrom-Json
        $more.Handles | Should -BeLessThan 100
        $more.Threads | Should -BeLessThan 40
        $more.Bytes | Should -BeLessThan 5mb
    }
}

Describe 'A time that is none' {
    It 'is refused by <Command> -<Parameter> <Value>' -ForEach @(
        foreach ($parameter in 'TimeoutSec', 'AttemptTimeoutSec', 'ReadTimeoutSec', 'MaxRetryAfterSec', 'ConnectTimeoutSec') {
            foreach ($value in -5, [double]::NaN, [double]::PositiveInfinity, 1e300, 3000000, 'abc') {
                @{ Command = 'New-AxiosClient'; Parameter = $parameter; Value = $value }
                if ($parameter -ne 'ConnectTimeoutSec') { @{ Command = 'Invoke-AxiosRequest'; Parameter = $parameter; Value = $value } }
            }
        }
    ) {
        $wish = @{ $Parameter = $Value }
        $failure = Get-Failure { & $Command http://127.0.0.1:9 @wish }
        $failure.Exception | Should -BeOfType Management.Automation.ParameterBindingException
        "$failure" | Should -BeLike "*$Parameter*"
    }

    It 'is refused as <Value> for <Option> in a hashtable' -ForEach @(
        foreach ($option in 'TimeoutSec', 'AttemptTimeout', 'ReadTimeoutSec', 'MaxRetryAfterSec') {
            foreach ($value in -5, [double]::NaN, 1e300, 'abc', '-5', @(1, 2)) {
                @{ Option = $option; Value = $value }
            }
        }
    ) {
        $failure = Get-Failure { (New-AxiosClient http://127.0.0.1:9).Get('/', @{ $Option = $Value }) }
        "$failure" | Should -BeLike "*$Option cannot be '*"
    }
}

Describe 'Each clock' {
    It 'is named by the error, with its limit and its option: <Clock>' -ForEach @(
        @{ Clock = 'Total'; Script = { Invoke-AxiosRequest "$server/hold/$key" -TimeoutSec 0.3 }; Says = '*did not finish within 0.3 s in total (Timeout).' }
        @{ Clock = 'Attempt'; Script = { Invoke-AxiosRequest "$server/hold/$key" -AttemptTimeoutSec 0.3 }; Says = '*had no answer within 0.3 s in one attempt (AttemptTimeout).' }
        @{ Clock = 'Connect'; Script = { Invoke-AxiosRequest "https://$silent/" -Client (New-AxiosClient -ConnectTimeoutSec 0.3) }; Says = '*could not connect within 0.3 s (ConnectTimeout).' }
        @{ Clock = 'Read'; Script = { Invoke-AxiosRequest "$server/trickle/1000000?ms=2000" -ReadTimeoutSec 0.3 }; Says = '*sent no byte of its body for 0.3 s (ReadTimeout).' }
    ) {
        $key, $listener = "$(New-Guid)", (Start-SilentServer)
        $silent = "$($listener.LocalEndpoint)"
        $failure = Get-Failure $Script
        $failure.Exception | Should -BeOfType AxiosPS.AxiosTimeoutException
        "$($failure.Exception.Clock) $($failure.Exception.Limit.TotalSeconds)" | Should -BeExactly "$Clock 0.3"
        "$failure" | Should -BeLike $Says
        $failure.FullyQualifiedErrorId | Should -BeLike "Timeout$Clock,*"
        $failure.CategoryInfo.Category | Should -Be OperationTimeout
        $listener.Stop()
    }
}
