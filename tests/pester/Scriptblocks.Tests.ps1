BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'A scriptblock as a hook' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'gets its first argument as $_, in $args and in its parameters' {
        Add-AxiosInterceptor { $_.Headers['X-1'] = 'underscore' } $api
        Add-AxiosInterceptor { $args[0].Headers['X-2'] = 'args' } $api
        Add-AxiosInterceptor { param($config) $config.Headers['X-3'] = 'param' } $api
        Add-AxiosInterceptor { param([AxiosPS.RequestConfig] $config) $config.Headers['X-4'] = 'typed' } $api
        Add-AxiosInterceptor { [CmdletBinding()] param([Parameter(Mandatory)] $config) $config.Headers['X-5'] = 'advanced' } $api
        $headers = (Invoke-AxiosRequest /echo -Client $api -As Data).headers
        $headers.'x-1', $headers.'x-2', $headers.'x-3', $headers.'x-4', $headers.'x-5' |
            Should -Be 'underscore', 'args', 'param', 'typed', 'advanced'
    }

    It 'sees the variables of the caller, those of the moment of the call' {
        $who = 'registered'
        Add-AxiosInterceptor { $_.Headers['X-Who'] = $who } $api
        $who = 'called'
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-who' | Should -Be 'called'
    }

    It 'sees the variables of a function that calls' {
        function Send-It { $who = 'function'; Invoke-AxiosRequest /echo -Client $api -As Data }
        $who = 'script'
        Add-AxiosInterceptor { $_.Headers['X-Who'] = $who } $api
        (Send-It).headers.'x-who' | Should -Be 'function'
    }

    It 'has a scope of its own' {
        $kept = 'outside'
        Add-AxiosInterceptor { $kept = 'inside'; $null = $kept } $api
        $null = Invoke-AxiosRequest /json -Client $api
        $kept | Should -Be 'outside'
    }

    It 'sees the private functions and variables of the module that it is written in' {
        $written = New-Module {
            $state = 'module'
            function Get-State { "private $state" }
            function New-StateHook { { $_.Headers['X-State'] = Get-State; $script:state = 'changed' } }
            Export-ModuleMember New-StateHook
        }
        Add-AxiosInterceptor (& $written { New-StateHook }) $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-state' | Should -Be 'private module'
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-state' | Should -Be 'private changed'
    }

    It 'keeps the variables of a closure' {
        $hook = & { $who = 'closure'; { $_.Headers['X-Who'] = $who }.GetNewClosure() }
        $who = 'caller'
        Add-AxiosInterceptor $hook $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-who' | Should -Be 'closure'
    }

    It 'has at home the values of $using: from when it was registered' {
        $settings = @{ who = 'using' }
        $list = 1, 2
        Add-AxiosInterceptor { $_.Headers['X-Who'] = $using:settings.who + $using:list[1] } $api
        $settings = @{ who = 'later' }
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-who' | Should -Be 'using2'
    }

    It 'with a $using: of a variable that does not exist is refused when it is registered' {
        $failure = Get-Failure { Add-AxiosInterceptor -Request { $using:noSuchThing } -Client $api }
        "$failure" | Should -BeLike '*uses $using:noSuchThing*no such variable*'
        $api.Pipeline.Count | Should -Be 1
    }

    It 'removes a header by setting it to $null' {
        Add-AxiosInterceptor { $_.Headers['Accept'] = $null } $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.PSObject.Properties.Name | Should -Not -Contain 'accept'
    }

    It 'may give a config of its own' {
        Add-AxiosInterceptor { $other = $_.Copy(); $other.Uri = '/text'; $other } $api
        Invoke-AxiosRequest /json -Client $api -As Data | Should -BeLike 'plain text*'
    }

    It 'takes part only -When it should' {
        Add-AxiosInterceptor { $_.Headers['X-Hook'] = 'yes' } $api -When { $_.Method -eq 'POST' }
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.PSObject.Properties.Name | Should -Not -Contain 'x-hook'
        (Invoke-AxiosRequest /echo -Client $api -Method POST -As Data).headers.'x-hook' | Should -Be 'yes'
    }

    It 'runs once per call, or with -EachAttempt for each attempt, on a config of its own' {
        $api = New-AxiosClient $server -MaxRetries 2 -RetryStrategy (New-AxiosRetryStrategy -Fixed 0)
        $log = [Collections.Generic.List[string]]::new()
        Add-AxiosInterceptor { $log.Add('call') } $api
        Add-AxiosInterceptor { $log.Add('attempt'); $_.Headers.Add('X-Try', 'again') } $api -EachAttempt
        Add-AxiosInterceptor -Response { $log.Add("answer $($_.StatusCode)") } -Client $api -EachAttempt
        $null = Invoke-AxiosRequest "/flaky/$(New-Guid)/2" -Client $api
        $log | Should -Be 'call', 'attempt', 'answer 503', 'attempt', 'answer 503', 'attempt', 'answer 200'
        (Get-TestLog).headers.'x-try' | Should -Be 'again', 'again', 'again'
    }

    It 'recovers from an error with a response' {
        Add-AxiosInterceptor -Response { $_.Headers['X-Seen'] = 'yes' } -Client $api -OnRejected { New-AxiosResponse 200 -Json @{ recovered = $_.StatusCode } }
        $response = Invoke-AxiosRequest /status/500 -Client $api
        $response.Data.recovered | Should -Be 500
        $response.Headers.Contains('X-Seen') | Should -BeFalse
    }

    It 'lets an error go on that it only looks at, with its type' {
        Add-AxiosInterceptor -Client $api -OnRejected { $script:seen = $_.GetType().Name }
        (Get-Failure { Invoke-AxiosRequest /status/500 -Client $api }).Exception | Should -BeOfType AxiosPS.AxiosStatusException
        $script:seen | Should -Be 'AxiosStatusException'
    }

    It 'may rethrow an error, which keeps its type' {
        Add-AxiosInterceptor -Client $api -OnRejected { throw $_ }
        (Get-Failure { Invoke-AxiosRequest /status/500 -Client $api }).Exception | Should -BeOfType AxiosPS.AxiosStatusException
    }

    It 'may be a method of a PowerShell object, with its state' {
        class Stamp { [int] $Count; [void] Mark($config) { $this.Count++; $config.Headers['X-Count'] = $this.Count } }
        $stamp = [Stamp]::new()
        Add-AxiosInterceptor $stamp.Mark $api
        $null = Invoke-AxiosRequest /echo -Client $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-count' | Should -Be 2
        $stamp.Count | Should -Be 2
    }
}

