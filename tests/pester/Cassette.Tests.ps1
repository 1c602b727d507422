BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-AxiosCassette' {
    BeforeEach {
        Clear-TestLog
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        function New-Client($Mode, $Address = $server, [hashtable] $More = @{}) {
            New-AxiosClient $Address -Transport (New-AxiosCassette $file $Mode @More)
        }
    }

    It 'records with the server and plays without it' {
        $script = {
            (Invoke-AxiosRequest /json -Client $api).Data.name
            (Invoke-AxiosRequest /echo -Client $api -Method POST -Json @{ a = 1 }).Data.body
            $api.Get('/items').Data.Count
            try { Invoke-AxiosRequest /status/404 -Client $api } catch { $_.FullyQualifiedErrorId }
        }
        $api = New-Client Record
        $recorded = & $script
        @(Get-TestLog).Count | Should -Be 4
        Clear-TestLog
        $api = New-Client Replay
        & $script | Should -Be $recorded
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'records what is not there in Auto, which is the default' {
        $api = New-AxiosClient $server -Transport (New-AxiosCassette $file)
        $null = Invoke-AxiosRequest /json -Client $api
        $api = New-AxiosClient $server -Transport (New-AxiosCassette $file)
        $null = Invoke-AxiosRequest /json -Client $api
        $null = Invoke-AxiosRequest /items -Client $api
        @(Get-TestLog).path | Should -Be '/json', '/items'
        @((Get-Content $file -Raw | ConvertFrom-Json).interactions).Count | Should -Be 2
    }

    It 'fails with a record that names the call, in a category of its own' {
        $null = Invoke-AxiosRequest /json -Client (New-Client Record)
        $failure = Get-Failure { Invoke-AxiosRequest '/json?token=c4nary-1' -Client (New-Client Replay) -MaxRetries 2 }
        $failure.FullyQualifiedErrorId | Should -Be 'UnmatchedCall,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failure.CategoryInfo.Category | Should -Be ObjectNotFound
        "$failure" | Should -BeLike "GET $server/json?token=``*``*``* is not in the cassette*Recorded for that address: GET $server/json (another query).*"
    }

    It 'has no secret in the file' {
        $api = New-Client Record
        $secure = ConvertTo-SecureString 'c4nary-sec' -AsPlainText
        $null = Invoke-AxiosRequest /echo -Client $api -Authentication Basic -Credential ([pscredential]::new('me', (ConvertTo-SecureString 'c4nary-pass' -AsPlainText)))
        $null = Invoke-AxiosRequest '/echo?api_key=c4nary-key' -Client $api -Query @{ q = $secure } -Headers @{ 'X-Auth-Token' = 'c4nary-token' }
        $null = Invoke-AxiosRequest /echo -Client $api -Method POST -Json @{ user = 'me'; password = 'c4nary-json' }
        $null = Invoke-AxiosRequest '/cookie/set?sid=c4nary-cookie' -Client $api
        $null = Invoke-AxiosRequest /echo -Client $api -Headers @{ 'X-Mine' = 'c4nary-mine' }
        $text = Get-Content $file -Raw
        $text -replace 'c4nary-mine' | Should -Not -BeLike '*c4nary*'
        $text | Should -Not -BeLike "*$([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('me:c4nary-pass')))*"
        $text | Should -BeLike '*c4nary-mine*'
        $null = Invoke-AxiosRequest /echo -Client (New-Client Record $server @{ SecretName = 'x-mine' }) -Headers @{ 'X-Mine' = 'c4nary-mine' }
        Get-Content $file -Raw | Should -Not -BeLike '*c4nary*'
    }

    It 'plays a flow with a cookie of the server' {
        $script = {
            $null = Invoke-AxiosRequest '/cookie/set?sid=c4nary-cookie' -Client $api
            (Invoke-AxiosRequest /cookie/show -Client $api).StatusCode
        }
        $api = New-Client Record
        & $script | Should -Be 200
        $api = New-Client Replay
        & $script | Should -Be 200
    }

    It 'gives nobody what was recorded for another, unless told to' {
        $null = Invoke-AxiosRequest /json -Client (New-Client Record) -Headers @{ Authorization = 'Bearer alice-1234' }
        $bob = @{ Headers = @{ Authorization = 'Bearer bob-1234' } }
        "$(Get-Failure { Invoke-AxiosRequest /json -Client (New-Client Replay) @bob })" | Should -BeLike '*with other credentials*-IgnoreCredential*'
        (Invoke-AxiosRequest /json -Client (New-Client Replay $server @{ IgnoreCredential = $true }) @bob).StatusCode | Should -Be 200
    }

    It 'compares the headers that -MatchHeader names' {
        $null = Invoke-AxiosRequest /json -Client (New-Client Record) -Headers @{ 'X-Tenant' = 'a' }
        $more = @{ MatchHeader = 'X-Tenant' }
        "$(Get-Failure { Invoke-AxiosRequest /json -Client (New-Client Replay $server $more) })" | Should -BeLike '*another header X-Tenant*'
        (Invoke-AxiosRequest /json -Client (New-Client Replay $server $more) -Headers @{ 'X-Tenant' = 'a' }).StatusCode | Should -Be 200
    }

    It 'records what another transport answers' {
        $mock = New-AxiosMockTransport @{ Uri = '/x'; Json = @{ a = 1 } }
        $null = Invoke-AxiosRequest /x -Client (New-Client Record https://a.test @{ Transport = $mock })
        (Invoke-AxiosRequest /x -Client (New-Client Replay https://a.test)).Data.a | Should -Be 1
    }

    It 'takes a path from the current location, and knows drives' {
        Push-Location $TestDrive
        try {
            $cassette = New-AxiosCassette here.json
            $cassette.Path | Should -Be (Join-Path (Get-Item $TestDrive).FullName here.json)
            (New-AxiosCassette TestDrive:/there.json).Path | Should -Be (Join-Path (Get-Item $TestDrive).FullName there.json)
        }
        finally { Pop-Location }
        "$(Get-Failure { New-AxiosCassette Env:/x })" | Should -BeLike '*file system*'
    }

    It 'refuses a file that is missing or broken, and a folder that is not there' {
        $failure = Get-Failure { New-AxiosCassette $file Replay }
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidRequest,AxiosPS.Commands.NewAxiosCassetteCommand'
        "$failure" | Should -BeLike "There is no cassette '*' to replay.*"
        "$(Get-Failure { New-AxiosCassette (Join-Path $TestDrive none/x.json) })" | Should -BeLike "There is no folder '*none'*"
        Set-Content $file '{ "version": 1, '
        "$(Get-Failure { New-AxiosCassette $file })" | Should -BeLike "The cassette '$file' is broken: line *"
    }

    It 'serves parallel runspaces in any order' {
        $api = New-Client Record
        1..20 | ForEach-Object { $null = Invoke-AxiosRequest "/echo?n=$_" -Client $api -Headers @{ 'X-Api-Key' = "key-of-$($_ % 3)" } }
        $api = New-Client Replay
        $answers = 1..20 | Sort-Object { Get-Random } | ForEach-Object -ThrottleLimit 16 -Parallel {
            "$_ $((Invoke-AxiosRequest "/echo?n=$_" -Client $using:api -Headers @{ 'X-Api-Key' = "key-of-$($_ % 3)" }).Data.query)"
        }
        $answers.Count | Should -Be 20
        $answers | ForEach-Object { $n, $query = -split $_; $query | Should -Be "n=$n" }
        $api.Transport.Unplayed | Should -BeNullOrEmpty
    }

    It 'shows its mode and its file' {
        "$(New-AxiosCassette $file)" | Should -Be "Cassette Auto $file"
        (Get-AxiosPipeline (New-Client Auto))[-1].Name | Should -Be "Cassette Auto $file"
    }
}
