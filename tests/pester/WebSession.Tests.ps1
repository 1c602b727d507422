BeforeAll {
    . $PSScriptRoot/common.ps1

    function Show-Cookie($Response) { ($Response.psobject.Properties | ForEach-Object { "$($_.Name)=$($_.Value)" }) -join ' ' }
    function New-Session { [Microsoft.PowerShell.Commands.WebRequestSession]::new() }
}

Describe 'A session of Invoke-RestMethod' {
    BeforeEach {
        Clear-TestLog
        $null = Invoke-RestMethod "$server/cookie/set?a=1" -SessionVariable session
    }

    It 'brings its cookies into a call, and takes home what the call is given' {
        Show-Cookie (Invoke-AxiosRequest "$server/cookie/show" -WebSession $session -As Data) | Should -Be 'a=1'
        $null = Invoke-AxiosRequest "$server/cookie/set?b=2" -WebSession $session
        Show-Cookie (Invoke-RestMethod "$server/cookie/show" -WebSession $session) | Should -Be 'a=1 b=2'
        Show-Cookie (Invoke-AxiosRequest "$server/cookie/show" -As Data) | Should -BeNullOrEmpty
    }

    It 'is the jar of a client, for all of its calls' {
        $api = New-AxiosClient $server -WebSession $session
        $null = $api.Get('/cookie/set?b=2')
        Show-Cookie (Invoke-AxiosRequest /cookie/show -Client $api -As Data) | Should -Be 'a=1 b=2'
        Show-Cookie (Invoke-RestMethod "$server/cookie/show" -WebSession $session) | Should -Be 'a=1 b=2'
        $api.Cookies.Count | Should -Be 2
    }

    It 'takes the place of a client''s cookies for the one call that names it' {
        $api = New-AxiosClient $server
        $null = $api.Get('/cookie/set?own=1')
        Show-Cookie (Invoke-AxiosRequest /cookie/show -Client $api -WebSession $session -As Data) | Should -Be 'a=1'
        Show-Cookie (Invoke-AxiosRequest /cookie/show -Client $api -As Data) | Should -Be 'own=1'
    }

    It 'brings its headers and its user agent, and parameters win over them' {
        $session.Headers['X-One'] = 'session'
        $session.Headers['X-Two'] = 'session'
        $session.Headers['X-Three'] = 'session'
        $session.UserAgent = 'session/1'
        $sent = (Invoke-AxiosRequest "$server/echo" -WebSession $session -Headers @{ 'x-two' = 'call'; 'X-Three' = $null } -As Data).headers
        $sent.'x-one', $sent.'x-two', $sent.'user-agent' | Should -Be 'session', 'call', 'session/1'
        $sent.psobject.Properties.Name | Should -Not -Contain 'x-three'
        (Invoke-AxiosRequest "$server/echo" -WebSession $session -UserAgent call/1 -As Data).headers.'user-agent' | Should -Be 'call/1'
        $session.Headers.Count | Should -Be 3
    }

    It 'says how many redirects and retries there are, and parameters win' {
        $session.MaximumRedirection = 0
        $response = Invoke-AxiosRequest "$server/redirect/302?to=/echo" -WebSession $session -SkipHttpErrorCheck
        $response.StatusCode | Should -Be 302
        (Invoke-AxiosRequest "$server/redirect/302?to=/echo" -WebSession $session -MaxRedirects 1).StatusCode | Should -Be 200

        $session.MaximumRetryCount = 2
        $session.RetryIntervalInSeconds = 0
        (Invoke-AxiosRequest "$server/flaky/$(New-Guid)/2" -WebSession $session).Attempts.Count | Should -Be 3
        (Get-Failure { Invoke-AxiosRequest "$server/flaky/$(New-Guid)/2" -WebSession $session -MaxRetries 1 }).Exception.Attempts.Count | Should -Be 2
    }

    It 'says which proxy is used' {
        $session.Proxy = [Net.WebProxy]::new((Get-DeadAddress))
        (Get-Failure { Invoke-AxiosRequest http://a.invalid/ -WebSession $session }).FullyQualifiedErrorId | Should -BeLike 'NetworkConnect*'
        $session.Proxy = [Net.WebProxy]::new((Get-DeadAddress), $true)
        (Invoke-AxiosRequest "$server/echo" -WebSession $session).StatusCode | Should -Be 200
    }

    It 'can be nothing else' {
        (Get-Failure { Invoke-AxiosRequest $server -WebSession @{ Cookies = 1 } }).Exception.Message | Should -BeLike '*takes a WebRequestSession*Hashtable*'
        (Get-Failure { New-AxiosClient $server -WebSession 'x' }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest*'
        $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($session))
        (Get-Failure { Invoke-AxiosRequest $server -WebSession $copy }).Exception.Message | Should -BeLike '*takes a WebRequestSession*'
    }
}

Describe 'A -SessionVariable' {
    BeforeEach { Clear-TestLog }

    It 'is a session that Invoke-RestMethod goes on with, and the other way round' {
        $null = Invoke-AxiosRequest "$server/cookie/set?a=1" -SessionVariable session -UserAgent mine/1 -Headers @{ 'X-Plain' = 'p' }
        $session | Should -BeOfType Microsoft.PowerShell.Commands.WebRequestSession
        $sent = Invoke-RestMethod "$server/echo" -WebSession $session
        $sent.headers.cookie, $sent.headers.'user-agent', $sent.headers.'x-plain' | Should -Be 'a=1', 'mine/1', 'p'
        $null = Invoke-RestMethod "$server/cookie/set?b=2" -WebSession $session
        Show-Cookie (Invoke-AxiosRequest "$server/cookie/show" -WebSession $session -As Data) | Should -Be 'a=1 b=2'
    }

    It 'has cookies of its own without a client' {
        $null = Invoke-AxiosRequest "$server/cookie/set?a=1" -SessionVariable one
        $null = Invoke-AxiosRequest "$server/cookie/set?b=2" -SessionVariable two
        $one.Cookies.Count, $two.Cookies.Count | Should -Be 1, 1
    }

    It 'shares those of a client' {
        $api = New-AxiosClient $server
        $null = $api.Get('/cookie/set?a=1')
        $null = Invoke-AxiosRequest /json -Client $api -SV session
        $session.Cookies | Should -Be $api.Cookies
        $null = Invoke-RestMethod "$server/cookie/set?b=2" -WebSession $session
        Show-Cookie (Invoke-AxiosRequest /cookie/show -Client $api -As Data) | Should -Be 'a=1 b=2'
    }

    It 'is one for all addresses from the pipeline' {
        $null = "$server/cookie/set?a=1", "$server/cookie/set?b=2" | Invoke-AxiosRequest -SessionVariable session
        $session.Cookies.Count | Should -Be 2
    }

    It 'is there after a failure too' {
        { Invoke-AxiosRequest "$server/status/500?header=Set-Cookie:a=1" -SessionVariable session } | Should -Throw
        try { Invoke-AxiosRequest "$server/status/500?header=Set-Cookie:a=1" -SessionVariable session } catch { $null = $_ }
        $session.Cookies.Count | Should -Be 1
    }

    It 'has the credential and the redirects of the call' {
        $credential = [pscredential]::new('ann', (ConvertTo-SecureString pw -AsPlainText))
        $null = Invoke-AxiosRequest "$server/json" -SessionVariable session -Credential $credential -MaxRedirects 3
        $session.Credentials.GetCredential($server, 'Basic').UserName, $session.MaximumRedirection | Should -Be 'ann', 3
    }

    It 'has no secret header, which a look at it would show' {
        $null = Invoke-AxiosRequest "$server/json" -SessionVariable session -Token hunter2 -SecretHeader X-Mine -Headers @{ 'X-Mine' = 'hunter2'; 'X-Api-Key' = 'hunter2' }
        $session | Format-List * -Force | Out-String | Should -Not -Match 'hunter2'
        $session.Headers.Count | Should -Be 0
    }

    It 'does not go together with -WebSession' {
        (Get-Failure { Invoke-AxiosRequest $server -WebSession (New-Session) -SessionVariable x }).Exception.Message | Should -BeLike '*-SessionVariable makes a session*'
    }
}

Describe 'Cookies without a client' {
    It 'end with their call' {
        $there = "$server/redirect/302?to=$([uri]::EscapeDataString('/cookie/set?who=home'))"
        $null = Invoke-AxiosRequest $there
        Show-Cookie (Invoke-AxiosRequest "$server/cookie/show" -As Data) | Should -BeNullOrEmpty
        Show-Cookie ("$server/cookie/set?a=1", "$server/cookie/show" | Invoke-AxiosRequest -As Data) | Should -BeNullOrEmpty
    }
}
