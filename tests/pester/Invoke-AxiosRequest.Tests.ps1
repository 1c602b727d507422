BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Invoke-AxiosRequest' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'gives a response with status, headers, data, text, bytes and attempts' {
        $response = Invoke-AxiosRequest /json -Client $api
        $response | Should -BeOfType AxiosPS.AxiosResponse
        $response.StatusCode | Should -Be 200
        $response.Ok | Should -BeTrue
        $response.Headers['content-type'] | Should -BeLike 'application/json*'
        $response.Data.nested.ok | Should -BeTrue
        $response.Text | Should -BeLike '{"id":1,*'
        $response.Bytes.Length | Should -Be $response.Text.Length
        $response.Attempts.Count | Should -Be 1
        $response.Duration | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'needs no client' {
        (Invoke-AxiosRequest "$server/json").Data.name | Should -Be 'axios'
    }

    It 'is also axios' {
        (axios "$server/json").Data.name | Should -Be 'axios'
    }

    It 'gives with -As <Form> a <Type>' -ForEach @(
        @{ Form = 'Response'; Type = 'AxiosPS.AxiosResponse' }
        @{ Form = 'Data'; Type = 'System.Management.Automation.PSCustomObject' }
        @{ Form = 'Text'; Type = 'System.String' }
        @{ Form = 'Bytes'; Type = 'System.Byte[]' }
    ) {
        $output = Invoke-AxiosRequest /json -Client $api -As $Form
        $output.GetType().FullName | Should -Be $Type
    }

    It 'puts an array out item by item with -As Data, and as one with -NoEnumerate' {
        $items = @(Invoke-AxiosRequest /items -Client $api -As Data)
        $items.id | Should -Be 1, 2, 3
        $whole = @(Invoke-AxiosRequest /items -Client $api -As Data -NoEnumerate)
        $whole.Count | Should -Be 1
        $whole[0].Count | Should -Be 3
    }

    It 'puts nothing out for <Case> with -As <Form>' -ForEach @(
        foreach ($form in 'Data', 'Text', 'Bytes') {
            @{ Form = $form; Case = 'a 204'; Path = '/status/204'; Method = 'GET' }
            @{ Form = $form; Case = 'a HEAD'; Path = '/json'; Method = 'HEAD' }
        }
    ) {
        @(Invoke-AxiosRequest $Path -Client $api -Method $Method -As $Form).Count | Should -Be 0
        @(Get-TestLog).Count | Should -Be 1
    }

    It 'puts an empty array out as nothing with -As Data, and as an empty array with -NoEnumerate' {
        $path = '/status/200?type=application/json&body=[]'
        @(Invoke-AxiosRequest $path -Client $api -As Data).Count | Should -Be 0
        , (Invoke-AxiosRequest $path -Client $api -As Data -NoEnumerate) | Should -BeOfType Object[]
    }

    It 'reads other text as a string, and anything else as bytes' {
        Invoke-AxiosRequest /text -Client $api -As Data | Should -Be 'plain text: äöü €'
        (Invoke-AxiosRequest /bytes/3 -Client $api).Data | Should -Be 0, 1, 2
    }

    It 'sends <Method>' -ForEach @(
        'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'PURGE' | ForEach-Object { @{ Method = $_ } }
    ) {
        $null = Invoke-AxiosRequest /echo -Client $api -Method $Method.ToLower()
        @(Get-TestLog)[0].method | Should -BeExactly $(if ($Method -eq 'PURGE') { 'purge' } else { $Method })
    }

    It 'posts when there is a body and no method' {
        (Invoke-AxiosRequest /echo -Client $api -Json @{} -As Data).method | Should -Be 'POST'
    }

    It 'sends -UrlEncoded as a form' {
        $echo = Invoke-AxiosRequest /echo -Client $api -UrlEncoded ([ordered]@{ a = 'b c'; d = 'é&' }) -As Data
        $echo.headers.'content-type' | Should -BeLike 'application/x-www-form-urlencoded*'
        $echo.body | Should -BeIn 'a=b%20c&d=%C3%A9%26', 'a=b+c&d=%C3%A9%26'
    }

    It 'sends -Body as it is, with the type of -ContentType' {
        $echo = Invoke-AxiosRequest /echo -Client $api -Body '<a/>' -ContentType 'application/xml' -As Data
        $echo.headers.'content-type' | Should -Be 'application/xml'
        $echo.body | Should -Be '<a/>'
    }

    It 'sends bytes' {
        (Invoke-AxiosRequest /echo -Client $api -Body ([byte[]](65, 66)) -As Data).body | Should -Be 'AB'
    }

    It 'sends the values of -Query, lists as several' {
        (Invoke-AxiosRequest '/echo?a=0' -Client $api -Query @{ a = 1, 2 } -As Data).query | Should -Be 'a=0&a=1&a=2'
    }

    It 'gives any status with -SkipHttpErrorCheck' {
        (Invoke-AxiosRequest '/status/500?body=oh' -Client $api -SkipHttpErrorCheck).Text | Should -Be 'oh'
    }

    It 'fails on a bad status of a client made in C# too, which itself would not' {
        $plain = [AxiosPS.AxiosClient]::new($server)
        (Get-Failure { Invoke-AxiosRequest /status/500 -Client $plain }).Exception.StatusCode | Should -Be 500
        $plain.Get('/status/500').StatusCode | Should -Be 500
    }
}

