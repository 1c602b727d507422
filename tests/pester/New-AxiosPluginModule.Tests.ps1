BeforeDiscovery {
    $languages = 'PowerShell', 'CSharp'
    $packages = Get-ChildItem "$PSScriptRoot/../../plugins" -Directory | ForEach-Object { @{ Package = $_.Name; Folder = $_.FullName } }
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $env:NO_COLOR = '1'

    # The names of what is in a folder, and not of what a build has put there.
    function Get-FileName([string] $Folder) {
        Get-ChildItem -LiteralPath $Folder -Recurse -File -Force | ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/') } |
            Where-Object { $_ -notmatch '(^|/)(out|bin|obj|TestResults)/' } | Sort-Object
    }

    # Runs a task of a package as its author does, in a pwsh of its own.
    function Invoke-Build([string] $Folder, [string] $Task) {
        $output = pwsh -NoProfile -NonInteractive -File "$Folder/build.ps1" $Task 2>&1 | Out-String
        [pscustomobject]@{ Output = $output; ExitCode = $LASTEXITCODE }
    }
}

AfterAll { $env:NO_COLOR = $null }

Describe 'New-AxiosPluginModule' {
    BeforeEach {
        $parent = (New-Item "$TestDrive/$([guid]::NewGuid())" -ItemType Directory).FullName
    }

    It 'gives the folder that it has made, named after the plugin' {
        $folder = New-AxiosPluginModule Weather -Path $parent
        $folder | Should -BeOfType IO.DirectoryInfo
        $folder.FullName | Should -Be ([IO.Path]::Combine($parent, 'AxiosPS.Plugin.Weather'))
        Get-FileName $folder | Should -Be @(
            '.gitignore', 'build.ps1', 'LICENSE', 'module/AxiosPS.Plugin.Weather.psd1', 'module/AxiosPS.Plugin.Weather.psm1', 'README.md'
            'tests/AxiosPS.Plugin.Weather.Tests.ps1' | Sort-Object
        )
        Get-ChildItem $parent -Force | Should -HaveCount 1 -Because 'nothing is left beside it'
    }

    It 'takes <Given> for <Plugin>' -ForEach @(
        @{ Given = 'AxiosPS.Plugin.Weather'; Plugin = 'Weather' }
        @{ Given = 'axiosps.plugin.weather'; Plugin = 'Weather' }
        @{ Given = 'weather'; Plugin = 'Weather' }
        @{ Given = 'OAuth2'; Plugin = 'OAuth2' }
        @{ Given = 'class'; Plugin = 'Class' }
        @{ Given = 'N' * 50; Plugin = 'N' * 50 }
    ) {
        (New-AxiosPluginModule $Given -Path $parent).Name | Should -BeExactly "AxiosPS.Plugin.$Plugin"
    }

    It 'refuses the name ''<_>''' -ForEach @(
        '', ' ', 'AxiosPS.Plugin.', '7Days', 'Two Words', 'a-b', '../evil', 'a/b', 'a\b', 'C:x', 'a.b', 'a*', '$(x)', "O'Neil", "a`nb", "Gr$([char]0xFC)n", 'con', 'LPT1', 'AxiosPS.Plugin.nul', 'system', 'AxiosClient', ('N' * 51)
    ) {
        $failure = Get-Failure { New-AxiosPluginModule $_ -Path $parent }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        "$failure" | Should -BeLike '*cannot be the name of a plugin. *: Timing, say*'
        "$failure" | Should -Not -Match '[\x00-\x1f]'
        Get-ChildItem $parent -Force | Should -BeNullOrEmpty
    }

    It 'makes it in the current location, a path of a drive, and a folder whose name has wildcards, quotes, blanks and other scripts' {
        Push-Location $parent
        try { (New-AxiosPluginModule One).Parent.FullName | Should -Be $parent }
        finally { Pop-Location }

        $null = New-PSDrive -Name Scaffold -PSProvider FileSystem -Root $parent
        (New-AxiosPluginModule Two -Path Scaffold:/).Parent.FullName | Should -Be $parent
        (New-AxiosPluginModule Two -Path Scaffold:/AxiosPS.Plugin.Two/tests).Parent.FullName | Should -Be ([IO.Path]::Combine($parent, 'AxiosPS.Plugin.Two', 'tests'))

        $odd = [IO.Directory]::CreateDirectory("$parent/it's [a] `$(x) $([char]0x65E5)$([char]0x672C)").FullName
        (New-AxiosPluginModule Three -Path $odd).FullName | Should -Be ([IO.Path]::Combine($odd, 'AxiosPS.Plugin.Three'))
        [IO.File]::Exists("$odd/AxiosPS.Plugin.Three/build.ps1") | Should -BeTrue
    }

    It 'fills an empty folder' {
        $null = New-Item "$parent/AxiosPS.Plugin.Weather" -ItemType Directory
        (New-AxiosPluginModule Weather -Path $parent).GetFiles().Count | Should -BeGreaterThan 3
    }

    It 'refuses a folder that has anything in it, and a file, and leaves them alone' {
        $null = New-Item "$parent/AxiosPS.Plugin.Weather/.hidden" -Force -Value mine
        $null = New-Item "$parent/AxiosPS.Plugin.Storm" -Value mine
        foreach ($name in 'Weather', 'Storm') {
            $failure = Get-Failure { New-AxiosPluginModule $name -Path $parent }
            $failure.CategoryInfo.Category | Should -Be ResourceExists
            "$failure" | Should -BeLike "*AxiosPS.Plugin.$name' exists already. Remove it, or give another*"
        }

        Get-FileName $parent | Should -Be 'AxiosPS.Plugin.Storm', 'AxiosPS.Plugin.Weather/.hidden'
        Get-Content "$parent/AxiosPS.Plugin.Storm" | Should -Be mine
    }

    It 'says so where the parent folder is missing, on another provider, or on a drive that is not there' {
        "$(Get-Failure { New-AxiosPluginModule Weather -Path $parent/missing })" | Should -BeLike "*There is no folder '*missing'. Create it first*"
        "$(Get-Failure { New-AxiosPluginModule Weather -Path Env: })" | Should -BeLike '*path of the provider Environment*'
        "$(Get-Failure { New-AxiosPluginModule Weather -Path NoSuchDrive:/x })" | Should -BeLike '*NoSuchDrive*'
        Test-Path $parent/missing | Should -BeFalse
    }

    It 'leaves nothing behind where it cannot write all of it' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'paths end elsewhere than at the 4095 bytes of Linux'; return }
        # Linux takes paths of up to 4095 bytes: the folder has one, the files in it have none.
        $deep = $parent
        while ($deep.Length -lt 3800) { $deep += '/' + 'd' * 200 }
        $deep = [IO.Directory]::CreateDirectory($deep + '/' + 'd' * (4035 - $deep.Length - 1)).FullName
        $failure = Get-Failure { New-AxiosPluginModule Weather -Path $deep }
        $failure.CategoryInfo.Category | Should -Be WriteError
        "$failure" | Should -BeLike "*AxiosPS.Plugin.Weather' could not be written: *"
        [IO.Directory]::GetFileSystemEntries($deep) | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf, and tells of a folder that is in the way all the same' {
        New-AxiosPluginModule Weather -Path $parent -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $parent -Force | Should -BeNullOrEmpty
        $null = New-AxiosPluginModule Weather -Path $parent
        "$(Get-Failure { New-AxiosPluginModule Weather -Path $parent -WhatIf })" | Should -BeLike '*exists already*'
    }

    It 'has each text in the manifest as it was given, and a new GUID each time' {
        $texts = @{ Author = "O'Neil $([char]0x2019) `$(throw 1) `"x`""; Description = "It's two`nlines, `$(throw 1), `"quoted`" `` and __Name__ $([char]0x65E5)" }
        $manifests = 'One', 'Two' | ForEach-Object { Import-PowerShellDataFile "$(New-AxiosPluginModule $_ -Path $parent @texts)/module/AxiosPS.Plugin.$_.psd1" }
        $manifests.Author | Should -BeExactly $texts.Author, $texts.Author
        $manifests[0].Description | Should -BeExactly $texts.Description
        $manifests[0].GUID | Should -Not -Be $manifests[1].GUID
        Get-Content "$parent/AxiosPS.Plugin.One/README.md" -Raw | Should -BeLike ([WildcardPattern]::Escape("# AxiosPS.Plugin.One`n`n$($texts.Description)`n") + '*')
        Get-Content "$parent/AxiosPS.Plugin.One/LICENSE" -Raw | Should -BeLike "*Copyright (c) $([datetime]::Now.Year) O'Neil*"
    }

    It 'refuses an author of two lines, and a text with a control character' {
        "$(Get-Failure { New-AxiosPluginModule Weather -Path $parent -Author "a`nb" })" | Should -BeLike '*-Author*control character*'
        "$(Get-Failure { New-AxiosPluginModule Weather -Path $parent -Description "a$([char]0)b" })" | Should -BeLike '*-Description*control character*'
        "$(Get-Failure { New-AxiosPluginModule Weather -Path $parent -Author ' ' })" | Should -BeLike '*-Author*blank*'
        Get-ChildItem $parent -Force | Should -BeNullOrEmpty
    }

    It 'works in constrained language' {
        $run = Invoke-FreshPwsh {
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            "$(New-AxiosPluginModule Weather -Path $args[0])"
        } $parent
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be ([IO.Path]::Combine($parent, 'AxiosPS.Plugin.Weather'))
    }
}

Describe 'A new package in <_>' -ForEach $languages {
    BeforeAll {
        $language = $_
        $parent = [IO.Directory]::CreateDirectory("$TestDrive/$language it's $([char]0x65E5)").FullName # Test-ModuleManifest takes no brackets
        $folder = (New-AxiosPluginModule Weather -Language $language -Path $parent -Author "O'Neil" -Description "It's for`nall.").FullName
    }

    It 'passes its own tests as it is' {
        $run = Invoke-Build $folder Test
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $run.Output | Should -Match 'Tests Passed: [1-9]\d*, Failed: 0, Skipped: 0'
        $run.Output | Should -BeLike '*Its factory gives a plugin*' -Because 'the checks of Test-AxiosPlugin are among them'
    }

    It 'fails where a test fails' {
        $path = "$folder/tests/Failing.Tests.ps1"
        [IO.File]::WriteAllText($path, "Describe 'It' { It 'fails' { 1 | Should -Be 2 } }")
        try { (Invoke-Build $folder Test).ExitCode | Should -Not -Be 0 }
        finally { [IO.File]::Delete($path) }
    }

    It 'is imported, attached and used' {
        $run = Invoke-FreshPwsh {
            Import-Module "$($args[0])/out/AxiosPS.Plugin.Weather/AxiosPS.Plugin.Weather.psd1"
            $plugin = New-AxiosWeatherPlugin station/7
            $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Uri = '/gone'; StatusCode = 404 }, @{ Body = 'hello' }) -Plugin $plugin
            '/x', '/gone', '/y' | Invoke-AxiosRequest -Client $api -SkipHttpErrorCheck | Out-Null
            (Get-AxiosMockCall $api)[0].Headers['X-Request-Source']
            $plugin.Answers[$api][200], $plugin.Answers[$api][404]
            (Get-AxiosPlugin $api).Name
            (Get-AxiosPipeline $api).Name[0..1]
            Close-AxiosClient $api
            $plugin.Answers.Count
        } $folder
        $run.Error | Should -BeNullOrEmpty
        $run.Output -split "`n" | Should -Be 'station/7', 2, 1, 'Weather', 'Weather', 'Weather', 0
    }

    It 'has nothing that PSScriptAnalyzer finds' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { return Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed' }

        Invoke-ScriptAnalyzer ([WildcardPattern]::Escape($folder)) -Recurse | Out-String | Should -BeNullOrEmpty
    }

    It 'asks for this version of AxiosPS, among others' {
        $required = (Import-PowerShellDataFile -LiteralPath "$folder/module/AxiosPS.Plugin.Weather.psd1").RequiredModules
        Get-Module -FullyQualifiedName $required | Should -Not -BeNullOrEmpty
    }

    It 'is packed' {
        if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) { return Set-ItResult -Skipped -Because 'PSResourceGet 1.1 is not installed' }

        $run = Invoke-Build $folder Package
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $zip = [IO.Compression.ZipFile]::OpenRead("$folder/out/AxiosPS.Plugin.Weather.0.1.0.nupkg")
        try { $names = $zip.Entries.FullName }
        finally { $zip.Dispose() }

        $names | Should -Contain 'AxiosPS.Plugin.Weather.psm1'
        $names | Should -Contain 'README.md'
        $names | Should -Contain 'LICENSE'
        if ($language -eq 'CSharp') { $names | Should -Contain 'AxiosPS.Plugin.Weather.deps.json' }
        $names | Should -Not -Contain 'AxiosPS.dll'
    }
}

