#requires -Version 7.4
<#
.SYNOPSIS
    build.ps1 Build | Test | Demo | Bench | Package
.DESCRIPTION
    Build makes out/AxiosPS, Test runs xunit and Pester against it, Demo and Bench run what their names say, and Package
    makes out/AxiosPS.<version>.nupkg.
#>
param([string] $Task)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location $PSScriptRoot

$results = "$PSScriptRoot/out/TestResults"

function Build {
    dotnet build src/AxiosPS -c Release -t:Stage
}

function Test {
    Build
    if (Test-Path $results) { Remove-Item $results -Recurse }
    $runs = @(Test-Engine; Test-Shell)

    $sum = $runs | Measure-Object -Property Passed, Failed, Skipped -Sum
    '{0} passed, {1} failed, {2} skipped' -f $sum.Sum
    exit [int]($sum[1].Sum -gt 0)
}

function Test-Engine {
    $PSNativeCommandUseErrorActionPreference = $false
    dotnet test src/AxiosPS.Tests -c Release --logger 'trx;LogFileName=xunit.trx' --results-directory $results | Out-Host
    $broken = $LASTEXITCODE -ne 0

    $trx = "$results/xunit.trx"
    if (-not (Test-Path $trx)) { return @{ Passed = 0; Failed = 1; Skipped = 0 } }
    $count = ([xml](Get-Content $trx -Raw)).TestRun.ResultSummary.Counters
    @{
        Passed  = [int]$count.passed
        Failed  = [Math]::Max([int]$count.failed, [int]$broken)
        Skipped = $count.total - $count.executed
    }
}

function Test-Shell {
    if (-not (Find-Pester)) {
        Write-Host 'Pester did not run: version 5.5 or later is not installed and could not be fetched. Get it: Install-PSResource Pester'
        return @{ Passed = 0; Failed = 0; Skipped = @(Get-ChildItem tests/pester -Filter *.Tests.ps1).Count }
    }

    $PSNativeCommandUseErrorActionPreference = $false
    pwsh -NoProfile -File tests/run-pester.ps1 "$results/pester.json" | Out-Host
    if (-not (Test-Path "$results/pester.json")) { return @{ Passed = 0; Failed = 1; Skipped = 0 } }
    Get-Content "$results/pester.json" -Raw | ConvertFrom-Json -AsHashtable
}

function Find-Pester {
    $found = { Get-Module Pester -ListAvailable | Where-Object Version -ge '5.5' }
    if (-not (& $found)) {
        try {
            if (Get-Command Install-PSResource -ErrorAction Ignore) {
                Install-PSResource Pester -Version '[5.5,6)' -Scope CurrentUser -TrustRepository -Quiet
            }
            elseif (Get-Command Install-Module -ErrorAction Ignore) {
                Install-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.999 -Scope CurrentUser -Force -SkipPublisherCheck
            }
        }
        catch {
            Write-Verbose "Pester could not be fetched: $_"
        }
    }

    [bool](& $found)
}

function Demo {
    Build
    pwsh -NoProfile -Command "`$ErrorActionPreference = 'Stop'; Import-Module ./out/AxiosPS; & ./samples/demo.ps1"
}

function Bench {
    Build
    dotnet run --project bench/engine -c Release
    dotnet build src/AxiosPS.Tests -c Release
    pwsh -NoProfile -File bench/shell.ps1
}

function Package {
    Build
    if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
        [Console]::Error.WriteLine(
            'Package needs Compress-PSResource. Get it: Install-Module Microsoft.PowerShell.PSResourceGet -MinimumVersion 1.1.0')
        exit 1
    }

    $version = (Import-PowerShellDataFile module/AxiosPS.psd1).ModuleVersion
    Compress-PSResource -Path out/AxiosPS -DestinationPath out
    "out/AxiosPS.$version.nupkg"
}

switch ($Task) {
    Build { Build }
    Test { Test }
    Demo { Demo }
    Bench { Bench }
    Package { Package }
    default {
        [Console]::Error.WriteLine('usage: ./build.ps1 Build | Test | Demo | Bench | Package')
        exit 2
    }
}
