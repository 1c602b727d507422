BeforeAll {
    . $PSScriptRoot/common.ps1
    $headers = @{ Authorization = 'Bearer hunter2'; 'X-Api-Key' = 'hunter2'; Cookie = 'session=hunter2' }

    # PowerShell cannot write every error as JSON: a method's has data with keys that are no strings.
    function Show-Json($Thing) {
        try { $Thing | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue }
        catch [InvalidOperationException] { $_.Exception.Message }
    }

    # Everything that a user, a log or a colleague may get to see of a thing.
    function Show-Everything($Thing) {
        $Thing | Out-String -Width 500
        $Thing | Format-List * -Force | Out-String -Width 500
        $Thing | Format-Table * -Force | Out-String -Width 500
        $Thing | Format-Custom -Depth 3 | Out-String -Width 500
        Show-Json $Thing
        $Thing | Export-Clixml "$TestDrive/thing.xml" -Depth 4
        Get-Content "$TestDrive/thing.xml" -Raw
        "$Thing"
    }
}

Describe 'A secret' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server -Headers $headers -Query @{ access_token = 'hunter2' } -SecretHeader X-Tenant
        $api.Defaults.Headers['X-Tenant'] = 'hunter2'
    }

    It 'is sent' {
        $sent = (Invoke-AxiosRequest /echo -Client $api -As Data)
        $sent.headers.authorization, $sent.headers.'x-api-key', $sent.headers.'x-tenant', $sent.query |
            Should -Be 'Bearer hunter2', 'hunter2', 'hunter2', 'access_token=hunter2'
    }

    It 'is in no listing of <What>' -ForEach @(
        @{ What = 'the client'; Get = { $api } }
        @{ What = 'its defaults'; Get = { $api.Defaults } }
        @{ What = 'its headers'; Get = { $api.Defaults.Headers } }
        @{ What = 'a response'; Get = { Invoke-AxiosRequest /json -Client $api } }
        @{ What = 'the config of a response'; Get = { (Invoke-AxiosRequest /json -Client $api).Config } }
        @{ What = 'the pipeline'; Get = { Get-AxiosPipeline $api } }
        @{ What = 'a status error'; Get = { Get-Failure { Invoke-AxiosRequest /status/401 -Client $api } } }
        @{ What = 'its exception'; Get = { (Get-Failure { Invoke-AxiosRequest /status/401 -Client $api }).Exception } }
        @{ What = 'an error of a method'; Get = { Get-Failure { $api.Get('/status/401') } } }
        @{ What = 'a network error'; Get = { Get-Failure { Invoke-AxiosRequest "$(Get-DeadAddress)/" -Client $api -Query @{ token = "hunter$(2)" } } } }
        @{ What = 'a time-out'; Get = { Get-Failure { Invoke-AxiosRequest "/hold/$(New-Guid)" -Client $api -TimeoutSec 0.05 } } }
        @{ What = 'a hook''s error'; Get = { Add-AxiosMiddleware { throw 'no' } $api; Get-Failure { Invoke-AxiosRequest /json -Client $api } } }
        @{ What = 'an argument error'; Get = { Get-Failure { Invoke-AxiosRequest "ftp://x/?token=hunter$(2)" -Client $api } } }
    ) {
        Show-Everything (& $Get) | Should -Not -Match 'hunter2'
    }

    It 'is in no entry of $Error' {
        $Error.Clear()
        '/status/401', "$(Get-DeadAddress)/", "ftp://x/?token=hunter$(2)" | Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue
        $Error.Count | Should -Be 3
        $Error | ForEach-Object { Show-Everything $_; Show-Everything $_.Exception; "$($_.TargetObject)" } | Should -Not -Match 'hunter2'
    }

    It 'of an object in the pipeline is in no error: <What>' -ForEach @(
        @{ What = 'a hashtable'; Thing = @{ Uri = '/status/500?token=hunter2'; Headers = @{ Authorization = 'Bearer hunter2' }; Json = @{ pin = 'hunter2' } } }
        @{ What = 'a hashtable that is refused'; Thing = @{ Url = '/json?token=hunter2'; Headers = @{ Authorization = 'Bearer hunter2' }; Password = 'hunter2' } }
        @{ What = 'cookies that are a text'; Thing = @{ Uri = '/json'; Cookies = 'session=hunter2' } }
        @{ What = 'a custom object'; Thing = [pscustomobject]@{ Uri = '/status/500'; Headers = @{ Authorization = 'Bearer hunter2' }; Password = 'hunter2'; Link = 'http://ann:hunter2@host/' } }
        @{ What = 'a custom object that is refused'; Thing = [pscustomobject]@{ Id = 1; ApiKey = 'hunter2'; Account = [pscustomobject]@{ Password = 'hunter2' } } }
        @{ What = 'an object of another kind'; Thing = [Net.NetworkCredential]::new('ann', 'hunter2', 'hunter2') }
        @{ What = 'a list'; Thing = 'hunter2', '/json?token=hunter2' }
    ) {
        $Error.Clear()
        $null = , $Thing | Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue
        $Error.Count | Should -Be 1
        Show-Everything $Error[0] | Should -Not -Match 'hunter2'
        Show-Everything $Error[0].Exception | Should -Not -Match 'hunter2'
        Show-Everything $Error[0].TargetObject | Should -Not -Match 'hunter2'
        Show-Everything $Error[0].InvocationInfo.BoundParameters | Should -Not -Match 'hunter2'
        Get-Error -Newest 1 | Out-String -Width 500 | Should -Not -Match 'hunter2'
    }

    It 'of an object where an address should be is in no error' {
        $failure = Get-Failure { New-AxiosClient @{ Uri = '/json'; Headers = @{ Authorization = "Bearer hunter$(2)" } } }
        "$failure" | Should -BeLike 'An address is a text or a Uri, and not an object.*'
        Show-Everything $failure | Should -Not -Match 'hunter2'
    }

    It 'is real where it is asked for by its key, so that a handler can send again' {
        $config = (Get-Failure { Invoke-AxiosRequest /status/401 -Client $api }).Exception.Config
        $config.Headers['Authorization'] | Should -Be 'Bearer hunter2'
    }

    It 'is in no verbose, debug or other output, and in no transcript' {
        $run = Invoke-FreshPwsh {
            param($server, $transcript)
            Start-Transcript $transcript | Out-Null
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $ErrorActionPreference = 'Continue'
            $secret = 'hunter' + 2
            $api = New-AxiosClient $server -Headers @{ Authorization = "Bearer $secret" } -Query @{ access_token = $secret } -Plugin (New-AxiosTimingPlugin)
            $api
            $api.Defaults | Format-List *
            Get-AxiosPipeline $api
            Invoke-AxiosRequest /json -Client $api
            Invoke-AxiosRequest "/status/401?token=$secret" -Client $api
            Invoke-AxiosRequest /echo -Client $api -Json @{} -WhatIf
            try { $api.Get('/status/500') } catch { $_ | Format-List * -Force }
            try { $api.Post('/status/500', "pin=$secret") } catch { $null = $_ }
            $secure = ConvertTo-SecureString $secret -AsPlainText
            $credential = [pscredential]::new('ann', $secure)
            Invoke-AxiosRequest '/status/401?x={pin}' -Client $api -Token $secret -Query @{ pin = $secure } -PathParameter @{ pin = $secure } -UrlEncoded @{ pin = $secret; pass = $secure } -Verbose -Debug
            Invoke-AxiosRequest '/redirect/307?to=http://b.invalid/' -Client $api -Authentication Basic -Credential $credential -SecretHeader X-Mine -Headers @{ 'X-Mine' = $secret } -Json @{ pin = $secret }
            Get-Error -Newest 5
            Stop-Transcript | Out-Null
        } $server, "$TestDrive/transcript.txt"
        $run.Output | Should -BeLike '*HTTP 200*'
        $shown = "$($run.Output)`n$($run.Error)`n$(Get-Content "$TestDrive/transcript.txt" -Raw)" -split "`n"
        $shown | Where-Object { $_ -match 'hunter2' } | Should -BeNullOrEmpty
    }

    It 'may be given as a SecureString, which makes any header secret' {
        $secure = [securestring]::new()
        'hunter2'.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }
        $api = New-AxiosClient $server -Headers @{ 'X-Pass' = $secure }
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-pass' | Should -Be 'hunter2'
        Show-Everything $api.Defaults.Headers | Should -Not -Match 'hunter2'
    }
}

