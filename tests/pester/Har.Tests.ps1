BeforeAll {
    . $PSScriptRoot/common.ps1

    # What the format (HAR 1.2) asks for: names, types, and what must be there.
    function Assert-Har([string] $Json) {
        function Assert-Member($Object, [string] $Place, [hashtable] $Types, [string[]] $Optional = @()) {
            foreach ($name in $Types.Keys) {
                $has = $Object.psobject.Properties.Name -ccontains $name
                if (-not $has -and $name -in $Optional) { continue }
                $has | Should -BeTrue -Because "$Place has $name"
                $value = $Object.$name
                switch ($Types[$name]) {
                    text { $value | Should -BeOfType string -Because "$Place.$name" }
                    number { ($value -is [long] -or $value -is [double] -or $value -is [int]) | Should -BeTrue -Because "$Place.$name is a number" }
                    flag { $value | Should -BeOfType bool }
                    list { , $value | Should -BeOfType array -Because "$Place.$name" }
                    object { $value | Should -BeOfType pscustomobject -Because "$Place.$name" }
                }
            }
            $Object.psobject.Properties.Name | Where-Object { $_ -notin $Types.Keys -and $_ -notlike '_*' } | Should -BeNullOrEmpty -Because "$Place has nothing else"
        }

        $har = $Json | ConvertFrom-Json -DateKind String -NoEnumerate
        Assert-Member $har har @{ log = 'object' }
        Assert-Member $har.log log @{ version = 'text'; creator = 'object'; pages = 'list'; entries = 'list' }
        $har.log.version | Should -Be 1.2
        Assert-Member $har.log.creator creator @{ name = 'text'; version = 'text' }
        foreach ($entry in $har.log.entries) {
            Assert-Member $entry entry @{ startedDateTime = 'text'; time = 'number'; request = 'object'; response = 'object'; cache = 'object'; timings = 'object'; serverIPAddress = 'text' } serverIPAddress
            $entry.startedDateTime | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$'
            $request, $response = $entry.request, $entry.response
            Assert-Member $request request @{ method = 'text'; url = 'text'; httpVersion = 'text'; cookies = 'list'; headers = 'list'; queryString = 'list'; postData = 'object'; headersSize = 'number'; bodySize = 'number' } postData
            Assert-Member $response response @{ status = 'number'; statusText = 'text'; httpVersion = 'text'; cookies = 'list'; headers = 'list'; content = 'object'; redirectURL = 'text'; headersSize = 'number'; bodySize = 'number' }
            $null = [uri]::new($request.url)
            foreach ($pair in $request.headers + $response.headers + $request.queryString) { Assert-Member $pair pair @{ name = 'text'; value = 'text' } }
            $optional = 'path', 'domain', 'expires', 'httpOnly', 'secure'
            foreach ($cookie in $request.cookies + $response.cookies) { Assert-Member $cookie cookie @{ name = 'text'; value = 'text'; path = 'text'; domain = 'text'; expires = 'text'; httpOnly = 'flag'; secure = 'flag' } $optional }
            Assert-Member $response.content content @{ size = 'number'; mimeType = 'text'; text = 'text'; encoding = 'text'; comment = 'text' } text, encoding, comment
            if ($request.postData) {
                Assert-Member $request.postData postData @{ mimeType = 'text'; params = 'list'; text = 'text'; comment = 'text' } comment
                foreach ($part in $request.postData.params) { Assert-Member $part part @{ name = 'text'; value = 'text'; fileName = 'text'; contentType = 'text'; comment = 'text' } value, fileName, contentType, comment }
            }
            $timings = $entry.timings
            Assert-Member $timings timings @{ blocked = 'number'; dns = 'number'; connect = 'number'; ssl = 'number'; send = 'number'; wait = 'number'; receive = 'number' }
            $timings.send, $timings.wait, $timings.receive | ForEach-Object { $_ | Should -BeGreaterOrEqual 0 }
            $sum = ($timings.dns, $timings.connect, $timings.send, $timings.wait, $timings.receive | Where-Object { $_ -ge 0 } | Measure-Object -Sum).Sum
            [Math]::Abs($entry.time - $sum) | Should -BeLessThan 0.01
        }
        , $har.log.entries
    }
}

