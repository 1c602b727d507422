BeforeDiscovery {
    $tooOld = $PSVersionTable.PSVersion -lt '7.6' # the package refuses it
}

BeforeAll {
    . $PSScriptRoot/common.ps1
}

Describe 'New-AxiosOpenTelemetryPlugin' -Skip:$tooOld {
    BeforeEach {
        $collector = [Collector]::new()
    }

    AfterEach {
        $collector.Dispose()
    }

    It 'has help for each of its parameters' {
        $help = Get-Help New-AxiosOpenTelemetryPlugin -Full
        @($help.examples.example).Count | Should -BeGreaterThan 2
        $named = (Get-Command New-AxiosOpenTelemetryPlugin).Parameters.Keys.Where{ $_ -notin [Management.Automation.PSCmdlet]::CommonParameters }
        foreach ($name in $named) {
            ($help.parameters.parameter | Where-Object name -EQ $name).description.Text | Should -Not -BeNullOrEmpty -Because $name
        }
    }

    It 'needs the PowerShell of .NET 10, and has no DiagnosticSource of its own' {
        $folder = "$PSScriptRoot/../out/AxiosPS.Plugin.OpenTelemetry"
        (Import-PowerShellDataFile "$folder/AxiosPS.Plugin.OpenTelemetry.psd1").PowerShellVersion | Should -Be '7.6'
        Get-Content "$folder/AxiosPS.Plugin.OpenTelemetry.psm1" -TotalCount 1 | Should -Be '#requires -Version 7.6'
        "$folder/System.Diagnostics.DiagnosticSource.dll" | Should -Not -Exist
    }

    It 'refuses <What>, and says what it takes' -ForEach @(
        @{ What = 'an address without a scheme'; Options = @{ Endpoint = 'localhost:4318' }; Message = '*http://localhost:4318*' }
        @{ What = 'the address of one signal'; Options = @{ Endpoint = 'http://x.test/v1/traces' }; Message = '*base address*' }
        @{ What = 'a user name in the address'; Options = @{ Endpoint = 'http://me:s3cr3t@x.test' }; Message = '*-Headers*' }
        @{ What = 'a header that is none'; Options = @{ Headers = @{ 'no header' = 's3cr3t' } }; Message = "*'no header'*" }
        @{ What = 'the value of a header that is none'; Options = @{ Headers = @{ 'x-key' = "s3cr3t`n" } }; Message = "*'x-key'*" }
        @{ What = 'a resource attribute that is none'; Options = @{ ResourceAttributes = @{ at = Get-Item / } }; Message = "*'at'*a DirectoryInfo*" }
        @{ What = 'a tag that is none'; Options = @{ Tag = @{ at = Get-Item / } }; Message = "*'at'*a DirectoryInfo*" }
    ) {
        $failure = { New-AxiosOpenTelemetryPlugin @Options } | Should -Throw $Message -PassThru
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        "$failure $($failure.Exception)" | Should -Not -Match s3cr3t
    }

    It 'shows nothing of the headers' {
        $plugin = New-AxiosOpenTelemetryPlugin -Headers @{ 'x-key' = 's3cr3t' } -ServiceName shop
        $plugin | Format-List * -Force | Out-String | Should -Not -Match s3cr3t
        [Management.Automation.PSSerializer]::Serialize($plugin, 5) | Should -Not -Match s3cr3t
        $plugin | ConvertTo-Json | Should -Not -Match s3cr3t
        $plugin.ServiceName | Should -Be shop
    }

    It 'refuses a client that is traced already, and leaves it as it was' {
        $api = New-AxiosClient https://api.test -Plugin (New-AxiosTracePlugin)
        { $api | Add-AxiosPlugin -Plugin (New-AxiosOpenTelemetryPlugin) } | Should -Throw '*has a TracePlugin already*'
        $api.Plugins.Name | Should -Be TracePlugin

        $api = New-AxiosClient https://api.test -Plugin (New-AxiosOpenTelemetryPlugin $collector.Uri)
        { $api | Add-AxiosPlugin -Plugin (New-AxiosOpenTelemetryPlugin) } | Should -Throw '*has a TracePlugin already*'
        $api.Plugins.Name | Should -Be 'OpenTelemetryPlugin', 'TracePlugin'
        Close-AxiosClient $api
    }

    It 'makes no second span where a TracePlugin is attached after it' {
        $api = Connect-Traced -More (New-AxiosTracePlugin)
        $null = Invoke-AxiosRequest /x -Client $api
        Close-AxiosClient $api
        $collector.Spans.Count | Should -Be 1
        ($collector.Metrics | Where-Object Name -EQ http.client.request.duration).Points.Count | Should -Be 1
    }

    It 'takes its settings from the environment where it is not given any' {
        $env:OTEL_EXPORTER_OTLP_ENDPOINT = $collector.Uri
        $env:OTEL_EXPORTER_OTLP_HEADERS = 'x-key=of%20the%20environment'
        $env:OTEL_SERVICE_NAME = 'named'
        $env:OTEL_RESOURCE_ATTRIBUTES = 'team=shop,tier=1'
        try {
            $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = '' }) -Plugin (New-AxiosOpenTelemetryPlugin -ResourceAttributes @{ tier = 2 })
            $null = Invoke-AxiosRequest /x -Client $api
            Close-AxiosClient $api
        }
        finally {
            Get-ChildItem Env:OTEL_* | Remove-Item
        }

        $collector.Exports.Path | Sort-Object | Should -Be '/v1/metrics', '/v1/traces'
        $collector.Exports.ForEach{ $_.Headers['x-key'] } | Should -Be 'of the environment', 'of the environment'
        $resource = $collector.Spans[0].Resource
        $resource['service.name'], $resource['team'], $resource['tier'] | Should -Be 'named', 'shop', 2
    }

    It 'speaks as OTEL_EXPORTER_OTLP_PROTOCOL says, however it is written: <Value>' -ForEach @(
        @{ Value = 'grpc'; Port = 4317 }
        @{ Value = ' GRPC '; Port = 4317 }
        @{ Value = 'HTTP/PROTOBUF'; Port = 4318 }
        @{ Value = ' '; Port = 4318 }
    ) {
        $env:OTEL_EXPORTER_OTLP_PROTOCOL = $Value
        try { $plugin = New-AxiosOpenTelemetryPlugin -Signal Traces }
        finally { $env:OTEL_EXPORTER_OTLP_PROTOCOL = $null }

        $api = New-AxiosClient https://api.test -Plugin $plugin -WarningVariable warnings
        Close-AxiosClient $api
        $plugin.Endpoint | Should -Be "http://localhost:$Port/"
        $warnings | Should -BeNullOrEmpty
    }

    It 'ignores what <Name> does not take with a warning: <Value>' -ForEach @(
        @{ Name = 'OTEL_EXPORTER_OTLP_PROTOCOL'; Value = 'http/json'; Takes = 'grpc or http/protobuf' }
        @{ Name = 'OTEL_EXPORTER_OTLP_PROTOCOL'; Value = 'rubbish'; Takes = 'grpc or http/protobuf' }
        @{ Name = 'OTEL_EXPORTER_OTLP_TIMEOUT'; Value = '10s'; Takes = 'milliseconds, from 1' }
        @{ Name = 'OTEL_EXPORTER_OTLP_TIMEOUT'; Value = '-1'; Takes = 'milliseconds, from 1' }
    ) {
        Set-Item Env:$Name $Value
        try {
            $plugin = New-AxiosOpenTelemetryPlugin -Signal Traces
            $given = New-AxiosOpenTelemetryPlugin -Protocol Grpc -TimeoutSec 1 -Signal Traces
        }
        finally { Remove-Item Env:$Name }

        $clients = 1..2 | ForEach-Object { New-AxiosClient https://api.test -Plugin $plugin -WarningVariable +warnings -WarningAction SilentlyContinue }
        $clients += New-AxiosClient https://api.test -Plugin $given -WarningVariable none
        $clients | Close-AxiosClient
        $plugin.Endpoint | Should -Be 'http://localhost:4318/'
        $warnings | Should -Be "The environment variable $Name is '$Value' and is ignored: it takes $Takes."
        $none | Should -BeNullOrEmpty
    }

    It 'refuses what is no address in OTEL_EXPORTER_OTLP_ENDPOINT, unless it is given one: <_>' -ForEach 'junk', 'localhost:4318', 'http://x.test/v1/traces' {
        $env:OTEL_EXPORTER_OTLP_ENDPOINT = $_
        try {
            $failure = { New-AxiosOpenTelemetryPlugin } | Should -Throw 'OTEL_EXPORTER_OTLP_ENDPOINT is *base address*' -PassThru
            (New-AxiosOpenTelemetryPlugin http://x.test).Endpoint | Should -Be 'http://x.test/'
        }
        finally { $env:OTEL_EXPORTER_OTLP_ENDPOINT = $null }

        $failure.CategoryInfo.Category | Should -Be InvalidArgument
    }

    It 'calls the service as the script that runs, if nobody names it' {
        $api = "`$api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = '' }) -Plugin (New-AxiosOpenTelemetryPlugin $($collector.Uri)"
        $end = '); $null = Invoke-AxiosRequest /x -Client $api; Close-AxiosClient $api'
        Invoke-Script nightly.ps1 "$api$end" | Should -BeNullOrEmpty
        Invoke-Script nightly.ps1 "$api -ServiceName mine$end" | Should -BeNullOrEmpty
        $collector.Spans.ForEach{ $_.Resource['service.name'] } | Should -Be 'nightly', 'mine'
    }

    It 'does what the README shows' {
        $readme = Get-Content "$PSScriptRoot/../README.md" -Raw
        $blocks = [regex]::Matches($readme, '(?ms)^```powershell\n(.*?)^```').ForEach{ $_.Groups[1].Value }.Where{ $_ -like '*New-AxiosClient*' }
        $blocks.Count | Should -Be 2
        $text = "`$env:PSModulePath = '$PSScriptRoot/../out$([IO.Path]::PathSeparator)' + `$env:PSModulePath`n" + ($blocks -join "`n" -replace 'Install-PSResource.*') -replace 'http://localhost:4318|https://api\.example\.com', $collector.Uri
        $env:OTEL_EXPORTER_OTLP_ENDPOINT = $collector.Uri
        try { Invoke-Script readme.ps1 $text | Should -BeNullOrEmpty }
        finally { $env:OTEL_EXPORTER_OTLP_ENDPOINT = $null }

        $collector.Spans.ForEach{ "$($_.Resource['service.name']): $($_.Name)" } | Should -Be 'nightly: GET', 'readme: GET', 'readme: copy users'
        $collector.Spans[0].Attributes['url.full'] | Should -Be "$($collector.Uri)/users"
        $collector.Spans[1].ParentSpanId | Should -Be $collector.Spans[2].SpanId
    }
}

Describe 'The contract of plugins' -Skip:$tooOld {
    It '<_>' -ForEach @(
        'is kept: a collector that takes all'
        'is kept: a collector that has gone'
    ) {
        $collector = [Collector]::new()
        if ($_ -like '*gone') { $collector.Dispose() }
        $uri = $collector.Uri
        $broken = Test-AxiosPlugin -Factory { New-AxiosOpenTelemetryPlugin $uri -TimeoutSec 2 }.GetNewClosure() -WarningAction Ignore | Where-Object Result -NE Passed
        $collector.Dispose()
        $broken | Out-String | Should -BeNullOrEmpty
    }
}

if ($tooOld) {
    Describe 'An older PowerShell' {
        It 'is told so on import' {
            { Import-Module "$PSScriptRoot/../out/AxiosPS.Plugin.OpenTelemetry" } | Should -Throw '*7.6*'
        }
    }
}
