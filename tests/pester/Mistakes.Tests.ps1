BeforeAll {
    . $PSScriptRoot/common.ps1

    # What the prompt shows of a failure, and the commands and parameters that it names.
    function Get-Advice([Management.Automation.ErrorRecord] $Failure) { "$Failure $($Failure.ErrorDetails.RecommendedAction)".Trim() }

    # A mistake is made with these at hand.
    function Get-Mistake([string] $Line) {
        $api = New-AxiosClient https://a.test -Transport (New-AxiosMockTransport -Default 200) -Plugin (New-AxiosTimingPlugin)
        $closed = New-AxiosClient https://a.test
        $closed.Close()
        $null = $api, $closed
        Get-Failure ([scriptblock]::Create($Line))
    }

    function Get-Answered([hashtable] $Answer, [string] $Options = '') {
        $api = New-AxiosClient https://a.test:8443 -Transport (New-AxiosMockTransport -Default $Answer)
        $null = $api
        Get-Failure ([scriptblock]::Create("Invoke-AxiosRequest /x -Client `$api $Options"))
    }

    # Each command in a text is one that there is, and each parameter is of one of them, or of a call or a client.
    function Assert-Typable([string] $Text) {
        $commands = @([regex]::Matches($Text, '\b(?:New|Get|Add|Remove|Invoke|Find|Close|Test|Read|Install)-[A-Z]\w+').ForEach{ $_.Value })
        foreach ($command in $commands) {
            Get-Command $command -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because "$command is to be typed"
        }

        $parameters = @($commands + 'Invoke-AxiosRequest', 'New-AxiosClient', 'Start-AxiosRequest').ForEach{ (Get-Command $_).Parameters.Values.ForEach{ $_.Name; $_.Aliases } }
        foreach ($name in [regex]::Matches($Text, '(?<![\w-])-(?<name>[A-Z]\w+)').ForEach{ $_.Groups['name'].Value }) {
            $name | Should -BeIn $parameters -Because "-$name is to be typed"
        }
    }
}