Describe 'build.ps1 of a package' {
    BeforeAll {
        $folder = (New-AxiosPluginModule Weather -Path $TestDrive).FullName
    }

    It 'says where to get <Tool> where it is missing' -ForEach @(
        @{ Tool = 'AxiosPS'; Task = 'Build'; Hide = 'Get-Module'; Path = ''; Says = '*AxiosPS is not installed in a version from 1.0 to 1.999.999. Install it, or let the environment variable AxiosPSPath name its folder*' }
        @{ Tool = 'Pester'; Task = 'Test'; Hide = 'Get-Module'; Path = $null; Says = '*Test needs Pester 5. Get it: Install-PSResource Pester*' }
        @{ Tool = 'PSResourceGet'; Task = 'Package'; Hide = 'Get-Command'; Path = $null; Says = '*Package needs Compress-PSResource of PSResourceGet 1.1 or newer. Get it: Install-PSResource Microsoft.PowerShell.PSResourceGet*' }
        @{ Tool = 'what AxiosPSPath names'; Task = 'Build'; Hide = 'Nothing'; Path = '/no/such'; Says = "*AxiosPSPath is '/no/such', and AxiosPS is not there.*" }
    ) {
        $run = Invoke-FreshPwsh {
            $folder, $task, $hide, $env:AxiosPSPath = $args
            Set-Item "function:$hide" { }
            try { & $folder/build.ps1 $task } catch { "$_" }
        } $folder, $Task, $Hide, ($Path ?? $modulePath)
        $run.Output | Should -BeLike $Says
    }

    It 'takes the newest AxiosPS that the manifest allows, and leaves the session as it was' {
        $null = New-Item "$TestDrive/modules" -ItemType Directory
        foreach ($version in '1.2.0', '1.10.0', '2.0.0') {
            $null = New-Item "$TestDrive/modules/AxiosPS/$version" -ItemType Directory
            New-ModuleManifest "$TestDrive/modules/AxiosPS/$version/AxiosPS.psd1" -ModuleVersion $version
        }

        $null = New-Item "$folder/src/x.txt" -Force
        try {
            $run = Invoke-FreshPwsh {
                $env:PSModulePath = "$($args[1])$([IO.Path]::PathSeparator)$env:PSModulePath"
                $env:AxiosPSPath = $null
                $before = $env:PSModulePath
                function dotnet { [Console]::WriteLine($env:AxiosPSPath) }
                & "$($args[0])/build.ps1" Build
                $env:PSModulePath -eq $before
                $null -eq $env:AxiosPSPath
            } $folder, "$TestDrive/modules"
            $run.Error | Should -BeNullOrEmpty
            $path, $rest = $run.Output -split "`n"
            $path | Should -BeLike '*1.10.0'
            $rest | Should -Be 'True', 'True'
        }
        finally { Remove-Item "$folder/src" -Recurse }
    }
}

