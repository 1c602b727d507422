# Dot-source this in a test file's BeforeAll. It imports the built module and finds, or starts, the test server.
$ErrorActionPreference = 'Stop'

$root = Split-Path (Split-Path $PSScriptRoot)
$modulePath = $env:AXIOSPS_MODULE ?? "$root/out/AxiosPS"
Import-Module $modulePath

if (-not $env:AXIOSPS_TEST_SERVER) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.ArgumentList.Add("$root/src/AxiosPS.Tests/bin/Release/net8.0/AxiosPS.Tests.dll")
    $start.ArgumentList.Add('serve')
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true

    # Global, because the server ends when its standard input is closed, and that must not happen before this process ends.
    $global:AxiosPSTestServer = [Diagnostics.Process]::Start($start)
    $env:AXIOSPS_TEST_SERVER = $global:AxiosPSTestServer.StandardOutput.ReadLine()
}

$server = $env:AXIOSPS_TEST_SERVER.TrimEnd('/')

function Get-TestLog {
    Invoke-RestMethod "$server/_requests" | ForEach-Object { $_ }
}

function Clear-TestLog {
    $null = Invoke-RestMethod "$server/_requests" -Method Delete
}

# Runs a script in a pwsh of its own that has imported the module. Arguments reach the script as text.
function Invoke-FreshPwsh([scriptblock] $Script, [string[]] $ArgumentList) {
    $file = New-Item "$([IO.Path]::GetTempPath())/$([guid]::NewGuid()).ps1" -Value "Import-Module '$modulePath'`n& {$Script} @args"
    $errors = New-TemporaryFile
    try {
        $output = pwsh -NoProfile -NonInteractive -File $file @ArgumentList 2>$errors
        [pscustomobject]@{
            Output   = $output -join "`n"
            Error    = Get-Content $errors -Raw
            ExitCode = $LASTEXITCODE
        }
    }
    finally {
        Remove-Item $file, $errors
    }
}