Describe 'A second origin' {
    BeforeAll {
        # The same server under another name is another origin.
        $elsewhere = $server.Replace('127.0.0.1', 'localhost')
    }

    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server -Headers ($headers + @{ 'X-Plain' = 'plain' }) -Query @{ access_token = 'hunter2' }
    }

    It 'gets none of the client''s secrets by <Way>' -ForEach @(
        @{ Way = 'an absolute address'; Call = { Invoke-AxiosRequest "$elsewhere/echo" -Client $api } }
        @{ Way = 'an absolute address of a method'; Call = { $api.Get("$elsewhere/echo") } }
        @{ Way = 'a redirect'; Call = { Invoke-AxiosRequest "/redirect/307?to=$elsewhere/echo" -Client $api } }
        @{ Way = 'a hook that changes the address'; Call = { Add-AxiosInterceptor { $_.Uri = "$elsewhere/echo" } $api; Invoke-AxiosRequest /json -Client $api } }
        @{ Way = 'a middleware that changes the address'; Call = { Add-AxiosMiddleware { $_.Uri = [uri]"$elsewhere/echo"; & $args[1] } $api; Invoke-AxiosRequest /json -Client $api } }
    ) {
        $null = & $Call
        $last = @(Get-TestLog)[-1]
        $last.headers.host | Should -BeLike 'localhost*'
        $last.headers.'x-plain' | Should -Be 'plain'
        $last | ConvertTo-Json -Depth 5 | Should -Not -Match 'hunter2'
    }

    It 'gets the secrets that the call itself names for it' {
        $null = Invoke-AxiosRequest "$elsewhere/echo" -Client $api -Headers @{ Authorization = 'Bearer own' }
        @(Get-TestLog)[-1].headers.authorization | Should -Be 'Bearer own'
    }
}

