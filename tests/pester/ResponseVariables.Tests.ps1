BeforeAll {
    . $PSScriptRoot/common.ps1
}

Describe 'The variables of an answer' {
    BeforeEach {
        Clear-TestLog
        $code = $head = 'before'
    }

    It 'have status and headers of what the command gives' {
        (Invoke-AxiosRequest "$server/items" -StatusCodeVariable code -ResponseHeadersVariable head -As Data)[0].name | Should -Be 'item 1'
        $code | Should -Be 200
        $code | Should -BeOfType [int]
        $head['content-type'] | Should -BeLike 'application/json*'
    }

    It 'have each header as a list of its values, as those of Invoke-RestMethod' {
        $null = Invoke-RestMethod "$server/cookie/set?color=blue" -RHV theirs
        $null = Invoke-AxiosRequest "$server/cookie/set?color=blue" -RHV head
        foreach ($name in $theirs.Keys.Where{ $_ -ne 'Date' }) {
            $head[$name] -is [string[]] | Should -BeTrue -Because $name
            $head[$name] | Should -Be $theirs[$name]
            $head.$name[0] | Should -Be $theirs.$name[0]
        }
        @($head.Keys).Count | Should -Be $theirs.Count
        $head.ContainsKey('CONTENT-LENGTH') | Should -Be $theirs.ContainsKey('CONTENT-LENGTH')
    }

    It 'show no secret when they are printed' {
        $null = Invoke-AxiosRequest "$server/cookie/set?color=blue" -ResponseHeadersVariable head
        $head['Set-Cookie'] | Should -BeLike 'color=blue*'
        "$head", ($head | Out-String), ($head | ConvertTo-Json) | Should -Not -Match 'blue'
    }

    It 'are set with -SkipHttpErrorCheck, and where a status is an error' {
        $null = Invoke-AxiosRequest "$server/status/404" -StatusCodeVariable code -SkipHttpErrorCheck
        $code | Should -Be 404
        $null = Get-Failure { Invoke-AxiosRequest "$server/status/409" -StatusCodeVariable script:code -ResponseHeadersVariable script:head }
        $script:code | Should -Be 409
        $script:head['Content-Length'] | Should -Be '0'
    }

    It 'stay as they were where no answer came' {
        { Invoke-AxiosRequest (Get-DeadAddress) -StatusCodeVariable code -ResponseHeadersVariable head } | Should -Throw
        $code, $head | Should -Be 'before', 'before'
    }

    It 'are of the scope that calls, and of no other' {
        function Get-Code { $null = Invoke-AxiosRequest "$server/items" -StatusCodeVariable code; $code }
        Get-Code | Should -Be 200
        $code | Should -Be 'before'
    }

    It 'are set before the result is put out: of each request in turn, and in the end the last' {
        '/items', '/status/404', '/status/503' | ForEach-Object { "$server$_" } |
            Invoke-AxiosRequest -SkipHttpErrorCheck -StatusCodeVariable code | ForEach-Object { "$code" } |
            Should -Be '200', '404', '503'
        $code | Should -Be 503
    }

    It 'are set in the order of the results with -ThrottleLimit, errors among them' {
        $seen = '/items', '/status/404', '/status/503' | ForEach-Object { "$server$_" } |
            Invoke-AxiosRequest -ThrottleLimit 3 -StatusCodeVariable code -ValidateStatus '2xx,503' -ErrorAction SilentlyContinue | ForEach-Object { "$code" }
        $seen | Should -Be '200', '503'
        $code | Should -Be 503
        "$server/items", "$server/status/418" | Invoke-AxiosRequest -ThrottleLimit 2 -StatusCodeVariable code -ErrorAction SilentlyContinue | Should -HaveCount 1
        $code | Should -Be 418
    }

    It 'are set page by page' {
        $links = Invoke-AxiosRequest "$server/pages/link/1?of=3" -Paginate -As Response -ResponseHeadersVariable head | ForEach-Object { $head['Link'][-1] }
        $links | Should -Be '</pages/link/2?of=3>; rel="last next"', '</pages/link/3?of=3>; rel="last next"', '</>; rel=prev'
    }

    It 'are set before what arrives piece by piece: <_>' -ForEach 'Lines', 'JsonLines', 'Events' {
        $path = @{ Lines = 'log'; JsonLines = 'changes'; Events = 'events' }[$_]
        $first = Invoke-AxiosRequest "$server/$path" -As $_ -StatusCodeVariable code -ResponseHeadersVariable head | Select-Object -First 1 | ForEach-Object { "$code $($head['Content-Type'].Count)" }
        $first | Should -Be '200 1'
    }

    It 'are refused before anything is sent where they cannot be set: <_>' -ForEach 'PID', 'global:PID', 'true' {
        foreach ($parameter in 'StatusCodeVariable', 'ResponseHeadersVariable') {
            $call = @{ $parameter = $_ }
            $failure = Get-Failure { Invoke-AxiosRequest "$server/items" @call }
            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest*'
            "$failure" | Should -BeLike "`$$_ *another variable*"
        }
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'are refused before anything is sent where they have one name, or no drive: <_>' -ForEach @{ StatusCodeVariable = 'v'; ResponseHeadersVariable = 'V' }, @{ StatusCodeVariable = 'no:such' }, @{ ResponseHeadersVariable = 'using:v' } {
        $call = $_
        $failure = Get-Failure { Invoke-AxiosRequest "$server/items" @call }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest*'
        "$failure" | Should -BeLike '*another variable*'
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'may be of a drive or a scope that is there' {
        $null = Invoke-AxiosRequest "$server/items" -StatusCodeVariable Env:AXIOSPS_CODE -ResponseHeadersVariable variable:head
        $env:AXIOSPS_CODE | Should -Be 200
        $head['Content-Type'] | Should -Not -BeNullOrEmpty
        $env:AXIOSPS_CODE = $null
    }

    It 'that take no such value are told by an error, and the answer comes all the same' {
        [ValidateSet('a')] $set = 'a'
        [int] $typed = 1
        $names = Invoke-AxiosRequest "$server/items" -StatusCodeVariable set -ResponseHeadersVariable typed -As Data -ErrorVariable told -ErrorAction SilentlyContinue
        $names[0].name | Should -Be 'item 1'
        $set, $typed | Should -Be 'a', 1
        $told.FullyQualifiedErrorId | Should -Be 'VariableNotSet,AxiosPS.Commands.InvokeAxiosRequestCommand', 'VariableNotSet,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $told[0].Exception.Message | Should -BeLike '$set *'
    }

    It 'do not touch what has no name' {
        (Get-Failure { Invoke-AxiosRequest "$server/items" -StatusCodeVariable '' }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError*'
    }
}

Describe 'What Invoke-RestMethod can say of a request' {
    BeforeEach {
        Clear-TestLog
    }

    It 'keeps the method at a redirect, and unlike Invoke-RestMethod the body: <_>' -ForEach 301, 302, 303 {
        (Invoke-AxiosRequest "$server/redirect/$_`?to=/echo" -Body 'a=1' -As Data).method | Should -Be 'GET'
        $kept = Invoke-AxiosRequest "$server/redirect/$_`?to=/echo" -Body 'a=1' -PreserveHttpMethodOnRedirect -As Data
        $kept.method, $kept.body | Should -Be 'POST', 'a=1'
        $api = New-AxiosClient $server -PreserveHttpMethodOnRedirect
        (Invoke-AxiosRequest "/redirect/$_`?to=/echo" -Client $api -Body 'a=1' -As Data).method | Should -Be 'POST'
        (Invoke-AxiosRequest "/redirect/$_`?to=/echo" -Client $api -Body 'a=1' -PreserveHttpMethodOnRedirect:$false -As Data).method | Should -Be 'GET'
        (@{ Uri = "/redirect/$_`?to=/echo"; Body = 'a=1'; PreserveHttpMethodOnRedirect = $true } | Invoke-AxiosRequest -Client (New-AxiosClient $server) -As Data).method | Should -Be 'POST'
    }

    It 'closes the connection after each answer with -DisableKeepAlive, as a parameter of a call or of a client' {
        $plain, $closing = (New-AxiosClient $server), (New-AxiosClient $server -DisableKeepAlive)
        $null = 1..2 | ForEach-Object { Invoke-AxiosRequest /echo -Client $plain }
        $null = 1..2 | ForEach-Object { Invoke-AxiosRequest /echo -Client $closing }
        $null = 1..2 | ForEach-Object { Invoke-AxiosRequest /echo -Client $plain -DisableKeepAlive }
        $log = @(Get-TestLog)
        @($log.headers.connection).Where{ $_ } | Should -Be 'close', 'close', 'close', 'close'
        @($log[0..1].connection | Select-Object -Unique).Count | Should -Be 1
        @($log[2..3].connection | Select-Object -Unique).Count | Should -Be 2
        @($log[4..5].connection | Select-Object -Unique).Count | Should -Be 2
        (Invoke-AxiosRequest /echo -Client $closing -DisableKeepAlive:$false -Headers @{ Connection = $null } -As Data).headers.connection | Should -BeNullOrEmpty
    }

    It 'sends a body in chunks with -TransferEncoding chunked, and a request without body as it is' {
        $sent = (Invoke-AxiosRequest "$server/echo" -Json @{ a = 1 } -TransferEncoding Chunked -As Data)
        $sent.headers.'transfer-encoding', $sent.body | Should -Be 'chunked', '{"a":1}'
        $sent.headers.'content-length' | Should -BeNullOrEmpty
        (Invoke-AxiosRequest "$server/echo" -TransferEncoding chunked -As Data).headers.'transfer-encoding' | Should -BeNullOrEmpty
        (Invoke-AxiosRequest "$server/redirect/302?to=/echo" -Body 'a=1' -TransferEncoding chunked -As Data).method | Should -Be 'GET'
    }

    It 'keeps both out of a session, which goes on without them' {
        $null = Invoke-AxiosRequest "$server/echo" -Body a -TransferEncoding chunked -DisableKeepAlive -Headers @{ 'X-A' = 'b' } -SessionVariable session
        @($session.Headers.Keys) | Should -Be 'X-A'
        (Invoke-RestMethod "$server/echo" -WebSession $session).headers.connection | Should -BeNullOrEmpty
    }

    It 'sends so in a job too' {
        $sent = Start-AxiosRequest "$server/redirect/303?to=/echo" -Body 'a=1' -TransferEncoding chunked -PreserveHttpMethodOnRedirect -DisableKeepAlive -As Data | Receive-Job -Wait -AutoRemoveJob
        $sent.method, $sent.headers.'transfer-encoding', $sent.headers.connection | Should -Be 'POST', 'chunked', 'close'
    }

    It 'says why <_> is no transfer coding to send' -ForEach 'gzip', 'deflate', 'compress', 'identity' {
        $failure = Get-Failure { Invoke-AxiosRequest "$server/echo" -Body a -TransferEncoding $_ }
        $failure.Exception.Message | Should -BeLike "*'$_' would only be a word in a header*Use chunked*"
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'takes -SslProtocol as Invoke-RestMethod does: <_>' -ForEach 'Default', 'Tls12', 'Tls13' {
        $theirs = [Microsoft.PowerShell.Commands.WebSslProtocol] $_
        foreach ($given in $_, $theirs) {
            $api = New-AxiosClient $server -SslProtocol $given
            [int] $api.Defaults.Connection.SslProtocol | Should -Be ([int] $theirs)
        }
    }

    It 'may have -UseBasicParsing and -SkipHeaderValidation, which ask for what is so anyhow' {
        (Invoke-AxiosRequest "$server/echo" -UseBasicParsing -SkipHeaderValidation -Headers @{ 'If-Match' = 'no quotes' } -As Data).headers.'if-match' | Should -Be 'no quotes'
    }

    It 'offers <_> no more to the new than to those who know it' -ForEach 'UseBasicParsing', 'SkipHeaderValidation' {
        $line = 'Invoke-AxiosRequest -'
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.ListItemText | Should -Not -Contain $_
    }

    It 'completes -TransferEncoding' {
        $line = 'Invoke-AxiosRequest / -TransferEncoding '
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'chunked'
    }
}
