BeforeAll {
    . $PSScriptRoot/common.ps1

    # Where nothing is offered PowerShell goes on to the names of files: these are left out.
    function Get-Completion([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches | Where-Object ResultType -NotIn 'ProviderItem', 'ProviderContainer'
    }
}

Describe 'Tab' {
    BeforeAll {
        $mock = New-AxiosMockTransport @{ Name = 'create'; Uri = '/x' }, @{ Method = 'GET'; Uri = '/users/*' }
        $timing = New-AxiosTimingPlugin
        $api = New-AxiosClient https://a.test -Transport $mock -Plugin $timing, @{ Name = "ann's own"; Attach = {} }
        Add-AxiosInterceptor { } $api -Name 'my hook'
        Add-AxiosInterceptor { } $api -Name 'odd [1]'
        $null = Invoke-AxiosRequest /users/7 -Client $api
        Set-Variable slow (New-AxiosRetryStrategy -Fixed 9)
        Set-Variable stop (New-AxiosCancelToken)
        Set-Variable session ([Microsoft.PowerShell.Commands.WebRequestSession]::new())
        Set-Variable 'my other api' (New-AxiosClient)
    }

    # What is offered: all of it, or with First what comes first.
    It 'offers what may follow <Line>' -ForEach @(
        @{ Line = 'Invoke-AxiosRequest /x -Method P'; Words = 'POST', 'PUT', 'PATCH' }
        @{ Line = 'Start-AxiosRequest /x -Method de'; Words = 'DELETE' }
        @{ Line = 'axios /x -Method op'; Words = 'OPTIONS' }
        @{ Line = 'New-AxiosFaultPlugin -Method GET, h'; Words = 'HEAD' }
        @{ Line = 'Get-AxiosMockCall $mock -Method op'; Words = 'OPTIONS' }
        @{ Line = 'Invoke-AxiosRequest /x -Headers acc'; First = "@{ Accept = 'application/json' }", "@{ 'Accept-Encoding' = 'identity' }" }
        @{ Line = 'Start-AxiosRequest /x -Headers range'; Words = "@{ Range = 'bytes=0-1023' }" }
        @{ Line = 'New-AxiosClient -Headers @'; First = "@{ Accept = 'application/json' }" }
        @{ Line = 'New-AxiosResponse -Headers retry'; Words = "@{ 'Retry-After' = '1' }" }
        @{ Line = 'New-AxiosFaultPlugin 503 -Headers retry'; Words = "@{ 'Retry-After' = '1' }" }
        @{ Line = 'Invoke-AxiosRequest /x -SecretHeader X-Api'; Words = 'X-Api-Key' }
        @{ Line = 'New-AxiosClient -SecretHeader Cookie, api'; Words = 'X-Api-Key' }
        @{ Line = 'New-AxiosAuthPlugin -ApiKey x -Header X-A'; Words = 'X-Api-Key' }
        @{ Line = 'New-AxiosCachePlugin -IgnoreHeader user'; Words = 'User-Agent' }
        @{ Line = 'New-AxiosDedupePlugin user'; Words = 'User-Agent' }
        @{ Line = 'New-AxiosCassette x.json -MatchHeader Accept-L'; Words = 'Accept-Language' }
        @{ Line = 'Invoke-AxiosRequest /x -ContentType '; First = 'application/json', "'text/plain; charset=utf-8'" }
        @{ Line = 'Invoke-AxiosRequest /x -ContentType text/c'; Words = "text/css", 'text/csv' }
        @{ Line = 'New-AxiosResponse -ContentType problem'; Words = 'application/problem+json' }
        @{ Line = 'Invoke-AxiosRequest /x -RetryOnStatus '; First = '408', '425', '429', '500' }
        @{ Line = 'New-AxiosClient -RetryOnStatus 429, 50'; First = '500', '502', '503', '504' }
        @{ Line = 'Invoke-AxiosRequest /x -ValidateStatus '; First = '2xx', '3xx' }
        @{ Line = "Invoke-AxiosRequest /x -ValidateStatus '2xx,30"; First = "'2xx,300'", "'2xx,301'" }
        @{ Line = 'Invoke-AxiosRequest /x -ValidateStatus 2xx, 40'; First = '400', '401' }
        @{ Line = 'New-AxiosResponse teap'; Words = @() }
        @{ Line = 'New-AxiosResponse not'; First = '304', '404' }
        @{ Line = 'New-AxiosResponse -StatusCode 20'; First = '200', '201' }
        @{ Line = 'New-AxiosFaultPlugin 42'; First = '421', '422', '423', '424', '425', '426', '428', '429' }
        @{ Line = 'Invoke-AxiosRequest /x -HttpVersion '; Words = '1.1', '2.0', '3.0', '1.0' }
        @{ Line = 'Invoke-AxiosRequest /x -HttpVersionPolicy RequestVersionO'; Words = 'RequestVersionOrHigher', 'RequestVersionOrLower' }
        @{ Line = 'Invoke-AxiosRequest /x -ArrayFormat '; Words = 'Brackets', 'Comma', 'Indices', 'Repeat' }
        @{ Line = 'Invoke-AxiosRequest /x -Authentication B'; Words = 'Basic', 'Bearer' }
        @{ Line = 'Invoke-AxiosRequest /x -As J'; Words = 'JsonLines' }
        @{ Line = 'New-AxiosClient -As '; Words = 'Response', 'Data', 'Text', 'Bytes', 'Lines', 'JsonLines', 'Events' }
        @{ Line = 'Invoke-AxiosRequest /x -Hash '; First = 'sha256:' }
        @{ Line = 'Invoke-AxiosRequest /x -RetryOn '; First = 'AxiosTimeoutException', 'AxiosNetworkException' }
        @{ Line = 'Invoke-AxiosRequest /x -RetryStrategy '; First = '$slow', '1', '(New-AxiosRetryStrategy -Exponential -Jitter 0.5)' }
        @{ Line = 'Invoke-AxiosRequest /x -CancelToken '; Words = '$stop', '(New-AxiosCancelToken -AfterSec 30)' }
        @{ Line = 'New-AxiosCancelToken -LinkedTo '; Words = '$stop' }
        @{ Line = 'Invoke-AxiosRequest /x -WebSession '; Words = '$session' }
        @{ Line = 'Invoke-AxiosRequest /x -Client '; Words = '$api', '${my other api}' }
        @{ Line = 'Close-AxiosClient '; Words = '$api', '${my other api}' }
        @{ Line = 'Get-AxiosPipeline '; Words = '$api', '${my other api}' }
        @{ Line = 'Get-AxiosPlugin -Client '; Words = '$api', '${my other api}' }
        @{ Line = 'Add-AxiosMiddleware $timing '; Words = '$api', '${my other api}' }
        @{ Line = 'Remove-AxiosHook -Id 1 -Client '; Words = '$api', '${my other api}' }
        @{ Line = 'Remove-AxiosPlugin -Name x -Client '; Words = '$api', '${my other api}' }
        @{ Line = 'Get-AxiosMockCall -Client '; Words = '$api', '${my other api}' }
        @{ Line = 'Get-AxiosMockCall -Transport '; Words = '$mock' }
        @{ Line = 'New-AxiosMockTransport -PassThrough '; Words = '$api', '$mock', '${my other api}' }
        @{ Line = 'New-AxiosClient -Transport '; First = '$mock', "(New-AxiosMockTransport @{ Uri = '/*'; StatusCode = 200 })" }
        @{ Line = 'New-AxiosCassette x.json -Transport moc'; Words = '$mock' }
        @{ Line = 'New-AxiosClient -Plugin (New-AxiosT'; Command = $true; Words = 'New-AxiosTimingPlugin', 'New-AxiosTracePlugin' }
        @{ Line = 'Add-AxiosPlugin '; First = '$timing', '(New-AxiosAuthPlugin)' }
        @{ Line = 'Test-AxiosPlugin timing'; Words = '(New-AxiosTimingPlugin)' }
        @{ Line = 'Remove-AxiosPlugin '; Words = '$timing' }
        @{ Line = 'Get-AxiosMockCall $mock -Route '; Words = 'create', "'GET /users/*'" }
        @{ Line = 'Get-AxiosMockCall -Client $api -Route cr'; Words = 'create' }
        @{ Line = '$mock | Get-AxiosMockCall -Route cr'; Words = 'create' }
        @{ Line = 'Get-AxiosMockCall $mock '; Words = '/users/7' }
        @{ Line = 'Remove-AxiosPlugin -Client $api -Name '; Words = 'TimingPlugin', "'ann''s own'" }
        @{ Line = '$api | Remove-AxiosPlugin -Name T'; Words = 'TimingPlugin' }
        @{ Line = "Remove-AxiosPlugin -Client `$api -Name 'ann''s "; Words = "'ann''s own'" }
        @{ Line = 'Remove-AxiosPlugin -Client $api -Name "ann'; Words = '"ann''s own"' }
        @{ Line = 'Get-AxiosPlugin -Client $api -Name T'; Words = 'TimingPlugin' }
        @{ Line = 'Get-AxiosPlugin -ListAvailable -Name NoSuchPackage'; Words = @() }
        @{ Line = 'Remove-AxiosHook -Client $api -Name '; Words = "'my hook'", "'odd ``[1``]'", 'TimingPlugin' }
        @{ Line = '$api | Remove-AxiosHook -Name my'; Words = "'my hook'" }
        @{ Line = 'Remove-AxiosHook -Client $api -Id '; Words = '2', '3', '1' }
        @{ Line = '$api | Remove-AxiosHook -Id timing'; Words = '1' }
        @{ Line = 'Test-AxiosPlugin $x -Include ''It may be a'; First = ,'''It may be attached again after its removal''' }
        @{ Line = 'Test-AxiosPlugin $x -Exclude removal'; First = ,'''It may be attached again after its removal''' }
        @{ Line = 'New-AxiosTimingPlugin V'; Words = 'Verbose' }
        @{ Line = 'New-AxiosCassette x.json R'; Words = 'Record', 'Replay' }
        @{ Line = 'New-AxiosFaultPlugin -Fault D'; Words = 'Dns' }
        @{ Line = 'New-AxiosAuthPlugin -Token x -Scheme t'; Words = 'Token' }
        @{ Line = 'New-AxiosAuthPlugin '; First = "{ @{ Token = ''; ExpiresIn = 3600 } }" }
        @{ Line = 'Add-AxiosMiddleware '; Words = '{ param($context, $next) & $next $context }' }
        @{ Line = 'Add-AxiosInterceptor '; Words = '{ param($config) }' }
        @{ Line = 'Add-AxiosInterceptor -OnRejected '; Words = '{ param($failure) }' }
        @{ Line = 'New-AxiosPlugin x -OnResponse '; Words = '{ param($response) }' }
        @{ Line = 'Invoke-AxiosRequest /x -NextPage '; Words = '{ param($response) $response.Data.next }' }
        @{ Line = 'Invoke-AxiosRequest /x -TransformResponse '; Words = '{ param($data, $headers) $data }' }
        @{ Line = 'New-AxiosRetryStrategy -ScriptBlock '; Words = '{ param($retry) $retry.Retry * 2 }' }
        @{ Line = 'New-AxiosLoggerPlugin -Sink '; Words = '{ param($record) }' }
    ) {
        $calls = $mock.Calls.Count
        $Error.Clear()
        $found = @(Get-Completion $Line)
        $Error.Count | Should -Be 0 -Because 'completion writes no error'
        $mock.Calls.Count | Should -Be $calls -Because 'completion sends nothing'
        if ($First) {
            @($found.CompletionText)[0..($First.Count - 1)] | Should -Be $First
        }
        else {
            $found.CompletionText | Should -Be $Words
        }
    }

    It 'tells what a status means' {
        $found = Get-Completion 'New-AxiosResponse 425' | Select-Object -First 1
        $found.ListItemText | Should -Be '425 Too Early'
        $found.ToolTip | Should -Be '425 Too Early'
    }

    It 'tells which hook a number is' {
        (Get-Completion 'Remove-AxiosHook -Client $api -Id 2').ToolTip | Should -Be 'Request my hook (Id 2)'
    }

    It 'has a tooltip for each form of output' {
        foreach ($form in Get-Completion 'Invoke-AxiosRequest -As ') {
            $form.ToolTip | Should -Not -Be $form.CompletionText
        }
    }

    It 'offers what can be bound: <_>' -ForEach @(
        '{0} -RetryStrategy ', '{0} -RetryOn ', '{0} -ValidateStatus ', '{0} -RetryOnStatus ', '{0} -Headers ', '{0} -CancelToken ', '{0} -As ', '{0} -HttpVersion ', '{0} -ContentType '
    ) {
        $line = $_ -f 'Invoke-AxiosRequest /users/7 -Client $args[0] -MaxRetries 1 -Method POST -Body x -SkipHttpErrorCheck'
        $any = New-AxiosClient https://a.test -Transport (New-AxiosMockTransport -Default 200)
        foreach ($word in (Get-Completion $line).CompletionText | Where-Object { $_ -ne 'Events' }) {
            { & ([scriptblock]::Create($line + $word)) $any } | Should -Not -Throw -Because $word
        }
    }

    It 'offers nothing, and no error, where no client is given or it is none' -ForEach @(
        'Remove-AxiosHook -Name ', 'Remove-AxiosHook -Client $nobody -Name ', 'Remove-AxiosHook -Client (Get-Date) -Id ', 'Remove-AxiosPlugin -Name ', '$nobody | Remove-AxiosPlugin -Name ',
        'Get-AxiosMockCall -Route ', 'Get-AxiosMockCall $nobody -Route '
    ) {
        $Error.Clear()
        Get-Completion $_ | Should -BeNullOrEmpty
        $Error.Count | Should -Be 0
    }
}

Describe 'Every parameter of a kind that can be completed' {
    It 'is completed: <Command> -<Parameter>' -ForEach (& {
        . $PSScriptRoot/common.ps1
        foreach ($command in Get-Command -Module AxiosPS -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.Values) {
                $type = $parameter.ParameterType
                $isFree = -not $type.IsEnum -and ($type -in [string], [string[]], [int], [int[]], [Collections.IDictionary], [object], [object[]], [version] -or $type.Namespace -like 'AxiosPS*')
                $isKnown = $parameter.Name -match '^(Method|ContentType|Headers?|HttpVersion|As|Client|Plugin|Transport|CancelToken|RetryStrategy|RetryOn)$|Header$|Status(Code)?$' -or
                    ($parameter.Name -in 'Name', 'Id' -and $command.Name -in 'Get-AxiosPlugin', 'Remove-AxiosPlugin', 'Remove-AxiosHook')
                $isScript = $type.Name -match '^(ScriptBlock|I.*(Hook|Middleware|Transform|Condition|Progress|NextPage|TokenProvider|Sink))(\[\])?$'
                if (($isFree -and $isKnown) -or $isScript) {
                    @{ Command = $command.Name; Parameter = $parameter.Name }
                }
            }
        }
    }) {
        (Get-Command $Command).Parameters[$Parameter].Attributes.Where{ $_ -is [ArgumentCompleter] -or $_ -is [ValidateSet] } | Should -Not -BeNullOrEmpty
    }
}
