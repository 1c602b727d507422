# Dot-source this in BeforeAll, after common.ps1: it writes packages of plugins into folders of a test.

# The text of a manifest.
function Get-PackageManifest {
    param(
        [string] $Name, [string] $Version = '1.0.0', [string] $Prerelease, [string] $RequiredModules = "@(@{ ModuleName = 'AxiosPS'; ModuleVersion = '1.0'; MaximumVersion = '1.999.999' })",
        [string] $Exports = "'New-Axios$($Name -replace '^AxiosPS\.Plugin\.')Plugin'", [string] $Tags = "'AxiosPSPlugin'", [string] $More
    )

    @"
@{
    RootModule        = '$Name.psm1'
    ModuleVersion     = '$Version'
    GUID              = '$([guid]::NewGuid())'
    Author            = 'Ann'
    Description       = 'About $Name'
    RequiredModules   = $RequiredModules
    FunctionsToExport = @($Exports)
    $More
    PrivateData       = @{ PSData = @{ Tags = @($Tags); Prerelease = '$Prerelease' } }
}
"@
}

# Writes a package, and gives its folder. Other arguments are those of the manifest.
function New-TestPackage([string] $Folder, [string] $Name, [string] $Script, [hashtable] $Manifest = @{}) {
    $null = New-Item -ItemType Directory $Folder -Force
    Set-Content "$Folder/$Name.psd1" (Get-PackageManifest -Name $Name @Manifest)
    Set-Content "$Folder/$Name.psm1" ($Script ? $Script : "function New-Axios$($Name -replace '^AxiosPS\.Plugin\.')Plugin { @{ Name = '$Name'; Attach = { } } }")
    $Folder
}

# Runs a script with a home of its own, for what it starts to register, install and cache things in. (Windows has no such variable.)
function Use-TestHome([string] $Folder, [scriptblock] $Script) {
    $null = New-Item -ItemType Directory $Folder -Force
    $names = 'HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME'
    $before = @{}
    foreach ($name in $names) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
    try {
        $env:HOME = $Folder
        $env:XDG_DATA_HOME = $env:XDG_CONFIG_HOME = $env:XDG_CACHE_HOME = $null
        & $Script
    }
    finally {
        foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    }
}
