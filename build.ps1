#requires -Version 7.4
<#
.SYNOPSIS
    build.ps1 Build | Test | Demo | Bench | Package
.DESCRIPTION
    Build makes out/AxiosPS, Test runs xunit and Pester against it, Demo and Bench run what their names say, and Package
    makes a .nupkg of the module and of each package under plugins/ in out/.
#>
param([string] $Task)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location $PSScriptRoot

$results = "$PSScriptRoot/out/TestResults"
$packages, $tooNew = (Get-Item plugins/*/module/*.psd1).Where({ $PSVersionTable.PSVersion -ge (Import-PowerShellDataFile $_).PowerShellVersion }, 'Split')
$pester = @{ MinimumVersion = '5.5'; MaximumVersion = '5.999' }
$range = "[$($pester.MinimumVersion),$($pester.MaximumVersion)]"

function Build {
    try {
        dotnet build src/AxiosPS -c Release -t:Stage | Write-Output -OutVariable said
    }
    catch {
        # Windows does not remove an assembly that is loaded.
        if ($said -match '\bMSB3231\b') { throw 'out/AxiosPS could not be replaced: close the PowerShell sessions that have imported out/AxiosPS.' }
        throw
    }
}

function Test {
    try {
        Build
    }
    catch {
        Write-Host "Nothing was tested: $_"
        '0 passed, 1 failed, 0 skipped'
        exit 1
    }

    if (Test-Path $results) { Remove-Item $results -Recurse }
    $runs = @(
        Get-Item src/AxiosPS.Tests/*.csproj, plugins/*/tests/*/*.csproj | ForEach-Object { Test-Assembly $_ }
        if (Test-Path "$results/AxiosPS.Tests.trx") { Test-Shell } # else nothing compiled, and the test server is not there either
    )

    if ($failed = @($runs.Names | Where-Object { $_ })) { "", "Failed:", $failed.ForEach{ "  $_" } }

    $sum = $runs | Measure-Object -Property Passed, Failed, Skipped -Sum
    '{0} passed, {1} failed, {2} skipped' -f $sum.Sum
    exit [int]($sum[1].Sum -gt 0)
}

# Runs the tests of a project, and gives their counts and the names of those that failed.
function Test-Assembly([IO.FileInfo] $Project) {
    $PSNativeCommandUseErrorActionPreference = $false
    $trx = "$($Project.BaseName).trx"
    dotnet test $Project -c Release --logger "trx;LogFileName=$trx" --results-directory $results | Out-Host
    $broken = $LASTEXITCODE -ne 0

    if (-not (Test-Path $results/$trx)) { return @{ Passed = 0; Failed = 1; Skipped = 0; Names = "$($Project.Name) did not run" } }
    $run = ([xml](Get-Content $results/$trx -Raw)).TestRun
    $count = $run.ResultSummary.Counters
    @{
        Names   = @($run.Results.UnitTestResult | Where-Object outcome -eq Failed | ForEach-Object testName)
        Passed  = [int]$count.passed
        Failed  = [Math]::Max([int]$count.failed, [int]$broken)
        Skipped = $count.total - $count.executed
    }
}

function Test-Shell {
    $found = Find-Pester
    if (-not $found) {
        Write-Host "Pester did not run: no version in $range is installed, and none could be fetched. Get it: Install-PSResource Pester -Version '$range'"
        return @{ Passed = 0; Failed = 0; Skipped = @(Get-Item tests/pester/*.Tests.ps1, plugins/*/tests/*.Tests.ps1).Count }
    }

    Build-Package
    $PSNativeCommandUseErrorActionPreference = $false
    foreach ($name in $tooNew.BaseName) { @{ Passed = 0; Failed = 0; Skipped = @(Get-Item plugins/$name/tests/*.Tests.ps1).Count } }
    foreach ($folder in Get-Item (@('tests/pester') + $packages.BaseName.ForEach{ "plugins/$_/tests" })) {
        $counts = "$results/$($folder.Parent.Name).json"
        pwsh -NoProfile -File tests/run-pester.ps1 $folder $counts $found | Out-Host
        if (Test-Path $counts) { Get-Content $counts -Raw | ConvertFrom-Json -AsHashtable }
        else { @{ Passed = 0; Failed = 1; Skipped = 0; Names = "$folder did not run" } }
    }
}

# Builds what is packed: the module without code for this machine alone, and the plugin packages, against the module of out/, where their
# tests find it by its name.
function Build-Package {
    dotnet build src/AxiosPS -c Release -t:Stage -p:Precompile=false "-p:StageFolder=$PSScriptRoot/out/portable/AxiosPS/"
    $env:AxiosPSPath = "$PSScriptRoot/out/AxiosPS"
    $env:PSModulePath = "$PSScriptRoot/out", $env:PSModulePath -join [IO.Path]::PathSeparator
    foreach ($name in $tooNew.BaseName) { Write-Host "$name is left out: it needs a later PowerShell than this $($PSVersionTable.PSVersion)." }
    foreach ($name in $packages.BaseName) { & plugins/$name/build.ps1 Build }
}

# The path of the newest Pester that will do, fetched where there is none.
function Find-Pester {
    $found = {
        Get-Module -ListAvailable Pester | Where-Object { $_.Version -ge $pester.MinimumVersion -and $_.Version -le $pester.MaximumVersion } |
            Sort-Object Version | Select-Object -Last 1 -ExpandProperty Path
    }
    if (-not (& $found)) {
        try {
            if (Get-Command Install-PSResource -ErrorAction Ignore) {
                Install-PSResource Pester -Version $range -Scope CurrentUser -TrustRepository -Quiet
            }
            elseif (Get-Command Install-Module -ErrorAction Ignore) {
                Install-Module Pester @pester -Scope CurrentUser -Force -SkipPublisherCheck
            }
        }
        catch {
            Write-Verbose "Pester could not be fetched: $_"
        }
    }

    & $found
}

function Demo {
    Build
    pwsh -NoProfile -Command "`$ErrorActionPreference = 'Stop'; Import-Module ./out/AxiosPS; & ./samples/demo.ps1"
}

function Bench {
    Build
    dotnet run --project bench/engine -c Release
    dotnet build src/AxiosPS.Tests -c Release
    Get-AxiosOfNode
    pwsh -NoProfile -File bench/bench.ps1
}

# What the benchmark compares with, where there is node; without it the benchmark goes on and says so.
function Get-AxiosOfNode {
    if (-not (Get-Command npm -CommandType Application -ErrorAction Ignore)) { return }
    try { npm install --prefix bench/node --no-audit --no-fund }
    catch { Write-Host "axios for node could not be fetched: $_" }
}

function Package {
    Build
    Build-Package
    if (Test-Path out/*.nupkg) { Remove-Item out/*.nupkg }
    if (-not $env:AXIOSPS_PROJECT_URI) { Write-Host 'The packages have no ProjectUri and no IconUri: AXIOSPS_PROJECT_URI, the address of the repository, is not set.' }
    foreach ($folder in @('out/portable/AxiosPS') + $packages.BaseName.ForEach{ "plugins/$_/out/$_" }) {
        pwsh -NoProfile -File packaging/pack.ps1 $folder out
    }
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
