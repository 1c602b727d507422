#requires -Version 7.4
<#
.SYNOPSIS
    build.ps1 Build | Test | Package
.DESCRIPTION
    Build makes the importable module in out/, Test runs the tests against it, and Package makes its .nupkg in out/. The environment
    variable AxiosPSPath names the folder of AxiosPS; without it the newest installed one that the manifest allows is taken.
#>
param(
    [Parameter(Mandatory)]
    [ValidateSet('Build', 'Test', 'Package')]
    [string] $Task
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$manifest = Get-ChildItem -LiteralPath "$PSScriptRoot/module" -Filter *.psd1
$name = $manifest.BaseName
$module = "$PSScriptRoot/out/$name"

function Find-AxiosPS {
    if ($env:AxiosPSPath) {
        if (-not (Test-Path -LiteralPath "$env:AxiosPSPath/AxiosPS.psd1")) { throw "AxiosPSPath is '$env:AxiosPSPath', and AxiosPS is not there." }
        return (Resolve-Path -LiteralPath $env:AxiosPSPath).ProviderPath
    }

    $needed = (Import-PowerShellDataFile -LiteralPath $manifest).RequiredModules | Where-Object ModuleName -EQ AxiosPS
    $found = Get-Module -FullyQualifiedName $needed -ListAvailable | Sort-Object Version | Select-Object -Last 1
    if (-not $found) { throw "AxiosPS is not installed in a version from $($needed.ModuleVersion) to $($needed.MaximumVersion). Install it, or let the environment variable AxiosPSPath name its folder: in a clone of AxiosPS, out/AxiosPS." }
    $found.ModuleBase
}

function Build {
    if (Test-Path -LiteralPath $module) { Remove-Item -LiteralPath $module -Recurse -Force }
    $null = [IO.Directory]::CreateDirectory($module)
    Get-ChildItem -LiteralPath "$PSScriptRoot/module" | Copy-Item -Destination $module -Recurse
    Copy-Item -LiteralPath "$PSScriptRoot/README.md", "$PSScriptRoot/LICENSE" -Destination $module
    if (Test-Path -LiteralPath "$PSScriptRoot/src") { dotnet build "$PSScriptRoot/src" -c Release -o $module | Out-Host }
}

function Test {
    Build
    $tests = "$PSScriptRoot/tests"
    Get-ChildItem -LiteralPath $tests -Recurse -Depth 1 -Filter *.csproj | ForEach-Object { dotnet test $_ -c Release | Out-Host }
    if (-not (Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0')) { throw 'Test needs Pester 5. Get it: Install-PSResource Pester' }

    # In a process of its own: an assembly that is loaded stays loaded, and this session's may be the one before.
    $files = "Get-ChildItem -LiteralPath '$($tests.Replace("'", "''"))' -Recurse -Filter *.Tests.ps1 | ForEach-Object { [WildcardPattern]::Escape(`$_) }"
    pwsh -NoProfile -NonInteractive -Command "exit [int]((Invoke-Pester ($files) -Output Detailed -PassThru).Result -ne 'Passed')"
}

function Package {
    if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
        throw 'Package needs Compress-PSResource of PSResourceGet 1.1 or newer. Get it: Install-PSResource Microsoft.PowerShell.PSResourceGet'
    }

    Build
    Compress-PSResource -Path $module -DestinationPath "$PSScriptRoot/out" -PassThru
}

$before = $env:AxiosPSPath, $env:PSModulePath
try {
    # The compiler finds AxiosPS by the one, and PowerShell by the other.
    $env:AxiosPSPath = Find-AxiosPS
    $env:PSModulePath = (Split-Path $env:AxiosPSPath), $env:PSModulePath -join [IO.Path]::PathSeparator
    & $Task
}
finally {
    $env:AxiosPSPath, $env:PSModulePath = $before
}
