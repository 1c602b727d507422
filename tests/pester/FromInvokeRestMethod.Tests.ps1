# The page that maps the parameters of Invoke-RestMethod and Invoke-WebRequest, held against the cmdlets of the pwsh that runs the tests.

BeforeDiscovery {
    $rows = [regex]::Matches(
        ((Get-Content "$PSScriptRoot/../../docs/from-invoke-restmethod.md" -Raw) -replace '(?s)^.*\n## Every parameter|\n## What Invoke-WebRequest gives.*$'),
        '(?m)^\| (?<theirs>`[^|]*`) \| (?<ours>[^|]*) \|')
    $pairs = foreach ($row in $rows) {
        @{
            Names = @([regex]::Matches($row.Groups['theirs'].Value, '`(\w+)`').ForEach{ $_.Groups[1].Value })
            Ours  = @([regex]::Matches($row.Groups['ours'].Value, '`-(\w+)`').ForEach{ $_.Groups[1].Value })
        }
    }
    $shared = foreach ($cmdlet in 'Invoke-RestMethod', 'Invoke-WebRequest') {
        (Get-Command $cmdlet).Parameters.Values.Where{ $_.Name -notin [Management.Automation.PSCmdlet]::CommonParameters } | ForEach-Object {
            foreach ($name in @($_.Name) + $_.Aliases) { @{ Cmdlet = $cmdlet; Name = $name; Parameter = $_.Name } }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $web = 'Invoke-RestMethod', 'Invoke-WebRequest' | ForEach-Object { Get-Command $_ }
    $theirs = $web.Parameters.Values.Where{ $_.Name -notin [Management.Automation.PSCmdlet]::CommonParameters }
    $mine = (Get-Command Invoke-AxiosRequest).Parameters.Values.ForEach{ $_.Name; $_.Aliases }

    # Something that each parameter takes; what others it needs beside it.
    $password = ConvertTo-SecureString 's3cret' -AsPlainText
    $someone = [pscredential]::new('ann', $password)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=test', [Security.Cryptography.RSA]::Create(2048), 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $own = $request.CreateSelfSigned([datetimeoffset]::Now.AddDays(-1), [datetimeoffset]::Now.AddDays(1))
    $session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
    $text = New-Item "$TestDrive/text.txt" -Value 'abc'
    $values = @{
        Uri = "$server/echo"; Method = 'Put'; CustomMethod = 'PURGE'; Body = 'a=1'; Form = @{ a = 1 }; InFile = $text.FullName; ContentType = 'text/plain'
        TransferEncoding = 'chunked'; Headers = @{ 'X-A' = 'b' }; SkipHeaderValidation = $true; UserAgent = 'me/1'; Authentication = 'None'; Token = $password
        Credential = $someone; UseDefaultCredentials = $true; AllowUnencryptedAuthentication = $true; Certificate = $own; CertificateThumbprint = 'ABCDEF'
        SkipCertificateCheck = $true; SslProtocol = 'Tls12'; HttpVersion = '1.1'; UnixSocket = "$TestDrive/none.sock"; Proxy = $server; ProxyCredential = $someone
        ProxyUseDefaultCredentials = $true; NoProxy = $true; DisableKeepAlive = $true; ConnectionTimeoutSeconds = 30; OperationTimeoutSeconds = 30; MaximumRetryCount = 1
        RetryIntervalSec = 1; MaximumRedirection = 2; AllowInsecureRedirect = $true; PreserveHttpMethodOnRedirect = $true; SessionVariable = 'made'; WebSession = $session
        FollowRelLink = $true; MaximumFollowRelLink = 2; SkipHttpErrorCheck = $true; StatusCodeVariable = 'code'; ResponseHeadersVariable = 'head'
        OutFile = "$TestDrive/out.txt"; Resume = $true; UseBasicParsing = $true
    }
    $beside = @{
        TransferEncoding = @{ Body = 'a=1' }; Token = @{ Authentication = 'Bearer'; AllowUnencryptedAuthentication = $true }; Resume = @{ OutFile = "$TestDrive/resumed.txt" }
        Credential = @{ AllowUnencryptedAuthentication = $true }; UseDefaultCredentials = @{ AllowUnencryptedAuthentication = $true }
        ContentType = @{ Body = 'a=1' }; ProxyCredential = @{ Proxy = $server }; ProxyUseDefaultCredentials = @{ Proxy = $server }
    }
}

Describe 'The page on Invoke-RestMethod' {
    It 'forgets no parameter of <Cmdlet> and no alias: <Name>' -ForEach $shared {
        $pairs = [regex]::Matches((Get-Content $root/docs/from-invoke-restmethod.md -Raw), '(?m)^\| (`\w+`(?:, `\w+`)*) \|').ForEach{ $_.Groups[1].Value -replace '`' -split ', ' }
        $pairs | Should -Contain $Name
    }

    It 'says of <Names> nothing of a parameter that is not there' -ForEach $pairs {
        $known = $theirs.ForEach{ $_.Name; $_.Aliases }
        $Names | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
        $Ours | Where-Object { $_ -notin $mine } | Should -BeNullOrEmpty
    }

    It 'names for <Names> what has the same name here' -ForEach $pairs {
        $Names | Where-Object { $_ -in $mine -and $_ -notin $Ours } | Should -BeNullOrEmpty
    }

    It 'has nothing for no more than two of them' {
        [regex]::Matches((Get-Content $root/docs/from-invoke-restmethod.md -Raw), '(?m)^\| `(\w+)` \| none \|').ForEach{ $_.Groups[1].Value } |
            Should -Be 'PreserveAuthorizationOnRedirect', 'PassThru'
    }
}

Describe 'A call of <Cmdlet> with -<Name>' -ForEach $shared {
    It 'is bound by Invoke-AxiosRequest too, where it has such a parameter' {
        if ($Name -notin $mine) {
            $Parameter | Should -BeIn 'PassThru', 'PreserveAuthorizationOnRedirect'
            return
        }

        $values.ContainsKey($Parameter) | Should -BeTrue -Because 'the test needs a value to try it with'
        foreach ($command in $Cmdlet, 'Invoke-AxiosRequest') {
            $call = @{ Uri = "$server/echo" } + ($beside[$Parameter] ?? @{})
            $call[$Name] = $values[$Parameter]
            try { $null = & $command @call -ErrorAction Stop }
            catch { $_.Exception | Should -Not -BeOfType ([Management.Automation.ParameterBindingException]) -Because "$command -$Name is bound: $_" }
        }
    }
}
