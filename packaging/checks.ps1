# What is wrong with a module's folder as a package: one sentence for each thing, and nothing when it is as it should be.

function Get-PackageProblem([string] $Folder, [string] $Name, [hashtable] $Addresses) {
    $path = "$Folder/$Name.psd1"
    if ((Get-ChildItem -LiteralPath $Folder -Name -Force) -cnotcontains "$Name.psd1") { return "There is no $Name.psd1 in '$Folder': folder and manifest have the same name." }

    $manifest = try { Import-PowerShellDataFile -LiteralPath $path } catch { return "$Name.psd1 cannot be read: $_" }
    Get-FieldProblem $manifest -Name $Name -Addresses $Addresses
    Get-FileProblem $manifest -Name $Name -Folder $Folder
    Get-ImportProblem $manifest $path
}

function Get-FieldProblem([hashtable] $Manifest, [string] $Name, [hashtable] $Addresses) {
    $data = $Manifest.PrivateData.PSData
    foreach ($field in 'GUID', 'Author', 'CompanyName', 'Copyright', 'Description', 'PowerShellVersion', 'CompatiblePSEditions') {
        if (-not $Manifest[$field]) { "The manifest has no $field." }
    }
    if ("$($Manifest.ModuleVersion)" -notmatch '^\d+\.\d+\.\d+$') { "ModuleVersion '$($Manifest.ModuleVersion)' has not the three numbers of a version such as '1.0.0'." }
    if ("$($data.Prerelease)" -notmatch '^(-?[0-9A-Za-z]+)?$') { "Prerelease '$($data.Prerelease)' is more than letters and digits." }

    if (-not $data.LicenseUri) { 'The manifest has no LicenseUri.' }
    foreach ($field in 'LicenseUri', 'ProjectUri', 'IconUri') {
        $address = $data[$field] ?? $Addresses[$field]
        if ($address -and ($address -as [uri]).Scheme -ne 'https') { "$field '$address' is no https:// address." }
    }

    if ($data.Tags -isnot [array]) { 'Tags is no array of words.' }
    @($data.Tags).Where{ $_ -match '\s' }.ForEach{ "The tag '$_' is more than a word." }
    if ($Name -like 'AxiosPS.Plugin.*' -and $data.Tags -notcontains 'AxiosPSPlugin') { "The tag AxiosPSPlugin is missing, by which plugins are found." }

    foreach ($required in $Manifest.RequiredModules) {
        try { $null = Get-VersionRange $required }
        catch { "RequiredModules: '$($required.ModuleName)' has a version that is none: $_" }
    }
}

function Get-FileProblem([hashtable] $Manifest, [string] $Name, [string] $Folder) {
    $files = @(Get-RelativeFile $Folder)
    $named = @('RootModule', 'NestedModules', 'RequiredAssemblies', 'ScriptsToProcess', 'TypesToProcess', 'FormatsToProcess', 'FileList' |
        ForEach-Object { $Manifest[$_] } | Where-Object { $_ } | ForEach-Object { ($_.ModuleName ?? $_) -replace '\\', '/' -replace '^\./' })
    $named = @($named | ForEach-Object {
            $within = $files -clike "$_/*" # a folder stands for what is in it
            $within ? $within : $_
        })
    @($named + 'LICENSE').Where{ $_ -cnotin $files }.ForEach{ "There is no file '$_'." }

    $expected = @("$Name.psd1", 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'README.md', 'CHANGELOG.md') + $named + (Get-AssemblyFile $Folder $Name)
    foreach ($file in $files) {
        if ($file -cin $expected -or $file -cmatch '^[\w.]+\.LICENSE\.txt$|^[a-z]{2}(-[A-Z]{2})?/(about_[\w.]+\.help\.txt|[\w.]+-Help\.xml)$') { continue }
        "The file '$file' does not belong there. Take it out, or name it in the manifest's FileList."
    }
    if (@($files -like '*.dll') -ne "$Name.dll" -and 'THIRD-PARTY-NOTICES.txt' -cnotin $files) {
        'It carries assemblies of others, and there is no THIRD-PARTY-NOTICES.txt that tells their licences.'
    }
    $files.Where{ $_ -like '*.dll' -and (Test-Precompiled "$Folder/$_") }.ForEach{ "The assembly '$_' has code for one kind of machine: build it with -p:Precompile=false." }
    $files.Where{ $_ -notmatch '^[A-Za-z0-9_./-]+$' }.ForEach{ "The file name '$_' has other characters than letters, digits, '_', '-' and '.'." }
}

function Test-Precompiled([string] $Assembly) {
    $file = [IO.File]::OpenRead($Assembly)
    try { [Reflection.PortableExecutable.PEReader]::new($file).PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size -gt 0 }
    catch [BadImageFormatException] { $false }
    finally { $file.Dispose() }
}

# What a C# module consists of beside its manifest: the assembly with its symbols and comments, and the dependencies that its .deps.json names.
function Get-AssemblyFile([string] $Folder, [string] $Name) {
    if (-not (Test-Path -LiteralPath "$Folder/$Name.dll")) { return }
    '.dll', '.pdb', '.xml', '.deps.json' | ForEach-Object { "$Name$_" }
    if (-not (Test-Path -LiteralPath "$Folder/$Name.deps.json")) { return }
    $graph = Get-Content -LiteralPath "$Folder/$Name.deps.json" -Raw | ConvertFrom-Json -AsHashtable
    foreach ($library in $graph.targets.Values.Values) {
        @($library.runtime.Keys) + @($library.native.Keys) | Where-Object { $_ } | Split-Path -Leaf
        @($library.resources.Keys) | Where-Object { $_ } | ForEach-Object { "$($library.resources[$_].locale)/$(Split-Path $_ -Leaf)" }
        $library.runtimeTargets.Keys
    }
}

function Get-ImportProblem([hashtable] $Manifest, [string] $Path) {
    try { $null = Test-ModuleManifest $Path }
    catch { "The manifest is not valid: $_" }

    try { $module = Import-Module $Path -PassThru -DisableNameChecking }
    catch { return "It cannot be imported: $_" }

    $exported = @{
        FunctionsToExport = $module.ExportedFunctions
        CmdletsToExport   = $module.ExportedCmdlets
        AliasesToExport   = $module.ExportedAliases
    }
    foreach ($field in $exported.Keys | Sort-Object) {
        $named = $Manifest[$field]
        if ($null -eq $named -or "$named".Contains('*')) { "$field does not name each of them; none is @()." }
        else { @($named).Where{ $_ -notin $exported[$field].Keys }.ForEach{ "$field names '$_', which the module does not export." } }
    }
}

function Get-RelativeFile([string] $Folder) {
    Get-ChildItem -LiteralPath $Folder -Recurse -File -Force | ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/') }
}
