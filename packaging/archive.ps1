# A .nupkg is a zip with four parts beside the files of the module, which say what is what. Their order and their dates are fixed.
$core = 'package/services/metadata/core-properties/nuget.psmdcp'

function Write-Archive([string] $Path, [string] $Folder, [string] $Name, [string] $Nuspec) {
    $files = [Collections.Generic.SortedDictionary[string, byte[]]]::new([StringComparer]::Ordinal)
    foreach ($file in Get-RelativeFile $Folder) { $files[$file] = [IO.File]::ReadAllBytes("$Folder/$file") }
    $files["$Name.nuspec"] = [Text.Encoding]::UTF8.GetBytes($Nuspec)
    $files[$core] = [Text.Encoding]::UTF8.GetBytes((Get-CoreProperty ([xml]$Nuspec).package.metadata))
    $files['_rels/.rels'] = [Text.Encoding]::UTF8.GetBytes((Get-Relationship $Name))
    $files['[Content_Types].xml'] = [Text.Encoding]::UTF8.GetBytes((Get-ContentType $files.Keys))

    $archive = [IO.Compression.ZipArchive]::new([IO.File]::Create($Path), 'Create')
    try {
        foreach ($file in $files.GetEnumerator()) {
            $entry = $archive.CreateEntry($file.Key)
            $entry.LastWriteTime = [datetimeoffset]'1980-01-01Z' # the first that a zip can say
            $stream = $entry.Open()
            $stream.Write($file.Value)
            $stream.Dispose()
        }
    }
    finally {
        $archive.Dispose()
    }
}

function Get-Relationship([string] $Name) {
    @(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        "  <Relationship Type=`"http://schemas.microsoft.com/packaging/2010/07/manifest`" Target=`"/$Name.nuspec`" Id=`"manifest`" />"
        "  <Relationship Type=`"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties`" Target=`"/$core`" Id=`"core`" />"
        '</Relationships>'
    ) -join "`n"
}

function Get-CoreProperty([Xml.XmlElement] $Metadata) {
    @(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<coreProperties xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "  <dc:creator>$(ConvertTo-XmlText $Metadata.authors)</dc:creator>"
        "  <dc:description>$(ConvertTo-XmlText $Metadata.description)</dc:description>"
        "  <dc:identifier>$(ConvertTo-XmlText $Metadata.id)</dc:identifier>"
        "  <version>$($Metadata.version)</version>"
        "  <keywords>$(ConvertTo-XmlText $Metadata.tags)</keywords>"
        '</coreProperties>'
    ) -join "`n"
}

function Get-ContentType([string[]] $File) {
    $extensions = [Collections.Generic.SortedSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
    $File.ForEach{ [IO.Path]::GetExtension($_).TrimStart('.') } -notmatch '^(rels|psmdcp|)$' | ForEach-Object { $null = $extensions.Add($_) }
    @(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />'
        '  <Default Extension="psmdcp" ContentType="application/vnd.openxmlformats-package.core-properties+xml" />'
        @($extensions).ForEach{ "  <Default Extension=`"$_`" ContentType=`"application/octet-stream`" />" }
        $File.Where{ -not [IO.Path]::HasExtension($_) }.ForEach{ "  <Override PartName=`"/$_`" ContentType=`"application/octet-stream`" />" }
        '</Types>'
    ) -join "`n"
}
