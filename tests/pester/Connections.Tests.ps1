BeforeAll {
    . $PSScriptRoot/common.ps1

    # What there is to connect to beside the test server; Proxied lists what the proxies were asked.
    function Get-Endpoint { Invoke-RestMethod "$server/_endpoints" }

    $at = Get-Endpoint
    $pem = "$TestDrive/root.pem"
    Set-Content $pem $at.pem
    $known = @{ RootCertificate = $pem; As = 'Data' }
}

Describe 'Certificates' {
    It 'that nobody vouches for are an error that says why and what can be done' {
        $record = Get-Failure { Invoke-AxiosRequest $at.https }
        $record.FullyQualifiedErrorId | Should -BeLike 'NetworkTls,*'
        $record.CategoryInfo.Category | Should -Be 'SecurityError'
        $record.Exception.Message | Should -BeLike '*leads to no root that is trusted here (signed by CN=AxiosPS tests).'
    }

    It 'are not checked for the one call that says so' {
        $api = New-AxiosClient $at.https
        (Invoke-AxiosRequest / -Client $api -SkipCertificateCheck).StatusCode | Should -Be 200
        (Get-Failure { Invoke-AxiosRequest / -Client $api }).FullyQualifiedErrorId | Should -BeLike 'NetworkTls,*'
    }

    It 'are trusted by a root of one''s own: <Form>' -ForEach @(
        @{ Form = 'the path of a PEM file'; Root = { $pem } }
        @{ Form = 'a path relative to the location'; Root = { Set-Location $TestDrive; 'root.pem' } }
        @{ Form = 'a file'; Root = { Get-Item $pem } }
        @{ Form = 'a certificate'; Root = { [Security.Cryptography.X509Certificates.X509Certificate2]::new($pem) } }
        @{ Form = 'several paths'; Root = { $pem, $pem } }
    ) {
        $location = Get-Location
        try { $root = & $Root; (Invoke-AxiosRequest $at.https -RootCertificate $root).StatusCode | Should -Be 200 }
        finally { Set-Location $location }
    }

    It 'are trusted by a whole client' {
        $api = New-AxiosClient $at.https -RootCertificate $pem
        (Invoke-AxiosRequest / -Client $api).StatusCode | Should -Be 200
        $api.Get('/').StatusCode | Should -Be 200
    }

    It 'that cannot be read are an error with the path: <Name>' -ForEach @(
        @{ Name = 'missing.pem'; Text = $null }
        @{ Name = 'text.pem'; Text = 'no certificate' }
        @{ Name = 'broken.pem'; Text = "-----BEGIN CERTIFICATE-----`nAAAA`n-----END CERTIFICATE-----" }
        @{ Name = 'key.pem'; Text = "-----BEGIN PUBLIC KEY-----`nAAAA`n-----END PUBLIC KEY-----" }
    ) {
        if ($Text) { Set-Content "$TestDrive/$Name" $Text }
        (Get-Failure { Invoke-AxiosRequest $at.https -RootCertificate "$TestDrive/$Name" }).Exception.Message | Should -BeLike "*$Name*"
    }

    It 'are files, and nothing of another provider' {
        (Get-Failure { Invoke-AxiosRequest $at.https -RootCertificate Env:/PATH }).Exception.Message | Should -BeLike '*provider Environment*'
    }

    It 'of the client are shown to a server that asks' {
        $mine = [Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String($at.client))
        (Invoke-AxiosRequest $at.https @known -Certificate $mine).client | Should -Be 'CN=client.test'
        (Invoke-AxiosRequest $at.https @known).client | Should -BeNullOrEmpty
    }

    It 'of the client that are not in the store are an error with the thumbprint' {
        (Get-Failure { Invoke-AxiosRequest $at.https -CertificateThumbprint 00ff }).Exception.Message | Should -BeLike "*no certificate with the thumbprint '00ff'*"
    }
}

