BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Get-AxiosPipeline' {
    BeforeEach {
        $api = New-AxiosClient $server
        Add-AxiosInterceptor -Response {} -Client $api -Name 'response 1'
        Add-AxiosMiddleware { & $args[1] } $api -Name 'middleware 1'
        Add-AxiosInterceptor {} $api -Name 'request 1'
        Add-AxiosInterceptor {} $api -Name 'attempt' -EachAttempt
        Add-AxiosInterceptor -Response {} -Client $api -Name 'attempt answer' -EachAttempt
        $api | Add-AxiosPlugin -Plugin (New-AxiosPlugin plug -OnRequest {} -Middleware { & $args[1] } -OnResponse {})
        Add-AxiosInterceptor {} $api -Name 'request 2'
    }

    It 'lists the hooks in the order in which a request meets them' {
        $steps = $api | Get-AxiosPipeline
        $steps.Order | Should -Be (1..10)
        $steps.Stage | Should -Be 'Request', 'Request', 'Request', 'Middleware', 'Middleware', 'AttemptRequest', 'Transport', 'AttemptResponse', 'Response', 'Response'
        $steps.Where{ $_.Id }.Name | Should -Be 'request 1', 'plug', 'request 2', 'middleware 1', 'plug', 'attempt', 'attempt answer', 'response 1', 'plug'
        $steps.Where{ $_.Plugin }.Order | Should -Be 2, 5, 10
    }

    It 'takes no name that a terminal would obey: <_>' -ForEach 'hook', 'plugin', 'table' {
        $name = "n$([char] 27)]0;pwn$([char] 7)"
        $before = (Get-AxiosPipeline $api).Count
        $failure = Get-Failure {
            switch ($_) {
                hook { Add-AxiosInterceptor {} $api -Name $name }
                plugin { $api | Add-AxiosPlugin -Plugin (New-AxiosPlugin $name -OnRequest {}) }
                table { $api | Add-AxiosPlugin -Plugin @{ Name = $name; Attach = {} } }
            }
        }
        $failure.Exception.Message | Should -BeLike "The name of a *'n\u001B*pwn\u0007'*another*"
        (Get-AxiosPipeline $api).Count | Should -Be $before
        $api.Plugins.Count | Should -Be 1
    }

    It 'names a hook without a name by its place' {
        Add-AxiosMiddleware { & $args[1] } $api
        (Get-AxiosPipeline $api).Where{ $_.Stage -eq 'Middleware' }[-1].Name | Should -BeLike 'Pipeline.Tests.ps1:*'
    }

    It 'is piped into Remove-AxiosHook' {
        Get-AxiosPipeline $api | Where-Object Stage -eq 'Request' | Remove-AxiosHook
        (Get-AxiosPipeline $api).Stage | Should -Not -Contain 'Request'
        Get-AxiosPipeline $api | Remove-AxiosHook
        (Get-AxiosPipeline $api).Stage | Should -Be 'Transport'
        (Invoke-AxiosRequest /json -Client $api).StatusCode | Should -Be 200
    }
}

