BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'The error of a body that cannot be sent' {
    It 'names the call and is a ReadError' {
        $api = New-AxiosClient $server
        Add-AxiosMiddleware -Client $api { param($context, $next) [IO.File]::AppendAllText("$TestDrive/grows.txt", 'more'); & $next $context }
        [IO.File]::WriteAllText("$TestDrive/grows.txt", 'some')
        $failure = Get-Failure { Invoke-AxiosRequest /echo -Client $api -InFile $TestDrive/grows.txt }
        $failure.FullyQualifiedErrorId | Should -BeLike 'BodyNotSent,*'
        $failure.CategoryInfo.Category | Should -Be ReadError
        "$failure" | Should -BeLike "POST $server/echo: The file *grows.txt' had 4 bytes*"
    }
}

Describe 'An error' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'of status <Status> has an id of its own and the category <Category>' -ForEach @(
        @{ Status = 400; Category = 'InvalidArgument' }
        @{ Status = 401; Category = 'AuthenticationError' }
        @{ Status = 403; Category = 'PermissionDenied' }
        @{ Status = 404; Category = 'ObjectNotFound' }
        @{ Status = 409; Category = 'ResourceExists' }
        @{ Status = 429; Category = 'LimitsExceeded' }
        @{ Status = 500; Category = 'InvalidResult' }
        @{ Status = 503; Category = 'ResourceUnavailable' }
    ) {
        $failure = Get-Failure { Invoke-AxiosRequest "/status/$Status" -Client $api }
        $failure.FullyQualifiedErrorId | Should -Be "HttpStatus$Status,AxiosPS.Commands.InvokeAxiosRequestCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be "$server/status/$Status"
    }

    It 'of a status is caught by its type, from the cmdlet and from the method' {
        $caught = foreach ($call in { Invoke-AxiosRequest /status/404 -Client $api }, { $api.Get('/status/404') }) {
            try { & $call } catch [AxiosPS.AxiosStatusException] { $_.Exception.Response.StatusCode }
        }
        $caught | Should -Be 404, 404
    }

    It 'of a status has the message, what the server said first in its details, the response and the config' {
        $failure = Get-Failure { Invoke-AxiosRequest '/status/404?body=no+such+user' -Client $api }
        $failure.Exception.Message | Should -BeLike "GET $server/status/404*404*"
        $failure.ErrorDetails.Message | Should -BeLike 'no such user*404*'
        $failure.Exception.Response.Text | Should -Be 'no such user'
        $failure.Exception.Config.Method | Should -BeIn $null, 'GET'
    }

    It 'with JSON from the server has details that ConvertFrom-Json reads' {
        $failure = Get-Failure { Invoke-AxiosRequest '/status/422?type=application/problem%2Bjson&body={"title":"bad","errors":[1,2]}' -Client $api }
        $failure.ErrorDetails.Message | Should -BeLike '{"title":"bad"*'
        $said = $failure.ErrorDetails.Message | ConvertFrom-Json
        $said.title | Should -Be 'bad'
        $said.errors | Should -Be 1, 2
        $failure.Exception.Response.Data.title | Should -Be 'bad'
    }

    It 'of a refused connection is a connection error' {
        $dead = Get-DeadAddress
        $failure = Get-Failure { Invoke-AxiosRequest "$dead/x" }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosNetworkException
        $failure.FullyQualifiedErrorId | Should -Be 'NetworkConnect,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failure.CategoryInfo.Category | Should -Be ConnectionError
        $failure.TargetObject | Should -Be "$dead/x"
    }

    It 'of a broken JSON body names the address and keeps the text' {
        $failure = Get-Failure { Invoke-AxiosRequest '/status/200?type=application/json&body={oops' -Client $api -As Data }
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidData,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failure.CategoryInfo.Category | Should -Be InvalidData
        "$failure" | Should -BeLike "*$server/status/200*JSON*"
        $failure.Exception.Response.Text | Should -Be '{oops'
    }

    It 'goes the way of -ErrorVariable and $?' {
        $ErrorActionPreference = 'Continue'
        '/status/404' | Invoke-AxiosRequest -Client $api -ErrorVariable failures 2>$null
        $? | Should -BeFalse
        $failures[0].Exception.StatusCode | Should -Be 404
    }
}