Describe 'Versions' {
    It 'of TLS are the ones asked for: <_>' -ForEach 'Tls12', 'Tls13' {
        (Invoke-AxiosRequest $at.https @known -SslProtocol $_).tls | Should -Be $_
    }

    It 'of HTTP are the ones asked for: <Version>' -ForEach @(
        @{ Version = 1.1; Spoken = 'HTTP/1.1' }
        @{ Version = 2; Spoken = 'HTTP/2' }
        @{ Version = '2.0'; Spoken = 'HTTP/2' }
        @{ Version = [version] '2.0'; Spoken = 'HTTP/2' }
    ) {
        $response = Invoke-AxiosRequest $at.https -RootCertificate $pem -HttpVersion $Version
        $response.Data.protocol | Should -Be $Spoken
        $response.HttpVersion.Major | Should -Be ([int] "$Version"[0].ToString())
    }

    It 'of HTTP that do not exist are refused' {
        (Get-Failure { Invoke-AxiosRequest $at.https -HttpVersion 4 }).Exception.Message | Should -BeLike "*'4' is no version of HTTP. There are 1.0, 1.1, 2.0 and 3.0.*"
    }

    It 'of HTTP may be lower unless the policy says otherwise' {
        (Invoke-AxiosRequest "$server/text" -HttpVersion 2).HttpVersion | Should -Be '1.1'
        (Get-Failure { Invoke-AxiosRequest "$server/text" -HttpVersion 2 -HttpVersionPolicy RequestVersionExact }).FullyQualifiedErrorId | Should -BeLike 'Network*'
    }
}

