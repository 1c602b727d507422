# Runs the Pester tests of a folder in this process with the Pester that build.ps1 has found, and writes their counts to a file for it.
param([Parameter(Mandatory)] [string] $Folder, [Parameter(Mandatory)] [string] $CountsPath, [Parameter(Mandatory)] [string] $PesterPath)

$ErrorActionPreference = 'Stop'
Import-Module $PesterPath

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Folder
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$run = Invoke-Pester -Configuration $configuration

# A file that could not be read, or a block that could not be set up or cleaned up, is a failure even if no test of it failed.
$broken = @($run.FailedContainers | Where-Object FailedCount -eq 0)
@{
    Passed  = $run.PassedCount
    Failed  = [Math]::Max($run.FailedCount + $broken.Count, [int]($run.Result -eq 'Failed'))
    Names   = @($run.Failed.ExpandedPath) + @($broken | ForEach-Object { "$($_.Item)" })
    Skipped = $run.SkippedCount + $run.InconclusiveCount + $run.NotRunCount
} | ConvertTo-Json | Set-Content $CountsPath
