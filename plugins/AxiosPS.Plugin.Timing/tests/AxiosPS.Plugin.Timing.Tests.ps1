BeforeDiscovery {
    Import-Module AxiosPS
}

BeforeAll {
    Import-Module "$PSScriptRoot/../out/AxiosPS.Plugin.Timing/AxiosPS.Plugin.Timing.psd1"

    function Measure-Call($Plugin) {
        $one = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = 'hello' }) -Plugin $Plugin
        Invoke-AxiosRequest '/users?access_token=hunter2' -Client $one -Verbose -Debug -InformationAction Continue *>&1 | Where-Object { "$_" -like '`[GET`]*' }
    }
}

Describe 'New-AxiosTimingPlugin' {
    BeforeEach {
        $plugin = New-AxiosTimingPlugin
        $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = 'hello' })
        $api | Add-AxiosPlugin -Plugin $plugin
    }

    It 'is the one of this package, and takes what that of AxiosPS takes' {
        (Get-Command New-AxiosTimingPlugin).ModuleName | Should -Be 'AxiosPS.Plugin.Timing'
        (Get-Command New-AxiosTimingPlugin).Parameters.Keys | Should -Contain MinimumMs
        foreach ($parameter in (Get-Command AxiosPS\New-AxiosTimingPlugin).Parameters.Values) {
            $own = (Get-Command New-AxiosTimingPlugin).Parameters[$parameter.Name]
            $own.ParameterType | Should -Be $parameter.ParameterType
            $own.ParameterSets.Values.Position | Should -Be $parameter.ParameterSets.Values.Position
        }
    }

    It 'has help with a description of every parameter of its own' {
        $help = Get-Help AxiosPS.Plugin.Timing\New-AxiosTimingPlugin -Full
        $help.Synopsis | Should -BeLike '*how long each call took*'
        @($help.examples.example).Count | Should -Be 2
        $help.parameters.parameter.name | Should -Be 'Stream', 'MinimumMs'
        $help.parameters.parameter.ForEach{ $_.description.Text | Should -Not -BeNullOrEmpty }
    }

    It 'writes method, address, time and status, the secrets masked' {
        $null = Invoke-AxiosRequest '/users?access_token=hunter2' -Client $api -InformationVariable lines
        $lines.Count | Should -Be 1
        $lines[0].Tags | Should -Be 'AxiosPS', 'Timing'
        "$lines" | Should -Match '^\[GET\] https://api\.test/users\?access_token=\*\*\* \W \d+\.\dms \(HTTP 200\)$'
        $lines[0].MessageData.StatusCode | Should -Be 200
        $lines[0].MessageData.Duration | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'writes the same to <_> as that of AxiosPS' -ForEach 'Information', 'Verbose', 'Debug', 'Host' {
        $own = Measure-Call (New-AxiosTimingPlugin $_)
        $theirs = Measure-Call (AxiosPS\New-AxiosTimingPlugin $_)
        @($own).Count | Should -Be 1
        $own | Should -BeOfType $theirs.GetType()
        $own.Tags | Should -Be $theirs.Tags
        "$own" -replace '[\d.]+ms' | Should -Be ("$theirs" -replace '[\d.]+ms')
    }

    It 'names the error of a call that got no answer, and passes it on' {
        $failing = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport { throw [IO.IOException]::new('No.') }) -Plugin $plugin
        { Invoke-AxiosRequest /x -Client $failing -InformationVariable script:lines } | Should -Throw -ExceptionType ([AxiosPS.AxiosException])
        "$script:lines" | Should -Match '\((Axios)?\w+Exception\)$'
        $script:lines[0].MessageData.StatusCode | Should -Be 0
    }

    It 'has no line for calls that took less than MinimumMs, and sums them up all the same' {
        $plugin = New-AxiosTimingPlugin -MinimumMs 1e9
        Measure-Call $plugin | Should -BeNullOrEmpty
        $plugin.Hosts['api.test'].Calls | Should -Be 1
        { New-AxiosTimingPlugin -MinimumMs -1 } | Should -Throw
    }

    It 'sums up the calls of each host, whichever client made them' {
        $mock = New-AxiosMockTransport { if ($_.Uri.AbsolutePath -eq '/down') { throw [IO.IOException]::new('No.') } else { New-AxiosResponse 200 } }
        $other = New-AxiosClient https://other.test:8443 -Transport $mock -Plugin $plugin
        '/a', '/b' | Invoke-AxiosRequest -Client $api | Out-Null
        '/a', '/down' | Invoke-AxiosRequest -Client $other -ErrorAction Ignore | Out-Null

        $plugin.Hosts.Keys | Sort-Object | Should -Be 'api.test', 'other.test:8443'
        $plugin.Hosts['api.test'].Calls, $plugin.Hosts['api.test'].Failed | Should -Be 2, 0
        $plugin.Hosts['other.test:8443'].Calls, $plugin.Hosts['other.test:8443'].Failed | Should -Be 2, 1
        $plugin.Hosts['api.test'].SlowestMs | Should -BeGreaterThan 0
        $plugin.Hosts['api.test'].TotalMs | Should -BeGreaterThan $plugin.Hosts['api.test'].SlowestMs
    }

    It 'sums up a call that its total time has cut off' {
        $slow = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ DelaySec = 100 }) -Plugin $plugin
        { Invoke-AxiosRequest /x -Client $slow -TimeoutSec 1 } | Should -Throw -ExceptionType ([AxiosPS.AxiosTimeoutException])
        [Threading.SpinWait]::SpinUntil({ $plugin.Hosts['api.test'].Failed -eq 1 }, 20000) | Should -BeTrue
    }

    It 'lets the requests of one command through side by side' {
        $meeting = [Threading.Barrier]::new(4)
        Add-AxiosMiddleware -Client $api -Concurrent {
            if (-not ($using:meeting).SignalAndWait(20000)) { throw 'The others did not come.' }
            & $args[1]
        }
        $lines = 1..4 | ForEach-Object { "/$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 4 -InformationAction Continue 6>&1 | Where-Object { $_ -is [Management.Automation.InformationRecord] }
        $lines.Count | Should -Be 4
    }

    It 'counts right from many runspaces at once' {
        $lines = 1..4 | ForEach-Object -Parallel {
            $api = $using:api
            1..25 | ForEach-Object { $null = Invoke-AxiosRequest /x -Client $api -InformationAction Continue }
        } 6>&1
        $lines.Count | Should -Be 100
        $plugin.Hosts['api.test'].Calls | Should -Be 100
    }

    It 'measures calls made from C# too' {
        $api.GetAsync('/x').GetAwaiter().GetResult().StatusCode | Should -Be 200
        $plugin.Hosts['api.test'].Calls | Should -Be 1
    }

    It 'measures no more once it is removed, and keeps its sums' {
        $null = Invoke-AxiosRequest /x -Client $api
        Remove-AxiosPlugin $plugin $api
        $null = Invoke-AxiosRequest /x -Client $api
        $plugin.Hosts['api.test'].Calls | Should -Be 1
    }
}

Describe 'The package' {
    It '<_.Name>' -ForEach (Test-AxiosPlugin -Path $PSScriptRoot/..) {
        $_.Result | Should -Be Passed -Because "$($_.Message) $($_.Remedy)"
    }
}