Describe 'A mistake at the prompt' {
    It 'is told with what to type instead: <Line>' -ForEach @(
        @{ Line = 'Invoke-AxiosRequest /x -Client $closed'; Says = '*closed*New-AxiosClient*' }
        @{ Line = 'Invoke-AxiosRequest /users'; Says = '*relative*-Client (New-AxiosClient https://*' }
        @{ Line = 'Invoke-AxiosRequest -Url https://a.test/users'; Says = '*The address is -Uri.'; Imagined = '-Url ' }
        @{ Line = 'Invoke-AxiosRequest'; Says = '*no address*' }
        @{ Line = 'Invoke-AxiosRequest localhost:8080/x'; Says = '*Write http://localhost:8080/x or https*' }
        @{ Line = 'New-AxiosClient api.example.com'; Says = '*begins with https://*' }
        @{ Line = 'New-AxiosClient -Transport @{ Uri = "/x" }'; Says = '*New-AxiosMockTransport*' }
        @{ Line = 'New-AxiosClient -Plugin Redis'; Says = '*New-AxiosRedisPlugin*Find-AxiosPlugin Redis*'; Imagined = 'New-AxiosRedisPlugin' }
        @{ Line = 'Add-AxiosPlugin TimingPlugin $api'; Says = '*(New-AxiosTimingPlugin)*' }
        @{ Line = 'Add-AxiosPlugin New-AxiosTimingPlugin $api'; Says = '*in parentheses: (New-AxiosTimingPlugin)*' }
        @{ Line = 'Add-AxiosPlugin @{ atach = {} } $api'; Says = '*Did you mean ''Attach''?' }
        @{ Line = 'Add-AxiosPlugin ([pscustomobject]@{ a = 1 }) $api'; Says = '*Attach = {*' }
        @{ Line = 'Remove-AxiosPlugin -Name Timing -Client $api'; Says = '*Did you mean ''TimingPlugin''?' }
        @{ Line = 'Remove-AxiosPlugin -Name Auth -Client $api'; Says = '*Get-AxiosPlugin -Client*' }
        @{ Line = 'Remove-AxiosHook -Name TimingPlugn -Client $api'; Says = '*Did you mean ''TimingPlugin''?' }
        @{ Line = 'Remove-AxiosHook -Id 77 -Client $api'; Says = '*Get-AxiosPipeline*' }
        @{ Line = 'Add-AxiosInterceptor -Request ''$_.Headers'' -Client $api'; Says = '*in braces: { $_.Headers }*' }
        @{ Line = '$null = $api.Use(''& $next'')'; Says = '*in braces: { & $next }*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -Json 1 -Form @{}'; Says = '*Json*Form*one kind of body*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -Headers "X-A: b"'; Says = '*hashtable*@{ ''X-A'' = ''*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -Query page=2'; Says = '*hashtable*@{ ''page'' = ''*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -As Datum'; Says = '*Did you mean ''Data''?*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -As Json'; Says = '*-As Data reads Json*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -RetryStrategy 1, 2'; Says = '*not a list of 2*{ (1, 5, 30)`[$_.Retry - 1`]*New-AxiosRetryStrategy -Exponential*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -RetryStrategy often'; Says = '*New-AxiosRetryStrategy*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -RetryStrategy Exponential'; Says = '*(New-AxiosRetryStrategy -Exponential)*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -RetryStrategy expo'; Says = '*(New-AxiosRetryStrategy -Exponential)*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -RetryOn 503'; Says = '*-RetryOnStatus 503*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -RetryOn AxiosTimeout'; Says = '*Did you mean ''AxiosTimeoutException''?*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -RetryOnStatus 429, 5xx'; Says = '*''5xx'' is no status*-RetryOn {*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -ValidateStatus NotFound'; Says = '*''NotFound'' is no status*2xx*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -HttpVersion 4'; Says = '*1.0, 1.1, 2.0 and 3.0*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -Resume'; Says = '*-OutFile*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -MaxReconnects 1'; Says = '*-As Events*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -Authentication Bearer'; Says = '*-Token*Read-Host -AsSecureString*' }
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -Authentication Basic'; Says = '*-Credential*Get-Credential*' }
        @{ Line = '$api.Get(''/x'', @{ Qeury = @{} })'; Says = '*Did you mean ''Query''?*' }
        @{ Line = '$api.Get(''/x'', @{ params = @{} })'; Says = '*axios*''Query''*' }
        @{ Line = '$api.Get(''/x'', @{ timeout = 10000 })'; Says = '*milliseconds for axios*TimeoutSec = 10.*' }
        @{ Line = '$api.Get(''/x'', @{ Timeout = 3 })'; Says = '*TimeoutSec = 3.*' }
        @{ Line = 'Invoke-AxiosRequest ''/x/{id}'' -PathParameter @{ no = 1 } -Client $api'; Says = '*(-PathParameter)*' }
        @{ Line = 'Invoke-AxiosRequest http://b.test/x -Headers @{ Authorization = 1 }'; Says = '*-AllowUnencryptedAuthentication*' }
        @{ Line = 'New-AxiosLoggerPlugin Hots'; Says = '*Information, Verbose, Debug, Host*Did you mean ''Host''?*' }
        @{ Line = '$api.Get(''/x'', @{ baseURL = ''x'' })'; Says = '*Did you mean ''BaseUri''?*' }
        @{ Line = 'New-AxiosMockTransport @{ Urii = ''/x'' }'; Says = '*Did you mean ''Uri''?*' }
        @{ Line = 'Get-AxiosMockCall -Client $closed'; Says = '*New-AxiosClient -Transport (New-AxiosMockTransport*' }
        @{ Line = 'New-AxiosPlugin x'; Says = '*Attach = {*' }
    ) {
        $advice = Get-Advice (Get-Mistake "`$ErrorActionPreference = 'Stop'; $Line")
        $advice | Should -BeLike $Says
        Assert-Typable ($Imagined ? $advice.Replace($Imagined, '') : $advice)
    }

    It 'is none: a time of <Line>' -ForEach @(
        @{ Line = 'Invoke-AxiosRequest /x -Client $api -TimeoutSec (New-TimeSpan -Minutes 2)'; Seconds = 120 }
        @{ Line = '$api.Get(''/x'', @{ timeout = New-TimeSpan -Seconds 9 })'; Seconds = 9 }
        @{ Line = '$api.Get(''/x'', @{ TimeoutSec = 9 })'; Seconds = 9 }
    ) {
        $api = New-AxiosClient https://a.test -Transport (New-AxiosMockTransport -Default 200)
        $null = $api
        (& ([scriptblock]::Create($Line))).Config.Timeout.TotalSeconds | Should -Be $Seconds
    }

    It 'is none: the base of a client as -<Name>' -ForEach @(@{ Name = 'BaseUrl' }, @{ Name = 'Uri' }) {
        $named = @{ $Name = 'https://a.test/v1' }
        (New-AxiosClient @named).Defaults.BaseUri | Should -Be 'https://a.test/v1'
    }

    It 'repeats no secret: a header that is given as a text' {
        $failure = Get-Mistake "Invoke-AxiosRequest /x -Headers 'Authorization: Bearer hunter2'"
        "$failure" | Should -Not -BeLike '*hunter2*'
        $failure.Exception.ToString() | Should -Not -BeLike '*hunter2*'
    }
}

