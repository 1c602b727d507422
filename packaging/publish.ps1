#requires -Version 7.4
<#
.SYNOPSIS
    Publishes what ./build.sh Package has made: the module first, and then each package whose version is not there yet.
.DESCRIPTION
    Before anything is sent, the tag is compared with the version of the module and with CHANGELOG.md. A version that the Gallery has
    is left as it is, so that a run that broke off can be started again. -WhatIf checks, and tells what would be sent. The key is the
    environment variable PSGALLERY_API_KEY.
.PARAMETER Tag
    The release, such as v1.2.3.
.PARAMETER Path
    The folder with the packages.
.PARAMETER Source
    Where to: the PowerShell Gallery, or another NuGet feed.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $Tag,
    [string] $Path = "$PSScriptRoot/../out",
    [string] $Source = 'https://www.powershellgallery.com/api/v2/package'
)

$ErrorActionPreference = 'Stop'
. $PSScriptRoot/nuspec.ps1

try {
    $names = foreach ($manifest in Get-Item $PSScriptRoot/../module/AxiosPS.psd1, $PSScriptRoot/../plugins/*/module/*.psd1) {
        "$($manifest.BaseName).$(Get-PackageVersion (Import-PowerShellDataFile $manifest)).nupkg"
    }
    $version = $names[0] -replace '^AxiosPS\.|\.nupkg$'
    if ($Tag -cne "v$version") { throw "The tag '$Tag' is not 'v$version': module/AxiosPS.psd1 has another version." }
    $heading = "^## $([regex]::Escape($version)) \(\d{4}-\d\d-\d\d\)$"
    if (-not (Select-String $heading $PSScriptRoot/../CHANGELOG.md)) { throw "CHANGELOG.md has no heading '## $version (yyyy-mm-dd)'." }

    $missing = $names.Where{ -not (Test-Path -LiteralPath $Path/$_) }
    if ($missing) { throw "Not in '$Path': $($missing -join ', '). Make it: ./build.sh Package" }
    if (-not $env:PSGALLERY_API_KEY -and -not $WhatIfPreference) { throw 'PSGALLERY_API_KEY, the key of the Gallery, is not set.' }

    foreach ($name in $names) {
        if (-not $PSCmdlet.ShouldProcess("$name to $Source", 'Publish')) { continue }
        dotnet nuget push $Path/$name --source $Source --api-key $env:PSGALLERY_API_KEY --skip-duplicate
        if ($LASTEXITCODE) { throw "$name was not published." }
    }
}
catch {
    [Console]::Error.WriteLine($_)
    exit 1
}
