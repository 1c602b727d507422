#requires -Version 7.4
<#
.SYNOPSIS
    Makes the .nupkg of a module as the PowerShell Gallery takes it, the same bytes each time.
.DESCRIPTION
    First the folder is checked as a whole; when something is wrong, all of it is said and nothing is written. Compress-PSResource and
    Publish-PSResource are not needed: they date the files in the archive, and so no two of theirs are equal.
    Run it in a pwsh of its own, because it imports the module.
.PARAMETER Path
    The importable folder, such as out/AxiosPS. What it requires must be on PSModulePath.
.PARAMETER Destination
    The folder for the .nupkg.
.PARAMETER ProjectUri
    The address of the repository, for the Gallery's page. The icon is taken from there too. A manifest that has a ProjectUri or an
    IconUri keeps it; without either the package has none.
#>
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Destination,
    [string] $ProjectUri = $env:AXIOSPS_PROJECT_URI
)

$ErrorActionPreference = 'Stop'
. $PSScriptRoot/checks.ps1
. $PSScriptRoot/nuspec.ps1
. $PSScriptRoot/archive.ps1

try {
    $folder = (Resolve-Path -LiteralPath $Path).ProviderPath.TrimEnd('/', '\')
    $name = Split-Path $folder -Leaf
    $addresses = @{}
    if ($ProjectUri) {
        $addresses.ProjectUri = $ProjectUri.TrimEnd('/')
        $addresses.IconUri = "$($addresses.ProjectUri)/raw/HEAD/packaging/icon.png"
    }

    if ($problems = @(Get-PackageProblem $folder $name $addresses)) {
        throw "$name is not packed:`n$($problems.ForEach{ "  - $_" } -join "`n")"
    }

    $manifest = Import-PowerShellDataFile -LiteralPath "$folder/$name.psd1"
    $file = "$((Resolve-Path -LiteralPath $Destination).ProviderPath)/$name.$(Get-PackageVersion $manifest).nupkg"
    Write-Archive $file $folder $name (Get-Nuspec $name $manifest $addresses)
    $file
}
catch {
    [Console]::Error.WriteLine($_)
    exit 1
}