Describe 'The package <Package>' -ForEach $packages {
    BeforeAll {
        $own = Get-FileName $Folder
        $isCSharp = Test-Path "$Folder/src"
        $model = (New-AxiosPluginModule ($Package -replace '^.*\.') -Language ($isCSharp ? 'CSharp' : 'PowerShell') -Path (New-Item "$TestDrive/$([guid]::NewGuid())" -ItemType Directory)).FullName
    }

    It 'has the build.ps1 of a new one' {
        (Get-Content "$Folder/build.ps1" -Raw).ReplaceLineEndings() | Should -BeExactly (Get-Content "$model/build.ps1" -Raw).ReplaceLineEndings()
    }

    It 'is laid out as a new one' {
        # The repository has one .gitignore for all, and code has its own names.
        Get-FileName $model | Where-Object { $_ -ne '.gitignore' -and $_ -notlike '*.cs' } | Should -BeIn $own
        $own | Where-Object { $_ -notmatch '^(module|src|tests)/' } | Sort-Object | Should -Be ('build.ps1', 'LICENSE', 'README.md' | Sort-Object)
    }

    It 'asks for the same versions of AxiosPS as a new one, and exports what its name promises' {
        $manifest, $expected = $Folder, $model | ForEach-Object { Import-PowerShellDataFile "$_/module/$Package.psd1" }
        $manifest.RequiredModules[0].ModuleVersion, $manifest.RequiredModules[0].MaximumVersion |
            Should -Be $expected.RequiredModules[0].ModuleVersion, $expected.RequiredModules[0].MaximumVersion
        $manifest.FunctionsToExport | Should -Contain $expected.FunctionsToExport
    }
}
