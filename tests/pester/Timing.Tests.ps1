BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-AxiosTimingPlugin' {
    It 'writes method, address, time and status to the Information stream, tagged' {
        $api = New-AxiosClient $server -Plugin (New-AxiosTimingPlugin)
        $null = Invoke-AxiosRequest '/status/404?access_token=hunter2' -Client $api -SkipHttpErrorCheck -InformationVariable infos
        $infos.Count | Should -Be 1
        $infos[0].Tags | Should -Be 'AxiosPS', 'Timing'
        "$($infos[0])" | Should -Match "^\[GET\] $([regex]::Escape($server))/status/404\?access_token=\*\*\* — \d+\.\dms \(HTTP 404\)$"
        $infos[0].MessageData.StatusCode | Should -Be 404
        $infos[0].MessageData.Duration | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'shows nothing unasked on the screen' {
        $run = Invoke-FreshPwsh {
            param($server)
            $api = New-AxiosClient $server -Plugin (New-AxiosTimingPlugin)
            $null = Invoke-AxiosRequest /json -Client $api
            $null = Invoke-AxiosRequest /json -Client $api -InformationAction Continue
        } $server
        @($run.Output -split "`n").Count | Should -Be 1
        $run.Output | Should -BeLike "``[GET``] $server/json*"
    }

    It 'writes to the <Stream> stream by choice' -ForEach @(
        @{ Stream = 'Verbose'; Call = { Invoke-AxiosRequest /json -Client $api -Verbose 4>&1 } }
        @{ Stream = 'Debug'; Call = { Invoke-AxiosRequest /json -Client $api -Debug 5>&1 } }
        @{ Stream = 'Host'; Call = { Invoke-AxiosRequest /json -Client $api 6>&1 } }
    ) {
        $api = New-AxiosClient $server -Plugin (New-AxiosTimingPlugin -Stream $Stream)
        $record = @(& $Call)[0]
        $record.GetType().Name | Should -Be $(if ($Stream -eq 'Host') { 'InformationRecord' } else { "${Stream}Record" })
        "$record" | Should -BeLike "``[GET``] $server/json*(HTTP 200)"
    }

    It 'names the error of a call that got no answer' {
        $api = New-AxiosClient -Plugin (New-AxiosTimingPlugin)
        $failure = Get-Failure { Invoke-AxiosRequest "$(Get-DeadAddress)/x" -Client $api -InformationVariable script:infos }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosNetworkException
        "$script:infos" | Should -BeLike '*(AxiosNetworkException)'
    }

    It 'works from $api.Get() and from other runspaces' {
        $api = New-AxiosClient $server -Plugin (New-AxiosTimingPlugin -Stream Host)
        "$(& { $null = $api.Get('/json') } 6>&1)" | Should -BeLike '*(HTTP 200)'
        "$(1 | ForEach-Object -Parallel { $null = Invoke-AxiosRequest /json -Client $using:api } 6>&1)" | Should -BeLike '*(HTTP 200)'
    }
}

Describe 'New-AxiosRequestSourcePlugin' {
    BeforeEach { Clear-TestLog }

    It 'stamps every request of its client' {
        $api = New-AxiosClient $server -Plugin (New-AxiosRequestSourcePlugin checkout/2.1)
        $null = Invoke-AxiosRequest /echo -Client $api
        $null = $api.Post('/echo')
        $null = Invoke-AxiosRequest "$server/echo"
        (Get-TestLog).headers.'x-request-source' | Should -Be 'checkout/2.1', 'checkout/2.1', $null
    }

    It 'refuses a source with a line break' {
        $failure = Get-Failure { New-AxiosRequestSourcePlugin "a`r`nX-Evil: b" }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        "$failure" | Should -BeLike '*control character*'
    }
}
