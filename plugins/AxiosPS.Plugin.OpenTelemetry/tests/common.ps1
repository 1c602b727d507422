# Dot-source this in a test file's BeforeAll. It imports the built package, and compiles the collector of the tests once.
$ErrorActionPreference = 'Stop'
if ($PSVersionTable.PSVersion -lt '7.6') { return }
Import-Module "$PSScriptRoot/../out/AxiosPS.Plugin.OpenTelemetry"
if (-not ('Collector' -as [type])) { Add-Type -Path (Get-Item "$PSScriptRoot/Collector/*.cs").FullName }

# What the machine has in its environment is not meant for these tests.
Get-ChildItem Env:OTEL_* | Remove-Item

# A client whose calls a mock answers, with a plugin that exports to the collector of the test.
function Connect-Traced([hashtable] $Options = @{}, $Routes = @{ Body = 'hello' }, $More = @(), [hashtable] $ClientOptions = @{}) {
    $plugin = New-AxiosOpenTelemetryPlugin $collector.Uri @Options
    New-AxiosClient https://api.test -Transport (New-AxiosMockTransport $Routes) -Plugin (@($plugin) + $More) @ClientOptions
}

# Runs a script in a pwsh of its own and gives its output, both streams, as one text.
function Invoke-Script([string] $Name, [string] $Text) {
    $path = Join-Path $TestDrive $Name
    Set-Content -LiteralPath $path "`$ErrorActionPreference = 'Stop'; Import-Module '$PSScriptRoot/../out/AxiosPS.Plugin.OpenTelemetry'; $Text"
    $PSNativeCommandUseErrorActionPreference = $false
    (pwsh -NoProfile -NonInteractive -File $path *>&1) -join "`n"
}
