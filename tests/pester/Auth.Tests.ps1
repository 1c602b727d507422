BeforeAll {
    . $PSScriptRoot/common.ps1
    function Secure([string] $text) { ConvertTo-SecureString $text -AsPlainText }
    function Get-Sent([string] $path = '/guarded/*') { Get-TestLog | Where-Object path -Like $path }
}

Describe 'New-AxiosAuthPlugin' {
    BeforeEach { Clear-TestLog }

    It 'sends <Case>' -ForEach @(
        @{ Case = 'a SecureString'; Plugin = { New-AxiosAuthPlugin -Token (Secure granted) } }
        @{ Case = 'a plain string'; Plugin = { New-AxiosAuthPlugin -Token granted } }
        @{ Case = 'the password of a credential'; Plugin = { New-AxiosAuthPlugin -Token ([pscredential]::new('u', (Secure granted))) } }
        @{ Case = 'a key in a header'; Plugin = { New-AxiosAuthPlugin -ApiKey (Secure granted) } }
        @{ Case = 'a key in the query'; Plugin = { New-AxiosAuthPlugin -ApiKey (Secure granted) -QueryName api_key } }
        @{ Case = 'a text of a script'; Plugin = { New-AxiosAuthPlugin { 'granted' } } }
        @{ Case = 'a SecureString of a script'; Plugin = { New-AxiosAuthPlugin { ConvertTo-SecureString granted -AsPlainText } } }
        @{ Case = 'a credential of a script'; Plugin = { New-AxiosAuthPlugin { [pscredential]::new('u', (ConvertTo-SecureString granted -AsPlainText)) } } }
        @{ Case = 'a hashtable of a script'; Plugin = { New-AxiosAuthPlugin { @{ token = 'granted' } } } }
        @{ Case = 'an object of a script'; Plugin = { New-AxiosAuthPlugin { [pscustomobject]@{ Token = ConvertTo-SecureString granted -AsPlainText; ExpiresOn = [datetimeoffset]::Now.AddHours(1) } } } }
        @{ Case = 'what a token endpoint gave to a script'; Plugin = { New-AxiosAuthPlugin { '{"access_token":"granted","expires_in":3600,"token_type":"Bearer"}' | ConvertFrom-Json } } }
        @{ Case = 'an AuthToken of a script'; Plugin = { New-AxiosAuthPlugin { [AxiosPS.Plugins.AuthToken]::new('granted') } } }
        @{ Case = 'what a script puts into another header'; Plugin = { New-AxiosAuthPlugin { 'granted' } -Header X-Api-Key } }
    ) {
        $api = New-AxiosClient $server -Plugin (& $Plugin)
        (Invoke-AxiosRequest /guarded/granted -Client $api).StatusCode | Should -Be 200
    }

    It 'sends user and password in UTF-8, and refuses a colon in the user name' {
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin -Basic -Credential ([pscredential]::new('Jürgen', (Secure 'pä:ss€'))))
        $null = Invoke-AxiosRequest /echo -Client $api
        (Get-TestLog).headers.authorization | Should -Be "Basic $([convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('Jürgen:pä:ss€')))"
        $failure = Get-Failure { New-AxiosAuthPlugin -Basic -Credential ([pscredential]::new('a:b', (Secure x))) }
        "$failure" | Should -BeLike '*colon*'
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
    }

    It 'keeps a token of a script until its expiry: <Case>' -ForEach @(
        @{ Case = 'expires_in'; Runs = 1; Script = { $script:runs++; @{ access_token = 'granted'; expires_in = 3600 } } }
        @{ Case = 'expires_in as text'; Runs = 1; Script = { $script:runs++; @{ access_token = 'granted'; expires_in = '3600' } } }
        @{ Case = 'ExpiresIn as a TimeSpan'; Runs = 1; Script = { $script:runs++; @{ Token = 'granted'; ExpiresIn = [timespan]'01:00' } } }
        @{ Case = 'ExpiresAt as a local date'; Runs = 1; Script = { $script:runs++; @{ Token = 'granted'; ExpiresAt = (Get-Date).AddHours(1) } } }
        @{ Case = 'ExpiresOn as a text'; Runs = 1; Script = { $script:runs++; @{ Token = 'granted'; ExpiresOn = [datetime]::UtcNow.AddHours(1).ToString('o') } } }
        @{ Case = 'expires_on in seconds since 1970'; Runs = 1; Script = { $script:runs++; @{ access_token = 'granted'; expires_on = "$([datetimeoffset]::UtcNow.AddHours(1).ToUnixTimeSeconds())" } } }
        @{ Case = 'none'; Runs = 2; Script = { $script:runs++; 'granted' } }
        @{ Case = 'one that is over'; Runs = 2; Script = { $script:runs++; @{ Token = 'granted'; ExpiresAt = (Get-Date).AddHours(-1) } } }
    ) {
        $script:runs = 0
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin $Script)
        1..2 | ForEach-Object { $null = Invoke-AxiosRequest /guarded/granted -Client $api }
        $script:runs | Should -Be $Runs
    }

    It 'says what a token is where a script gives <Case>' -ForEach @(
        @{ Case = 'nothing'; Script = { }; Problem = '*put out nothing.*.GetNewClosure(). A token is a text*' }
        @{ Case = 'two things'; Script = { 'canary'; 'canary' }; Problem = '*put out 2 things*' }
        @{ Case = 'a number'; Script = { 42 }; Problem = '*gave a Int32 without a token*' }
        @{ Case = 'an object without a token'; Script = { [pscustomobject]@{ Canary = 'canary' } }; Problem = '*without a token*' }
        @{ Case = 'an empty text'; Script = { '' }; Problem = '*The token is empty*' }
        @{ Case = 'a line break'; Script = { "canary`n" }; Problem = '*line break*' }
        @{ Case = 'an expiry that is none'; Script = { @{ Token = 'canary'; ExpiresAt = 'soon' } }; Problem = '*is no date*' }
        @{ Case = 'a lifetime that is none'; Script = { @{ Token = 'canary'; ExpiresIn = 'long' } }; Problem = '*is no number*' }
        @{ Case = 'an error'; Script = { throw 'no luck' }; Problem = '*The token provider of the AuthPlugin failed at *no luck*' }
    ) {
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin $Script)
        $failure = Get-Failure { Invoke-AxiosRequest /guarded/granted -Client $api }
        "$failure" | Should -BeLike $Problem
        "$failure" | Should -Not -BeLike '*canary*'
        $failure.FullyQualifiedErrorId | Should -BeLike 'HookFailed*'
        Get-Sent | Should -BeNullOrEmpty
    }

    It 'renews a refused token once, and sends the request once more' {
        $script:refused = @()
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { $script:refused += $_.IsRefused; $_.IsRefused ? 'new' : @{ Token = 'old'; ExpiresIn = 3600 } })
        $response = Invoke-AxiosRequest /guarded/new -Client $api -Verbose 4>&1
        ($response | Where-Object { $_ -is [AxiosPS.AxiosResponse] }).Attempts.StatusCode | Should -Be 401, 200
        "$($response | Where-Object { $_ -is [Management.Automation.VerboseRecord] })" | Should -BeLike '*refused (401); sent again with another*'
        $script:refused | Should -Be $false, $true
    }

    It 'renews once for all requests of a pipeline, with a script middleware that holds the thread' {
        $script:renewals = 0
        $middleware = New-AxiosPlugin holds -Middleware { param($context, $next) & $next $context }
        $auth = New-AxiosAuthPlugin { if ($_.IsRefused) { $script:renewals++ }; @{ Token = $script:renewals ? 'new' : 'old'; ExpiresIn = 3600 } }
        foreach ($plugins in @($middleware, $auth), @($auth, $middleware)) {
            $script:renewals = 0
            $api = New-AxiosClient $server -Plugin $plugins
            $responses = @(1..10 | ForEach-Object { '/guarded/new' } | Invoke-AxiosRequest -Client $api -ThrottleLimit 10 -TimeoutSec 30)
            $responses.StatusCode | Should -Be (, 200 * 10)
            $script:renewals | Should -Be 1
        }
    }

    It 'gives each of the runspaces that wait at once a token of its own where it has no expiry' {
        $all = [Threading.CountdownEvent]::new(2)
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { $null = ($using:all).Wait(30000); "token-of-$who" })
        $sent = 'alice', 'bob' | ForEach-Object -ThrottleLimit 2 -Parallel {
            $who = $_
            $null = ($using:all).Signal()
            "$who $((Invoke-AxiosRequest /echo -Client $using:api -As Data -TimeoutSec 60).headers.authorization)"
        }
        $sent | Sort-Object | Should -Be 'alice Bearer token-of-alice', 'bob Bearer token-of-bob'
    }

    It 'drops its tokens by Clear' {
        $script:runs = 0
        $auth = New-AxiosAuthPlugin { $script:runs++; @{ Token = 'granted'; ExpiresIn = 3600 } }
        $api = New-AxiosClient $server -Plugin $auth
        1..2 | ForEach-Object { $null = Invoke-AxiosRequest /guarded/granted -Client $api }
        $auth.Clear()
        $null = Invoke-AxiosRequest /guarded/granted -Client $api
        $script:runs | Should -Be 2
    }

    It 'takes a credential alone for Basic' {
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin -Credential ([pscredential]::new('u', (Secure p))))
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.authorization | Should -Be 'Basic dTpw'
    }

    It 'refuses a token that begins with its scheme' {
        "$(Get-Failure { New-AxiosAuthPlugin -Token 'Bearer granted' })" | Should -BeLike "The token begins with 'Bearer '*"
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { 'Bearer granted' })
        "$(Get-Failure { Invoke-AxiosRequest /guarded/granted -Client $api })" | Should -BeLike "*The token begins with 'Bearer '*"
    }

    It 'names the address in the error of a request that waits for a token' {
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { throw 'no luck' })
        $failure = Get-Failure { Invoke-AxiosRequest /guarded/granted -Client $api }
        $failure.TargetObject | Should -Be "$server/guarded/granted"
        $failure.Exception.Uri | Should -Be "$server/guarded/granted"
    }

    It 'says that functions must come from a module where its script runs as a copy' {
        function Get-MyToken { 'granted' }
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { Get-MyToken })
        (Invoke-AxiosRequest /guarded/granted -Client $api).StatusCode | Should -Be 200
        $job = Start-AxiosRequest /guarded/granted -Client $api
        "$(Get-Failure { $job | Wait-Job | Receive-Job -ErrorAction Stop })" | Should -BeLike '*Get-MyToken*must come from a module*'
        $job | Remove-Job
    }

    It 'serves sixteen runspaces that use one client' {
        $count = [Collections.Concurrent.ConcurrentBag[bool]]::new()
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { ($using:count).Add($_.IsRefused); @{ Token = $_.IsRefused ? 'new' : 'old'; ExpiresIn = 3600 } })
        $statuses = 1..64 | ForEach-Object -ThrottleLimit 16 -Parallel { (Invoke-AxiosRequest /guarded/new -Client $using:api -TimeoutSec 60).StatusCode }
        $statuses | Should -Be (, 200 * 64)
        @($count | Where-Object { $_ }).Count | Should -Be 1
    }

    It 'serves jobs, whose scripts run as copies' {
        $token = 'granted'
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { $using:token })
        $job = Start-AxiosRequest /guarded/granted -Client $api
        ($job | Wait-Job | Receive-Job).StatusCode | Should -Be 200
        $job | Remove-Job
        $bare = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { $token })
        $job = Start-AxiosRequest /guarded/granted -Client $bare
        $problem = $null
        $job | Wait-Job | Receive-Job -ErrorVariable problem -ErrorAction SilentlyContinue
        $job | Remove-Job
        "$problem" | Should -BeLike '*by $using:*'
    }

    It 'lets the script ask through the same client, without a token: <Case>' -ForEach @(
        @{ Case = 'with the cmdlet'; Ask = { param($api) (Invoke-AxiosRequest /echo -Client $api).Data.headers.Keys } }
        @{ Case = 'with the object'; Ask = { param($api) $api.Get('/echo').Data.headers.Keys } }
        @{ Case = 'with a task'; Ask = { param($api) $api.GetAsync('/echo').GetAwaiter().GetResult().Data.headers.Keys } }
    ) {
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { $script:seen = & $Ask $_.Client; 'granted' })
        (Invoke-AxiosRequest /guarded/granted -Client $api -TimeoutSec 30).StatusCode | Should -Be 200
        @(Get-TestLog)[0].headers.PSObject.Properties.Name | Should -Not -Contain authorization
    }

    It 'gives the run to another request when the one that has it is stopped' {
        $started = [Threading.ManualResetEventSlim]::new()
        $runs = [Collections.Concurrent.ConcurrentBag[int]]::new()
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin {
            ($using:runs).Add(1)
            if (($using:runs).Count -eq 1) { ($using:started).Set(); Start-Sleep 60 }
            'granted'
        })
        $get = { param($api) Invoke-AxiosRequest /guarded/granted -Client $api -TimeoutSec 60 }
        $first = Start-TestShell $get @{ api = $api }
        $started.Wait(20000) | Should -BeTrue
        $second = Start-TestShell $get @{ api = $api }
        $first.Shell.Stop()
        (Receive-TestShell $second).StatusCode | Should -Be 200
        $runs.Count | Should -Be 2
        Close-TestShell $first
    }

    It 'lets the time of a request that waits for the script of another run out' {
        $started = [Threading.ManualResetEventSlim]::new()
        $go = [Threading.ManualResetEventSlim]::new()
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { ($using:started).Set(); $null = ($using:go).Wait(60000); 'granted' })
        $first = Start-TestShell { param($api) Invoke-AxiosRequest /guarded/granted -Client $api } @{ api = $api }
        $started.Wait(20000) | Should -BeTrue
        (Get-Failure { Invoke-AxiosRequest /guarded/granted -Client $api -TimeoutSec 0.2 }).FullyQualifiedErrorId | Should -BeLike 'TimeoutTotal*'
        $go.Set()
        (Receive-TestShell $first).StatusCode | Should -Be 200
    }

    It 'asks for a token for each further attempt' {
        $script:n = 0
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { "t$((++$script:n))" })
        $null = Invoke-AxiosRequest "/flaky/$(New-Guid)/2" -Client $api -MaxRetries 2 -RetryStrategy 0
        (Get-TestLog).headers.authorization | Should -Be 'Bearer t1', 'Bearer t2', 'Bearer t3'
    }

    It 'has a token of its own for each page of a list' {
        $script:n = 0
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { "t$((++$script:n))" })
        $null = Invoke-AxiosRequest /pages/link/1 -Client $api -Paginate
        (Get-TestLog).headers.authorization | Should -Be 'Bearer t1', 'Bearer t2', 'Bearer t3'
    }

    It 'needs a pipeline thread for its script, until it has a token that lasts' {
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { @{ Token = 'granted'; ExpiresIn = 3600 } })
        "$(Get-Failure { $api.GetAsync('/guarded/granted').GetAwaiter().GetResult() })" | Should -BeLike '*without a pipeline thread*'
        $null = $api.Get('/guarded/granted')
        $api.GetAsync('/guarded/granted').GetAwaiter().GetResult().StatusCode | Should -Be 200
    }

    It 'leaves a request alone that brings credentials, or wants none' {
        $script:runs = 0
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { $script:runs++; 'granted' })
        (Invoke-AxiosRequest /guarded/granted -Client $api -Token own -SkipHttpErrorCheck).StatusCode | Should -Be 401
        (Invoke-AxiosRequest /guarded/granted -Client $api -Headers @{ Authorization = $null } -SkipHttpErrorCheck).StatusCode | Should -Be 401
        $script:runs | Should -Be 0
        @(Get-Sent).Count | Should -Be 2
        @(Get-Sent)[0].headers.authorization | Should -Be 'Bearer own'
    }

    It 'asks for no token under -WhatIf' {
        $script:runs = 0
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin { $script:runs++; 'granted' })
        Invoke-AxiosRequest /guarded/granted -Client $api -Method POST -WhatIf
        $script:runs | Should -Be 0
        Get-TestLog | Should -BeNullOrEmpty
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'two places'; Make = { New-AxiosAuthPlugin -ApiKey x -Header X-A -QueryName a }; Problem = '*two places*' }
        @{ Case = 'a header that is none'; Make = { New-AxiosAuthPlugin -ApiKey x -Header 'no header' }; Problem = '*no header name*' }
        @{ Case = 'a scheme of two words'; Make = { New-AxiosAuthPlugin -Token x -Scheme 'Bearer x' }; Problem = '*is no scheme*' }
        @{ Case = 'a token with a line break'; Make = { New-AxiosAuthPlugin -Token "canary`n" }; Problem = '*line break*' }
        @{ Case = 'a token endpoint of plain http'; Make = { New-AxiosAuthPlugin -ClientId a -ClientSecret canary -TokenUri http://login.test/ }; Problem = '*plain http*' }
        @{ Case = 'parameters that it sets itself'; Make = { New-AxiosAuthPlugin -ClientId a -ClientSecret canary -TokenUri https://login.test/ -TokenParameter @{ grant_type = 'canary' } }; Problem = "*'grant_type'*" }
    ) {
        $failure = Get-Failure $Make
        "$failure" | Should -BeLike $Problem
        "$failure" | Should -Not -BeLike '*canary*'
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
    }

    It 'refuses what is no provider' {
        "$(Get-Failure { New-AxiosAuthPlugin 'canary' })" | Should -BeLike '*A String is no token provider*-Token*'
    }

    It 'refuses an object of a PowerShell class as a provider' {
        $giver = . ([scriptblock]::Create(@'
            class Giver : AxiosPS.Plugins.ITokenProvider {
                [Threading.Tasks.ValueTask[AxiosPS.Plugins.AuthToken]] GetTokenAsync([AxiosPS.Plugins.TokenRequest] $request, [Threading.CancellationToken] $token) { return $null }
            }
            [Giver]::new()
'@))
        "$(Get-Failure { New-AxiosAuthPlugin $giver })" | Should -BeLike '*PowerShell class Giver*scriptblock*'
    }
}

Describe 'OAuth 2 client credentials' {
    BeforeEach { Clear-TestLog }

    It 'gets a token by <Case>' -ForEach @(
        @{ Case = '-TokenUri'; Where = { @{ TokenUri = "$server/oauth/token" } } }
        @{ Case = '-Authority'; Where = { @{ Authority = "$server/oauth" } } }
        @{ Case = '-SecretInBody'; Where = { @{ TokenUri = "$server/oauth/token"; SecretInBody = $true } } }
    ) {
        $where = & $Where
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin -ClientId id -ClientSecret (Secure secret) -Scope a, b -Audience me -TokenParameter @{ tenant = 7 } @where)
        1..2 | ForEach-Object { (Invoke-AxiosRequest /guarded/granted -Client $api).StatusCode | Should -Be 200 }
        $asked = @(Get-Sent /oauth/token)
        $asked.Count | Should -Be 1
        $asked[0].body | Should -BeLike 'grant_type=client_credentials&scope=a%20b&audience=me&tenant=7*'
    }

    It 'tells what the server says, and no secret' {
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin -ClientId id -ClientSecret canary -TokenUri "$server/oauth/token")
        $failure = Get-Failure { Invoke-AxiosRequest /guarded/granted -Client $api }
        "$failure" | Should -BeLike '*AuthPlugin*401 (Unauthorized), invalid_client*'
        ($failure | Format-List * -Force | Out-String) + ($failure.Exception | Format-List * -Force | Out-String) + ($failure | ConvertTo-Json -Depth 6 -WarningAction Ignore) | Should -Not -BeLike '*canary*'
    }
}

Describe 'A secret of a vault' {
    BeforeAll {
        $vault = New-Item "$TestDrive/vault/Microsoft.PowerShell.SecretManagement" -ItemType Directory
        Set-Content "$vault/Microsoft.PowerShell.SecretManagement.psm1" @'
function Get-Secret {
    [CmdletBinding()] param($Name, $Vault)
    if ($Name -eq 'missing') { Write-Error "The secret $Name was not found."; return }
    ConvertTo-SecureString "$Name-$Vault" -AsPlainText
}
'@
        New-ModuleManifest "$vault/Microsoft.PowerShell.SecretManagement.psd1" -RootModule Microsoft.PowerShell.SecretManagement.psm1 -FunctionsToExport Get-Secret
        $before = $env:PSModulePath
    }
    AfterEach {
        $env:PSModulePath = $before
        Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
    }

    It 'is sent: <Case>' -ForEach @(
        @{ Case = 'of a vault'; Parameters = @{ SecretName = 'github'; Vault = 'work' }; Path = '/guarded/github-work' }
        @{ Case = 'of the default vault'; Parameters = @{ SecretName = 'github' }; Path = '/guarded/github-' }
        @{ Case = 'as a key'; Parameters = @{ SecretName = 'github'; Header = 'X-Api-Key' }; Path = '/guarded/github-' }
    ) {
        $env:PSModulePath = "$TestDrive/vault$([IO.Path]::PathSeparator)$before"
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin @Parameters)
        (Invoke-AxiosRequest $Path -Client $api).StatusCode | Should -Be 200
        1..2 | ForEach-Object -Parallel { (Invoke-AxiosRequest $using:Path -Client $using:api).StatusCode } | Should -Be 200, 200
    }

    It 'that is missing fails the request with the words of the vault' {
        $env:PSModulePath = "$TestDrive/vault$([IO.Path]::PathSeparator)$before"
        $api = New-AxiosClient $server -Plugin (New-AxiosAuthPlugin -SecretName missing)
        "$(Get-Failure { Invoke-AxiosRequest /json -Client $api })" | Should -BeLike '*AuthPlugin*The secret missing was not found*'
    }

    It 'is an error at once that names the module where that is not installed' {
        $failure = Get-Failure { New-AxiosAuthPlugin -SecretName github }
        "$failure" | Should -BeLike '*Microsoft.PowerShell.SecretManagement*not installed*Install-PSResource*'
    }
}

Describe 'The secrets of the AuthPlugin' {
    It 'are in no listing: <Case>' -ForEach @(
        @{ Case = 'a token'; Plugin = { New-AxiosAuthPlugin -Token canary } }
        @{ Case = 'a key in the query'; Plugin = { New-AxiosAuthPlugin -ApiKey canary -QueryName q } }
        @{ Case = 'a key in a header'; Plugin = { New-AxiosAuthPlugin -ApiKey canary -Header X-Plain } }
        @{ Case = 'of a script'; Plugin = { New-AxiosAuthPlugin { @{ Token = [string]::new('yranac'[5..0]); ExpiresIn = 3600 } } } }
        @{ Case = 'a client secret'; Plugin = { New-AxiosAuthPlugin -ClientId id -ClientSecret canary -TokenUri "$server/oauth/token?secret=canary&token=granted" } }
    ) {
        $plugin = & $Plugin
        $api = New-AxiosClient $server -Plugin $plugin
        $all = & {
            $response = Invoke-AxiosRequest /json -Client $api -Verbose -Debug
            $failure = Get-Failure { Invoke-AxiosRequest /status/500 -Client $api -Verbose -Debug }
            foreach ($thing in $plugin, $api, $api.Plugins, $response, $response.Config, $failure, $failure.Exception) {
                $thing | Format-List * -Force
                [Management.Automation.PSSerializer]::Serialize($thing, 3)
                "$thing"
            }
            Get-AxiosPlugin -Client $api
            Get-AxiosPipeline -Client $api
        } *>&1 | Out-String -Width 4000
        $all | Should -Not -BeLike '*canary*'
        $all | Should -BeLike '*AuthPlugin*'
    }
}
