# The metadata of a package, made of its manifest in the words of the Gallery's own tools.

function Get-Nuspec([string] $Name, [hashtable] $Manifest, [hashtable] $Addresses) {
    $data = $Manifest.PrivateData.PSData
    $fields = [ordered]@{
        id                       = $Name
        version                  = Get-PackageVersion $Manifest
        authors                  = $Manifest.Author
        owners                   = $Manifest.CompanyName
        requireLicenseAcceptance = "$([bool]$data.RequireLicenseAcceptance)".ToLowerInvariant()
        licenseUrl               = $data.LicenseUri
        projectUrl               = $data.ProjectUri ?? $Addresses.ProjectUri
        iconUrl                  = $data.IconUri ?? $Addresses.IconUri
        description              = $Manifest.Description
        releaseNotes             = $data.ReleaseNotes -join "`n"
        copyright                = $Manifest.Copyright
        tags                     = @(Get-PackageTag $Manifest) -join ' '
    }
    @(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">'
        '  <metadata>'
        foreach ($field in $fields.Keys.Where{ $fields[$_] }) { "    <$field>$(ConvertTo-XmlText $fields[$field])</$field>" }
        '    <dependencies>'
        foreach ($required in $Manifest.RequiredModules) {
            $id, $range = ($required.ModuleName ?? $required), (Get-VersionRange $required)
            '      <dependency id="{0}"{1} />' -f (ConvertTo-XmlText $id), ($range ? " version=`"$range`"" : '')
        }
        '    </dependencies>'
        '  </metadata>'
        '</package>'
    ) -join "`n"
}

function Get-PackageVersion([hashtable] $Manifest) {
    $prerelease = "$($Manifest.PrivateData.PSData.Prerelease)".TrimStart('-')
    $prerelease ? "$($Manifest.ModuleVersion)-$prerelease" : $Manifest.ModuleVersion
}

# Beside the tags of the manifest those by which the Gallery finds modules, editions and commands.
function Get-PackageTag([hashtable] $Manifest) {
    'PSModule'
    @($Manifest.PrivateData.PSData.Tags) + $Manifest.CompatiblePSEditions.ForEach{ "PSEdition_$_" } | Select-Object -Unique
    foreach ($kind in 'Cmdlet', 'Function') {
        $names = @($Manifest["${kind}sToExport"])
        if ($names) {
            "PSIncludes_$kind"
            $names.ForEach{ "PS${kind}_$_"; "PSCommand_$_" }
        }
    }
}

# What a required module's versions are to NuGet: '[1.0.0, 1.999.999]', '[1.2.0]' for that one alone, '1.0.0' for that or later.
function Get-VersionRange($Required) {
    if ($Required -isnot [hashtable]) { return }
    if ($Required.RequiredVersion) { return "[$(Get-FullVersion $Required.RequiredVersion)]" }
    if (-not $Required.MaximumVersion) { return Get-FullVersion $Required.ModuleVersion }
    $least = $Required.ModuleVersion ? "[$(Get-FullVersion $Required.ModuleVersion)" : '('
    "$least, $(Get-FullVersion $Required.MaximumVersion)]"
}

# NuGet writes 1.0 as 1.0.0.
function Get-FullVersion([version] $Version) {
    $Version.Build -lt 0 ? "$Version.0" : "$Version"
}

function ConvertTo-XmlText([string] $Text) {
    [Security.SecurityElement]::Escape($Text.Trim())
}
