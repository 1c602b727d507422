#requires -Version 7.4
<#
.SYNOPSIS
    build.ps1 Build | Test | Package
.DESCRIPTION
    Build makes the importable module in out/, Test runs the tests against it, and Package makes its .nupkg in out/. The environment
    variable AxiosPSPath names the folder of AxiosPS; without it the newest installed one is taken.
#>
param(
    [Parameter(Mandatory)]
    [ValidateSet('Build', 'Test', 'Package')]
    [string] $Task
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$name = (Get-Item "$PSScriptRoot/module/*.psd1").BaseName
$module = "$PSScriptRoot/out/$name"

$env:AxiosPSPath ??= Get-Module AxiosPS -ListAvailable | Sort-Object Version | Select-Object -Last 1 -ExpandProperty ModuleBase
if (-not $env:AxiosPSPath) { throw 'AxiosPS is not installed. Get it: Install-PSResource AxiosPS' }

function Build {
    if (Test-Path $module) { Remove-Item $module -Recurse }
    $null = New-Item $module -ItemType Directory
    Copy-Item "$PSScriptRoot/module/*", "$PSScriptRoot/README.md", "$PSScriptRoot/LICENSE" $module -Recurse
    if (Test-Path "$PSScriptRoot/src") { dotnet build "$PSScriptRoot/src" -c Release -o $module | Out-Host }
}

function Test {
    Build
    Get-Item "$PSScriptRoot/tests/*/*.csproj" | ForEach-Object { dotnet test $_ -c Release | Out-Host }
    pwsh -NoProfile -NonInteractive -Command "exit [int]((Invoke-Pester '$($PSScriptRoot.Replace("'", "''"))/tests' -Output Detailed -PassThru).Result -ne 'Passed')"
}

function Package {
    Build
    Compress-PSResource -Path $module -DestinationPath "$PSScriptRoot/out"
    Get-Item "$PSScriptRoot/out/$name.*.nupkg"
}

& $Task