Describe 'A second origin that an object of the pipeline names' {
    BeforeAll {
        $elsewhere = $server.Replace('127.0.0.1', 'localhost')
        $session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
        $session.Headers['X-Api-Key'] = 'hunter2'
        $mine = @{ Headers = @{ 'X-Session-Token' = 'hunter2'; 'X-Plain' = 'plain' }; Query = @{ access_token = 'hunter2' }; Token = ConvertTo-SecureString hunter2 -AsPlainText; WebSession = $session }
        $things = @{
            'a text'      = { "$args/echo" }
            'a row'       = { [pscustomobject]@{ Uri = "$args/echo" } }
            'a hashtable' = { @{ Uri = "$args/echo" } }
            'a hashtable with a base' = { @{ Uri = '/echo'; BaseUri = "$args" } }
            'a config'    = { [AxiosPS.RequestConfig]@{ Uri = "$args/echo" } }
        }
    }

    BeforeEach { Clear-TestLog }

    It 'gets no secret of a command with a client that has a base: <_>' -ForEach 'a text', 'a row', 'a hashtable', 'a hashtable with a base', 'a config' {
        $api = New-AxiosClient $server
        $null = & $things[$_] $elsewhere | Invoke-AxiosRequest -Client $api @mine
        $sent = @(Get-TestLog)[-1]
        $sent.headers.host | Should -BeLike 'localhost*'
        $sent.headers.'x-plain' | Should -Be 'plain'
        $sent | ConvertTo-Json -Depth 5 | Should -Not -Match 'hunter2'

        $null = & $things[$_] $server | Invoke-AxiosRequest -Client $api @mine
        $sent = @(Get-TestLog)[-1]
        $sent.headers.authorization, $sent.headers.'x-session-token', $sent.headers.'x-api-key', $sent.query | Should -Be 'Bearer hunter2', 'hunter2', 'hunter2', 'access_token=hunter2'
    }

    It 'gets no answer to its challenge from a command with a client that has a base' {
        $credential = [pscredential]::new('u', (ConvertTo-SecureString hunter2 -AsPlainText))
        $api = New-AxiosClient $server
        $null = [pscustomobject]@{ Uri = "$elsewhere/echo" } | Invoke-AxiosRequest -Client $api -Credential $credential -Authentication Basic
        @(Get-TestLog)[-1].headers.authorization | Should -BeNullOrEmpty
        (([pscustomobject]@{ Uri = "$elsewhere/echo" } | Invoke-AxiosRequest -Client $api -Credential $credential).Config.Connection)?.Credentials | Should -BeNullOrEmpty
        ([pscustomobject]@{ Uri = '/echo' } | Invoke-AxiosRequest -Client $api -Credential $credential).Config.Connection.Credentials | Should -Not -BeNullOrEmpty
    }

    It 'gets the secrets of a command without a client, or with one that has no base: <_>' -ForEach 'a text', 'a row', 'a hashtable' {
        $answers = @((& $things[$_] $elsewhere | Invoke-AxiosRequest @mine -As Data), (& $things[$_] $elsewhere | Invoke-AxiosRequest @mine -Client (New-AxiosClient) -As Data))
        $answers.headers.authorization | Should -Be 'Bearer hunter2', 'Bearer hunter2'
    }

    It 'gets the secrets that the object has itself' {
        $sent = @{ Uri = "$elsewhere/echo"; Token = 'own' }, [pscustomobject]@{ Uri = "$elsewhere/echo"; Headers = @{ Authorization = 'Bearer own' } } |
            Invoke-AxiosRequest -Client (New-AxiosClient $server) -As Data
        $sent.headers.authorization | Should -Be 'Bearer own', 'Bearer own'
    }

    It 'gets the secrets of a command that names it itself' {
        $sent = @{ Query = @{ a = 1 } }, [pscustomobject]@{ Id = 1; Method = 'GET' }, @{ Uri = "$elsewhere/echo?b" } |
            Invoke-AxiosRequest -Uri "$elsewhere/echo" -Client (New-AxiosClient $server) -Token own -As Data
        $sent.headers.authorization | Should -Be 'Bearer own', 'Bearer own', 'Bearer own'
    }
}

