BeforeAll {
    . $PSScriptRoot/common.ps1
    $patience = 2000 # ms; the promise is 250, and a busy machine has its own ideas
}

Describe 'New-AxiosCancelToken' {
    It 'makes one that the prompt shows in two columns' {
        $token = New-AxiosCancelToken
        ($token | Out-String).Trim() -split '\s*\n\s*' | Should -Be 'IsCancellationRequested Reason', '----------------------- ------', 'False'
        $token.Cancel('enough')
        ($token | Out-String).Trim() | Should -Match '(?m)^\s*True\s+enough\s*$'
        "$token" | Should -BeExactly 'AxiosCancelToken (cancelled: enough)'
    }

    It 'takes a reason or none' {
        $token = New-AxiosCancelToken
        $token.Cancel()
        $token.IsCancellationRequested, $token.Reason | Should -Be $true, $null
    }

    It 'is cancelled by itself with -AfterSec' {
        $token = New-AxiosCancelToken -AfterSec 0.2
        $failure = Get-Failure { Invoke-AxiosRequest "$server/hold/$(New-Guid)" -CancelToken $token }
        $failure.Exception.Reason | Should -BeExactly 'its 0.2 s are over.'
    }

    It 'is cancelled with the first of -LinkedTo, be it a CancellationToken' {
        $stop, $source = (New-AxiosCancelToken), [Threading.CancellationTokenSource]::new()
        $a = New-AxiosCancelToken -LinkedTo $stop, $source.Token
        $b = New-AxiosCancelToken 1000 -LinkedTo $source.Token
        $source.Cancel()
        $stop.Cancel('too late to be the first of b')
        $a.Reason | Should -BeExactly 'too late to be the first of b'
        $b.IsCancellationRequested, $b.Reason | Should -Be $true, $null
    }

    It 'ends the requests of a client that has it, but for those that have one of their own which is not linked to it' {
        $all = New-AxiosCancelToken
        $own, $linked = (New-AxiosCancelToken), (New-AxiosCancelToken -LinkedTo $all)
        $api = New-AxiosClient $server -CancelToken $all
        $all.Cancel('closing time')
        (Get-Failure { Invoke-AxiosRequest /json -Client $api }).Exception.Reason | Should -BeExactly 'closing time'
        (Get-Failure { Invoke-AxiosRequest /json -Client $api -CancelToken $linked }).Exception.Reason | Should -BeExactly 'closing time'
        (Invoke-AxiosRequest /json -Client $api -CancelToken $own).StatusCode | Should -Be 200
    }

    It 'refuses <Given>' -ForEach @(
        @{ Given = 'a negative time'; Script = { New-AxiosCancelToken -AfterSec -5 }; Message = '*AfterSec*' }
        @{ Given = 'no time at all'; Script = { New-AxiosCancelToken -AfterSec 0 }; Message = '*AfterSec*' }
        @{ Given = 'NaN'; Script = { New-AxiosCancelToken -AfterSec ([double]::NaN) }; Message = '*AfterSec*' }
        @{ Given = 'infinity'; Script = { New-AxiosCancelToken -AfterSec ([double]::PositiveInfinity) }; Message = '*AfterSec*' }
        @{ Given = 'a year'; Script = { New-AxiosCancelToken -AfterSec 31536000 }; Message = '*AfterSec*' }
        @{ Given = 'a text'; Script = { New-AxiosCancelToken -AfterSec abc }; Message = '*AfterSec*abc*' }
        @{ Given = 'a link to nothing'; Script = { New-AxiosCancelToken -LinkedTo $null }; Message = '*LinkedTo*' }
        @{ Given = 'a link to something else'; Script = { New-AxiosCancelToken -LinkedTo 'abc' }; Message = '*LinkedTo*AxiosCancelToken*' }
        @{ Given = 'a link to one that is disposed of'; Script = { $t = New-AxiosCancelToken; $t.Dispose(); New-AxiosCancelToken -LinkedTo $t }; Message = '*cancel token is disposed of*New-AxiosCancelToken*' }
    ) {
        (Get-Failure $Script).Exception.Message | Should -BeLike $Message
    }
}

