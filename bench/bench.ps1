<#
.SYNOPSIS
    Measures AxiosPS beside its peers, in turns within one run, and prints what came of it as a Markdown table.
.DESCRIPTION
    The server is that of the tests, on this machine. What counts are the ratios of the medians: less than 1 is faster than the peer.
    What is missing here (node with axios, curl) is left out, and that is said.
.PARAMETER Part
    What to measure: start, sequential, many, axios, json, download, growth. Default: all of it, about seven minutes.
.PARAMETER Quick
    Hardly more than one of each, without a warm-up: it shows that the benchmark works, and no speed.
.PARAMETER UpdateReadme
    Puts the table in the place of the one in the README.
.PARAMETER Readme
    The path of that file. Default: that of this repository.
#>
param(
    [ValidateSet('start', 'sequential', 'many', 'axios', 'json', 'download', 'growth')]
    [string[]] $Part = @('start', 'sequential', 'many', 'axios', 'json', 'download', 'growth'),
    [switch] $Quick,
    [switch] $UpdateReadme,
    [string] $Readme = "$PSScriptRoot/../README.md"
)

. $PSScriptRoot/../tests/pester/common.ps1
. $PSScriptRoot/measure.ps1

$plan = if ($Quick) {
    @{
        Starts = 1; Rounds = 1; Requests = 3; WarmUpSec = 0; Many = 50; ManyRounds = 1; ManyWarmUpSec = 0; Delayed = 64; DelayedRounds = 1
        Items = 465; JsonRounds = 1; Bytes = 1MB; Downloads = 1; Calls = 10000; GrowthWarmUpSec = 0; WireBlock = 100; HookCalls = 2; HookWarmUpSec = 0
    }
}
else {
    @{
        Starts = 21; Rounds = 20; Requests = 100; WarmUpSec = 30; Many = 1000; ManyRounds = 25; ManyWarmUpSec = 20; Delayed = 1280; DelayedRounds = 5
        Items = 46500; JsonRounds = 20; Bytes = 512MB; Downloads = 7; Calls = 1000000; GrowthWarmUpSec = 10; WireBlock = 5000; HookCalls = 20; HookWarmUpSec = 10
    }
}

$results = foreach ($name in $Part) {
    Write-Host "Measuring: $name ..."
    & $PSScriptRoot/parts/$name.ps1 $plan
}
$rows, $missing = $results.Where({ $_ -isnot [string] }, 'Split')

$table = @(
    ConvertTo-Markdown $rows
    ''
    "$([Environment]::ProcessorCount) processors, PowerShell $($PSVersionTable.PSVersion), .NET $([Environment]::Version), $([Runtime.InteropServices.RuntimeInformation]::OSArchitecture) $($PSVersionTable.Platform)."
    foreach ($one in $missing) { "Not measured: $one" }
)
$table

if ($UpdateReadme) {
    $text = Get-Content -LiteralPath $Readme -Raw
    $place = [regex] '(?s)(?<=<!-- bench: [^\n]* -->\n).*?(?=<!-- /bench -->)'
    if (-not $place.IsMatch($text)) { throw "$Readme has no place for the table: <!-- bench: ... --> and <!-- /bench -->." }
    $place.Replace($text, { "`n$($table -join "`n")`n`n" }, 1) | Set-Content -LiteralPath $Readme -NoNewline
}
