BeforeDiscovery {
    $tooOld = $PSVersionTable.PSVersion -lt '7.6' # the package refuses it
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $older = Join-Path $TestDrive older
    dotnet build "$PSScriptRoot/Fixtures/OlderOpenTelemetry" -c Release -o $older --nologo -v quiet | Out-Host
}

Describe 'Beside a module with another OpenTelemetry' -Skip:$tooOld {
    BeforeEach {
        $collector = [Collector]::new()
    }

    AfterEach {
        $collector.Dispose()
    }

    It 'and beside another copy of the package: each has the calls of its own clients alone' {
        $second = [Collector]::new()
        try {
            $output = Invoke-Script copies.ps1 @"
                `$clients = foreach (`$each in @('one', '$($collector.Uri)'), @('two', '$($second.Uri)')) {
                    Copy-Item '$PSScriptRoot/../out/AxiosPS.Plugin.OpenTelemetry' "$TestDrive/`$(`$each[0])" -Recurse
                    `$assembly = [AxiosPS.PluginAssembly]::Load("$TestDrive/`$(`$each[0])/AxiosPS.Plugin.OpenTelemetry.dll")
                    `$options = `$assembly.GetType('AxiosPS.Plugin.OpenTelemetry.OpenTelemetryOptions', `$true)::new()
                    `$options.Endpoint = `$each[1]
                    `$plugin = `$assembly.GetType('AxiosPS.Plugin.OpenTelemetry.OpenTelemetryPlugin', `$true)::new(`$options)
                    New-AxiosClient "https://`$(`$each[0]).test" -Transport (New-AxiosMockTransport @{ Body = '' }) -Plugin `$plugin
                }
                `$clients | ForEach-Object { `$null = Invoke-AxiosRequest /x -Client `$_ }
                `$clients | Close-AxiosClient
"@
            $output | Should -BeNullOrEmpty
            $collector.Spans.ForEach{ $_.Attributes['server.address'] } | Should -Be 'one.test'
            $second.Spans.ForEach{ $_.Attributes['server.address'] } | Should -Be 'two.test'
            $collector.Spans[0].Scope, $second.Spans[0].Scope | Should -Be 'AxiosPS.OpenTelemetry', 'AxiosPS.OpenTelemetry.2'
        }
        finally {
            $second.Dispose()
        }
    }

    It 'works, and so does the other, whichever is loaded first: <_>' -ForEach 'the other', 'this' {
        $other = "Add-Type -Path '$older/OlderOpenTelemetry.dll'; `$listener = [OlderOpenTelemetry.Listener]::new('AxiosPS*', 'System.Net.Http')"
        $own = "`$plugin = New-AxiosOpenTelemetryPlugin $($collector.Uri); `$api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = '' }) -Plugin `$plugin"
        $output = Invoke-Script mixed.ps1 @"
            $($_ -eq 'this' ? $own : $other)
            $($_ -eq 'this' ? $other : $own)
            `$null = Invoke-AxiosRequest /x -Client `$api
            Close-AxiosClient `$api
            `$listener.Spans -join ', '
            `$listener.Close()
            [AppDomain]::CurrentDomain.GetAssemblies().Where{ `$_.GetName().Name -eq 'OpenTelemetry' }.ForEach{
                `$version = [Reflection.CustomAttributeExtensions]::GetCustomAttribute(`$_, [Reflection.AssemblyInformationalVersionAttribute]).InformationalVersion.Split('+')[0]
                "`$([Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name) `$version"
            } | Sort-Object
            [AppDomain]::CurrentDomain.GetAssemblies().Where{ `$_.GetName().Name -eq 'System.Diagnostics.DiagnosticSource' }.Count
"@
        $lines = $output -split "`n"
        $lines[0] | Should -Be 'AxiosPS.OpenTelemetry GET' -Because 'the other hears of the call, and not of the exports'
        $lines[1] | Should -BeLike 'AxiosPS.Plugin.OpenTelemetry 1.20.*'
        $lines[2] | Should -Be 'Default 1.9.0'
        $lines[3] | Should -Be 1
        $collector.Spans.Count | Should -Be 1
        $collector.Metrics.Count | Should -BeGreaterThan 0
    }
}
