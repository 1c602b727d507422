BeforeDiscovery {
    $hasCurl = [bool](Get-Command curl -CommandType Application -ErrorAction Ignore) -and [bool](Get-Command bash -CommandType Application -ErrorAction Ignore)

    # There and back: each of these is to be sent as it was.
    $requests = @(
        @{ Name = 'a plain one'; Request = @{ Uri = '/echo' } }
        @{ Name = 'a query with a secret'; Request = @{ Uri = '/echo?x=1&y'; Query = [ordered]@{ q = 'a b&c'; list = 1, 2; 'arr[]' = '{x}'; token = 'hunter2' } } }
        @{ Name = 'headers'; Request = @{ Uri = '/echo'; Headers = [ordered]@{ 'X-One' = "it's"; Accept = $null; 'User-Agent' = $null; 'X-Empty' = ''; 'X-Api-Key' = 'hunter2'; Range = 'bytes=0-9' } } }
        @{ Name = 'a bearer and cookies'; Request = @{ Uri = '/echo'; Headers = @{ Authorization = 'Bearer hunter2'; Cookie = 'a=1; b=2' } } }
        @{ Name = 'basic'; Request = @{ Uri = '/echo'; Headers = @{ Authorization = 'Basic YW5uOmh1bnRlcjI=' } } }
        @{ Name = 'JSON'; Request = @{ Uri = '/echo'; Json = @{ name = "O'Neil`n`"x`""; deep = @{ list = 1, $null, 'ä😀' } } } }
        @{ Name = 'a urlencoded form'; Request = @{ Uri = '/echo'; UrlEncoded = [ordered]@{ a = 'x y'; b = '@file'; c = '%'; password = 'hunter2'; empty = '' } } }
        @{ Name = 'a urlencoded form with lists'; Request = @{ Uri = '/echo'; UrlEncoded = [ordered]@{ a = 1, 2 } } }
        @{ Name = 'a text'; Request = @{ Uri = '/echo'; Body = "line 1`r`nline 2`n`t!"; ContentType = 'text/plain'; Method = 'PUT' } }
        @{ Name = 'an empty text'; Request = @{ Uri = '/echo'; Body = ''; ContentType = 'text/plain' } }
        @{ Name = 'a POST without a body'; Request = @{ Uri = '/echo'; Method = 'POST' } }
        @{ Name = 'a HEAD'; Request = @{ Uri = '/echo'; Method = 'HEAD' } }
        @{ Name = 'a method of its own'; Request = @{ Uri = '/echo'; Method = 'PROPFIND' } }
        @{ Name = 'a GET with a body'; Request = @{ Uri = '/echo'; Method = 'GET'; Json = @{ a = 1 } } }
        @{ Name = 'a redirect that is followed'; Request = @{ Uri = '/redirect/307'; Query = @{ to = '/echo' }; Json = @{ a = 1 } } }
        @{ Name = 'a redirect that keeps the method'; Request = @{ Uri = '/redirect/303'; Query = @{ to = '/echo' }; Json = @{ a = 1 }; PreserveHttpMethodOnRedirect = $true } }
        @{ Name = 'a redirect that is not followed'; Request = @{ Uri = '/redirect/302'; Query = @{ to = '/echo' }; MaxRedirects = 0; SkipHttpErrorCheck = $true } }
        @{ Name = 'a form'; Request = @{ Uri = '/echo'; Form = [ordered]@{ plain = 'a;type=b'; list = 1, 2; html = @{ Value = '<b>"x";type=y\</b>'; ContentType = 'text/html; charset=utf-8' }; named = @{ Value = 'x'; FileName = 'my "file"; 1.txt' } } } }
        @{ Name = 'a form with a header in a part'; Request = @{ Uri = '/echo'; Form = @{ a = @{ Value = 'x'; Headers = @{ 'Content-Language' = 'de'; 'Content-ID' = '<"a">' } } } } }
    )
    $trips = foreach ($request in $requests) { foreach ($shell in 'Bash', 'PowerShell', 'Cmd') { if ($shell -ne 'Cmd' -or "$($request.Request.Body)" -notmatch "`r") { @{ Name = $request.Name; Request = $request.Request; Shell = $shell } } } }

    # As people and documents write them: what curl sends is what is sent here.
    $commands = @(
        'curl SERVER/echo'
        'curl -sS --request POST SERVER/echo'
        'curl -XPOST SERVER/echo -d a=1 -d b=2'
        'curl SERVER/echo --data-urlencode "q=a b&c" --data-urlencode "=x/y" -d z'
        'curl -G SERVER/echo?x=1 -d a=1 --data-urlencode "b=c d"'
        'curl -I SERVER/echo'
        'curl --url SERVER/echo --json ''{"a":'' --json ''1}'''
        'curl SERVER/echo -u ann:hunter2'
        'curl http://ann:hunt%65r2@AUTHORITY/echo'
        'curl SERVER/echo --oauth2-bearer hunter2'
        'curl SERVER/echo -H "X-A: 1" -H "X-B;" -H "User-Agent:" -H "Accept: text/html" -H ":authority: x"'
        'curl SERVER/echo -A "me 1.0" -e "http://there/" -b "a=1" -b "b=2"'
        'curl SERVER/echo -r 0-99'
        'curl -F a=1 -F "c=@FOLDER/part.txt;type=text/x;filename=\"o;t.txt\"" --form-string "d=@x;type=y" SERVER/echo'
        'curl --data-binary @FOLDER/part.txt -H "Content-Type: text/x" SERVER/echo'
        'curl -T FOLDER/part.txt -H "Content-Type: text/x" SERVER/echo'
        'curl -T "FOLDER/a part.txt" -H "Content-Type: text/x" SERVER/folder/'
        'curl -T "FOLDER/a part.txt" -H "Content-Type: text/x" SERVER?x=1'
        'curl -L -X POST SERVER/redirect/302?to=/echo'
        'curl -L -X DELETE SERVER/redirect/303?to=/echo'
        'curl -L --post301 --post302 --post303 SERVER/redirect/303?to=/echo -d a=1'
        'curl SERVER/echo -u key_hunter2:'
        'curl -L SERVER/redirect/302?to=/echo'
        'curl --location --max-redirs 3 SERVER/redirect/307?to=/echo -d a=1'
        'curl -X PATCH SERVER/echo -H "Content-Type: application/json" --data-raw ''{"it''\''''s": "@x"}'''
        'curl SERVER/echo --data-raw $''a\tb\nc\x41\u00e4\''\\\041'''
        "curl \`n  SERVER/echo \`n  -d 'two`nlines' \`n  --compressed"
        'curl "SERVER/echo?a=\$b" # and a comment'
    ) | ForEach-Object { @{ Command = $_ } }
}

BeforeAll {
    . $PSScriptRoot/common.ps1

    # What the server has got, but for what two clients say differently by nature.
    function Get-Sent([scriptblock] $Send, [string[]] $Without = @()) {
        Clear-TestLog
        $null = & $Send
        foreach ($request in Get-TestLog) {
            $headers = [ordered]@{}
            foreach ($header in $request.headers.psobject.Properties | Sort-Object Name) {
                if ($header.Name -notin (@('accept-encoding', 'connection', 'expect', 'host', 'transfer-encoding', 'traceparent') + $Without)) { $headers[$header.Name] = $header.Value }
            }

            if ("$($headers['content-type'])" -match 'boundary=(?<boundary>\S+)') {
                $headers['content-type'] = "$($headers['content-type'])".Replace($Matches.boundary, 'BOUNDARY')
                $headers.Remove('content-length') # boundaries differ in length
                $request.body = $request.body.Replace($Matches.boundary, 'BOUNDARY')
            }

            [ordered]@{ method = $request.method; path = $request.path; query = $request.query; headers = $headers; body = $request.body } | ConvertTo-Json -Depth 5 -Compress
        }
    }

    function Set-Place([string] $Text) {
        $Text.Replace('SERVER', $server).Replace('AUTHORITY', ([uri]$server).Authority).Replace('FOLDER', "$TestDrive")
    }
}

Describe 'ConvertFrom-AxiosCurl' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'makes <Name> for <Shell> what it was before' -TestCases $trips {
        $line = ConvertTo-AxiosCurl -Client $api @Request -IncludeSecrets -Shell $Shell -Multiline -WarningAction SilentlyContinue
        $back = ConvertFrom-AxiosCurl $line -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeNullOrEmpty
        $status = $Request.SkipHttpErrorCheck ? @{ SkipHttpErrorCheck = $true } : @{}
        $ours = Get-Sent { Invoke-AxiosRequest -Client $api @Request }
        if ($Request.Query.token) { $ours = $ours.Replace('&token=hunter2', '') -replace '("query":"[^"]*)', '$1&token=hunter2' } # it goes to the end
        Get-Sent { Invoke-AxiosRequest @back @status } | Should -Be $ours -Because $line
    }

    It 'sends what curl sends: <Command>' -TestCases $commands -Skip:(-not $hasCurl) {
        Set-Content "$TestDrive/part.txt", "$TestDrive/a part.txt" "one`ntwo"
        $line = Set-Place $Command
        [IO.File]::WriteAllText("$TestDrive/run.sh", ($line.Contains(' #') ? $line.Replace(' #', ' -s -o /dev/null #') : "$line -s -o /dev/null"))
        $own = 'accept', 'user-agent' # each has its own where the command has none
        if ($line -match 'Accept:|--json') { $own = $own -ne 'accept' }
        if ($line -match 'User-Agent:|-A ') { $own = $own -ne 'user-agent' }
        if ($line -notmatch '-d|--data|-F|--json|-T') { $own += 'content-length' } # of no body at all
        $curl = Get-Sent { bash "$TestDrive/run.sh" } -Without $own
        $request = ConvertFrom-AxiosCurl $line -WarningAction SilentlyContinue
        $ours = Get-Sent { Invoke-AxiosRequest @request -SkipHttpErrorCheck } -Without $own
        $ours.Replace('a=1; b=2', 'a=1;b=2') | Should -Be $curl
    }

    It 'gives a hashtable that shows no secret' {
        $request = ConvertFrom-AxiosCurl 'curl "https://api.example.com/x?api_key=s3cr3t-1" -u ann:s3cr3t-2 -H "X-Api-Key: s3cr3t-3" -b id=s3cr3t-4 -d client_secret=s3cr3t-5 -x http://p:s3cr3t-6@proxy:1'
        $request | Out-String -Width 500 | Should -Not -Match s3cr3t
        $request | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue | Should -Not -Match s3cr3t
        $request | Export-Clixml "$TestDrive/request.xml"
        if ($IsWindows) { Get-Content "$TestDrive/request.xml" -Raw | Should -Not -Match s3cr3t } # elsewhere PowerShell writes a SecureString as it is, encoded
        $request.Credential | Should -BeOfType pscredential
        $request.Credential.GetNetworkCredential().Password | Should -Be s3cr3t-2
        $request.Headers['X-Api-Key'] | Should -BeOfType securestring
        ConvertFrom-AxiosCurl 'curl https://x.y/ -H "Authorization: Bearer s3cr3t"' | ForEach-Object Token | Should -BeOfType securestring
        (ConvertFrom-AxiosCurl 'curl https://x.y/ -u sk_s3cr3t:').Headers.Authorization | Should -BeOfType securestring
    }

    It 'gives a command that asks for secrets and means the same' {
        $line = "curl '$server/echo?api_key=s3cr3t-1' -H 'X-Api-Key: s3cr3t-2' -H 'X-Odd: it''s `$x' -u ann:s3cr3t-3 -F 'password=s3cr3t-4' -F 'list=1' -F 'list=2' -F 'f=@$PSCommandPath;type=text/x' -k -m 2.5 --noproxy a,b".Replace("''", "'\''")
        $command = ConvertFrom-AxiosCurl $line -As Command
        $command | Should -Not -Match s3cr3t
        $command | Should -Match 'Read-Host'
        function Read-Host($Prompt, [switch] $AsSecureString) { ConvertTo-SecureString (@{ api_key = 's3cr3t-1'; 'X-Api-Key' = 's3cr3t-2'; password = 's3cr3t-4' }[$Prompt]) -AsPlainText -Force }
        function Get-Credential($Name) { [pscredential]::new($Name, (ConvertTo-SecureString s3cr3t-3 -AsPlainText -Force)) }
        $asked = Get-Sent { & ([scriptblock]::Create($command)) }
        $asked | Should -Match 's3cr3t-1.*s3cr3t-2.*s3cr3t-4'
        $request = ConvertFrom-AxiosCurl $line
        $asked | Should -Be (Get-Sent { Invoke-AxiosRequest @request })
        $plain = ConvertFrom-AxiosCurl $line -As Command -IncludeSecrets
        Get-Sent { & ([scriptblock]::Create($plain)) } | Should -Be $asked
    }

    It 'masks what is secret in the body of a command' {
        $command = ConvertFrom-AxiosCurl 'curl https://x.y/ -H "Content-Type: application/json" -d "{\"password\":\"s3cr3t\",\"n\":1}"' -As Command -WarningAction SilentlyContinue
        $command | Should -Not -Match s3cr3t
        $command | Should -BeLike '*Body = ''{"password":"`*`*`*","n":1}''*'
    }

    It 'keeps <Address> in a command as it is' -TestCases @(
        @{ Address = 'https://registry.npmjs.org/@types/node' }
        @{ Address = 'https://x.y/users/@me?to=@all' }
    ) {
        ConvertFrom-AxiosCurl "curl -L '$Address'" -As Command -WarningVariable warned | Should -Be "Invoke-AxiosRequest '$Address'"
        ConvertFrom-AxiosCurl "curl -L '$($Address.Replace('//', '//ann:s3cr3t@'))'" -As Command | Should -BeLike "*Uri = '$Address'*"
        $warned | Should -BeNullOrEmpty
    }

    It 'says where *** stands in the text of a command' {
        $line = 'curl "https://x.y/?token=s3/cr3t" --json ''{"user":"a","password":"s3cr3t"}'' '
        $null = ConvertFrom-AxiosCurl $line -As Command -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*`*`*`* stands in Uri and Body*splat*'
        $null = ConvertFrom-AxiosCurl $line -As Command -IncludeSecrets -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'keeps the scheme of <Header> where a command asks for it' -TestCases @(
        @{ Header = 'Authorization: token ghp_s3cr3t' }
        @{ Header = 'Authorization: ApiKey s3cr3t' }
        @{ Header = 'Authorization: Basic czNjcjN0' }
        @{ Header = 'Authorization: s3cr3t' }
    ) {
        $scheme, $key = $Header.Substring(15) -split ' '
        if (-not $key) { $key = $scheme; $scheme = '' }
        $command = ConvertFrom-AxiosCurl "curl $server/echo -H '$Header'" -As Command
        $command | Should -Not -Match "$key"
        function Read-Host($Prompt, [switch] $AsSecureString, [switch] $MaskInput) {
            $Prompt | Should -Be ($scheme ? "Authorization ($scheme …)" : 'Authorization')
            $AsSecureString ? (ConvertTo-SecureString $key -AsPlainText -Force) : $key
        }
        Get-Sent { & ([scriptblock]::Create($command)) } | Should -BeLike "*`"$($Header.Substring(15))`"*"
    }

    It 'asks for an API key that stands in the place of a user' {
        $line = "curl $server/echo -u s3cr3t:"
        $command = ConvertFrom-AxiosCurl $line -As Command
        $command | Should -Not -Match s3cr3t
        function Read-Host($Prompt, [switch] $MaskInput) { $MaskInput ? 's3cr3t' : $Prompt }
        $request = ConvertFrom-AxiosCurl $line
        $asked = Get-Sent { & ([scriptblock]::Create($command)) }
        $asked | Should -Match 'Basic czNjcjN0Og=='
        $asked | Should -Be (Get-Sent { Invoke-AxiosRequest @request })
        $plain = ConvertFrom-AxiosCurl $line -As Command -IncludeSecrets
        Get-Sent { & ([scriptblock]::Create($plain)) } | Should -Be $asked
    }

    It 'takes secrets out of a form with a repeated field, and of an address in small hexadecimal digits' {
        $request = ConvertFrom-AxiosCurl "curl '$server/echo?token=a%2fs3cr3t' -d 'a=1&a=2&password=%c3%a4s3cr3t'"
        $request | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue | Should -Not -Match s3cr3t
        $request.UrlEncoded.password | Should -BeOfType securestring
        $sent = Get-Sent { Invoke-AxiosRequest @request }
        $sent | Should -Match 'a%2Fs3cr3t'
        $sent | Should -Match 'a=1\u0026a=2\u0026password=%C3%A4s3cr3t|a=1&a=2&password=%C3%A4s3cr3t'
    }

    It 'says what to do with a hashtable that is piped and has what is for the whole command' {
        $failure = Get-Failure { ConvertFrom-AxiosCurl "curl -k $server/echo" | Invoke-AxiosRequest }
        "$($failure.Exception.Message)" | Should -BeLike '*SkipCertificateCheck*splat*Invoke-AxiosRequest @request*'
    }

    It 'gives one line for an address alone' {
        ConvertFrom-AxiosCurl 'curl -L https://x.y/z' -As Command | Should -Be "Invoke-AxiosRequest 'https://x.y/z'"
    }

    It 'gives <Parameters> for <Options>' -TestCases @(
        @{ Options = '-L'; Parameters = @{} }
        @{ Options = '-L --max-redirs -1'; Parameters = @{ MaxRedirects = 1000 } }
        @{ Options = '-L -k'; Parameters = @{ SkipCertificateCheck = $true } }
        @{ Options = '-L --no-insecure -k --no-insecure'; Parameters = @{} }
        @{ Options = '-L -m 2.5'; Parameters = @{ TimeoutSec = 2.5 } }
        @{ Options = '-L --retry 3 --retry-delay 2'; Parameters = @{ MaxRetries = 3; RetryStrategy = 2.0 } }
        @{ Options = '-L -X POST --retry 3'; Parameters = @{ Method = 'POST'; MaxRetries = 3; RetryUnsafeMethods = $true; PreserveHttpMethodOnRedirect = $true } }
        @{ Options = '-L --post301 --post302 --post303 -d ""'; Parameters = @{ Body = ''; PreserveHttpMethodOnRedirect = $true } }
        @{ Options = '--follow -X POST'; Parameters = @{ Method = 'POST' } }
        @{ Options = '-L -H "Connection: close"'; Parameters = @{ DisableKeepAlive = $true } }
        @{ Options = '-L -H "Transfer-Encoding: chunked" -d ""'; Parameters = @{ Body = ''; TransferEncoding = 'chunked' } }
        @{ Options = '-L --proto =https --proto-redir =https'; Parameters = @{} }
        @{ Options = '-L --remote-name-all'; Parameters = @{ OutFile = 'z'; Force = $true } }
        @{ Options = '-L;'; Parameters = @{} }
        @{ Options = '-L -d "a=1&b=2&a=3"'; Parameters = @{ Body = 'a=1&b=2&a=3' } }
        @{ Options = '-L -x socks5h://proxy:1080'; Parameters = @{ Proxy = 'socks5h://proxy:1080' } }
        @{ Options = '-L --socks5 proxy:1080 --noproxy a,b'; Parameters = @{ Proxy = 'socks5://proxy:1080'; ProxyBypass = 'a', 'b' } }
        @{ Options = '-L -x ""'; Parameters = @{ NoProxy = $true } }
        @{ Options = '-L --http2-prior-knowledge'; Parameters = @{ HttpVersion = '2.0'; HttpVersionPolicy = 'RequestVersionExact' } }
        @{ Options = '-L --tlsv1.2 --tls-max 1.2'; Parameters = @{ SslProtocol = 'Tls12' } }
        @{ Options = '-L --unix-socket /run/x.sock'; Parameters = @{ UnixSocket = '/run/x.sock' } }
        @{ Options = '-L --cacert ca.pem'; Parameters = @{ RootCertificate = 'ca.pem' } }
        @{ Options = '-L --max-filesize 2M'; Parameters = @{ MaxResponseBytes = 2MB } }
        @{ Options = '-L -o out.bin -C -'; Parameters = @{ OutFile = 'out.bin'; Force = $true; Resume = $true } }
        @{ Options = '-LO --no-clobber'; Parameters = @{ OutFile = 'z' } }
        @{ Options = '-LOJ'; Parameters = @{ OutFile = '.'; Force = $true } }
        @{ Options = '-L --digest -u ann:pw'; Parameters = @{ Credential = 'ann' } }
        @{ Options = '-L --negotiate -u :'; Parameters = @{ UseDefaultCredentials = $true } }
        @{ Options = '-L -o /dev/null -s -v -i -w "%{http_code}" --compressed'; Parameters = @{} }
        @{ Options = '-L --speed-time 5'; Parameters = @{ ReadTimeoutSec = 5.0 } }
    ) {
        $request = ConvertFrom-AxiosCurl "curl https://x.y/z $Options" -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeNullOrEmpty
        $request.Remove('Uri')
        $request.Keys | Sort-Object | Should -Be ($Parameters.Keys | Sort-Object)
        foreach ($name in $Parameters.Keys) {
            $given = $request[$name]
            ($given -is [pscredential] ? $given.UserName : $given) | Should -Be $Parameters[$name]
        }
    }

    It 'binds to Invoke-AxiosRequest, whatever is in it' {
        $request = ConvertFrom-AxiosCurl 'curl https://x.y/z -L -k -m 2.5 --retry 2 --retry-delay 1 -x http://u:p@proxy:1 --noproxy a -H "X-A: 1" --http2-prior-knowledge --tlsv1.2 --max-filesize 1k -o x.bin -C - -u a:b --digest --speed-time 3 -d a=1'
        $line = ConvertTo-AxiosCurl @request -WarningAction SilentlyContinue
        $line | Should -Match '--max-time.*--speed-time'
        $line | Should -BeLike '*-k *--http2*--max-filesize 1024*-o *x.bin -C -'
    }

    It 'warns for <Options>: <Says>' -TestCases @(
        @{ Options = '--connect-timeout 5'; Says = '*ConnectTimeoutSec*' }
        @{ Options = '-c jar.txt'; Says = '*--cookie-jar*' }
        @{ Options = '-b jar.txt'; Says = '*cookies from a file*' }
        @{ Options = '--resolve x.y:443:127.0.0.1'; Says = '*--resolve*Host*' }
        @{ Options = '-n'; Says = '*--netrc*Credential*' }
        @{ Options = '-H "Authorization: Bearer $TOKEN"'; Says = "*'`$TOKEN'*" }
        @{ Options = '-d "$(echo s3cr3t)"'; Says = "*'`$(…)'*" }
        @{ Options = '-d "`echo s3cr3t`"'; Says = "*'?…?' is the shell's*" }
        @{ Options = '-d "${KEY:-s3cr3t}"'; Says = "*'`${KEY…}'*" }
        @{ Options = '-d "${KEY}"'; Says = "*'`${KEY}'*" }
        @{ Options = '--path-as-is'; Says = '*--path-as-is*dots*' }
        @{ Options = '--hsts file'; Says = '*--hsts*' }
        @{ Options = '-L --proto-redir =http'; Says = '*--proto-redir*AllowInsecureRedirect*' }
        @{ Options = '-L -X POST -d a=1'; Says = '*goes on with POST*-PreserveHttpMethodOnRedirect*' }
        @{ Options = '-L --post301 -d a=1'; Says = '*--post301*together*-PreserveHttpMethodOnRedirect*' }
        @{ Options = '| jq .token'; Says = '*left out: | jq .token*' }
        @{ Options = '-d @file.txt'; Says = '*line breaks*' }
        @{ Options = '-E cert.pem'; Says = '*Get-PfxCertificate*' }
        @{ Options = '-u ann'; Says = '*no password*' }
    ) {
        $null = ConvertFrom-AxiosCurl "curl https://x.y/z $Options" -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike $Says
        "$warned" | Should -Not -Match s3cr3t
    }

    It 'warns of a variable of the command prompt, and of no bytes that are percent-encoded' {
        $null = ConvertFrom-AxiosCurl 'curl -L "https://x.y/%E4%B8%AD%20" -H "X-A: %TOKEN%"' -Shell Cmd -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike "'%TOKEN%'*"
    }

    It 'warns of a pattern in the address and of secrets over plain http' {
        $null = ConvertFrom-AxiosCurl 'curl "https://x.y/{a,b}"' -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*pattern*'
        $null = ConvertFrom-AxiosCurl 'curl -u a:b http://x.y/' -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*plain http*AllowUnencryptedAuthentication*'
        $null = ConvertFrom-AxiosCurl 'curl -g -u a:b "http://[::1]/{x}"' -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeNullOrEmpty
    }

    It 'refuses <Command>: <Says>' -TestCases @(
        @{ Command = ''; Says = '*empty*' }
        @{ Command = 'wget https://x.y'; Says = "*'wget'*no curl command*" }
        @{ Command = 'curl -s'; Says = '*no address*' }
        @{ Command = 'curl https://x.y https://x.z'; Says = '*2 addresses*one by one*' }
        @{ Command = 'curl https://x.y --next https://x.z'; Says = '*--next*one by one*' }
        @{ Command = 'curl --max-tme 3 https://x.y'; Says = "*'--max-tme'*Did you mean --max-time*" }
        @{ Command = 'curl --data=x https://x.y'; Says = '*word of its own: --data value*' }
        @{ Command = 'curl -s~ https://x.y'; Says = "*'-~' in '-s~'*" }
        @{ Command = 'curl https://x.y -H'; Says = '*--header needs a value*' }
        @{ Command = "curl 'https://x.y"; Says = '*not closed*' }
        @{ Command = 'curl -K file https://x.y'; Says = '*--config*elsewhere*' }
        @{ Command = 'curl -d a -F b=c https://x.y'; Says = '*several kinds of body*' }
        @{ Command = 'curl -d a=1 -d @file https://x.y'; Says = "*'file'*" }
        @{ Command = 'curl -d @- https://x.y'; Says = '*standard input*' }
        @{ Command = 'curl -H @file https://x.y'; Says = '*headers from a file*' }
        @{ Command = 'curl -F abc https://x.y'; Says = '*no equals sign*' }
        @{ Command = 'curl -m soon https://x.y'; Says = "*--max-time takes a number*'soon'*" }
    ) {
        $failure = Get-Failure { ConvertFrom-AxiosCurl $Command }
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidRequest,AxiosPS.Commands.ConvertFromAxiosCurlCommand'
        $failure.Exception.Message | Should -BeLike $Says
    }

    It 'takes a command line by line, with a prompt before it' {
        $request = '$ curl https://x.y/z \', "  -H 'X-A: 1' \", '  -L' | ConvertFrom-AxiosCurl
        $request.Uri | Should -Be https://x.y/z
        $request.Headers['X-A'] | Should -Be 1
    }

    It 'takes the text of a field from a file when it is sent' {
        Set-Content "$TestDrive/part.txt" one -NoNewline
        $request = ConvertFrom-AxiosCurl "curl $server/echo -F 'b=<$TestDrive/part.txt'"
        (Invoke-AxiosRequest @request).Data.body | Should -Match '(?s)name="b"\r\n.*\r\n\r\none\r\n'
        (Get-TestLog)[-1].body | Should -Not -Match filename
    }

    It 'reads no file and runs nothing' {
        $mark = "$TestDrive/mark"
        $null = ConvertFrom-AxiosCurl "curl https://x.y -F 'a=@$mark' -H ""X: `$(touch $mark)"" -H ""Y: ``touch $mark``""" -WarningAction SilentlyContinue
        $mark | Should -Not -Exist
    }

    It 'has no secret in its errors' {
        $failure = Get-Failure { ConvertFrom-AxiosCurl 'curl "https://x.y?token=s3cr3t" --headerr "Authorization: Bearer s3cr3t12345678"' }
        "$($failure.Exception)" | Should -Not -Match s3cr3t
        "$($failure.InvocationInfo.BoundParameters.Values)" | Should -Not -Match s3cr3t
    }
}