Describe 'A canary' {
    BeforeAll {
        # The places where a secret can stand: parameters of a call, and of a client.
        $canary = 'hunter' + 2
        $secure = ConvertTo-SecureString $canary -AsPlainText
        $credential = [pscredential]::new('ann', $secure)
        $session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
        $session.Headers['Authorization'] = $canary
        $session.Credentials = $credential.GetNetworkCredential()
        $session.Cookies.Add([Net.Cookie]::new('c', $canary, '/', '127.0.0.1'))
        $proxy = Get-DeadAddress # for all hosts but the server's
        $places = @{
            'headers, a query, a session, a proxy' = @{
                Headers = @{ Authorization = "Bearer $canary"; 'X-Api-Key' = $canary; Cookie = "c=$canary"; 'Proxy-Authorization' = $canary; 'X-Tenant' = $canary; 'X-Pass' = $secure }
                SecretHeader = 'X-Tenant'
                Query = @{ access_token = $canary; api_key = @($canary, $canary); pin = $secure; deep = @{ pin = @($secure) } }
                WebSession = $session
                Proxy = $proxy; ProxyCredential = $credential; ProxyBypass = '127.0.0.1'
            }
            'a token, the address of a proxy' = @{ Token = $canary; Proxy = $proxy.Replace('://', "://ann:$canary@"); ProxyBypass = '127.0.0.1' }
            'a user and password' = @{ Authentication = 'Basic'; Credential = $credential }
            'an answer to challenges, a SecureString as a token' = @{ Credential = $credential; Headers = @{ Authorization = $secure } }
        }
        $placesOfCalls = @{
            'headers, a query, a session, a proxy' = @{ Json = @{ pin = $canary } }
            'a token, the address of a proxy' = @{ UrlEncoded = @{ pin = $canary; pass = $secure }; Uri = "?token=$canary" }
            'a user and password' = @{ Form = @{ pin = $canary; pass = $secure }; Uri = '?x={pin}'; PathParameter = @{ pin = $secure } }
            'an answer to challenges, a SecureString as a token' = @{ Body = "pin=$canary" }
        }

        # What a call can come to. Each gets the address to call, whether it fails, and what else to say.
        $outcomes = @{
            'an answer'              = @{ Uri = '/json' }
            'a status error'         = @{ Uri = '/status/401'; Fails = 'HttpStatus401*' }
            'a redirect refused'     = @{ Uri = '/redirect/307?to=ftp://x/'; Fails = 'NetworkRedirect*' }
            'a time-out'             = @{ Uri = "/hold/$(New-Guid)"; Fails = 'TimeoutTotal*'; More = @{ TimeoutSec = 0.1 } }
            'a network error'        = @{ Uri = 'dead'; Fails = 'NetworkConnect*' }
            'an argument error'      = @{ Uri = 'ftp://x/'; Fails = 'InvalidRequest*' }
            'the error of a hook'    = @{ Uri = '/json'; Fails = 'HookFailed*'; Hook = { Write-Verbose "$_ $($_.Config) $($_.Headers)"; $_.Config | Out-String | Write-Debug; throw 'no' } }
            'an answer, seen by hooks' = @{ Uri = '/json'; Hook = { Write-Verbose "$_ $($_.Config) $($_.Headers)"; $_.Config | Out-String | Write-Information; & $args[1] } }
        }

        # Base64 is what Basic makes of it, and hexadecimal what CLIXML makes of a SecureString where it cannot encrypt.
        $found = $canary, [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("ann:$canary")), [Convert]::ToHexString([Text.Encoding]::Unicode.GetBytes($canary)) -join '|'

        function Invoke-Outcome($Client, $Outcome, $Parameters) {
            $all = @{ Method = 'POST'; Verbose = $true; Debug = $true; InformationAction = 'Continue'; Client = $Client } + ($Outcome.More ?? @{})
            foreach ($name in @($Parameters.Keys)) { $all[$name] = $Parameters[$name] }
            $all.Uri = $Outcome.Uri.Replace('dead', (Get-DeadAddress)) + $Parameters.Uri
            if ($Outcome.Hook) { Add-AxiosMiddleware $Outcome.Hook $Client }
            $global:Error.Clear()
            try { Invoke-AxiosRequest @all }
            catch {
                $_.FullyQualifiedErrorId | Should -BeLike ($Outcome.Fails ?? 'no failure')
                $_
                $_.Exception
                $_.InvocationInfo.BoundParameters
                Get-Error -Newest 1 | Out-String -Width 500
            }
            $Client
        }

        function Show-Outcome($Client, $Outcome, $Parameters) {
            $seen = @{}
            foreach ($thing in @(Invoke-Outcome $Client $Outcome $Parameters *>&1) + $global:Error) {
                "$thing"
                if ($thing -is [Management.Automation.InformationalRecord] -and $seen[$thing.GetType()]++) { continue } # they differ in their text alone
                $thing | Format-List * -Force | Out-String -Width 500
                Show-Json $thing
                [Management.Automation.PSSerializer]::Serialize($thing, 4)
                foreach ($config in $thing.Config, $thing.Defaults) {
                    $config | Format-List * -Force | Out-String -Width 500
                    Show-Json $config
                    [Management.Automation.PSSerializer]::Serialize($config, 4)
                }
            }
        }
    }

    It 'in <_> of a call is found in nothing' -ForEach @(
        'headers, a query, a session, a proxy', 'a token, the address of a proxy', 'a user and password', 'an answer to challenges, a SecureString as a token'
    ) {
        foreach ($name in $outcomes.Keys) {
            $shown = Show-Outcome (New-AxiosClient $server) $outcomes[$name] ($places[$_] + $placesOfCalls[$_])
            $shown | Should -Not -BeNullOrEmpty
            @($shown -split "`n" -match $found) | Should -BeNullOrEmpty -Because "of $name"
        }
    }

    It 'in <_> of a client is found in nothing' -ForEach @(
        'headers, a query, a session, a proxy', 'a token, the address of a proxy', 'a user and password', 'an answer to challenges, a SecureString as a token'
    ) {
        $parameters = $places[$_]
        foreach ($name in 'an answer', 'a status error', 'an argument error', 'the error of a hook') {
            $shown = Show-Outcome (New-AxiosClient $server @parameters) $outcomes[$name] @{}
            @($shown -split "`n" -match $found) | Should -BeNullOrEmpty -Because "of $name"
        }
    }
}

