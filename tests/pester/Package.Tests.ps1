BeforeDiscovery {
    $modules, $tooNew = (Get-Item $PSScriptRoot/../../module/AxiosPS.psd1, $PSScriptRoot/../../plugins/*/module/*.psd1).ForEach{
        @{ Name = $_.BaseName; Needed = (Import-PowerShellDataFile $_).PowerShellVersion }
    }.Where({ $PSVersionTable.PSVersion -ge $_.Needed }, 'Split')
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    Add-Type -AssemblyName System.IO.Packaging

    # The folder of a module as it was built to be packed.
    function Get-Built([string] $Name) {
        $folder = $Name -eq 'AxiosPS' ? "$root/out/portable/AxiosPS" : "$root/plugins/$Name/out/$Name"
        if (-not (Test-Path $folder)) { throw "There is no '$folder': ./build.sh Test builds it." }
        $folder
    }

    # A copy of it whose files are as old as said.
    function Copy-Built([string] $Name, [string] $Parent, [datetime] $Written) {
        $null = New-Item $Parent -ItemType Directory -Force
        Copy-Item (Get-Built $Name) $Parent -Recurse
        (Get-ChildItem $Parent/$Name -Recurse -File).ForEach{ $_.LastWriteTime = $Written }
        "$Parent/$Name"
    }

    # Packs a folder as build.ps1 does, with that address of the repository.
    function Invoke-Pack([string] $Folder, [string] $Destination, [string] $ProjectUri) {
        $null = New-Item $Destination -ItemType Directory -Force
        $env:AXIOSPS_PROJECT_URI = $ProjectUri
        $errors = New-TemporaryFile
        $packages = pwsh -NoProfile -NonInteractive -File $root/packaging/pack.ps1 $Folder $Destination 2>$errors
        [pscustomobject]@{ Package = $packages; Error = Get-Content $errors -Raw; ExitCode = $LASTEXITCODE }
        Remove-Item $errors
    }

    function Get-Nuspec([string] $Package) {
        $archive = [IO.Compression.ZipFile]::OpenRead($Package)
        try { ([xml][IO.StreamReader]::new($archive.Entries.Where{ $_.FullName -like '*.nuspec' }[0].Open()).ReadToEnd()).package.metadata }
        finally { $archive.Dispose() }
    }

    # Runs a script in a fresh pwsh that finds modules in that folder, its own and no other place, and whose user has an empty home.
    function Invoke-Elsewhere([scriptblock] $Script, [string] $Modules, [string[]] $ArgumentList) {
        $null = New-Item $TestDrive/home -ItemType Directory -Force
        $file = New-Item "$TestDrive/$(New-Guid).ps1" -Value "`$ErrorActionPreference = 'Stop'`n& {$Script} @args"
        $before = @{ HOME = $env:HOME; PSModulePath = $env:PSModulePath; XDG_DATA_HOME = $env:XDG_DATA_HOME }
        try {
            $env:HOME, $env:PSModulePath, $env:XDG_DATA_HOME = "$TestDrive/home", $Modules, $null
            $output = pwsh -NoProfile -NonInteractive -File $file @ArgumentList 2>&1
            if ($LASTEXITCODE) { throw "$output" }
            $output -join "`n" | ConvertFrom-Json -AsHashtable
        }
        finally {
            $before.GetEnumerator().ForEach{ Set-Item "env:$($_.Key)" $_.Value }
        }
    }

    # The stack of the plugin authoring guide, with the Timing of its package: what five equal requests at once become.
    $stack = {
        param($server)
        Import-Module AxiosPS.Plugin.Timing
        $api = New-AxiosClient $server -Plugin @(
            New-AxiosLoggerPlugin
            New-AxiosAuthPlugin { @{ Token = 'secret'; ExpiresIn = 3600 } }
            AxiosPS.Plugin.Timing\New-AxiosTimingPlugin
            New-AxiosDedupePlugin
        )
        $null = Invoke-AxiosRequest /json -Client $api
        $answers = @('/delay/1500') * 5 | Invoke-AxiosRequest -Client $api -ThrottleLimit 5 -InformationVariable lines
        @{
            Modules  = (Get-Module AxiosPS*).ForEach{ "$($_.Name) $($_.Version)" } | Sort-Object
            Base     = (Get-Module AxiosPS).ModuleBase
            Pipeline = (Get-AxiosPipeline $api | Where-Object Stage -eq Middleware).Plugin
            Statuses = $answers.StatusCode
            Logged   = @($lines | Where-Object Tags -contains Logger).Count
            Timed    = @($lines -match '^\[GET\] \S+/delay/1500 — \d+\.\dms \(HTTP 200\)$').Count
        } | ConvertTo-Json
    }

    function Assert-Stack($Result, [string] $Modules) {
        $version = (Import-PowerShellDataFile $modulePath/AxiosPS.psd1).ModuleVersion
        $timing = (Import-PowerShellDataFile "$(Get-Built AxiosPS.Plugin.Timing)/AxiosPS.Plugin.Timing.psd1").ModuleVersion
        $Result.Modules | Should -Be "AxiosPS $version", "AxiosPS.Plugin.Timing $timing"
        $Result.Base | Should -Be (Join-Path $Modules AxiosPS $version)
        $Result.Pipeline | Should -Be LoggerPlugin, AuthPlugin, Timing, DedupePlugin
        $Result.Statuses | Should -Be (@(200) * 5)
        $Result.Logged | Should -Be 10
        $Result.Timed | Should -Be 5
        $sent = @(Get-TestLog | Where-Object path -eq /delay/1500)
        $sent.Count | Should -Be 1
        $sent.headers.authorization | Should -Be 'Bearer secret'
    }

    $names = (Get-Item $root/module/AxiosPS.psd1, $root/plugins/*/module/*.psd1).Where{ $PSVersionTable.PSVersion -ge (Import-PowerShellDataFile $_).PowerShellVersion }.BaseName
    $address = 'https://code.example/axiosps'
    $first = @{}
    $second = @{}
    foreach ($name in $names) {
        $first[$name] = Invoke-Pack (Copy-Built $name $TestDrive/one '2020-02-02') $TestDrive/packages $address
        $second[$name] = Invoke-Pack (Copy-Built $name "$TestDrive/another place" '2024-04-04 04:04:04') $TestDrive/again "$address/"
    }
}

Describe 'The package <Name>' -ForEach $modules {
    BeforeAll {
        $first[$Name].Error | Should -BeNullOrEmpty
        $package = $first[$Name].Package
        $folder = "$TestDrive/one/$Name"
        $manifest = Import-PowerShellDataFile $folder/$Name.psd1
    }

    It 'has the name and the version of its manifest' {
        Split-Path $package -Leaf | Should -Be "$Name.$($manifest.ModuleVersion).nupkg"
    }

    It 'has the same bytes wherever and whenever it is packed' {
        (Get-FileHash $second[$Name].Package).Hash | Should -Be (Get-FileHash $package).Hash
    }

    It 'holds the files of the module as they are, in a fixed order, and what makes them a package' {
        $archive = [IO.Compression.ZipFile]::OpenRead($package)
        try {
            $files = (Get-ChildItem $folder -Recurse -File -Force).ForEach{ [IO.Path]::GetRelativePath($folder, $_.FullName).Replace('\', '/') }
            $parts = [string[]](@($files) + "$Name.nuspec" + '[Content_Types].xml' + '_rels/.rels' + 'package/services/metadata/core-properties/nuget.psmdcp')
            [array]::Sort($parts, [StringComparer]::Ordinal)
            $archive.Entries.FullName | Should -Be $parts
            foreach ($file in $files) {
                $unpacked = (Get-FileHash -InputStream ($archive.GetEntry($file).Open())).Hash
                $unpacked | Should -Be (Get-FileHash $folder/$file).Hash -Because $file
            }
        }
        finally {
            $archive.Dispose()
        }
    }

    It 'is an archive whose parts all have a type and whose manifest is found by its relationship' {
        $opened = [IO.Packaging.Package]::Open($package, 'Open', 'Read')
        try {
            $parts = @($opened.GetParts())
            $parts.Count | Should -BeGreaterThan 3
            $parts.ContentType | Should -Not -BeNullOrEmpty
            $link = @($opened.GetRelationshipsByType('http://schemas.microsoft.com/packaging/2010/07/manifest'))
            $link.TargetUri | Should -Be "/$Name.nuspec"
            $opened.PackageProperties.Identifier | Should -Be $Name
        }
        finally {
            $opened.Close()
        }
    }

    It 'tells the Gallery what its manifest says' {
        $nuspec = Get-Nuspec $package
        $nuspec.id | Should -Be $Name
        $nuspec.version | Should -Be $manifest.ModuleVersion
        $nuspec.authors | Should -Be $manifest.Author
        $nuspec.owners | Should -Be $manifest.CompanyName
        $nuspec.description | Should -Be $manifest.Description
        $nuspec.copyright | Should -Be $manifest.Copyright
        $nuspec.licenseUrl | Should -Be $manifest.PrivateData.PSData.LicenseUri
        $nuspec.releaseNotes | Should -Be $manifest.PrivateData.PSData.ReleaseNotes
        $nuspec.requireLicenseAcceptance | Should -Be 'false'
    }

    It 'is found by its tags and by its commands' {
        $tags = (Get-Nuspec $package).tags -split ' '
        $tags | Should -Be ($tags | Select-Object -Unique)
        foreach ($tag in @('PSModule', 'PSEdition_Core') + $manifest.PrivateData.PSData.Tags) { $tags | Should -Contain $tag }
        $manifest.CmdletsToExport.ForEach{ $tags | Should -Contain "PSCmdlet_$_"; $tags | Should -Contain "PSCommand_$_" }
        $manifest.FunctionsToExport.ForEach{ $tags | Should -Contain "PSFunction_$_"; $tags | Should -Contain "PSCommand_$_" }
        $tags -contains 'PSIncludes_Cmdlet' | Should -Be ($manifest.CmdletsToExport.Count -gt 0)
        $tags -contains 'PSIncludes_Function' | Should -Be ($manifest.FunctionsToExport.Count -gt 0)
    }

    It 'depends on what its manifest requires, in that range' {
        $dependencies = @((Get-Nuspec $package).SelectNodes('//*[local-name()="dependency"]').ForEach{ "$($_.id) $($_.version)" })
        $dependencies | Should -Be ($Name -eq 'AxiosPS' ? @() : 'AxiosPS [1.0.0, 1.999.999]')
    }

    It 'has a page and an icon at the address that was given' {
        $nuspec = Get-Nuspec $package
        $nuspec.projectUrl | Should -Be $address
        $nuspec.iconUrl | Should -Be "$address/raw/HEAD/packaging/icon.png"
    }
}

Describe 'The package <Name>' -ForEach $tooNew {
    It 'is packed' {
        Set-ItResult -Skipped -Because "it needs PowerShell $Needed"
    }
}

Describe 'Packing' {
    It 'leaves page and icon out when no address is given' {
        $run = Invoke-Pack (Get-Built AxiosPS.Plugin.Timing) $TestDrive/bare
        $nuspec = Get-Nuspec $run.Package
        $nuspec.ChildNodes.Name | Should -Not -Contain projectUrl
        $nuspec.ChildNodes.Name | Should -Not -Contain iconUrl
        $nuspec.licenseUrl | Should -Not -BeNullOrEmpty
    }

    It 'has the icon that the address leads to, as a picture of 128 by 128' {
        $bytes = [IO.File]::ReadAllBytes("$root/packaging/icon.png")
        [Text.Encoding]::ASCII.GetString($bytes, 1, 3) | Should -Be PNG
        $bytes[16..23] | Should -Be 0, 0, 0, 128, 0, 0, 0, 128
    }

    It 'has the types of files in the same order in <_>' -ForEach 'en-US', 'cs-CZ', 'lt-LT' {
        $was = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $types = & { . $root/packaging/archive.ps1; Get-ContentType 'a.d', 'a.h', 'a.ch', 'a.y', 'a.j', 'a.CH', 'LICENSE' }
        }
        finally {
            [cultureinfo]::CurrentCulture = $was
        }
        [regex]::Matches($types, '(?<=Extension=")\w+').Value | Should -Be 'rels', 'psmdcp', 'ch', 'd', 'h', 'j', 'y'
    }

    It 'writes a prerelease, other ranges and special characters as NuGet does' {
        $folder = Copy-Built AxiosPS.Plugin.Timing $TestDrive/early (Get-Date)
        $file = "$folder/AxiosPS.Plugin.Timing.psd1"
        $text = (Get-Content $file -Raw).Replace('PSData = @{', "PSData = @{`nPrerelease = '-beta2'").Replace("how long each", 'how "long" & <each>')
        $text = $text.Replace('@(@{ ModuleName', "@('Microsoft.PowerShell.Utility', @{ ModuleName = 'Microsoft.PowerShell.Management'; ModuleVersion = '7.0' }, @{ ModuleName")
        Set-Content $file $text
        $run = Invoke-Pack $folder $TestDrive/early-packages $address
        $run.Error | Should -BeNullOrEmpty
        Split-Path $run.Package -Leaf | Should -BeLike 'AxiosPS.Plugin.Timing.*.*.*-beta2.nupkg'
        $nuspec = Get-Nuspec $run.Package
        $nuspec.version | Should -BeLike '*-beta2'
        $nuspec.description | Should -BeLike '*how "long" & <each>*'
        $nuspec.SelectNodes('//*[local-name()="dependency"]').ForEach{ "$($_.id) $($_.version)".Trim() } | Should -Be @(
            'Microsoft.PowerShell.Utility', 'Microsoft.PowerShell.Management 7.0.0', 'AxiosPS [1.0.0, 1.999.999]'
        )
    }

    It 'says all that is wrong with a manifest, and writes nothing' {
        $folder = Copy-Built AxiosPS.Plugin.Timing $TestDrive/fields (Get-Date)
        Set-Content $folder/AxiosPS.Plugin.Timing.psd1 @'
@{
    RootModule        = 'AxiosPS.Plugin.Timing.psm1'
    ModuleVersion     = '1.0'
    GUID              = '5f3c0a0e-6a0b-4a55-8f0e-3a3f1a8f8b0d'
    RequiredModules   = @(@{ ModuleName = 'AxiosPS'; ModuleVersion = '1.*' })
    FunctionsToExport = '*'
    CmdletsToExport   = @()
    PrivateData       = @{ PSData = @{ Tags = @('two words'); IconUri = 'http://code.example/icon.png'; Prerelease = 'beta.1' } }
}
'@
        $run = Invoke-Pack $folder $TestDrive/nothing 'code.example'
        $run.ExitCode | Should -Be 1
        $run.Package | Should -BeNullOrEmpty
        foreach ($problem in @(
                'AxiosPS.Plugin.Timing is not packed:'
                '  - The manifest has no Author.'
                '  - The manifest has no CompanyName.'
                '  - The manifest has no Copyright.'
                '  - The manifest has no Description.'
                '  - The manifest has no PowerShellVersion.'
                '  - The manifest has no CompatiblePSEditions.'
                "  - ModuleVersion '1.0' has not the three numbers of a version such as '1.0.0'."
                "  - Prerelease 'beta.1' is more than letters and digits."
                '  - The manifest has no LicenseUri.'
                "  - ProjectUri 'code.example' is no https:// address."
                "  - IconUri 'http://code.example/icon.png' is no https:// address."
                "  - The tag 'two words' is more than a word."
                '  - The tag AxiosPSPlugin is missing, by which plugins are found.'
                "  - RequiredModules: 'AxiosPS' has a version that is none:"
                '  - It cannot be imported:'
            )) {
            $run.Error | Should -BeLike "*$problem*"
        }
        Get-ChildItem $TestDrive/nothing | Should -BeNullOrEmpty
    }

    It 'says which files are missing, which do not belong there, and which exports are none' {
        $folder = Copy-Built AxiosPS.Plugin.Timing $TestDrive/files (Get-Date)
        $file = "$folder/AxiosPS.Plugin.Timing.psd1"
        Set-Content $file (Get-Content $file -Raw).Replace("AliasesToExport      = @()", "AliasesToExport = '*'; FileList = 'notes.txt', 'also.txt'").Replace(
            "@('New-AxiosTimingPlugin')", "@('New-AxiosTimingPlugin', 'Get-Nothing')")
        Remove-Item $folder/LICENSE
        $stray = '.git/config', 'AxiosPS.dll', 'obj/a.cache', 'testResults.xml', 'x.csproj.user', 'name with blanks.txt', 'AxiosPS.Plugin.Timing.pdb'
        foreach ($name in $stray + 'notes.txt', 'en-US/about_Timing.help.txt') { $null = New-Item $folder/$name -Force }
        $run = Invoke-Pack $folder $TestDrive/nothing $address
        $run.ExitCode | Should -Be 1
        foreach ($name in $stray) { $run.Error | Should -BeLike "*  - The file '$name' does not belong there.*" }
        foreach ($name in 'LICENSE', 'also.txt') { $run.Error | Should -BeLike "*  - There is no file '$name'.*" }
        $run.Error | Should -BeLike '*  - It carries assemblies of others, and there is no THIRD-PARTY-NOTICES.txt *'
        $run.Error | Should -BeLike "*  - The file name 'name with blanks.txt' has other characters *"
        $run.Error | Should -BeLike "*  - FunctionsToExport names 'Get-Nothing', which the module does not export.*"
        $run.Error | Should -BeLike '*  - AliasesToExport does not name each of them*'
        $run.Error | Should -Not -BeLike '*about_Timing*'
        $run.Error | Should -Not -BeLike "*notes.txt*"
        Get-ChildItem $TestDrive/nothing | Should -BeNullOrEmpty
    }

    It 'refuses an assembly that is compiled for one kind of machine' {
        $precompiled = (Get-Item $modulePath/AxiosPS.dll).Length -gt (Get-Item "$(Get-Built AxiosPS)/AxiosPS.dll").Length
        if (-not $precompiled) { return Set-ItResult -Skipped -Because 'the module was built without the compiler that does that' }
        $folder = Copy-Built AxiosPS $TestDrive/native (Get-Date)
        Copy-Item $modulePath/AxiosPS.dll $folder
        $run = Invoke-Pack $folder $TestDrive/nothing $address
        $run.Error | Should -BeLike "*  - The assembly 'AxiosPS.dll' has code for one kind of machine: build it with -p:Precompile=false.*"
        Get-ChildItem $TestDrive/nothing | Should -BeNullOrEmpty
    }

    It 'says that a folder has no manifest of its name' {
        $folder = New-Item $TestDrive/Empty -ItemType Directory
        (Invoke-Pack $folder $TestDrive/nothing).Error | Should -BeLike "*There is no Empty.psd1 in '*Empty': folder and manifest have the same name.*"
    }
}

Describe 'Unpacked into a folder of PSModulePath' {
    BeforeAll {
        $modules = (New-Item $TestDrive/modules -ItemType Directory).FullName
        foreach ($package in Get-Item $TestDrive/packages/*.nupkg) {
            $null = $package.Name -match '^(?<name>[A-Za-z.]+)\.(?<version>\d.*)\.nupkg$'
            [IO.Compression.ZipFile]::ExtractToDirectory($package, "$modules/$($Matches.name)/$($Matches.version)")
        }
    }

    It 'the Timing package brings AxiosPS along, and runs in the stack of the plugin authoring guide' {
        Clear-TestLog
        Assert-Stack (Invoke-Elsewhere $stack $modules $server) $modules
    }

    It '<Name> is imported by its name, and exports what its manifest says' -ForEach $modules {
        $manifest = Import-PowerShellDataFile "$(Get-Built $Name)/$Name.psd1"
        $imported = Invoke-Elsewhere {
            param($name)
            $module = Import-Module $name -PassThru
            @{ Commands = @($module.ExportedCommands.Values.Where{ $_.CommandType -ne 'Alias' }.Name); Engine = (Get-Module AxiosPS).ModuleBase } | ConvertTo-Json
        } $modules $Name
        $imported.Commands | Sort-Object | Should -Be ($manifest.FunctionsToExport + $manifest.CmdletsToExport | Sort-Object)
        $imported.Engine | Should -BeLike "$modules*"
    }
}

Describe 'A repository of these files' {
    It 'installs the Timing package with AxiosPS for a user, where it runs in the stack of the plugin authoring guide' {
        $tool = Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable | Select-Object -First 1
        if (-not $tool) { return Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PSResourceGet is not installed' }
        if ($IsWindows) { return Set-ItResult -Skipped -Because 'the modules of a user have one place on Windows, and that is no test''s' }
        $installed = Invoke-Elsewhere {
            param($tool, $packages)
            Import-Module $tool
            Register-PSResourceRepository Packages $packages -Trusted
            Install-PSResource AxiosPS.Plugin.Timing -Repository Packages -Quiet
            @{ Installed = (Get-InstalledPSResource).Name; Found = (Find-PSResource -Tag AxiosPSPlugin -Repository Packages).Name } | ConvertTo-Json
        } '' $tool.Path, "$TestDrive/packages"
        $installed.Installed | Sort-Object | Should -Be AxiosPS, AxiosPS.Plugin.Timing
        $installed.Found | Sort-Object | Should -Be ($names -ne 'AxiosPS' | Sort-Object)

        Clear-TestLog
        Assert-Stack (Invoke-Elsewhere $stack '' $server) "$TestDrive/home/.local/share/powershell/Modules"
    }
}
