BeforeDiscovery {
    $hasCurl = [bool](Get-Command curl -CommandType Application -ErrorAction Ignore) -and [bool](Get-Command bash -CommandType Application -ErrorAction Ignore)

    # What could break out of its quotes, in one shell or another.
    $hostile = @(
        "it's", 'say "hi"', '$(id) `id` ${HOME} $HOME', '!history !!', '@/etc/passwd', '@', '<file', 'a;type=text/html', 'a;filename=x', '-o', '--help', '%PATH% %', 'a&b|c>d<e^f',
        'back\slash', 'ends\', '\"', "two`nlines", "dos`r`nlines`r`n", "tab`tand bell$([char]7)and escape$([char]27)[2J", "$([char]0x2019)smart$([char]0x2018) $([char]0x201C)quotes$([char]0x201D)",
        "turned$([char]0x202E)around", 'äöü € 😀', '{a,b}[1-3]', ' blanks ', '`', '~', '#', '*', "''", '0x10', '1e3', 'a=b=c', '%41', '+', "' ; echo `$PWNED #"
    )
    $requests = @(
        @{ Name = 'a plain one'; Request = @{ Uri = '/echo' } }
        @{ Name = 'a query'; Request = @{ Uri = '/echo?x=1'; Query = [ordered]@{ q = 'a b&c'; list = 1, 2; 'arr[]' = '{x}' } } }
        @{ Name = 'headers'; Request = @{ Uri = '/echo'; Headers = [ordered]@{ 'X-One' = "it's"; 'X-Two' = 'a', 'b'; Accept = $null; 'User-Agent' = $null; 'X-Empty' = '' } } }
        @{ Name = 'secrets'; Request = @{ Uri = '/echo'; Query = @{ token = 'hunter2' }; Headers = @{ Authorization = 'Bearer hunter2'; Cookie = 'a=1; b=2' } } }
        @{ Name = 'JSON'; Request = @{ Uri = '/echo'; Json = @{ name = "O'Neil"; deep = @{ list = 1, $null, 'ä' } } } }
        @{ Name = 'a urlencoded form'; Request = @{ Uri = '/echo'; UrlEncoded = [ordered]@{ a = 'x y'; b = '@file'; c = '%' } } }
        @{ Name = 'a text'; Request = @{ Uri = '/echo'; Body = "line 1`r`nline 2`n"; ContentType = 'text/plain'; Method = 'PUT' } }
        @{ Name = 'an empty text'; Request = @{ Uri = '/echo'; Body = ''; ContentType = 'text/plain' } }
        @{ Name = 'a POST without a body'; Request = @{ Uri = '/echo'; Method = 'POST' } }
        @{ Name = 'a PUT without a body'; Request = @{ Uri = '/echo'; Method = 'PUT' } }
        @{ Name = 'a DELETE'; Request = @{ Uri = '/echo'; Method = 'DELETE' } }
        @{ Name = 'a HEAD'; Request = @{ Uri = '/echo'; Method = 'HEAD' } }
        @{ Name = 'a method of its own'; Request = @{ Uri = '/echo'; Method = 'PROPFIND' } }
        @{ Name = 'a GET with a body'; Request = @{ Uri = '/echo'; Method = 'GET'; Json = @{ a = 1 } } }
        @{ Name = 'a redirect of a POST'; Request = @{ Uri = '/redirect/302'; Query = @{ to = '/echo' }; Json = @{ a = 1 } } }
        @{ Name = 'a redirect that keeps its body'; Request = @{ Uri = '/redirect/307'; Query = @{ to = '/echo' }; Json = @{ a = 1 } } }
        @{ Name = 'a redirect that keeps the method'; Request = @{ Uri = '/redirect/303'; Query = @{ to = '/echo' }; Json = @{ a = 1 }; PreserveHttpMethodOnRedirect = $true } }
        @{ Name = 'a redirect that is not followed'; Request = @{ Uri = '/redirect/302'; Query = @{ to = '/echo' }; MaxRedirects = 0; SkipHttpErrorCheck = $true } }
        @{ Name = 'a form'; Request = @{ Uri = '/echo'; Form = [ordered]@{ plain = 'a b'; list = 1, 2; html = @{ Value = '<b>"x";type=y</b>'; ContentType = 'text/html; charset=utf-8' }; named = @{ Value = 'x'; FileName = 'my "file"; 1.txt' } } } }
        @{ Name = 'a form with a header in a part'; Request = @{ Uri = '/echo'; Form = @{ a = @{ Value = 'x'; Headers = @{ 'Content-Language' = 'de'; 'Content-ID' = '<"a">' } } } } }
    )
    $values = $hostile | ForEach-Object { @{ Value = $_ } }
}

BeforeAll {
    . $PSScriptRoot/common.ps1

    # What the server has got, but for what two clients say differently by nature.
    function Get-Sent([scriptblock] $Send) {
        Clear-TestLog
        $null = & $Send
        foreach ($request in Get-TestLog) {
            $headers = [ordered]@{}
            foreach ($header in $request.headers.psobject.Properties | Sort-Object Name) {
                if ($header.Name -notin 'accept-encoding', 'connection', 'expect', 'host', 'transfer-encoding', 'traceparent') { $headers[$header.Name] = $header.Value }
            }

            if ($request.method -eq 'GET' -and -not $request.body) { $headers.Remove('content-type') } # curl keeps it on a redirect to a GET
            $type = "$($headers['content-type'])"
            if ($type -match 'boundary=(?<boundary>\S+)') {
                $headers['content-type'] = $type.Replace($Matches.boundary, 'BOUNDARY')
                $headers.Remove('content-length') # boundaries differ in length
                $request.body = $request.body.Replace($Matches.boundary, 'BOUNDARY')
            }

            [ordered]@{ method = $request.method; path = $request.path; query = $request.query; headers = $headers; body = $request.body } | ConvertTo-Json -Depth 5 -Compress
        }
    }

    function Invoke-Bash([string] $Line) {
        $file = "$TestDrive/run.sh"
        [IO.File]::WriteAllText($file, "$Line -s -o /dev/null`n")
        $said = bash $file 2>&1
        if ($LASTEXITCODE -ne 0) { throw "curl ended with ${LASTEXITCODE}: $said`n$Line" }
    }
}

Describe 'ConvertTo-AxiosCurl' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'gives <Name> as bash and curl send it' -TestCases $requests -Skip:(-not $hasCurl) {
        $line = ConvertTo-AxiosCurl -Client $api @Request -IncludeSecrets
        $curl = Get-Sent { Invoke-Bash $line }
        $ours = Get-Sent { Invoke-AxiosRequest -Client $api @Request }
        $curl | Should -Be $ours -Because $line
    }

    It 'gives <Name> on several lines that are one command' -TestCases $requests -Skip:(-not $hasCurl) {
        $line = ConvertTo-AxiosCurl -Client $api @Request -IncludeSecrets -Multiline
        $line | Should -Match ' \\\n  '
        Get-Sent { Invoke-Bash $line } | Should -Be (Get-Sent { Invoke-AxiosRequest -Client $api @Request })
    }

    It 'gives <Name> as PowerShell and curl send it' -TestCases $requests -Skip:(-not $hasCurl) {
        $line = ConvertTo-AxiosCurl -Client $api @Request -IncludeSecrets -Shell PowerShell -Multiline
        $curl = Get-Sent { & ([scriptblock]::Create("$line -s -o /dev/null")) }
        $curl | Should -Be (Get-Sent { Invoke-AxiosRequest -Client $api @Request }) -Because $line
    }

    It 'keeps the value <Value> from meaning anything to bash, wherever it stands' -TestCases $values -Skip:(-not $hasCurl) {
        $requests = @{ Body = $Value; ContentType = 'text/plain' }, @{ Json = @{ v = $Value } }, @{ UrlEncoded = @{ v = $Value } }, @{ Form = @{ v = $Value } }, @{ Query = @{ v = $Value } },
            @{ Form = @{ v = @{ Value = $Value; ContentType = 'text/x' } } }
        if ($Value -notmatch '[\p{C}\n]') { $requests += @{ Headers = @{ 'X-Value' = $Value } }, @{ Form = @{ v = @{ Value = 'x'; FileName = "f$Value" } } } }
        foreach ($request in $requests) {
            $line = ConvertTo-AxiosCurl /echo -Client $api @request -IncludeSecrets
            Get-Sent { Invoke-Bash $line } | Should -Be (Get-Sent { Invoke-AxiosRequest /echo -Client $api @request }) -Because $line
        }
    }

    It 'keeps the value <Value> from meaning anything to PowerShell' -TestCases $values -Skip:(-not $hasCurl) {
        foreach ($request in @{ Body = $Value; ContentType = 'text/plain' }, @{ Form = @{ v = $Value } }, @{ Query = @{ v = $Value } }) {
            $line = ConvertTo-AxiosCurl /echo -Client $api @request -IncludeSecrets -Shell PowerShell
            Get-Sent { & ([scriptblock]::Create("$line -s -o /dev/null")) } | Should -Be (Get-Sent { Invoke-AxiosRequest /echo -Client $api @request }) -Because $line
        }
    }

    It 'sends a file as it is, and as a part of a form' -Skip:(-not $hasCurl) {
        $file = "$TestDrive/my `"odd, name; x.txt"
        [IO.File]::WriteAllText($file, "one`r`ntwo`n")
        foreach ($request in @{ InFile = $file }, @{ Body = Get-Item -LiteralPath $file; ContentType = 'text/x' }, @{ Form = @{ f = Get-Item -LiteralPath $file } },
            @{ Form = @{ f = @{ Value = Get-Item -LiteralPath $file; FileName = 'other.csv' } } }) {
            $line = ConvertTo-AxiosCurl /echo -Client $api @request
            Get-Sent { Invoke-Bash $line } | Should -Be (Get-Sent { Invoke-AxiosRequest /echo -Client $api @request }) -Because $line
        }
    }

    It 'sends the cookies that the client would' -Skip:(-not $hasCurl) {
        $api.Cookies.SetCookies($server, 'id=hunter2')
        $line = ConvertTo-AxiosCurl /echo -Client $api -Headers @{ Cookie = 'own=1' } -IncludeSecrets
        Get-Sent { Invoke-Bash $line } | Should -Be (Get-Sent { Invoke-AxiosRequest /echo -Client $api -Headers @{ Cookie = 'own=1' } })
    }

    It 'answers a challenge' -Skip:(-not $hasCurl) {
        $credential = [pscredential]::new('ann', (ConvertTo-SecureString 'hunter2' -AsPlainText -Force))
        $line = ConvertTo-AxiosCurl /echo -Client $api -Credential $credential
        $line | Should -BeLike '*--anyauth -u *ann:`*`*`**'
        ConvertTo-AxiosCurl /echo -Client $api -Credential $credential -IncludeSecrets | Should -BeLike '*--anyauth -u ann:hunter2*'
    }

    It 'of a response gives what was sent, hooks and all' -Skip:(-not $hasCurl) {
        Add-AxiosInterceptor -Client $api -Request { $_.Headers['X-Hook'] = 'on' }
        $response = Invoke-AxiosRequest /redirect/307 -Client $api -Query @{ to = '/echo?x' } -Json @{ a = 1 }
        $line = $response | ConvertTo-AxiosCurl
        $line | Should -BeLike "curl '$server/redirect/307*X-Hook: on*"
        $plain = New-AxiosClient $server -Headers @{ 'X-Hook' = 'on' }
        Get-Sent { Invoke-Bash $line } | Should -Be (Get-Sent { Invoke-AxiosRequest /redirect/307 -Client $plain -Query @{ to = '/echo?x' } -Json @{ a = 1 } })
    }

    It 'takes an error, as a record or an exception, of a method call too' {
        $record = Get-Failure { Invoke-AxiosRequest /status/500 -Client $api -Json @{ a = 1 } }
        $record | ConvertTo-AxiosCurl | Should -BeLike "curl $server/status/500 *"
        ConvertTo-AxiosCurl -InputObject $record.Exception | Should -BeLike '*--data-raw*"a":1*'
        Get-Failure { $api.Get('/status/404') } | ConvertTo-AxiosCurl | Should -BeLike "curl $server/status/404 *"
        $dead = Get-DeadAddress
        Get-Failure { Invoke-AxiosRequest $dead } | ConvertTo-AxiosCurl | Should -BeLike "curl $dead/ *"
    }

    It 'takes what Invoke-AxiosRequest takes from the pipeline' {
        $lines = '/a', @{ Uri = '/b'; Method = 'DELETE' }, [pscustomobject]@{ Uri = '/c'; Json = @{ x = 1 } } | ConvertTo-AxiosCurl -Client $api -Headers @{ 'X-All' = 1 }
        $lines[0] | Should -BeLike "curl $server/a *X-All: 1*"
        $lines[1] | Should -BeLike "curl $server/b -X DELETE *"
        $lines[2] | Should -BeLike "curl $server/c *--data-raw*"
    }

    It 'masks what is secret unless told otherwise' {
        $request = @{
            Uri     = '/echo?sig=s3cr3t-1'
            Query   = @{ access_token = 's3cr3t-2' }
            Headers = @{ Authorization = 'Basic YW5uOnMzY3IzdC0z'; 'X-Api-Key' = 's3cr3t-4'; 'X-Tenant' = 's3cr3t-5'; Cookie = 'id=s3cr3t-6'; 'X-Echo' = 'it is s3cr3t-4' }
            SecretHeader = 'X-Tenant'
            Proxy   = 'http://ann:s3cr3t-7@127.0.0.1:9'
        }
        $bodies = @{ Json = @{ password = 's3cr3t-8'; note = 's3cr3t-4' } }, @{ UrlEncoded = @{ client_secret = 's3cr3t-8'; pin = ConvertTo-SecureString 's3cr3t-9' -AsPlainText -Force } },
            @{ Form = @{ password = 's3cr3t-8'; pin = ConvertTo-SecureString 's3cr3t-9' -AsPlainText -Force } }
        foreach ($body in $bodies) {
            foreach ($shell in 'Bash', 'PowerShell', 'Cmd') {
                $line = ConvertTo-AxiosCurl -Client $api @request @body -Shell $shell -WarningAction SilentlyContinue
                $line | Should -Not -Match 's3cr3t|YW5u'
                $line | Should -Match 'Authorization: Basic '
            }
            ConvertTo-AxiosCurl -Client $api @request @body -IncludeSecrets -WarningAction SilentlyContinue | Should -Match 's3cr3t-1.*s3cr3t-2.*s3cr3t-4.*s3cr3t-8'
        }
    }

    It 'says <Option> for <Parameters>' -TestCases @(
        @{ Option = '--max-time 2.5'; Parameters = @{ TimeoutSec = 2.5 } }
        @{ Option = '--speed-limit 1 --speed-time 3'; Parameters = @{ ReadTimeoutSec = 2.1 } }
        @{ Option = '--retry 3 --retry-connrefused --retry-delay 2'; Parameters = @{ MaxRetries = 3; RetryStrategy = 2 } }
        @{ Option = '-L --max-redirs 3'; Parameters = @{ MaxRedirects = 3 } }
        @{ Option = '-L --post301 --post302 --post303'; Parameters = @{ Body = 'x'; PreserveHttpMethodOnRedirect = $true } }
        @{ Option = '-k'; Parameters = @{ SkipCertificateCheck = $true } }
        @{ Option = "--noproxy '*'"; Parameters = @{ NoProxy = $true } }
        @{ Option = "-x socks5h://127.0.0.1:9 --noproxy a,b"; Parameters = @{ Proxy = 'socks5://127.0.0.1:9'; ProxyBypass = 'a', 'b' } }
        @{ Option = '--http2'; Parameters = @{ HttpVersion = '2.0' } }
        @{ Option = '--tlsv1.2 --tls-max 1.3'; Parameters = @{ SslProtocol = 'Tls12, Tls13' } }
        @{ Option = '--unix-socket /run/x.sock'; Parameters = @{ UnixSocket = '/run/x.sock' } }
        @{ Option = '--max-filesize 1000'; Parameters = @{ MaxResponseBytes = 1000 } }
        @{ Option = '--compressed'; Parameters = @{} }
        @{ Option = '-o /tmp/x'; Parameters = @{ OutFile = '/tmp/x' } }
        @{ Option = '-OJ --output-dir /tmp'; Parameters = @{ OutFile = '/tmp' } }
    ) {
        " $(ConvertTo-AxiosCurl /x -Client $api @Parameters) " | Should -BeLike "* $($Option.Replace('*', '`*')) *"
    }

    It 'warns of what curl has no like for: <Says>' -TestCases @(
        @{ Says = 'AttemptTimeout'; Parameters = @{ AttemptTimeoutSec = 3 } }
        @{ Says = 'RetryOn '; Parameters = @{ MaxRetries = 1; RetryOn = { $true } } }
        @{ Says = 'body.bin'; Parameters = @{ Body = [byte[]](0, 255) } }
        @{ Says = 'stream'; Parameters = @{ Body = [IO.MemoryStream]::new() } }
        @{ Says = 'TransformRequest'; Parameters = @{ Json = 1; TransformRequest = { $args } } }
        @{ Says = 'X-Api-Key'; Parameters = @{ Headers = @{ 'X-Api-Key' = 'x' } } }
        @{ Says = 'a=b'; Parameters = @{ Form = @{ 'a=b' = 'x' } } }
    ) {
        $null = ConvertTo-AxiosCurl /x -Client $api @Parameters -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike "*$Says*"
    }

    It 'warns of hooks that it does not run' {
        Add-AxiosInterceptor -Client $api -Request { throw 'not to be run' }
        $null = '/a', '/b' | ConvertTo-AxiosCurl -Client $api -WarningVariable warned -WarningAction SilentlyContinue
        $warned.Count | Should -Be 1
        $warned | Should -BeLike '*hooks*'
    }

    It 'refuses what is no request, and goes on with the next' {
        (Get-Failure { ConvertTo-AxiosCurl }).FullyQualifiedErrorId | Should -Be 'InvalidRequest,AxiosPS.Commands.ConvertToAxiosCurlCommand'
        (Get-Failure { ConvertTo-AxiosCurl relative }).Exception.Message | Should -BeLike '*relative*'
        $lines = (New-AxiosResponse 200), [ArgumentException]::new('other'), '/ok' | ConvertTo-AxiosCurl -Client $api -ErrorAction SilentlyContinue -ErrorVariable failed
        @($lines).Count | Should -Be 1
        "$failed" | Should -BeLike '*made by hand*none of a request*'
    }

    It 'sends nothing' {
        $null = ConvertTo-AxiosCurl /echo -Client $api -Method Post -Json @{ a = 1 }
        @(Get-TestLog).Count | Should -Be 0
    }
}