Describe 'A hook that puts out something that it may not' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'fails the request, and the error names the hook and what came: <Case>' -ForEach @(
        @{ Case = 'an index, of a request interceptor'; Add = { Add-AxiosInterceptor { ([Collections.ArrayList]::new()).Add(1) } $api -Name stamp }; Says = '*stamp*Int32 0*$null*'; Sent = 0 }
        @{ Case = 'a string, of a response interceptor'; Add = { Add-AxiosInterceptor -Response { $_.Text } -Client $api -Name text }; Says = '*text*string*$response.Data*'; Sent = 1 }
        @{ Case = 'several things, of a middleware'; Add = { Add-AxiosMiddleware { 'starting'; & $args[1] $args[0] } $api -Name log }; Says = "*log*'starting'*a response*"; Sent = 1 }
        @{ Case = 'nothing, of a middleware'; Add = { Add-AxiosMiddleware { $null = & $args[1] $args[0] } $api -Name silent }; Says = '*silent*returned nothing*'; Sent = 1 }
        @{ Case = 'a number, of an onRejected'; Add = { Add-AxiosInterceptor -Client $api -OnRejected { 42 } -Name wrong; Add-AxiosInterceptor { throw 'first' } $api }; Says = '*wrong*Int32 42*'; Sent = 0 }
    ) {
        & $Add
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosHookException
        "$failure" | Should -BeLike $Says
        @(Get-TestLog).Count | Should -Be $Sent
    }
}

