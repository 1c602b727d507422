BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'What a hook writes' {
    BeforeEach {
        Clear-TestLog
        $ErrorActionPreference = 'Continue'
        $api = New-AxiosClient $server
        Add-AxiosInterceptor {
            Write-Verbose 'v'
            Write-Debug 'd'
            Write-Warning 'w'
            Write-Information 'i' -Tags tagged
            Write-Host 'h'
            Write-Error 'e'
        } $api
    }

    It 'goes to the stream of its own, and <Redirection> redirects it' -ForEach @(
        @{ Redirection = '2>&1'; Call = { Invoke-AxiosRequest /json -Client $api 2>&1 3>$null 6>$null }; Record = 'ErrorRecord'; Text = 'e' }
        @{ Redirection = '3>&1'; Call = { Invoke-AxiosRequest /json -Client $api 3>&1 2>$null 6>$null }; Record = 'WarningRecord'; Text = 'w' }
        @{ Redirection = '4>&1'; Call = { Invoke-AxiosRequest /json -Client $api -Verbose 4>&1 2>$null 3>$null 6>$null }; Record = 'VerboseRecord'; Text = 'v' }
        @{ Redirection = '5>&1'; Call = { $DebugPreference = 'Continue'; Invoke-AxiosRequest /json -Client $api 5>&1 2>$null 3>$null 6>$null }; Record = 'DebugRecord'; Text = 'd' }
        @{ Redirection = '6>&1'; Call = { Invoke-AxiosRequest /json -Client $api 6>&1 2>$null 3>$null }; Record = 'InformationRecord'; Text = 'i', 'h' }
    ) {
        $records, $responses = (& $Call).Where({ $_ -isnot [AxiosPS.AxiosResponse] }, 'Split')
        $records | ForEach-Object { $_.GetType().Name } | Sort-Object -Unique | Should -Be $Record
        $records | ForEach-Object { "$_" } | Should -Be $Text
        $responses.Count | Should -Be 1
    }

    It 'comes in its order, before the response, with *>&1' {
        $DebugPreference = 'Continue'
        $all = Invoke-AxiosRequest /json -Client $api -Verbose *>&1 | ForEach-Object { $_ -is [AxiosPS.AxiosResponse] ? 'response' : "$_" }
        $all | Should -Be 'v', 'd', 'w', 'i', 'h', 'e', 'response'
    }

    It 'is not shown where the caller does not ask: verbose and debug' {
        $all = Invoke-AxiosRequest /json -Client $api *>&1 | ForEach-Object { $_ -is [AxiosPS.AxiosResponse] ? 'response' : "$_" }
        $all | Should -Be 'w', 'i', 'h', 'e', 'response'
    }

    It 'goes into -ErrorVariable, -WarningVariable and -InformationVariable' {
        $null = Invoke-AxiosRequest /json -Client $api -ErrorVariable errors -WarningVariable warnings -InformationVariable infos *>$null
        $errors | ForEach-Object { "$_" } | Should -Be 'e'
        $warnings | ForEach-Object { "$_" } | Should -Be 'w'
        $infos | ForEach-Object { "$_" } | Should -Be 'i', 'h'
        $infos[0].Tags | Should -Be 'tagged'
    }

    It 'heeds -ErrorAction, -WarningAction and -InformationAction' {
        $all = Invoke-AxiosRequest /json -Client $api -ErrorAction SilentlyContinue -WarningAction SilentlyContinue -InformationAction Ignore -ErrorVariable errors *>&1 |
            ForEach-Object { $_ -is [AxiosPS.AxiosResponse] ? 'response' : "$_" }
        $all | Should -Not -Contain 'e'
        $all | Should -Not -Contain 'w'
        $all | Should -Not -Contain 'i'
        $all | Should -Contain 'response'
        $errors.Count | Should -Be 1
    }

    It 'heeds the preferences of the caller' {
        $VerbosePreference = $DebugPreference = 'Continue'
        $WarningPreference = 'SilentlyContinue'
        $all = Invoke-AxiosRequest /json -Client $api *>&1 | ForEach-Object { "$_" }
        $all | Should -Contain 'v'
        $all | Should -Contain 'd'
        $all | Should -Not -Contain 'w'
    }

    It 'lets the request go on after a Write-Error, whose stack shows the hook' {
        $null = Invoke-AxiosRequest /json -Client $api -ErrorVariable errors *>$null
        @(Get-TestLog).Count | Should -Be 1
        ($errors[0].ScriptStackTrace -split '\r?\n')[0] | Should -BeLike '*Streams.Tests.ps1: line 14'
    }

    It 'is shown with -Debug' {
        # Of an error or a warning, -Debug makes a compiled cmdlet ask.
        $quiet = New-AxiosClient $server
        Add-AxiosInterceptor { Write-Debug 'd' } $quiet
        Invoke-AxiosRequest /json -Client $quiet -Debug -As Text 5>&1 | Select-Object -First 1 | Should -Be 'd'
    }

    It 'is emitted while the request is still under way' {
        $key = "$(New-Guid)"
        Invoke-AxiosRequest "/hold/$key" -Client $api 2>$null 3>$null 6>&1 | ForEach-Object {
            if ("$_" -eq 'h') { Wait-TestHold $key; Complete-TestHold $key; $released = $true }
        }
        $released | Should -BeTrue
    }

    It 'is emitted only outside hooks, so that no downstream command runs on top of one' {
        $log = [Collections.Generic.List[string]]::new()
        $quiet = New-AxiosClient $server
        Add-AxiosMiddleware { param($context, $next) & $next; $log.Add('hook ended') } $quiet
        Add-AxiosMiddleware { param($context, $next) Write-Information 'record'; & $next } $quiet
        Invoke-AxiosRequest /delay/20 -Client $quiet 6>&1 | ForEach-Object { $log.Add($_ -is [AxiosPS.AxiosResponse] ? 'response' : "$_") }
        $log | Should -Be 'hook ended', 'record', 'response'
    }

    It 'ends the request with <Setting>, for the error stops the hook' -ForEach @(
        @{ Setting = '-ErrorAction Stop'; Call = { Invoke-AxiosRequest /json -Client $api -ErrorAction Stop *>$null } }
        @{ Setting = '$ErrorActionPreference Stop'; Call = { $ErrorActionPreference = 'Stop'; Invoke-AxiosRequest /json -Client $api *>$null } }
    ) {
        $failure = Get-Failure $Call
        $failure.Exception | Should -BeOfType AxiosPS.AxiosHookException
        "$failure" | Should -BeLike '*: e'
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'ends the request with -WarningAction Stop' {
        $key = "$(New-Guid)"
        { Invoke-AxiosRequest "/hold/$key" -Client $api -WarningAction Stop *>$null } | Should -Throw
        Get-TestHold $key | Should -Be 0
    }

    It 'reaches the streams of a call of $api.Get() too' {
        $all = & { $VerbosePreference = 'Continue'; $api.Get('/json') } *>&1 |
            ForEach-Object { $_ -is [AxiosPS.AxiosResponse] ? 'response' : "$_" }
        $all | Should -Be 'v', 'w', 'i', 'h', 'e', 'response'
    }

    It 'reaches the caller when the request fails afterwards' {
        Add-AxiosMiddleware { throw 'no' } $api
        $null = '/json' | Invoke-AxiosRequest -Client $api -WarningVariable warnings -ErrorVariable errors *>$null
        "$warnings" | Should -Be 'w'
        $errors.Count | Should -Be 2
    }
}

Describe 'What <Hook> writes' -ForEach @(
    @{ Hook = 'a request interceptor'; Add = { Add-AxiosInterceptor { Write-Warning 'w' } $api } }
    @{ Hook = 'a response interceptor'; Add = { Add-AxiosInterceptor -Response { Write-Warning 'w' } -Client $api } }
    @{ Hook = 'a middleware before next'; Add = { Add-AxiosMiddleware { Write-Warning 'w'; & $args[1] } $api } }
    @{ Hook = 'a middleware after next'; Add = { Add-AxiosMiddleware { $r = & $args[1]; Write-Warning 'w'; $r } $api } }
    @{ Hook = 'a hook inside a middleware'; Add = { Add-AxiosMiddleware { & $args[1] } $api; Add-AxiosMiddleware { Write-Warning 'w'; & $args[1] } $api } }
    @{ Hook = 'a hook of each attempt'; Add = { Add-AxiosInterceptor { Write-Warning 'w' } $api -EachAttempt } }
    @{ Hook = 'a -When'; Add = { Add-AxiosInterceptor {} $api -When { Write-Warning 'w'; $true } } }
    @{ Hook = 'a hook''s own request'; Add = { Add-AxiosInterceptor { $other = New-AxiosClient $server; Add-AxiosInterceptor { Write-Warning 'w' } $other; $null = Invoke-AxiosRequest /json -Client $other } $api } }
) {
    It 'is the caller''s' {
        $api = New-AxiosClient $server
        & $Add
        (Invoke-AxiosRequest /json -Client $api -WarningVariable warnings 3>$null).StatusCode | Should -Be 200
        $warnings | ForEach-Object Message | Should -Be 'w'
    }
}

Describe 'What a plugin writes' {
    It 'in its Attach and Uninstall is the caller''s' {
        $plugin = New-AxiosPlugin chatty { Write-Warning 'attached' } -Uninstall { Write-Warning 'uninstalled' }
        $api = New-AxiosClient -Plugin $plugin -WarningVariable made 3>$null
        $api | Close-AxiosClient -WarningVariable closed 3>$null
        "$made, $closed" | Should -Be 'attached, uninstalled'
    }
}
