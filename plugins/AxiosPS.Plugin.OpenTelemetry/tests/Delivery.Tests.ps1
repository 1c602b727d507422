BeforeDiscovery {
    $tooOld = $PSVersionTable.PSVersion -lt '7.6' # the package refuses it
}

BeforeAll {
    . $PSScriptRoot/common.ps1

    # The threads of OpenTelemetry in this process, which Linux alone tells by their names.
    function Wait-ExportThread([int] $Count) {
        $names = { Get-Item "/proc/$PID/task/*/comm" | ForEach-Object { try { [IO.File]::ReadAllText($_) } catch { $null } } }
        [Threading.SpinWait]::SpinUntil({ @(& $names | Where-Object { $_ -like 'OpenTelemetry*' }).Count -eq $Count }, 20000) | Should -BeTrue
    }
}

Describe 'What is left' -Skip:$tooOld {
    BeforeEach {
        $collector = [Collector]::new()
    }

    AfterEach {
        if ($api) { Close-AxiosClient $api -WarningAction Ignore }
        $collector.Dispose()
    }

    It 'is sent when the client is closed' {
        $api = Connect-Traced @{ ExportIntervalSec = 3600 }
        1..3 | ForEach-Object { $null = Invoke-AxiosRequest "/$_" -Client $api }
        $collector.Exports | Should -BeNullOrEmpty
        Close-AxiosClient $api -WarningVariable warnings
        $collector.Spans.Count | Should -Be 3
        $warnings | Should -BeNullOrEmpty
    }

    It 'is sent when the plugin is removed; the client goes on untraced' {
        $api = Connect-Traced @{ ExportIntervalSec = 3600 }
        $null = Invoke-AxiosRequest /x -Client $api
        Remove-AxiosPlugin -Name OpenTelemetryPlugin -Client $api
        $collector.Spans.Count | Should -Be 1
        $api.Plugins | Should -BeNullOrEmpty
        $null = Invoke-AxiosRequest /y -Client $api
        $collector.Exports.Count | Should -Be 2
    }

    It 'is sent with the last of several clients, and again when the plugin is attached anew' {
        $plugin = New-AxiosOpenTelemetryPlugin $collector.Uri -ExportIntervalSec 3600
        $mock = New-AxiosMockTransport @{ Body = '' }
        $one, $two = 1..2 | ForEach-Object { New-AxiosClient https://api.test -Transport $mock -Plugin $plugin }
        $null = $one, $two | ForEach-Object { Invoke-AxiosRequest /x -Client $_ }
        Close-AxiosClient $one
        $collector.Exports | Should -BeNullOrEmpty
        $null = Invoke-AxiosRequest /x -Client $two
        Close-AxiosClient $two
        $collector.Spans.Count | Should -Be 3
        @($collector.Spans.ForEach{ $_.Resource['service.instance.id'] } | Select-Object -Unique).Count | Should -Be 1

        $api = New-AxiosClient https://api.test -Transport $mock -Plugin $plugin
        $null = Invoke-AxiosRequest /x -Client $api
        Close-AxiosClient $api
        $collector.Spans.Count | Should -Be 4
    }

    It 'is sent when a script ends that has closed nothing' {
        $output = Invoke-Script forgetful.ps1 @"
            `$api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = '' }) -Plugin (New-AxiosOpenTelemetryPlugin $($collector.Uri))
            `$null = Invoke-AxiosRequest /x -Client `$api
"@
        $output | Should -BeNullOrEmpty
        $collector.Spans.Count | Should -Be 1
        $collector.Metrics.Count | Should -BeGreaterThan 0
    }

    It 'is warned of if the collector has gone; calls do not notice' {
        $collector.Dispose()
        $api = Connect-Traced @{ ServiceName = 'shop' }
        (Invoke-AxiosRequest /x -Client $api -WarningVariable early).StatusCode | Should -Be 200
        Close-AxiosClient $api -WarningVariable warnings -WarningAction SilentlyContinue
        $early | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike "Not all telemetry of 'shop' has reached $($collector.Uri)/: 2 exports failed, *refused*."
        $collector.Spans | Should -BeNullOrEmpty
    }

    It 'is warned of if the collector refuses it, with what it answers' {
        $collector.Status = 500
        $plugin = New-AxiosOpenTelemetryPlugin $collector.Uri -Signal Traces
        $plugin.LastError | Should -BeNullOrEmpty
        $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = '' }) -Plugin $plugin
        $null = Invoke-AxiosRequest /x -Client $api
        Close-AxiosClient $api -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*: 1 export failed, it answers with status 500.'
        $plugin.LastError | Should -Be 'it answers with status 500'
    }

    It 'delays the end no longer than -TimeoutSec if the collector does not answer' {
        $collector.Hang()
        $api = Connect-Traced @{ TimeoutSec = 0.5; ExportIntervalSec = 0.05 }
        1..600 | ForEach-Object { "/$_" } | Invoke-AxiosRequest -Client $api | Out-Null # more than one batch
        $collector.WaitFor(1) | Should -BeTrue
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Close-AxiosClient $api -WarningVariable warnings -WarningAction SilentlyContinue
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 8
        "$warnings" | Should -BeLike '*no answer within 0.5 s.'
    }

    It 'is not taken elsewhere by a redirect' {
        $elsewhere = [Collector]::new()
        $collector.Status, $collector.Location = 307, "$($elsewhere.Uri)/v1/traces"
        $api = Connect-Traced @{ Headers = @{ 'x-key' = 's3cr3t' } }
        $null = Invoke-AxiosRequest /x -Client $api
        Close-AxiosClient $api -WarningVariable warnings -WarningAction SilentlyContinue
        $elsewhere.Exports | Should -BeNullOrEmpty
        $elsewhere.Dispose()
        "$warnings" | Should -BeLike '*it answers with status 307.'
    }

    It 'leaves no thread' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'only Linux tells the names of threads'; return }
        Wait-ExportThread 0 # those of the tests before
        $api = Connect-Traced
        Wait-ExportThread 2
        Close-AxiosClient $api
        Wait-ExportThread 0
    }

    It 'leaves no thread after a collector that does not answer' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'only Linux tells the names of threads'; return }
        $collector.Hang()
        $api = Connect-Traced @{ TimeoutSec = 0.3 }
        $null = Invoke-AxiosRequest /x -Client $api
        Close-AxiosClient $api -WarningAction Ignore
        Wait-ExportThread 0
    }

    It 'is whole when many runspaces use one plugin, attach it and take it away' {
        $plugin = New-AxiosOpenTelemetryPlugin $collector.Uri -Signal Traces
        1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
            $mock = New-AxiosMockTransport @{ Body = '' }
            $api = New-AxiosClient https://api.test -Transport $mock -Plugin $using:plugin
            1..5 | ForEach-Object { $null = Invoke-AxiosRequest /x -Client $api }
            Close-AxiosClient $api
        }
        $collector.Spans.Count | Should -Be 80
        @($collector.Spans.SpanId | Select-Object -Unique).Count | Should -Be 80
    }

    It 'is not broken by a call that is under way when the plugin goes' {
        $api = Connect-Traced -Routes { Remove-AxiosPlugin -Name OpenTelemetryPlugin -Client $api; 200 }
        (Invoke-AxiosRequest /x -Client $api).StatusCode | Should -Be 200
        $api.Plugins | Should -BeNullOrEmpty
        $collector.Spans | Should -BeNullOrEmpty
    }
}