Describe 'Export-AxiosHar' {
    BeforeEach {
        Clear-TestLog
        $har = New-AxiosHarPlugin
        $api = New-AxiosClient $server -Plugin $har
    }

    It 'gives an archive of what was sent and what came' {
        $null = Invoke-AxiosRequest /echo -Client $api -Query @{ q = 'a b' } -Json @{ item = 'täa' }
        $null = Invoke-AxiosRequest /text -Client $api
        $entries = Assert-Har (Export-AxiosHar $api)
        $entries.Count | Should -Be 2
        $first = $entries[0]
        $first.request.method, $first.request.url, $first.request.httpVersion | Should -Be 'POST', "$server/echo?q=a%20b", 'HTTP/1.1'
        $first.request.queryString[0].value | Should -Be 'a b'
        $first.request.postData.text | Should -Be '{"item":"täa"}'
        $first.request.bodySize | Should -Be 15
        $first.response.status, $first.response.statusText | Should -Be 200, OK
        ($first.response.content.text | ConvertFrom-Json).path | Should -Be /echo
        $first.response.content.size | Should -Be ([Text.Encoding]::UTF8.GetByteCount($first.response.content.text))
        $first.serverIPAddress | Should -Be 127.0.0.1
        $first.timings.connect | Should -BeGreaterOrEqual 0
        $entries[1].timings.connect | Should -Be -1
        $entries[1].response.content.text | Should -BeLike 'plain text: äöü €*'
    }

    It 'has an entry for each attempt and each redirect' {
        $null = Invoke-AxiosRequest /flaky/har-attempts/2 -Client $api -MaxRetries 3 -RetryStrategy 0
        $null = Invoke-AxiosRequest /redirect/302 -Client $api -Query @{ to = '/json' } -Method Post -Json 1
        $entries = Assert-Har (Export-AxiosHar $har)
        $entries.response.status | Should -Be 503, 503, 200, 302, 200
        $entries[3].response.redirectURL | Should -Be /json
        $entries.request.method[3..4] | Should -Be POST, GET
        $entries[4].request.psobject.Properties.Name | Should -Not -Contain postData
    }

    It 'has failures' {
        $dead = Get-DeadAddress
        $null = Get-Failure { Invoke-AxiosRequest "$dead/?token=s3cr3t" -Client $api }
        $null = Get-Failure { Invoke-AxiosRequest /hold/har -Client $api -TimeoutSec 0.2 }
        $entries = Assert-Har (Export-AxiosHar $har)
        $entries[0].response.status | Should -Be 0
        $entries[0].response._error | Should -BeLike '*Connection refused*'
        $entries[1].response._error | Should -Match 'Canceled'
        $entries | ConvertTo-Json -Depth 9 | Should -Not -Match s3cr3t
    }

    It 'keeps no secret by itself' {
        $api.Cookies.SetCookies($server, 'id=s3cr3t-1')
        $request = @{
            Uri     = '/echo?sig=s3cr3t-2&x=s3cr3t-3'
            Headers = @{ Authorization = 'Bearer s3cr3t-3'; 'X-Api-Key' = 's3cr3t-4'; 'X-Tenant' = 's3cr3t-5'; 'X-Echo' = 's3cr3t-4' }
            SecretHeader = 'X-Tenant'
            Query   = @{ pass = ConvertTo-SecureString 's3cr3t-6' -AsPlainText -Force }
        }
        $null = Invoke-AxiosRequest -Client $api @request -Json @{ password = 's3cr3t-7'; note = 's3cr3t-4' }
        $null = Invoke-AxiosRequest -Client $api @request -UrlEncoded @{ client_secret = 's3cr3t-7'; pin = ConvertTo-SecureString 's3cr3t-8' -AsPlainText -Force }
        $null = Invoke-AxiosRequest -Client $api @request -Form @{ password = 's3cr3t-7'; pin = ConvertTo-SecureString 's3cr3t-8' -AsPlainText -Force; note = 's3cr3t-5' }
        $null = Invoke-AxiosRequest '/cookie/set?sid=s3cr3t-9' -Client $api
        $text = Export-AxiosHar $har
        $entries = Assert-Har $text
        $text | Should -Not -Match 's3cr3t-[1-8]'
        ($entries[0].request.headers | Where-Object name -eq Authorization).value | Should -Be 'Bearer ***'
        $entries[0].request.cookies[0].name, $entries[0].request.cookies[0].value | Should -Be id, '***'
        $entries[0].request.postData.text | Should -Be '{"note":"***","password":"***"}'
        $entries[1].request.postData.params.name | Should -Be client_secret, pin
        $entries[1].request.postData.params.value | Should -Be '***', '***'
        $entries[2].request.postData.params.value | Should -Be '***', '***', '***'
        $entries[3].response.cookies.Count | Should -BeGreaterThan 0
        $entries[3].response.cookies.value | Sort-Object -Unique | Should -Be '***'
    }

    It 'keeps them where the plugin was made for that, and bodies that are no text' {
        $har = New-AxiosHarPlugin -IncludeSecrets
        $api = New-AxiosClient $server -Plugin $har
        $null = Invoke-AxiosRequest /echo -Client $api -Headers @{ Authorization = 'Bearer s3cr3t' } -Json @{ password = 's3cr3t' }
        $null = Invoke-AxiosRequest /bytes/100 -Client $api
        $entries = Assert-Har (Export-AxiosHar $har)
        ($entries[0].request.headers | Where-Object name -eq Authorization).value | Should -Be 'Bearer s3cr3t'
        $entries[0].request.postData.text | Should -Be '{"password":"s3cr3t"}'
        $entries[1].response.content.encoding | Should -Be base64
        [Convert]::FromBase64String($entries[1].response.content.text).Length | Should -Be 100
    }

    It 'says of files, streams and other bytes what they are' {
        $file = New-Item "$TestDrive/send.txt" -Value content
        $null = Invoke-AxiosRequest /echo -Client $api -InFile $file
        $null = Invoke-AxiosRequest /echo -Client $api -Body ([IO.MemoryStream]::new([byte[]](1, 2)))
        $null = Invoke-AxiosRequest /echo -Client $api -Form @{ f = $file }
        $null = Invoke-AxiosRequest /bytes/100 -Client $api
        $entries = Assert-Har (Export-AxiosHar $har)
        $entries[0].request.postData.comment | Should -BeLike 'a file*'
        $entries[1].request.postData.comment | Should -BeLike 'a stream*'
        $entries[2].request.postData.params[0].fileName | Should -Be send.txt
        $entries[3].response.content.comment | Should -BeLike '*no text*'
        $entries[3].response.content.size | Should -Be 100
    }

    It 'keeps so many entries and so much of a body' {
        $har = New-AxiosHarPlugin -MaxEntries 3 -MaxBodyBytes 10
        $api = New-AxiosClient $server -Plugin $har
        1..5 | ForEach-Object { $null = Invoke-AxiosRequest "/echo?$_" -Client $api -Body ('b' * 50) -ContentType text/plain }
        $null = Invoke-AxiosRequest /items/2000 -Client $api
        $har.Count | Should -Be 3
        "$har" | Should -Be 'HarPlugin (3 requests)'
        $entries = Assert-Har (Export-AxiosHar $har)
        $entries.request.url | Should -Be "$server/echo?4", "$server/echo?5", "$server/items/2000"
        $entries[0].request.postData.text | Should -Be ('b' * 10)
        $entries[0].request.postData.comment | Should -BeLike 'cut*'
        $entries[2].response.content.text.Length | Should -Be 10
        $entries[2].response.content.size | Should -BeGreaterThan 10000
        $har.Clear()
        $har.Count | Should -Be 0
        (Assert-Har (Export-AxiosHar $har)).Count | Should -Be 0
    }

    It 'keeps so much of all fields of a form together, and says what is missing' {
        $har = New-AxiosHarPlugin -MaxBodyBytes 1024
        $api = New-AxiosClient $server -Plugin $har
        $form = [ordered]@{}
        1..2000 | ForEach-Object { $form["f$_"] = 'v' * 1000 }
        $null = Invoke-AxiosRequest /echo -Client $api -Form $form -OutFile "$TestDrive/none"
        $null = Invoke-AxiosRequest /echo -Client $api -Form ([ordered]@{ long = 'v' * 20000; more = 1 }) -OutFile "$TestDrive/none" -Force
        $text = Export-AxiosHar $har
        $text.Length | Should -BeLessThan 10000
        $many, $long = (Assert-Har $text).request.postData
        $many.params[0].value | Should -Be ('v' * 1000)
        $many.comment | Should -BeLike 'cut after ? of 2000 fields'
        $long.params[0].value, $long.params[0].comment | Should -Be ('v' * ($length = $long.params[0].value.Length)), "cut after $length"
        $length | Should -BeGreaterThan 900
        $long.comment | Should -Be 'cut after 1 of 2 fields'
    }

    It 'masks in a request that is cut what the end cuts through' {
        $har = New-AxiosHarPlugin -MaxBodyBytes 30
        $api = New-AxiosClient $server -Plugin $har
        $null = Invoke-AxiosRequest /echo -Client $api -Body ('{"note":"tea","password":"' + 's3cr3t' * 3000 + '"}') -ContentType application/json -OutFile "$TestDrive/cut"
        $posted = (Assert-Har (Export-AxiosHar $har))[0].request.postData
        $posted.text + $posted.comment | Should -Not -Match s3cr
        $posted.comment | Should -BeLike 'cut after*'
    }

    It 'masks what stands in the value of a parameter or a header' {
        $null = Invoke-AxiosRequest /redirect/302?to=/echo%3Ftoken%3Ds3cr3t-1%26page%3D2 -Client $api
        $null = Invoke-AxiosRequest /text -Client $api -Headers @{ 'X-Debug' = 'Authorization: Bearer s3cr3t-2'; 'X-Trace' = 'token=s3cr3t-3 step=4' }
        $text = Export-AxiosHar $har
        $entries = Assert-Har $text
        $text | Should -Not -Match s3cr3t
        $entries[0].request.queryString[0].value | Should -Be '/echo?token=***&page=2'
        ($entries[2].request.headers | Where-Object name -eq X-Trace).value | Should -Be 'token=*** step=4'
    }

    It 'keeps no bodies on request' {
        $har = New-AxiosHarPlugin -NoBody
        $api = New-AxiosClient $server -Plugin $har
        $null = Invoke-AxiosRequest /echo -Client $api -Json @{ item = 'tea' }
        $entries = Assert-Har (Export-AxiosHar $har)
        $entries[0].request.postData.text | Should -Be ''
        $entries[0].response.content.comment | Should -Be 'not kept'
        $entries[0].response.content.size | Should -BeGreaterThan 0
    }

    It 'holds up no stream and no download' {
        $lines = Invoke-AxiosRequest /trickle/3 -Client $api -As Lines | Select-Object -First 1
        $lines | Should -Not -BeNullOrEmpty
        $null = Invoke-AxiosRequest /bytes/300000 -Client $api -OutFile "$TestDrive/down.bin"
        (Get-Item "$TestDrive/down.bin").Length | Should -Be 300000
        $entries = Assert-Har (Export-AxiosHar $har)
        $entries.Count | Should -Be 2
        $entries[1].response.content.size | Should -Be 300000
    }

    It 'writes a file, whole or not at all' {
        $null = Invoke-AxiosRequest /json -Client $api
        Export-AxiosHar $api "$TestDrive/[a].har" | Should -BeNullOrEmpty
        $null = Assert-Har (Get-Content -LiteralPath "$TestDrive/[a].har" -Raw)
        (Get-Failure { Export-AxiosHar $api -LiteralPath "$TestDrive/[a].har" }).FullyQualifiedErrorId | Should -Be 'FileExists,AxiosPS.Commands.ExportAxiosHarCommand'
        $har.Clear()
        $har | Export-AxiosHar -Path "$TestDrive/[a].har" -Force
        (Assert-Har (Get-Content -LiteralPath "$TestDrive/[a].har" -Raw)).Count | Should -Be 0
        Export-AxiosHar $api "$TestDrive/b.har" -WhatIf
        "$TestDrive/b.har" | Should -Not -Exist
        $null = Get-Failure { Export-AxiosHar $api "$TestDrive/none/b.har" }
        @(Get-ChildItem $TestDrive -Force -Filter *.part).Count | Should -Be 0
    }

    It 'says what is missing where a client has no such plugin' {
        (Get-Failure { Export-AxiosHar (New-AxiosClient $server) }).Exception.Message | Should -BeLike '*has no HarPlugin*New-AxiosHarPlugin*'
    }

    It 'serves many clients and runspaces at once' {
        $other = New-AxiosClient $server -Plugin $har
        1..64 | ForEach-Object -Parallel { $null = Invoke-AxiosRequest "/echo?n=$_" -Client ($_ % 2 ? $using:api : $using:other) } -ThrottleLimit 16
        $entries = Assert-Har (Export-AxiosHar $har)
        ($entries.request.url | Sort-Object -Unique).Count | Should -Be 64
    }

    It 'records faults that stand behind it, and answers without a network' {
        $mock = New-AxiosMockTransport @{ Method = 'GET'; Uri = '/x'; Json = @{ a = 1 } }
        $api = New-AxiosClient https://api.example.org -Transport $mock -Plugin (New-AxiosFaultPlugin -StatusCode 503 -Uri /y), $har
        $null = '/x', '/y' | Invoke-AxiosRequest -Client $api -SkipHttpErrorCheck
        $entries = Assert-Har (Export-AxiosHar $har)
        $entries.response.status | Should -Be 200, 503
        $entries[0].psobject.Properties.Name | Should -Not -Contain serverIPAddress
    }

    It 'keeps what the contract of plugins promises' {
        $results = Test-AxiosPlugin { New-AxiosHarPlugin }
        $results | Where-Object Result -ne Passed | ForEach-Object { "$_ $($_.Message)" } | Should -BeNullOrEmpty
    }

    It 'is no longer there when it is removed' {
        $api | Remove-AxiosPlugin $har
        $null = Invoke-AxiosRequest /json -Client $api
        $har.Count | Should -Be 0
    }
}