Describe 'Bad input' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    AfterEach { @(Get-TestLog).Count | Should -Be 0 -Because 'nothing is sent' }

    It 'is refused: an address that <Problem>' -ForEach @(
        @{ Problem = 'begins with two slashes'; Uri = '//host/path'; Says = '*two slashes*' }
        @{ Problem = 'lacks its slashes'; Uri = 'http:x'; Says = '*http://*' }
        @{ Problem = 'has a scheme that is not http'; Uri = 'ftp://host/x'; Says = "*'ftp'*" }
        @{ Problem = 'holds user info'; Uri = 'http://me:hunter2@host/'; Says = '*user name or password*' }
        @{ Problem = 'holds a line break'; Uri = "/a`r`nX: y"; Says = '*control character*' }
        @{ Problem = 'holds a NUL'; Uri = "/a`0b"; Says = '*control character*' }
        @{ Problem = 'has no host'; Uri = 'http:///path'; Says = '*not a valid address*' }
        @{ Problem = 'has an impossible port'; Uri = 'http://host:99999/'; Says = '*not a valid address*' }
        @{ Problem = 'has a host without a scheme'; Uri = 'localhost:8080/x'; Says = '*http://localhost:8080*' }
    ) {
        $failure = Get-Failure { Invoke-AxiosRequest $Uri -Client $api }
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidRequest,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        $failure.Exception | Should -BeOfType ArgumentException
        "$failure" | Should -BeLike $Says
        $failure | Out-String | Should -Not -BeLike '*hunter2*'
        "$($failure.TargetObject)" | Should -Not -BeLike '*hunter2*'
    }

    It 'is refused: <Problem>' -ForEach @(
        @{ Problem = 'a relative address without a base'; Call = { Invoke-AxiosRequest /users }; Says = '*relative*base*' }
        @{ Problem = 'no address at all'; Call = { Invoke-AxiosRequest }; Says = '*no address*' }
        @{ Problem = 'a header with CR and LF'; Call = { Invoke-AxiosRequest /echo -Client $api -Headers @{ 'X-A' = "a`r`nX-B: b" } }; Says = '*X-A*line break*' }
        @{ Problem = 'a header name with a space'; Call = { Invoke-AxiosRequest /echo -Client $api -Headers @{ 'X A' = 'a' } }; Says = '*X A*no header name*' }
        @{ Problem = 'a header name with CR and LF'; Call = { Invoke-AxiosRequest /echo -Client $api -Headers @{ "X`r`nA" = 'a' } }; Says = '*no header name*' }
        @{ Problem = 'a method with a line break'; Call = { Invoke-AxiosRequest /echo -Client $api -Method "GET`nX" }; Says = '*method*' }
        @{ Problem = 'Json and Body at once'; Call = { Invoke-AxiosRequest /echo -Client $api -Json 1 -Body 2 }; Says = '*Json*Body*' }
        @{ Problem = 'UrlEncoded and Body at once'; Call = { Invoke-AxiosRequest /echo -Client $api -UrlEncoded @{ a = 1 } -Body 2 }; Says = '*UrlEncoded*Body*' }
        @{ Problem = 'Json that is null and Body'; Call = { Invoke-AxiosRequest /echo -Client $api -Json $null -Body 'x' }; Says = '*Json*Body*' }
        @{ Problem = 'a list of statuses that is none'; Call = { Invoke-AxiosRequest /echo -Client $api -ValidateStatus 'fine' }; Says = '*fine*' }
        @{ Problem = 'a password in a malformed address'; Call = { Invoke-AxiosRequest 'http:/me:hunter2@host/' }; Says = '*two slashes*' }
        @{ Problem = 'a hashtable as an address'; Call = { Invoke-AxiosRequest @{ Uri = '/x' } -Client $api }; Says = '*text or a Uri*' }
        @{ Problem = 'a hashtable from the pipeline with an unknown option'; Call = { @{ Uri = '/x'; Qeury = @{} } | Invoke-AxiosRequest -Client $api -ErrorAction Stop }; Says = '*Qeury*Query*' }
        @{ Problem = 'null from the pipeline'; Call = { $null | Invoke-AxiosRequest -Client $api -ErrorAction Stop }; Says = '*empty*' }
        @{ Problem = 'an unknown form of output'; Call = { Invoke-AxiosRequest /echo -Client $api -As Datum }; Says = '*Datum*' }
        @{ Problem = 'a negative time'; Call = { Invoke-AxiosRequest /echo -Client $api -TimeoutSec -1 }; Says = '*-1*' }
    ) {
        $failure = Get-Failure $Call
        $failure.CategoryInfo.Category | Should -BeIn InvalidArgument, InvalidData
        "$failure" | Should -BeLike $Says
    }

    It 'is refused by the methods too: <Problem>' -ForEach @(
        @{ Problem = 'an unknown option, with the nearest name'; Call = { $api.Get('/echo', @{ Qeury = @{ a = 1 } }) }; Says = '*Qeury*Query*' }
        @{ Problem = 'an unknown option in Send'; Call = { $api.Send(@{ Uri = '/echo'; TimeoutSecs = 1 }) }; Says = '*TimeoutSecs*TimeoutSec*' }
        @{ Problem = 'two bodies'; Call = { $api.Send(@{ Uri = '/echo'; Json = 1; Body = 'x' }) }; Says = '*Json*Body*' }
        @{ Problem = 'headers that are no hashtable'; Call = { $api.Get('/echo', @{ Headers = 'X-A: b' }) }; Says = '*Headers*hashtable*' }
        @{ Problem = 'a value that does not fit'; Call = { $api.Get('/echo', @{ MaxRetries = 'often' }) }; Says = '*MaxRetries*often*' }
        @{ Problem = 'an address with user info'; Call = { $api.Get('http://me:pw@host/') }; Says = '*user name or password*' }
    ) {
        "$(Get-Failure $Call)" | Should -BeLike $Says
    }

    It 'is refused in a hook as well: a header with a line break fails the request' {
        Add-AxiosInterceptor { $_.Headers['X-A'] = "a`nb" } $api
        $failure = Get-Failure { Invoke-AxiosRequest /echo -Client $api }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosHookException
        "$failure" | Should -BeLike '*X-A*line break*'
    }
}