Describe 'Get-AxiosPipeline -Diagram' {
    It 'shows the order in which the hooks really run' {
        $log = [Collections.Generic.List[string]]::new()
        $api = New-AxiosClient $server -MaxRetries 1 -RetryStrategy 0
        Add-AxiosInterceptor -Response { $log.Add('Shape') } -Client $api -Name Shape
        Add-AxiosMiddleware { $log.Add('Outer'); & $args[1]; $log.Add('Outer') } $api -Name Outer
        Add-AxiosInterceptor { $log.Add('Fresh') } $api -Name Fresh -EachAttempt
        Add-AxiosInterceptor { $log.Add('Stamp') } $api -Name Stamp
        Add-AxiosInterceptor -Response { $log.Add('Seen') } -Client $api -Name Seen -EachAttempt
        Add-AxiosMiddleware { $log.Add('Inner'); & $args[1]; $log.Add('Inner') } $api -Name Inner
        $api | Add-AxiosPlugin -Plugin (New-AxiosPlugin Plug -OnRequest { $log.Add('Plug') } -OnResponse { $log.Add('Plug') } -Middleware { $log.Add('Plug'); & $args[1]; $log.Add('Plug') })
        Add-AxiosInterceptor { $log.Add('Fresher') } $api -Name Fresher -EachAttempt
        Add-AxiosInterceptor -Response { $log.Add('Thrower'); throw 'no' } -Client $api -Name Thrower
        Add-AxiosInterceptor -Client $api -Name Rescue -OnRejected { $log.Add('Rescue'); New-AxiosResponse }

        $null = Invoke-AxiosRequest "/flaky/$([guid]::NewGuid())/1" -Client $api
        $attempt = 'Fresh', 'Fresher', 'Seen'
        $log[5..10] | Should -Be ($attempt + $attempt) -Because 'it was tried twice'
        $log.RemoveRange(8, 3)

        $drawn = Get-AxiosPipeline $api -Diagram | Select-String '(?-i)\b(Shape|Outer|Fresh|Stamp|Seen|Inner|Plug|Fresher|Thrower|Rescue)\b' | ForEach-Object { $_.Matches[0].Value }
        $drawn | Should -Be $log
    }

    It 'draws a client without hooks' {
        New-AxiosClient https://a.test | Get-AxiosPipeline -Diagram | Should -Be @(
            '  Invoke-AxiosRequest                                       https://a.test   Id'
            '  ├ options merged: the client''s, then the call''s'
            '  ├ address resolved, body made'
            '  ┌─ attempt                                                    no retries'
            '  │ ► HTTP                                      follows up to 10 redirects'
            '  └─ attempt'
            '  ├ status check: 2xx, any other is an error'
            '  ▼'
            '  the response, or the error'
        )
    }

    It 'tells what is special about a hook' {
        $api = New-AxiosClient $server
        Add-AxiosMiddleware { & $args[1] } $api -Name Many -Concurrent
        Add-AxiosInterceptor { } $api -Name Some -When { $true } -OnRejected { }
        Add-AxiosInterceptor -Client $api -Name Rescue -OnRejected { }
        Add-AxiosPlugin { param($client) $null = $client.Use({ & $args[1] }, @{ Name = 'Part' }) } $api
        $owner = (Get-AxiosPlugin -Client $api).Name
        Add-AxiosPlugin (New-AxiosTimingPlugin) $api
        $lines = Get-AxiosPipeline $api -Diagram
        $lines -match 'Many' | Select-Object -First 1 | Should -Match 'Many +middleware, concurrent +1$'
        $lines -match 'Some' | Should -Match 'Some +-When, -OnRejected +2$'
        $lines -match 'Rescue' | Should -Match 'Rescue +errors only +3$'
        $lines -match 'Part' | Select-Object -First 1 | Should -Match "Part +middleware, of $([regex]::Escape($owner)) +4`$"
        $lines -match 'Timing' | Select-Object -First 1 | Should -Match 'TimingPlugin +middleware, plugin +5$'
    }

    It 'tells what the options of the client make of the way' {
        $api = New-AxiosClient https://a.test -MaxRetries 3 -RetryStrategy 2 -RetryOnStatus 503 -MaxRedirects 0 -ValidateStatus '2xx,404' -TransformRequest { } -TransformResponse { }, { } -Transport (New-AxiosMockTransport)
        $lines = Get-AxiosPipeline $api -Diagram
        $lines -join "`n" | Should -BeLike '*address resolved, TransformRequest, body made*attempt*again up to 3 times, wait fixed 2 s*mock with 0 routes*follows no redirects*again on 503, no connection, time-out*TransformResponse x 2*status check: 2xx,404, any other is an error*'
    }

    It 'fits 80 columns, whatever the names and however many the layers' {
        $api = New-AxiosClient "https://a.test/$('x' * 100)" -Plugin (New-AxiosPlugin ('A long name of a plugin, ' * 9) -OnRequest { } -Middleware { & $args[1] }) -MaxRetries 1
        Add-AxiosInterceptor { } $api -Name ("a long name of a hook, " * 9) -When { }
        foreach ($layer in 1..40) { Add-AxiosMiddleware { & $args[1] } $api -Name "layer $layer" }
        $lines = Get-AxiosPipeline $api -Diagram
        $lines.ForEach{ $_.Length } | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessThan 80
        ($lines -match 'layer 40\b').Count | Should -Be 2
        $lines -match "`n" | Should -BeNullOrEmpty
        ($lines -match '…').Count | Should -BeGreaterThan 2
    }

    It 'says that a client is closed, and shows no secret of its address' {
        $api = New-AxiosClient 'https://a.test/?api_key=hunter2'
        Close-AxiosClient $api
        $lines = Get-AxiosPipeline $api -Diagram
        $lines[0] | Should -BeLike '*(closed)*'
        $lines -join '' | Should -Not -BeLike '*hunter2*'
    }
}

Describe 'Remove-AxiosHook' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'takes the number that Use gave' {
        $id = $api.Use({ New-AxiosResponse 299 })
        Invoke-AxiosRequest /json -Client $api | ForEach-Object StatusCode | Should -Be 299
        Remove-AxiosHook $id $api
        Invoke-AxiosRequest /json -Client $api | ForEach-Object StatusCode | Should -Be 200
    }

    It 'takes a name, with wildcards, and the client from the pipeline' {
        foreach ($name in 'stamp 1', 'stamp 2', 'other', 'odd [1]') { Add-AxiosInterceptor {} $api -Name $name }
        $api | Remove-AxiosHook -Name 'STAMP*'
        (Get-AxiosPipeline $api).Where{ $_.Id }.Name | Should -Be 'other', 'odd [1]'
        Remove-AxiosHook -Name 'odd `[1`]' -Client $api
        (Get-AxiosPipeline $api).Where{ $_.Id }.Name | Should -Be 'other'
        Remove-AxiosHook -Name 'none*' -Client $api
        (Get-AxiosPipeline $api).Where{ $_.Id }.Name | Should -Be 'other'
    }

    It 'names the hook that may have been meant where there is none of that name' {
        Add-AxiosInterceptor {} $api -Name Stamp
        $api | Remove-AxiosHook -Name Stampp -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Be 'HookNotFound,AxiosPS.Commands.RemoveAxiosHookCommand'
        "$($failures[0])" | Should -BeLike "*'Stampp'*Did you mean 'Stamp'?"
        $failures[0].TargetObject | Should -Be Stampp
    }

    It 'says so where there is none of that number' {
        Remove-AxiosHook -Id 99 -Client $api -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Be 'HookNotFound,AxiosPS.Commands.RemoveAxiosHookCommand'
        $failures[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failures[0].TargetObject | Should -Be 99
    }

    It 'heeds -WhatIf' {
        Add-AxiosInterceptor {} $api
        Get-AxiosPipeline $api | Remove-AxiosHook -WhatIf
        (Get-AxiosPipeline $api).Count | Should -Be 2
    }

    It 'changes nothing for the call that is under way' {
        $log = [Collections.Generic.List[string]]::new()
        Add-AxiosInterceptor { Get-AxiosPipeline $api | Remove-AxiosHook } $api
        Add-AxiosInterceptor -Response { $log.Add('answered') } -Client $api
        $null = Invoke-AxiosRequest /json -Client $api
        $null = Invoke-AxiosRequest /json -Client $api
        $log | Should -Be 'answered'
    }
}