Describe 'Invoke-AxiosRequest in a pipeline' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
        $ErrorActionPreference = 'Continue'
    }

    It 'takes addresses, and sends them one after the other' {
        $codes = '/status/200', '/status/201' | Invoke-AxiosRequest -Client $api | ForEach-Object StatusCode
        $codes | Should -Be 200, 201
    }

    It 'takes objects of type Uri as they were written' {
        ([uri]"$server/echo?q=%2F" | Invoke-AxiosRequest -As Data).query | Should -Be 'q=%2F'
    }

    It 'writes an error for each that fails, and goes on' {
        $codes = '/status/200', '/status/404', 'ftp://nowhere', '/status/201' |
            Invoke-AxiosRequest -Client $api -ErrorVariable failures -ErrorAction SilentlyContinue |
            ForEach-Object StatusCode
        $codes | Should -Be 200, 201
        $failures.Count | Should -Be 2
        $failures[0].Exception | Should -BeOfType AxiosPS.AxiosStatusException
        $failures[0].TargetObject | Should -Be "$server/status/404"
        $failures[1].CategoryInfo.Category | Should -Be InvalidArgument
    }

    It 'ends at the first failure with -ErrorAction Stop' {
        $failure = Get-Failure { '/status/404', '/status/200' | Invoke-AxiosRequest -Client $api -ErrorAction Stop }
        $failure.Exception.StatusCode | Should -Be 404
        @(Get-TestLog).path | Should -Be '/status/404'
    }

    It 'goes on after a hook has failed for one' {
        Add-AxiosInterceptor { if ($_.Uri -eq '/status/202') { throw 'not this one' } } $api
        $codes = '/status/202', '/status/200' | Invoke-AxiosRequest -Client $api -ErrorVariable failures -ErrorAction SilentlyContinue |
            ForEach-Object StatusCode
        $codes | Should -Be 200
        $failures.Count | Should -Be 1
        $failures[0].Exception | Should -BeOfType AxiosPS.AxiosHookException
    }

    It 'ends the statement, not the script, where the address is an argument' {
        $went = Start-TestShell {
            param($api)
            $ErrorActionPreference = 'Continue'
            Invoke-AxiosRequest /status/404 -Client $api
            'on'
            try { Invoke-AxiosRequest /status/404 -Client $api; 'not here' } catch { 'caught' }
        } @{ api = $api }
        Receive-TestShell $went | Should -Be 'on', 'caught'
    }
}

Describe 'The names that Invoke-RestMethod has for the same things' {
    It 'are taken too' {
        $names = @{ CustomMethod = 'PURGE'; ConnectionTimeoutSeconds = 5; OperationTimeoutSeconds = 5; MaximumRedirection = 1; MaximumRetryCount = 1 }
        (Invoke-AxiosRequest "$server/echo" @names -As Data).method | Should -Be 'PURGE'
        @(Invoke-AxiosRequest "$server/items" -FollowRelLink -MaximumFollowRelLink 1).Count | Should -Be 3
    }
}

Describe '-WhatIf and -Confirm' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
        Add-AxiosInterceptor { $script:hookRan = $true } $api
        $script:hookRan = $false
    }

    It 'send nothing and run no hook for <Method>' -ForEach @(
        'POST', 'PUT', 'PATCH', 'DELETE' | ForEach-Object { @{ Method = $_ } }
    ) {
        Invoke-AxiosRequest /echo -Client $api -Method $Method -WhatIf | Should -BeNullOrEmpty
        @(Get-TestLog).Count | Should -Be 0
        $script:hookRan | Should -BeFalse
    }

    It 'do not concern <Method>, which changes nothing' -ForEach @(
        'GET', 'HEAD', 'OPTIONS' | ForEach-Object { @{ Method = $_ } }
    ) {
        (Invoke-AxiosRequest /echo -Client $api -Method $Method -WhatIf).StatusCode | Should -Be 200
        $script:hookRan | Should -BeTrue
    }

    It 'say what would be sent, from the merged config and redacted' {
        $run = Invoke-FreshPwsh {
            param($server)
            $api = New-AxiosClient $server -Query @{ api_key = 'hunter2' }
            Invoke-AxiosRequest /echo -Client $api -Json @{} -WhatIf
        } $server
        $run.Output | Should -BeLike "What if:*POST*$server/echo?api_key=*"
        $run.Output | Should -Not -BeLike '*hunter2*'
    }

    It 'ask before anything is sent: where nobody can answer, nothing is' {
        $run = Invoke-FreshPwsh {
            param($server)
            try { Invoke-AxiosRequest "$server/echo" -Method DELETE -Confirm } catch { 'asked' }
            (Invoke-AxiosRequest "$server/echo" -Method DELETE -Confirm:$false).StatusCode
        } $server
        $run.Output | Should -BeLike '*asked*200'
        @(Get-TestLog).Count | Should -Be 1
    }

    It 'heed a caller''s $WhatIfPreference' {
        $WhatIfPreference = $true
        Invoke-AxiosRequest /echo -Client $api -Method DELETE | Should -BeNullOrEmpty
        $WhatIfPreference = $false
        @(Get-TestLog).Count | Should -Be 0
    }
}