Describe 'A throw in a hook' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'names hook, file, line and cause' {
        $file = "$TestDrive/guard.ps1"
        Set-Content $file "param(`$api)`nAdd-AxiosInterceptor -Name guard -Client `$api -Request {`n    throw 'not allowed'`n}"
        & $file $api
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api }
        "$failure" | Should -BeLike "*guard*guard.ps1:3*not allowed*"
        $failure.FullyQualifiedErrorId | Should -Be 'HookFailed,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failure.CategoryInfo.Category | Should -Be InvalidOperation
        $failure.Exception.Hook | Should -BeLike '*guard*'
        $failure.Exception.InnerException.Message | Should -Be 'not allowed'
    }

    It 'keeps the exception that was thrown' {
        Add-AxiosInterceptor { throw [IO.FileNotFoundException]::new('no key file') } $api
        (Get-Failure { Invoke-AxiosRequest /json -Client $api }).Exception.InnerException | Should -BeOfType IO.FileNotFoundException
    }

    It 'stops the request under $ErrorActionPreference <Preference>, so that a guard never fails open' -ForEach @(
        'SilentlyContinue', 'Ignore', 'Continue', 'Stop' | ForEach-Object { @{ Preference = $_ } }
    ) {
        # In a shell of its own: a try on the stack, as Pester's, would make every throw count.
        $goneOn = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $started = Start-TestShell {
            param($server, $preference, $goneOn)
            $api = New-AxiosClient $server
            Add-AxiosInterceptor { throw 'not allowed'; $goneOn.Enqueue('hook') } $api
            Add-AxiosInterceptor { $goneOn.Enqueue('next hook') } $api
            $ErrorActionPreference = $preference
            '/json' | Invoke-AxiosRequest -Client $api
            Invoke-AxiosRequest /json -Client $api
            $api.Get('/json')
        } @{ server = $server; preference = $Preference; goneOn = $goneOn }
        $output = try { Receive-TestShell $started } catch { $null = $_ }
        $output | Should -BeNullOrEmpty
        $goneOn | Should -BeNullOrEmpty
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'of <Case> stops the request too' -ForEach @(
        @{ Case = 'the engine'; Hook = { 1 / 0 } }
        @{ Case = 'a method'; Hook = { [int]::Parse('x') } }
        @{ Case = 'a missing command'; Hook = { Get-NothingOfTheKind } }
        @{ Case = 'Write-Error -ErrorAction Stop'; Hook = { Write-Error no -ErrorAction Stop } }
        @{ Case = 'a module with strict mode'; Hook = { Set-StrictMode -Version Latest; $noSuchVariable } }
    ) {
        Add-AxiosInterceptor $Hook $api
        & {
            $ErrorActionPreference = 'SilentlyContinue'
            '/json' | Invoke-AxiosRequest -Client $api -ErrorVariable failures
            $failures[0].Exception | Should -BeOfType AxiosPS.AxiosHookException
        }
        @(Get-TestLog).Count | Should -Be 0
    }
}

Describe 'break, continue and exit in a hook' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'do what they do in any scriptblock: break leaves the caller''s loop, and nothing is sent' {
        Add-AxiosInterceptor { break } $api
        $turns = 0
        foreach ($turn in 1..3) { $turns = $turn; $null = Invoke-AxiosRequest /json -Client $api; $turns = 'went on' }
        $turns | Should -Be 1
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'do what they do in any scriptblock: continue takes the next turn' {
        Add-AxiosMiddleware { continue } $api
        $turns = foreach ($turn in 1..3) { $turn; $null = Invoke-AxiosRequest /json -Client $api; 'went on' }
        $turns | Should -Be 1, 2, 3
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'do what they do in any scriptblock: exit ends the script with its code' {
        $run = Invoke-FreshPwsh {
            param($server)
            $api = New-AxiosClient $server
            Add-AxiosMiddleware { param($context, $next) Add-AxiosInterceptor { exit 7 } (New-AxiosClient $server); & $next $context } $api
            Add-AxiosInterceptor -Response { exit 7 } -Client $api
            try { $null = Invoke-AxiosRequest /json -Client $api } catch { "caught $_" }
            'went on'
        } $server
        $run.ExitCode | Should -Be 7
        $run.Output | Should -BeNullOrEmpty
        $run.Error | Should -BeNullOrEmpty
    }
}
