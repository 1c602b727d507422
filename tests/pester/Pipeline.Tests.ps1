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