Describe 'What went wrong on the way' {
    It 'is told with what to type next: a status <Answer.StatusCode> <Options>' -ForEach @(
        @{ Answer = @{ StatusCode = 401 }; Says = '*-Authentication Bearer -Token*New-AxiosAuthPlugin*' }
        @{ Answer = @{ StatusCode = 401; Headers = @{ 'WWW-Authenticate' = 'Basic realm="x"' } }; Says = '*-Authentication Basic -Credential (Get-Credential)*' }
        @{ Answer = @{ StatusCode = 401; Headers = @{ 'WWW-Authenticate' = 'Negotiate' } }; Says = '*-Credential (Get-Credential)*-UseDefaultCredentials*' }
        @{ Answer = @{ StatusCode = 401 }; Options = '-Token old'; Says = '*was refused*New-AxiosAuthPlugin*' }
        @{ Answer = @{ StatusCode = 405; Headers = @{ Allow = 'GET, HEAD' } }; Options = '-Method DELETE'; Says = 'It takes GET, HEAD: -Method*' }
        @{ Answer = @{ StatusCode = 405 }; Options = '-Method GTE'; Says = '*-Method GET?' }
        @{ Answer = @{ StatusCode = 407 }; Says = '*-ProxyCredential (Get-Credential)*-ProxyUseDefaultCredentials*' }
        @{ Answer = @{ StatusCode = 415 }; Options = '-Body x'; Says = '*-ContentType*' }
        @{ Answer = @{ StatusCode = 429 }; Says = '-MaxRetries 3*Retry-After says.' }
        @{ Answer = @{ StatusCode = 503 }; Says = '-MaxRetries 3 tries again.' }
        @{ Answer = @{ StatusCode = 503 }; Options = '-Method POST'; Says = '-MaxRetries 3*-RetryUnsafeMethods*POST*' }
        @{ Answer = @{ StatusCode = 503 }; Options = '-MaxRetries 2 -RetryStrategy 0'; Says = 'It was tried 3 times.*-MaxRetries*-RetryStrategy (New-AxiosRetryStrategy -Exponential)*' }
        @{ Answer = @{ StatusCode = 500 }; Options = '-MaxRetries 1 -RetryStrategy 0'; Says = 'It was tried 2 times.*' }
        @{ Answer = @{ StatusCode = 503 }; Options = '-MaxRetries 1 -RetryStrategy 0 -Method POST -RetryUnsafeMethods'; Says = 'It was tried 2 times.*' }
        @{ Answer = @{ StatusCode = 503 }; Options = '-MaxRetries 1 -RetryStrategy 0 -RetryOn { $true }'; Says = 'It was tried 2 times.' }
        @{ Answer = @{ StatusCode = 503 }; Options = '-MaximumRetryCount 3 -Method POST'; Says = 'POST was not tried again*-RetryUnsafeMethods*' }
        @{ Answer = @{ StatusCode = 503 }; Options = '-MaxRetries 3 -TimeoutSec 5 -RetryStrategy 9'; Says = '-Verbose says why it was not tried again.' }
        @{ Answer = @{ StatusCode = 302; Headers = @{ Location = '/y' } }; Options = '-MaxRedirects 0'; Says = '-MaxRedirects 10*' }
    ) {
        $failure = Get-Answered $Answer "$Options"
        $failure.FullyQualifiedErrorId | Should -BeLike "HttpStatus$($Answer.StatusCode),*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Says
        "$failure" | Should -BeLike "*answered $($Answer.StatusCode)*"
        Assert-Typable $failure.ErrorDetails.RecommendedAction
    }

    It 'is told without advice where there is none: a status <Answer.StatusCode> <Options>' -ForEach @(
        @{ Answer = @{ StatusCode = 400 } }
        @{ Answer = @{ StatusCode = 403 } }
        @{ Answer = @{ StatusCode = 404 } }
        @{ Answer = @{ StatusCode = 500 } }
        @{ Answer = @{ StatusCode = 302 } }
        @{ Answer = @{ StatusCode = 404 }; Options = '-MaxRetries 1 -RetryStrategy 0' }
        @{ Answer = @{ StatusCode = 503 }; Options = '-MaxRetries 1 -RetryOn { $false }' }
    ) {
        (Get-Answered $Answer "$Options").ErrorDetails.RecommendedAction | Should -BeNullOrEmpty
    }

    It 'is told with what to type next: <Id>' -ForEach @(
        @{ Id = 'NetworkNameResolution'; Answer = @{ Fault = 'Dns' }; Says = "Is 'a.test' spelled right?*-Proxy*" }
        @{ Id = 'NetworkConnect'; Answer = @{ Fault = 'Refused' }; Says = '*Test-Connection a.test -TcpPort 8443*' }
        @{ Id = 'NetworkTls'; Answer = @{ Fault = 'Tls' }; Says = '*-Certificate*-SslProtocol*' }
        @{ Id = 'NetworkConnectionLost'; Answer = @{ Fault = 'Reset' }; Says = '*-Resume. -MaxRetries 3 tries again.' }
        @{ Id = 'NetworkConnectionLost'; Answer = @{ Fault = 'Reset' }; Options = '-MaxRetries 2 -RetryStrategy 0'; Says = '*-Resume. It was tried 3 times.*' }
        @{ Id = 'NetworkConnectionLost'; Answer = @{ Fault = 'Reset' }; Options = '-MaxRetries 2 -Method POST'; Says = '*POST was not tried again*-RetryUnsafeMethods*' }
        @{ Id = 'NetworkConnect'; Answer = @{ Fault = 'Refused' }; Options = '-MaxRetries 2 -RetryStrategy 0'; Says = '*Test-Connection*It was tried 3 times.*' }
        @{ Id = 'TimeoutTotal'; Answer = @{ Fault = 'Timeout' }; Options = '-TimeoutSec 0.05'; Says = '-TimeoutSec*' }
        @{ Id = 'TimeoutAttempt'; Answer = @{ Fault = 'Timeout' }; Options = '-AttemptTimeoutSec 0.05'; Says = '-AttemptTimeoutSec*' }
        @{ Id = 'InvalidData'; Answer = @{ Body = '{oops'; ContentType = 'application/json' }; Options = '-As Data'; Says = '-As Text*' }
    ) {
        $failure = Get-Answered $Answer "$Options"
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.ErrorDetails.Message | Should -Be $failure.Exception.Message
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Says
        Assert-Typable $failure.ErrorDetails.RecommendedAction
    }

    It 'is told with what helps where a certificate is not trusted: <Case>' -ForEach @(
        @{ Case = 'its root is unknown'; Says = 'To trust its root*-RootCertificate ./ca.pem.*-SkipCertificateCheck.' }
        @{ Case = 'it is for another name'; Options = '-RootCertificate $pem -Headers @{ Host = "other.test" }'; Says = 'Ask for it by its own name, https://localhost:*-SkipCertificateCheck.' }
    ) {
        $at = Invoke-RestMethod "$server/_endpoints"
        $pem = "$TestDrive/root.pem"
        Set-Content $pem $at.pem
        $failure = Get-Failure ([scriptblock]::Create("Invoke-AxiosRequest $($at.https) $Options"))
        $failure.FullyQualifiedErrorId | Should -BeLike 'NetworkTls,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Says
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeLike '*http://*'
        $failure.ErrorDetails.RecommendedAction -match 'RootCertificate' | Should -Be (-not $Options)
        "$failure" | Should -Not -Match 'RootCertificate|SkipCertificateCheck'
        Assert-Typable $failure.ErrorDetails.RecommendedAction
    }

    It 'is told with http where the server does not speak TLS' {
        $failure = Get-Failure { Invoke-AxiosRequest $server.Replace('http:', 'https:') }
        $failure.ErrorDetails.RecommendedAction | Should -Be "Does it speak TLS at all? $server goes without."
    }

    It 'is told with what to type next: a proxy that is not there' {
        $proxy = Get-DeadAddress
        $failure = Get-Failure { Invoke-AxiosRequest "$server/echo" -Proxy $proxy }
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '-NoProxy*-Proxy*'
        Assert-Typable $failure.ErrorDetails.RecommendedAction
    }

    It 'is told with what to type next: a call that no route of a mock transport matches' {
        $api = New-AxiosClient https://a.test -Transport (New-AxiosMockTransport @{ Uri = '/y' })
        $failure = Get-Failure { Invoke-AxiosRequest /x -Client $api }
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*New-AxiosMockTransport @{*-Default 404*'
        Assert-Typable $failure.ErrorDetails.RecommendedAction
    }

    It 'leaves what the server said as it was' {
        $failure = Get-Answered @{ StatusCode = 401; Json = @{ title = 'who are you?' } }
        ($failure.ErrorDetails.Message | ConvertFrom-Json).title | Should -Be 'who are you?'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike 'Say who asks*'
    }

    It 'is printed below the message, where PowerShell does that' {
        $failure = Get-Answered @{ Fault = 'Dns' }
        $failure | Out-String | Should -BeLike "*could not be resolved*Is 'a.test' spelled right?*"
    }
}