Describe 'Proxies' {
    BeforeEach { $before = @((Get-Endpoint).proxied).Count }

    It 'carry http, and tunnel https' {
        (Invoke-AxiosRequest "$server/text" -Proxy $at.proxy).StatusCode | Should -Be 200
        (Invoke-AxiosRequest $at.https @known -Proxy $at.proxy).protocol | Should -Be 'HTTP/1.1'
        $heads = @((Get-Endpoint).proxied | Select-Object -Skip $before)
        $heads[0] | Should -BeLike "GET $server/text HTTP/1.1*"
        $heads[1] | Should -BeLike 'CONNECT localhost:*'
    }

    It 'are told who asks, and nobody else is' {
        Clear-TestLog
        $who = [pscredential]::new('u', (ConvertTo-SecureString 'p' -AsPlainText))
        (Invoke-AxiosRequest "$server/text" -Proxy $at.proxyWithPassword -ProxyCredential $who).StatusCode | Should -Be 200
        (Get-TestLog).headers.PSObject.Properties.Name | Should -Not -Contain 'proxy-authorization'
    }

    It 'that refuse are named in the error' {
        $record = Get-Failure { Invoke-AxiosRequest $at.https -Proxy $at.proxyWithPassword }
        $record.FullyQualifiedErrorId | Should -BeLike 'NetworkProxy,*'
        $record.Exception.Message | Should -BeLike "*was refused by the proxy $($at.proxyWithPassword.TrimEnd('/'))*"
    }

    It 'that are not there are named in the error' {
        $dead = Get-DeadAddress
        (Get-Failure { Invoke-AxiosRequest "$server/text" -Proxy $dead }).Exception.Message | Should -BeLike "*could not connect to the proxy $dead*"
    }

    It 'that are none are refused' {
        (Get-Failure { Invoke-AxiosRequest "$server/text" -Proxy 'localhost:3128' }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
    }

    It 'are left out for hosts that say so, and for a call that does without' {
        $api = New-AxiosClient $server -Proxy $at.proxy
        $null = Invoke-AxiosRequest /text -Client $api -NoProxy
        $null = Invoke-AxiosRequest /text -Client $api -ProxyBypass 'a.test, 127/8'
        @((Get-Endpoint).proxied).Count | Should -Be $before
        $null = Invoke-AxiosRequest /text -Client $api
        @((Get-Endpoint).proxied).Count | Should -Be ($before + 1)
    }

    It 'are taken from the environment when the client is made' {
        $env:HTTP_PROXY = $at.proxy
        try {
            $api = New-AxiosClient $server
            $env:NO_PROXY = '127.0.0.1'
            $without = New-AxiosClient $server
        }
        finally { Remove-Item Env:HTTP_PROXY, Env:NO_PROXY }

        $null = Invoke-AxiosRequest /text -Client $without
        @((Get-Endpoint).proxied).Count | Should -Be $before
        $null = Invoke-AxiosRequest /text -Client $api
        @((Get-Endpoint).proxied).Count | Should -Be ($before + 1)
    }
}

Describe 'Other ways to connect' {
    It 'a Unix socket is reached under the name in the address' {
        (Invoke-AxiosRequest http://docker.test/info -UnixSocket $at.socket -As Data).host | Should -Be 'docker.test'
    }

    It 'a Unix socket that is not there is named in the error' {
        (Get-Failure { Invoke-AxiosRequest http://docker.test/ -UnixSocket "$TestDrive/none" }).Exception.Message | Should -BeLike "*could not connect to the socket *none*"
    }

    It 'a challenge is answered with -Credential' {
        $who = [pscredential]::new('alice', (ConvertTo-SecureString 's3cret' -AsPlainText))
        (Invoke-AxiosRequest "$($at.https)/challenge" -RootCertificate $pem -Credential $who).StatusCode | Should -Be 200
        (Get-Failure { Invoke-AxiosRequest "$($at.https)/challenge" -RootCertificate $pem }).FullyQualifiedErrorId | Should -BeLike 'HttpStatus401,*'
    }

    It 'headers beyond -MaxHeaderBytes are an error' {
        $long = 'x' * 5000
        (Get-Failure { Invoke-AxiosRequest "$server/status/200?header=X-Long:$long" -MaxHeaderBytes 2048 }).FullyQualifiedErrorId | Should -BeLike 'NetworkTooLarge,*'
    }

    It '-NoDecompress leaves a body as it came' {
        (Invoke-AxiosRequest "$server/gzip" -NoDecompress -As Bytes)[0, 1] | Should -Be 0x1F, 0x8B
        (Invoke-AxiosRequest "$server/gzip" -As Data).name | Should -Be 'axios'
    }

    It 'the time of a call is told in its parts' {
        $api = New-AxiosClient $at.https -RootCertificate $pem
        $timing = (Invoke-AxiosRequest / -Client $api).Timing
        $timing.Tls | Should -BeGreaterThan ([timespan]::Zero)
        $timing.Total | Should -BeGreaterOrEqual $timing.FirstByte
        (Invoke-AxiosRequest / -Client $api).Timing.Connect | Should -BeNullOrEmpty
    }
}

Describe 'Passwords' {
    It 'of proxies and challenges stand in no listing' {
        $who = [pscredential]::new('u', (ConvertTo-SecureString 'canary' -AsPlainText))
        $api = New-AxiosClient $server -Proxy http://u:canary@127.0.0.1:9 -ProxyBypass 127.0.0.1 -Credential $who
        $response = Invoke-AxiosRequest /text -Client $api
        $options = $response.Config['Connection']
        $shown = @(
            $options | ConvertTo-Json -Depth 4
            $options | Format-List * -Force | Out-String
            $response | ConvertTo-Json -Depth 4 -WarningAction Ignore
            $api | Format-List * -Force | Out-String
            [Management.Automation.PSSerializer]::Serialize($options, 4)
            "$options"
            Get-Failure { Invoke-AxiosRequest http://127.0.0.2:1/ -Client $api } | Format-List * -Force | Out-String
        ) -join "`n"
        $shown | Should -Not -Match 'canary'
        $shown | Should -Match '127\.0\.0\.1:9'
    }
}