Describe 'A config' {
    It 'made of data cannot set <_>' -ForEach @(
        '{ "Connection": { "Proxy": "http://evil.invalid", "SkipCertificateCheck": true } }'
        '{ "Connection": "http://evil.invalid" }'
        '{ "Transport": "x" }'
        '{ "Plugins": ["x"] }'
        '{ "TransformRequest": "{ throw 1 }" }'
        '{ "TransformResponse": ["{ throw 1 }"] }'
        '{ "OnRedirect": ["{ throw 1 }"] }'
        '{ "OnRedirect": [{ "x": 1 }] }'
        '{ "RetryStrategy": "{ throw 1 }" }'
        '{ "RetryStrategy": { "Delay": 1 } }'
        '{ "Progress": "{ throw 1 }" }'
        '{ "Cookies": "x" }'
        '{ "ValidateStatus": "{ $true }" }'
        '{ "__proto__": { "x": 1 } }'
    ) {
        $data = $_ | ConvertFrom-Json -AsHashtable
        Clear-TestLog
        $api = New-AxiosClient $server
        Get-Failure { $api.Get('/json', $data) } | Should -Not -BeNullOrEmpty
        { [AxiosPS.RequestConfig] $data } | Should -Throw
        Get-TestLog | Should -BeNullOrEmpty
    }

    It 'made of data may set what is data' {
        $data = '{ "Headers": { "X-Plain": "p" }, "Query": { "a": [1, 2] }, "MaxRedirects": 0, "TimeoutSec": 5, "ValidateStatus": "2xx,3xx" }' | ConvertFrom-Json -AsHashtable
        $api = New-AxiosClient $server
        $sent = $api.Get('/echo', $data).Data
        $sent.headers.'x-plain', $sent.query | Should -Be 'p', 'a=1&a=2'
    }

    It 'of an error is replayed by a handler with its secret header and its body' {
        Clear-TestLog
        $api = New-AxiosClient $server -Token hunter2
        Add-AxiosInterceptor -Response {} -OnRejected { $config = $_.Config.Copy(); $config.Uri = '/echo'; $config.Query['again'] = 1; $api.Send($config) } $api
        $echo = (Invoke-AxiosRequest /status/503 -Client $api -Json @{ a = 1 } -Headers @{ 'X-Api-Key' = 'key' }).Data
        $echo.headers.authorization, $echo.headers.'x-api-key', $echo.body, $echo.query | Should -Be 'Bearer hunter2', 'key', '{"a":1}', 'again=1'
    }
}