Describe 'A cancel token' {
    BeforeEach {
        Clear-TestLog
        $key = "$(New-Guid)"
    }

    It 'ends <What> at once, with an error that says why, and the server sees it' -ForEach @(
        @{ What = 'a request with -CancelToken'; Script = { param($server, $key, $token) Invoke-AxiosRequest "$server/hold/$key" -CancelToken $token } }
        @{ What = 'a request with a CancellationToken'; Script = { param($server, $key, $token) Invoke-AxiosRequest "$server/hold/$key" -CancelToken $token.Token }; Silent = $true }
        @{ What = '$api.Get() with a hashtable'; Script = { param($server, $key, $token) (New-AxiosClient $server).Get("/hold/$key", @{ CancelToken = $token }) } }
        @{ What = '$api.Get() with a CancellationToken in a hashtable'; Script = { param($server, $key, $token) (New-AxiosClient $server).Get("/hold/$key", @{ CancelToken = $token.Token }) }; Silent = $true }
        @{ What = 'a request of a client with defaults'; Script = { param($server, $key, $token)
                $api = New-AxiosClient $server
                $api.Defaults.CancelToken = $token
                Invoke-AxiosRequest "/hold/$key" -Client $api
            }
        }
        @{ What = 'a request whose interceptor sets it'; Script = { param($server, $key, $token)
                $api = New-AxiosClient $server
                Add-AxiosInterceptor { $_.CancelToken = $token }.GetNewClosure() $api
                Invoke-AxiosRequest "/hold/$key" -Client $api
            }
        }
        @{ What = 'a request inside the next of a script'; Script = { param($server, $key, $token)
                $api = New-AxiosClient $server
                Add-AxiosMiddleware { param($context, $next) & $next $context } $api
                Invoke-AxiosRequest "/hold/$key" -Client $api -CancelToken $token
            }
        }
        @{ What = 'a request that waits behind another in Dedupe'; Script = { param($server, $key, $token)
                Invoke-AxiosRequest "/hold/$key" -Client (New-AxiosClient $server -Plugin (New-AxiosDedupePlugin)) -CancelToken $token
            }
        }
        @{ What = 'lines as they come'; Script = { param($server, $key, $token) Invoke-AxiosRequest "$server/hold/$key" -As Lines -CancelToken $token } }
        @{ What = 'events as they come'; Script = { param($server, $key, $token) Invoke-AxiosRequest "$server/hold/$key" -As Events -CancelToken $token } }
        @{ What = 'pages'; Script = { param($server, $key, $token) Invoke-AxiosRequest "$server/hold/$key" -Paginate -CancelToken $token } }
        @{ What = 'a download'; Script = { param($server, $key, $token) Invoke-AxiosRequest "$server/hold/$key" -OutFile (Join-Path ([IO.Path]::GetTempPath()) $key) -CancelToken $token } }
    ) {
        $token = New-AxiosCancelToken
        $started = Start-TestShell ([scriptblock]::Create("$Script")) @{ server = $server; key = $key; token = $token }
        Wait-TestHold $key
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $token.Cancel("the user\e has seen enough.".Replace('\e', "`e"))
        $failure = Get-Failure { Receive-TestShell $started }
        $clock.ElapsedMilliseconds | Should -BeLessThan $patience
        $record = $failure.Exception.InnerException.ErrorRecord ?? $failure
        $problem = $failure.Exception
        while ($problem.InnerException -and $problem -isnot [AxiosPS.AxiosCanceledException]) { $problem = $problem.InnerException }
        $problem | Should -BeOfType AxiosPS.AxiosCanceledException
        $why = if ($Silent) { '.' } else { ': the user\u001B has seen enough.' }
        $problem.Message | Should -BeExactly "GET $server/hold/$key was cancelled$why"
        if ("$Script" -notmatch '\.Get\(') {
            $record.FullyQualifiedErrorId | Should -BeLike 'Canceled,*'
            $record.CategoryInfo.Category | Should -Be OperationStopped
        }
        Wait-TestAbort
        Get-TestHold $key | Should -Be 0
    }

    It 'that was cancelled before lets nothing be sent and no hook run' {
        $api = New-AxiosClient $server
        $ran = [Collections.Generic.List[string]]::new()
        Add-AxiosInterceptor { $ran.Add('request') } $api
        Add-AxiosInterceptor -Response {} -OnRejected { $ran.Add('rejected') } -Client $api
        $token = New-AxiosCancelToken
        $token.Cancel('before')
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api -CancelToken $token }
        "$failure" | Should -BeExactly "GET $server/json was cancelled: before"
        $failure.FullyQualifiedErrorId | Should -BeLike 'Canceled,*'
        $ran | Should -BeNullOrEmpty
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'that is disposed of is an error that says what to do' {
        $token = New-AxiosCancelToken
        $token.Dispose()
        $failure = Get-Failure { Invoke-AxiosRequest "$server/json" -CancelToken $token }
        "$failure" | Should -BeLike 'The cancel token is disposed of*Make a new one (New-AxiosCancelToken)*'
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'can be cancelled by a hook of the call itself' {
        $api, $token = (New-AxiosClient $server), (New-AxiosCancelToken)
        Add-AxiosInterceptor { $token.Cancel('says the hook') } $api
        "$(Get-Failure { Invoke-AxiosRequest /json -Client $api -CancelToken $token })" | Should -BeLike '*was cancelled: says the hook'
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'is no number, no text and not $null' {
        (Get-Failure { Invoke-AxiosRequest "$server/json" -CancelToken 5 }).Exception.Message | Should -BeLike '*CancelToken*AxiosCancelToken*'
        (Get-Failure { Invoke-AxiosRequest "$server/json" -CancelToken $null }).Exception.Message | Should -BeLike '*CancelToken*'
        (Get-Failure { (New-AxiosClient $server).Get('/json', @{ CancelToken = 'abc' }) }).Exception.Message | Should -BeLike '*CancelToken cannot be ''abc''*'
    }
}
