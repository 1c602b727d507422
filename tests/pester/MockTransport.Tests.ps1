BeforeAll {
    . $PSScriptRoot/common.ps1

    # A client on a mock transport with these routes.
    function New-MockClient($Route, [hashtable] $Options = @{}) {
        New-AxiosClient https://a.test -Transport (New-AxiosMockTransport $Route) @Options
    }

    # A module whose functions make their own client, or none.
    $module = New-Module MockedModule {
        function Get-Own { (Invoke-AxiosRequest /own -Client (New-AxiosClient https://a.test)).Text }
        function Get-Plain { (Invoke-AxiosRequest https://a.test/plain).Text }
        Export-ModuleMember -Function *
    } | Import-Module -PassThru
    $newClient = Get-Command New-AxiosClient -CommandType Cmdlet
    $invoke = Get-Command Invoke-AxiosRequest -CommandType Cmdlet
}

AfterAll { Remove-Module MockedModule }

Describe 'A route' {
    It 'is made of a hashtable, and its JSON is data as in a request' {
        $api = New-MockClient @{ Method = 'get'; Uri = '/users/*'; Json = [ordered]@{ id = 7; when = [datetime]'2026-11-22'; list = @(1) } }
        (Invoke-AxiosRequest /users/7 -Client $api).Text | Should -Be '{"id":7,"when":"2026-11-22T00:00:00","list":[1]}'
    }

    It 'takes the address, query, headers and body of a call that it is for' {
        $api = New-MockClient @{
            Method         = 'POST', 'PUT'
            Uri            = '/orders'
            Query          = @{ page = 2; tag = 'a', 'b'; none = $null }
            RequestHeaders = @{ 'X-Tenant' = 'a*'; 'X-None' = $null }
            RequestJson    = @{ items = , @{ id = 1 }; note = $null }
            StatusCode     = 201
        }
        $call = @{ Uri = '/orders?tag=b&page=2&tag=a'; Method = 'PUT'; Headers = @{ 'X-Tenant' = 'acme' }; Json = @{ items = , @{ id = 1; name = 'tea' } }; Client = $api }
        (Invoke-AxiosRequest @call).StatusCode | Should -Be 201
        $call.Json = @{ items = , @{ id = 2 } }
        { Invoke-AxiosRequest @call } | Should -Throw '*$.items*id of its JSON body is 2*' -ErrorId 'UnmatchedCall*'
    }

    It 'takes a regular expression in place of a text' {
        $api = New-MockClient @{ Uri = [regex]'/users/\d+$'; RequestHeaders = @{ Accept = [regex]'^text/(plain|csv)$' } }
        (Invoke-AxiosRequest /users/12 -Client $api -Headers @{ Accept = 'text/csv' }).StatusCode | Should -Be 200
        { Invoke-AxiosRequest /users/x -Client $api -Headers @{ Accept = 'text/csv' } } | Should -Throw -ErrorId 'UnmatchedCall*'
        { Invoke-AxiosRequest /users/12 -Client $api } | Should -Throw -ErrorId 'UnmatchedCall*'
    }

    It 'takes the fields of a form, urlencoded or multipart, in any order' {
        $api = New-MockClient @{ RequestForm = @{ user = 'a*'; role = 'x' }; StatusCode = 201 }
        foreach ($kind in 'UrlEncoded', 'Form') {
            $body = @{ $kind = [ordered]@{ role = 'x'; user = 'ann' } }
            (Invoke-AxiosRequest / -Client $api @body).StatusCode | Should -Be 201
            $body = @{ $kind = @{ role = 'y'; user = 'ann' } }
            { Invoke-AxiosRequest / -Client $api @body } | Should -Throw "*the form field role is 'y', not 'x'*"
        }
    }

    It 'matches a hashtable sent as a body by its text' {
        $api = New-MockClient @{ RequestBody = 'role=x&user=ann' }, @{ RequestBody = '' ; StatusCode = 204 }
        (Invoke-AxiosRequest / -Client $api -UrlEncoded @{ user = 'ann'; role = 'x' }).StatusCode | Should -Be 200
        (Invoke-AxiosRequest / -Client $api -Method POST -Body '').StatusCode | Should -Be 204
    }

    It 'is made of data that was read, and so are its answers' {
        $routes = '[{"Method":["GET"],"Uri":"/a","Query":{"n":"1"},"Json":{"id":7}},{"Name":"job","Uri":"/b","Sequence":[202,{"StatusCode":201,"Headers":{"X-A":"b"}}]}]' | ConvertFrom-Json
        $api = New-MockClient $routes
        (Invoke-AxiosRequest '/a?n=1' -Client $api).Data.id | Should -Be 7
        $answers = '/b', '/b' | Invoke-AxiosRequest -Client $api
        $answers.StatusCode | Should -Be 202, 201
        $answers[1].Headers['X-A'] | Should -Be b
        (Invoke-AxiosRequest / -Client (New-MockClient { [pscustomobject]@{ StatusCode = 202 } })).StatusCode | Should -Be 202
        { New-AxiosMockTransport ([pscustomobject]@{ Ury = '/' }) } | Should -Throw "*Did you mean 'Uri'?*"
    }

    It 'asks its condition with the call, which sees the variables of the test' {
        $wanted = 'blue'
        $api = New-MockClient @{ When = { $_.Json.color -eq $wanted } }
        (Invoke-AxiosRequest / -Client $api -Method POST -Json @{ color = 'blue' }).StatusCode | Should -Be 200
        { Invoke-AxiosRequest / -Client $api -Method POST -Json @{ color = 'red' } } | Should -Throw '*its condition (When) is not met*'
    }

    It 'answers with <Name>' -ForEach @(
        @{ Name = 'a status'; Answer = 404; Status = 404; Text = '' }
        @{ Name = 'a text'; Answer = @{ Body = 'tea' }; Status = 200; Text = 'tea' }
        @{ Name = 'bytes'; Answer = @{ Body = [byte[]](116, 101, 97) }; Status = 200; Text = 'tea' }
        @{ Name = 'null as JSON'; Answer = @{ Json = $null }; Status = 200; Text = 'null' }
        @{ Name = 'a list of one as JSON'; Answer = @{ Json = , 1 }; Status = 200; Text = '[1]' }
        @{ Name = 'a custom object as JSON'; Answer = @{ Json = [pscustomobject]@{ a = 1 } }; Status = 200; Text = '{"a":1}' }
        @{ Name = 'a named status'; Answer = [Net.HttpStatusCode]::Accepted; Status = 202; Text = '' }
    ) {
        foreach ($given in $Answer, { $Answer }) {
            $api = New-AxiosClient https://a.test -Transport (New-AxiosMockTransport -Default $given)
            $response = Invoke-AxiosRequest / -Client $api -SkipHttpErrorCheck
            $response.StatusCode | Should -Be $Status
            $response.Text | Should -Be $Text
        }
    }

    It 'answers with a response' {
        $kept = New-AxiosResponse 201 -Json @{ id = 7 } -Headers @{ ETag = '"1"' }
        $response = Invoke-AxiosRequest / -Client (New-MockClient @{ Sequence = , $kept })
        $response.StatusCode, $response.Data.id, $response.Headers['ETag'], $response.ContentType | Should -Be 201, 7, '"1"', 'application/json'
    }

    It 'answers with a file from where the shell stands' {
        Set-Content TestDrive:/rows.csv "a`n1" -NoNewline
        Push-Location TestDrive:/
        try { $api = New-MockClient @{ File = './rows.csv' } } finally { Pop-Location }
        $response = Invoke-AxiosRequest / -Client $api
        $response.Text | Should -Be "a`n1"
        $response.ContentType | Should -Be 'text/csv'
    }

    It 'answers by a scriptblock that gets the call, also in a sequence' {
        $api = New-MockClient @{ Sequence = 503, { param($call) @{ Json = @{ said = $_.Json.say; header = $call.Headers['X-A'] } } } } @{ MaxRetries = 1; RetryStrategy = 0; RetryUnsafeMethods = $true }
        $data = Invoke-AxiosRequest / -Client $api -Method POST -Json @{ say = 'hello' } -Headers @{ 'X-A' = 'yes' } -As Data
        "$($data.said) $($data.header)" | Should -Be 'hello yes'
    }

    It 'fails as a hook does where its scriptblock <Name>' -ForEach @(
        @{ Name = 'throws'; Script = { throw 'oops' }; Says = '*The mock response*failed*oops*' }
        @{ Name = 'puts out nothing'; Script = { }; Says = '*it put out nothing*' }
        @{ Name = 'puts out several things'; Script = { 1, 2 }; Says = '*it put out 2 things*' }
        @{ Name = 'puts out a text'; Script = { 'tea' }; Says = '*String is no answer*Body = ''text''*' }
        @{ Name = 'puts out data'; Script = { @{ name = 'Ann' } }; Says = "*'name' is no option of a mock answer*" }
        @{ Name = 'puts out contradictions'; Script = { @{ Json = 1; Body = 'x' } }; Says = '*more than one body*' }
    ) {
        { Invoke-AxiosRequest / -Client (New-MockClient $Script) -MaxRetries 3 } | Should -Throw $Says -ErrorId 'HookFailed*'
    }

    It 'gives the error that its scriptblock throws of the engine''s own' {
        $api = New-MockClient { throw [AxiosPS.AxiosNetworkException]::new('no proxy', 'Proxy') }
        { Invoke-AxiosRequest / -Client $api } | Should -Throw -ErrorId 'NetworkProxy*'
    }

    It 'gives the fault <Fault> as the network would' -ForEach @(
        @{ Fault = 'Refused'; Id = 'NetworkConnect*' }
        @{ Fault = 'Reset'; Id = 'NetworkConnectionLost*' }
        @{ Fault = 'Truncated'; Id = 'NetworkConnectionLost*' }
        @{ Fault = 'Dns'; Id = 'NetworkNameResolution*' }
        @{ Fault = 'Tls'; Id = 'NetworkTls*' }
        @{ Fault = 'Timeout'; Id = 'TimeoutTotal*' }
    ) {
        { Invoke-AxiosRequest / -Client (New-MockClient @{ Fault = $Fault }) -TimeoutSec 0.2 } | Should -Throw -ErrorId $Id
    }

    It 'is refused when it is made: <Says>' -ForEach @(
        @{ Route = @{ Mehtod = 'GET' }; Says = "*'Mehtod' is no option of a mock route. Did you mean 'Method'?*" }
        @{ Route = @{ Header = @{} }; Says = "*'Header' is no option*Did you mean 'Headers'?*" }
        @{ Route = @{ Sequence = 200, @{ Jsn = 1 } }; Says = "*'Jsn' is no option of a mock answer. Did you mean 'Json'?*" }
        @{ Route = @{ Fault = 'Refsed' }; Says = "*Did you mean 'Refused'?*" }
        @{ Route = @{ Sequence = 200, 500; Json = 1 }; Says = '*Sequence of answers and Json besides*' }
        @{ Route = @{ Sequence = @() }; Says = '*has no answers*' }
        @{ Route = @{ Sequence = 200, 'tea' }; Says = '*String is no answer*' }
        @{ Route = @{ Response = { 200 }; StatusCode = 200 }; Says = '*StatusCode besides*' }
        @{ Route = @{ Fault = 'Reset'; Json = 1 }; Says = '*is the fault Reset*' }
        @{ Route = @{ Headers = @{ Authorization = 'x' } }; Says = '*are RequestHeaders*' }
        @{ Route = @{ Uri = 'users' }; Says = '*matches no address*' }
        @{ Route = @{ Uri = $null; Json = 1 }; Says = '*Uri of a mock route is $null. Leave it out where any will do*' }
        @{ Route = @{ Uri = '' }; Says = '*Uri of a mock route is empty*' }
        @{ Route = @{ Method = $null }; Says = '*Method of a mock route is $null*' }
        @{ Route = @{ Method = @() }; Says = '*Method of a mock route is empty*' }
        @{ Route = @{ Method = 'GET', '' }; Says = '*Method of a mock route is empty*' }
        @{ Route = @{ When = $null }; Says = '*When of a mock route is $null*' }
        @{ Route = @{ Query = $null }; Says = '*Query of a mock route is $null*' }
        @{ Route = @{ RequestHeaders = @{} }; Says = '*RequestHeaders of a mock route is empty*' }
        @{ Route = @{ RequestForm = $null }; Says = '*RequestForm of a mock route is $null*' }
        @{ Route = @{ RequestBody = $null }; Says = '*RequestBody of a mock route is $null*' }
        @{ Route = @{ Times = $null }; Says = '*Times of a mock route is $null*' }
        @{ Route = @{ Sequence = $null }; Says = '*Sequence of a mock route is $null*' }
        @{ Route = @{ Status = 404 }; Says = "*Did you mean 'StatusCode'?*" }
        @{ Route = @{ Code = 404 }; Says = "*Did you mean 'StatusCode'?*" }
        @{ Route = @{ Delay = 1 }; Says = "*Did you mean 'DelaySec'?*" }
        @{ Route = @{ Path = '/' }; Says = "*Did you mean 'Uri'?*" }
        @{ Route = @{ Url = '/' }; Says = "*Did you mean 'Uri'?*" }
        @{ Route = @{ Times = 'often' }; Says = '*Times of a mock route cannot be*' }
        @{ Route = @{ DelaySec = 'long' }; Says = '*DelaySec of a mock answer*' }
        @{ Route = 5; Says = '*is no route*' }
    ) {
        { New-AxiosMockTransport @{ Uri = '/' }, $Route } | Should -Throw $Says
    }
}

Describe 'A mock transport' {
    It 'takes routes later, and begins anew when it is cleared' {
        $mock = New-AxiosMockTransport @{ Uri = '/a'; Sequence = 201, 202 }
        $api = New-AxiosClient https://a.test -Transport $mock
        $mock.Add(@{ Uri = '/b'; StatusCode = 203 })
        '/a', '/a', '/b' | Invoke-AxiosRequest -Client $api | ForEach-Object StatusCode | Should -Be 201, 202, 203
        $mock.Clear()
        Get-AxiosMockCall $mock | Should -BeNullOrEmpty
        (Invoke-AxiosRequest /a -Client $api).StatusCode | Should -Be 201
    }

    It 'sends what no route matches by the transport of a client, or another one' {
        $inner = New-AxiosMockTransport -Default 204
        foreach ($next in $inner, (New-AxiosClient -Transport $inner)) {
            $api = New-AxiosClient https://a.test -Transport (New-AxiosMockTransport @{ Uri = '/a' } -PassThrough $next)
            '/a', '/b' | Invoke-AxiosRequest -Client $api | ForEach-Object StatusCode | Should -Be 200, 204
        }
        (Get-AxiosMockCall $inner).Uri.AbsolutePath | Should -Be '/b', '/b'
        { New-AxiosMockTransport -PassThrough 5 } | Should -Throw '*takes a transport or a client*'
    }

    It 'shows its routes, and which of them were never called' {
        $mock = New-AxiosMockTransport @{ Name = 'create'; Uri = '/a' }, @{ Method = 'GET'; Uri = '/b' }
        $null = Invoke-AxiosRequest https://a.test/a -Client (New-AxiosClient -Transport $mock)
        $shown = ($mock | Out-String) -replace "`e\[[\d;]*m"
        $shown | Should -Match '(?m)^Routes\s+: create: 1 call\r?$'
        $shown | Should -Match '(?m)^\s+GET /b: not called\r?$'
        $mock.Unused.Name | Should -Be 'GET /b'
        "$(New-AxiosMockTransport { 200 })" | Should -Be 'mock with 1 route'
    }

    It 'follows redirects, keeps cookies and gets pages as with a server' {
        $api = New-MockClient @(
            @{ Uri = '/start'; StatusCode = 302; Headers = @{ Location = '/list'; 'Set-Cookie' = 'a=1; Path=/', 'b=2; Path=/' } }
            @{ Uri = '/list'; Query = @{ page = $null }; Json = 1, 2; Headers = @{ Link = '</list?page=2>; rel="next"' } }
            @{ Uri = '/list?page=2'; Json = , 3 }
        )
        Invoke-AxiosRequest /start -Client $api -Paginate | Should -Be 1, 2, 3
        (Get-AxiosMockCall -Client $api)[1, 2].ForEach{ $_.Headers['Cookie'] } | Should -Be 'a=1; b=2', 'a=1; b=2'
    }

    It 'says of an unmatched call what is wrong, without its secrets' {
        $api = New-MockClient @{ Uri = '/login'; RequestJson = @{ password = 'x' } }, @{ RequestHeaders = @{ Authorization = 'Bearer x' } }
        $failure = Get-Failure { Invoke-AxiosRequest '/login?token=hush' -Client $api -Method POST -Json @{ password = 'hush' } -Headers @{ Authorization = 'Bearer hush' } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'UnmatchedCall,*'
        $failure.CategoryInfo.Category | Should -Be ObjectNotFound
        $failure.Exception | Should -BeOfType AxiosPS.AxiosUnmatchedException
        "$failure$($failure | Format-List * -Force | Out-String)" | Should -Not -Match 'hush'
    }

    It 'serves many requests at once' {
        $mock = New-AxiosMockTransport @{ Uri = '/*'; Sequence = @(1..50 | ForEach-Object { @{ Body = "$_" } }) }, { 404 }
        $api = New-AxiosClient https://a.test -Transport $mock
        $texts = 1..50 | ForEach-Object { "/$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 16 -As Text
        $texts | Sort-Object { [int]$_ } | Should -Be (1..50)
        (Get-AxiosMockCall $mock).Index | Should -Be (0..49)
    }

    It 'serves sixteen runspaces, in which the scripts of its routes run' {
        $suffix = 'x'
        $mock = New-AxiosMockTransport @{ When = { $_.Query['n'] }; Response = { @{ Body = "$($_.Query['n'])$using:suffix" } } }
        $api = New-AxiosClient https://a.test -Transport $mock
        $started = 1..16 | ForEach-Object {
            Start-TestShell { param($api, $n) 1..5 | ForEach-Object { Invoke-AxiosRequest /a -Query @{ n = $n } -Client $api -As Text } } @{ api = $api; n = $_ }
        }
        $texts = $started | ForEach-Object { Receive-TestShell $_ }
        $texts | Group-Object | ForEach-Object Count | Should -Be (, 5 * 16)
        Get-AxiosMockCall $mock | Should -HaveCount 80
    }

    It 'serves jobs' {
        $api = New-MockClient @{ Uri = '/slow'; Response = { @{ Json = @{ ok = $true } } } }
        (Start-AxiosRequest /slow -Client $api | Receive-Job -Wait -AutoRemoveJob).Data.ok | Should -BeTrue
    }

    It 'is stopped with the command' {
        $api = New-MockClient @{ Fault = 'Timeout' }
        $started = Start-TestShell { param($api) Invoke-AxiosRequest / -Client $api -TimeoutSec 0 } @{ api = $api }
        while (-not $api.Transport.Calls.Count) { [Threading.Thread]::Yield() > $null }
        $stop = $started.Shell.BeginStop($null, $null)
        $stop.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
        Close-TestShell $started
    }
}

Describe 'Get-AxiosMockCall' {
    BeforeAll {
        $mock = New-AxiosMockTransport @(
            @{ Method = 'GET'; Uri = '/users/*'; Json = @{ id = 7 } }
            @{ Method = 'POST'; Uri = '/users'; Name = 'create'; StatusCode = 201 }
            @{ Uri = '/broken'; Fault = 'Reset' }
        )
        $api = New-AxiosClient https://a.test -Transport $mock
        $null = Invoke-AxiosRequest /users/7?api_key=hush -Client $api -Token hush
        $null = Invoke-AxiosRequest /users -Client $api -Method POST -Json @{ name = 'Ann'; password = 'hush'; tags = 1, 2 }
        $null = Invoke-AxiosRequest /users -Client $api -Method POST -UrlEncoded @{ user = 'ann'; password = 'hush' }
        try { Invoke-AxiosRequest /broken -Client $api } catch { "$_" > $null }
        try { Invoke-AxiosRequest /else -Client $api } catch { "$_" > $null }
    }

    It 'gives the calls of a transport, given or from the pipeline, or of a client' {
        Get-AxiosMockCall $mock | Should -HaveCount 5
        $mock | Get-AxiosMockCall | Should -HaveCount 5
        $api | Get-AxiosMockCall | Should -HaveCount 5
        (Get-AxiosMockCall -Client $api).Index | Should -Be 0, 1, 2, 3, 4
    }

    It 'chooses by <Name>' -ForEach @(
        @{ Name = 'method'; By = @{ Method = 'post' }; Index = 1, 2 }
        @{ Name = 'several methods'; By = @{ Method = 'POST', 'GET' }; Index = 0, 1, 2, 3, 4 }
        @{ Name = 'path'; By = @{ Uri = '/users*' }; Index = 0, 1, 2 }
        @{ Name = 'address'; By = @{ Uri = 'https://a.test/broken' }; Index = , 3 }
        @{ Name = 'regular expression'; By = @{ Uri = [regex]'s/\d' }; Index = , 0 }
        @{ Name = 'name of the route'; By = @{ Route = 'create' }; Index = 1, 2 }
        @{ Name = 'what the route matches'; By = @{ Route = 'GET /users/*' }; Index = , 0 }
        @{ Name = 'no route'; By = @{ Unmatched = $true }; Index = , 4 }
        @{ Name = 'several of them'; By = @{ Method = 'GET'; Uri = '/users/*' }; Index = , 0 }
    ) {
        (Get-AxiosMockCall $mock @By).Index | Should -Be $Index
    }

    It 'takes a client in the place of the transport' {
        Get-AxiosMockCall $api | Should -HaveCount 5
        (Get-AxiosMockCall $api /users*).Index | Should -Be 0, 1, 2
        (Get-AxiosMockCall $mock /users*).Index | Should -Be 0, 1, 2
        { Get-AxiosMockCall 'text' } | Should -Throw
    }

    It 'refuses a route that there is not, and names those that there are' {
        { Get-AxiosMockCall $mock -Route craete } | Should -Throw "*no route 'craete'*GET /users/``*; create; ``* /broken*" -ErrorId 'InvalidRequest*'
        { Get-AxiosMockCall $mock -Route 'x*' } | Should -Throw "*no route 'x``*'*"
        $fresh = New-AxiosMockTransport @{ Name = 'create'; Uri = '/' }
        Get-AxiosMockCall $fresh -Route create | Should -BeNullOrEmpty
        Get-AxiosMockCall $fresh -Route 'cr*' | Should -BeNullOrEmpty
    }

    It 'refuses a method that is misspelt or none' {
        { Get-AxiosMockCall $mock -Method GETT } | Should -Throw "*Did you mean GET?*"
        { Get-AxiosMockCall $mock -Method 'G T' } | Should -Throw '*is no HTTP method*'
        Get-AxiosMockCall $mock -Method PROPFIND | Should -BeNullOrEmpty
        Get-AxiosMockCall $mock -Method put | Should -BeNullOrEmpty
    }

    It 'gives the texts of a multipart form' {
        $own = New-AxiosMockTransport -Default 200
        $null = Invoke-AxiosRequest https://a.test/ -Client (New-AxiosClient -Transport $own) -Form @{ note = 'hello'; file = [byte[]](1, 2) }
        (Get-AxiosMockCall $own).Form['note'] | Should -Be hello
    }

    It 'gives what was sent, with the real secrets by their names' {
        $calls = Get-AxiosMockCall $mock
        $calls[0].Headers['Authorization'] | Should -Be 'Bearer hush'
        $calls[0].Query['api_key'] | Should -Be hush
        $calls[1].Json.password | Should -Be hush
        $calls[1].Json.tags | Should -Be 1, 2
        $calls[2].Form['password'] | Should -Be hush
        $calls[1].Route, $calls[1].StatusCode | Should -Be 'create', 201
        $calls[3].Fault | Should -Be Reset
        $calls[3].StatusCode, $calls[4].Route | Should -Be $null, $null
    }

    It 'shows no secret in its views' {
        $calls = Get-AxiosMockCall $mock
        $shown = ($calls | Out-String) + ($calls | Format-List | Out-String) + "$calls" + $calls.Body
        $shown | Should -Not -Match 'hush'
    }

    It 'shows a table' {
        $lines = (Get-AxiosMockCall $mock | Out-String -Width 120) -split '\r?\n' | Where-Object { $_ }
        $lines[0] -replace '\s+', ' ' -replace "`e\[[\d;]*m" | Should -Be ' # Method Uri Given Route'
        $lines[2] -replace '\s+', ' ' | Should -Be ' 0 GET https://a.test/users/7?api_key=*** 200 GET /users/*'
        $lines[5] -replace '\s+', ' ' | Should -Be ' 3 GET https://a.test/broken Reset * /broken'
    }

    It 'says of a client with another transport what it is for' {
        $client = New-AxiosClient https://a.test
        { Get-AxiosMockCall -Client $client } | Should -Throw '*sends by HTTP*no mock transport*New-AxiosMockTransport*' -ErrorId 'InvalidRequest*'
        Close-AxiosClient $client
    }

    It 'refuses an address that is none' {
        { Get-AxiosMockCall $mock users } | Should -Throw '*matches no address*'
    }
}

Describe 'Routes that are given to New-AxiosClient as they are' {
    It 'lead to the cmdlet that makes a transport of them: <Name>' -ForEach @(
        @{ Name = 'a hashtable'; Given = @{ Uri = '/' } }
        @{ Name = 'a scriptblock'; Given = { 200 } }
        @{ Name = 'a list'; Given = @(@{ Uri = '/' }) }
        @{ Name = 'a custom object'; Given = [pscustomobject]@{ Uri = '/' } }
    ) {
        { New-AxiosClient https://a.test -Transport $Given } | Should -Throw '*is no transport*New-AxiosMockTransport $routes*'
    }
}

# As the guide on testing says.
Describe 'A script that is not given a client' {
    BeforeEach {
        $mock = New-AxiosMockTransport @{ Uri = '/own'; Sequence = 503, @{ Body = 'own' } }, @{ Uri = '/plain'; Body = 'plain' }
        Set-Content TestDrive:/own.ps1 '(Invoke-AxiosRequest /own -Client (New-AxiosClient https://a.test -MaxRetries 1 -RetryStrategy 3600)).Text'
        Set-Content TestDrive:/plain.ps1 '(Invoke-AxiosRequest https://a.test/plain).Text'
    }

    It 'gets one by a mock of New-AxiosClient, which can take the waiting out of its retries' {
        Mock New-AxiosClient {
            $PesterBoundParameters['RetryStrategy'] = 0
            & $newClient @PesterBoundParameters -Transport $mock
        }
        & TestDrive:/own.ps1 | Should -Be own
        Should -Invoke New-AxiosClient -Times 1 -Exactly
        Get-AxiosMockCall $mock | Should -HaveCount 2
    }

    It 'gets one by a mock in a module' {
        Mock New-AxiosClient { & $newClient @PesterBoundParameters -Transport $mock -MaxRetries 1 -RetryStrategy 0 } -ModuleName MockedModule
        Get-Own | Should -Be own
    }

    It 'gets one by the defaults of its parameters' {
        $PSDefaultParameterValues = @{ 'New-AxiosClient:Transport' = $mock; 'Invoke-AxiosRequest:Client' = New-AxiosClient -Transport $mock }
        & TestDrive:/plain.ps1 | Should -Be plain
        { & TestDrive:/own.ps1 } | Should -Throw -ErrorId 'HttpStatus503*'
    }

    It 'gets one by a mock of Invoke-AxiosRequest, as a script and in a module' {
        $api = New-AxiosClient -Transport $mock
        Mock Invoke-AxiosRequest { & $invoke @PesterBoundParameters -Client $api }
        Mock Invoke-AxiosRequest { & $invoke @PesterBoundParameters -Client $api } -ModuleName MockedModule
        & TestDrive:/plain.ps1 | Should -Be plain
        Get-Plain | Should -Be plain
        Should -Invoke Invoke-AxiosRequest -ParameterFilter { $Uri -like '*/plain' } -Times 1 -Exactly
    }

    It 'fails at once behind a proxy that is not there' {
        $before = $env:ALL_PROXY
        $env:ALL_PROXY = Get-DeadAddress
        try { { Invoke-AxiosRequest / -Client (New-AxiosClient http://a.test) } | Should -Throw '*could not connect to the proxy*' }
        finally { $env:ALL_PROXY = $before }
    }
}
