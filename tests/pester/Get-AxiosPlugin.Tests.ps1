BeforeAll {
    . $PSScriptRoot/common.ps1
    . $PSScriptRoot/packages.ps1

    $folder = "$TestDrive/modules"
    $null = New-TestPackage $folder/AxiosPS.Plugin.Cache/1.9.0 AxiosPS.Plugin.Cache -Manifest @{ Version = '1.9.0' }
    $null = New-TestPackage $folder/AxiosPS.Plugin.Cache/1.10.0 AxiosPS.Plugin.Cache -Manifest @{ Version = '1.10.0' }
    $null = New-TestPackage $folder/AxiosPS.Plugin.Cache/2.0.0 AxiosPS.Plugin.Cache -Manifest @{ Version = '2.0.0'; Prerelease = 'rc1'; RequiredModules = "@(@{ ModuleName = 'AxiosPS'; ModuleVersion = '2.0' })" }
    $null = New-TestPackage $folder/AxiosPS.Plugin.Flat AxiosPS.Plugin.Flat
    $null = New-TestPackage $folder/Contoso.Tracing Contoso.Tracing -Script 'function New-AxiosContosoPlugin { }' -Manifest @{ Exports = "'Get-It', 'New-AxiosContosoPlugin'" }
    $null = New-TestPackage $folder/Contoso.Other Contoso.Other -Manifest @{ Tags = "'Other'" }
    $null = New-TestPackage $folder/Contoso.Words Contoso.Words -Manifest @{ Tags = "'Other'"; More = "# no AxiosPSPlugin" }
    $null = New-TestPackage $folder/AxiosPS.Plugin.Throws AxiosPS.Plugin.Throws -Script "throw 'imported'"
    $null = New-TestPackage $folder/AxiosPS.Plugin.Any AxiosPS.Plugin.Any -Manifest @{ RequiredModules = "@('Other', 'AxiosPS')"; Exports = "'*'" } -Script 'function Get-It {}; function New-AxiosAnyPlugin {}'

    $null = New-TestPackage $folder/AxiosPS.Plugin.Needy AxiosPS.Plugin.Needy -Manifest @{ RequiredModules = "@('AxiosPS', @{ ModuleName = 'other'; ModuleVersion = '1.0'; MaximumVersion = '1.*' })" }
    $null = New-Item -ItemType Directory $folder/Other/1.2.0
    Set-Content $folder/Other/1.2.0/Other.psd1 "@{ ModuleVersion = '1.2.0' }"

    # Those that cannot be used.
    $null = New-TestPackage $folder/AxiosPS.Plugin.BadModules AxiosPS.Plugin.BadModules -Manifest @{ RequiredModules = "@('AxiosPS', 'Nowhere', @{ ModuleName = 'Other'; ModuleVersion = '2.0' })" }
    $null = New-TestPackage $folder/AxiosPS.Plugin.BadWildcard AxiosPS.Plugin.BadWildcard -Manifest @{ Exports = "'Get-It'"; More = "CmdletsToExport = '*'" }
    $null = New-TestPackage $folder/AxiosPS.Plugin.BadExport AxiosPS.Plugin.BadExport -Manifest @{ Exports = "'New-BadExport'" }
    $null = New-TestPackage $folder/AxiosPS.Plugin.BadFolder/1.2.0 AxiosPS.Plugin.BadFolder -Manifest @{ Version = '1.3.0' }
    $null = New-TestPackage $folder/AxiosPS.Plugin.BadShell AxiosPS.Plugin.BadShell -Manifest @{ More = "PowerShellVersion = '99.0'" }
    $null = New-TestPackage $folder/AxiosPS.Plugin.BadScript AxiosPS.Plugin.BadScript
    Remove-Item $folder/AxiosPS.Plugin.BadScript/*.psm1
    $null = New-TestPackage $folder/AxiosPS.Plugin.BadAll AxiosPS.Plugin.BadAll -Manifest @{ RequiredModules = "@(@{ ModuleName = 'AxiosPS'; RequiredVersion = '0.9' })"; Exports = '' }
    $null = New-Item -ItemType Directory $folder/AxiosPS.Plugin.BadEmpty, $folder/AxiosPS.Plugin.BadSyntax, $folder/AxiosPS.Plugin.BadValue, $folder/AxiosPS.Plugin.BadCode, $folder/Unrelated
    Set-Content $folder/AxiosPS.Plugin.BadSyntax/AxiosPS.Plugin.BadSyntax.psd1 '@{ ModuleVersion = '
    Set-Content $folder/AxiosPS.Plugin.BadValue/AxiosPS.Plugin.BadValue.psd1 "'text'"
    Set-Content $folder/AxiosPS.Plugin.BadCode/AxiosPS.Plugin.BadCode.psd1 "@{ ModuleVersion = (Set-Content '$folder/ran' 1) }"

    $path = $env:PSModulePath
    $env:PSModulePath = "$folder$([IO.Path]::PathSeparator)$TestDrive/nowhere"
    $all = Get-AxiosPlugin -ListAvailable
}

AfterAll {
    $env:PSModulePath = $path
}

Describe 'Get-AxiosPlugin -ListAvailable' {
    It 'lists what is named as a package or has the tag, sorted, the newest version first' {
        $all.Where{ $_.Compatible -or $_.Version -like '2*' }.ForEach{ "$($_.Name) $($_.Version) $($_.Factory)" } | Should -Be @(
            'AxiosPS.Plugin.Any 1.0.0 New-AxiosAnyPlugin'
            'AxiosPS.Plugin.Cache 2.0.0-rc1 New-AxiosCachePlugin'
            'AxiosPS.Plugin.Cache 1.10.0 New-AxiosCachePlugin'
            'AxiosPS.Plugin.Cache 1.9.0 New-AxiosCachePlugin'
            'AxiosPS.Plugin.Flat 1.0.0 New-AxiosFlatPlugin'
            'AxiosPS.Plugin.Needy 1.0.0 New-AxiosNeedyPlugin'
            'AxiosPS.Plugin.Throws 1.0.0 New-AxiosThrowsPlugin'
            'Contoso.Tracing 1.0.0 New-AxiosContosoPlugin'
        )
        $all.Name | Should -Not -Contain 'Contoso.Other'
        $all.Name | Should -Not -Contain 'Contoso.Words'
    }

    It 'has its description, and the path of its manifest' {
        $flat = Get-AxiosPlugin -ListAvailable Flat
        $flat.Description | Should -Be 'About AxiosPS.Plugin.Flat'
        (Resolve-Path $flat.Path).Path | Should -Be (Resolve-Path $folder/AxiosPS.Plugin.Flat/AxiosPS.Plugin.Flat.psd1).Path
        $flat.Compatible | Should -BeTrue
        $flat.Reason | Should -BeNullOrEmpty
    }

    It 'says why <Name> cannot be used: <Reason>' -ForEach @(
        @{ Name = 'Cache'; Reason = 'it needs AxiosPS 2.0 or later, and this is *' }
        @{ Name = 'BadExport'; Reason = 'it exports no New-AxiosBadExportPlugin' }
        @{ Name = 'BadModules'; Reason = 'it needs the module Nowhere, which is not installed; it needs the module Other 2.0 or later, which is not installed' }
        @{ Name = 'BadWildcard'; Reason = 'it exports no New-AxiosBadWildcardPlugin' }
        @{ Name = 'BadFolder'; Reason = 'it is of version 1.3.0 in a folder for 1.2.0, where PowerShell does not look for it' }
        @{ Name = 'BadShell'; Reason = 'it needs PowerShell 99.0' }
        @{ Name = 'BadScript'; Reason = 'its AxiosPS.Plugin.BadScript.psm1 is missing' }
        @{ Name = 'BadAll'; Reason = 'it needs AxiosPS 0.9, and this is *; it exports no New-AxiosBadAllPlugin' }
        @{ Name = 'BadEmpty'; Reason = 'it has no manifest AxiosPS.Plugin.BadEmpty.psd1' }
        @{ Name = 'BadSyntax'; Reason = 'its manifest cannot be read: ?*' }
        @{ Name = 'BadValue'; Reason = 'its manifest cannot be read: AxiosPS.Plugin.BadValue.psd1 holds no hashtable.' }
        @{ Name = 'BadCode'; Reason = 'its manifest cannot be read: *Set-Content*' }
    ) {
        $bad = @(Get-AxiosPlugin -ListAvailable $Name)[0]
        $bad.Compatible | Should -BeFalse
        $bad.Reason | Should -BeLike $Reason
        "$folder/ran" | Should -Not -Exist
    }

    It 'takes the short name, the whole one, and wildcards on either' {
        foreach ($name in 'FLAT', 'AxiosPS.Plugin.Flat', 'F*', '*lat', 'AxiosPS*.Fl?t') { (Get-AxiosPlugin -ListAvailable -Name $name).Name | Should -Be 'AxiosPS.Plugin.Flat' }
        (Get-AxiosPlugin -ListAvailable Contoso*).Name | Should -Be 'Contoso.Tracing'
        (Get-AxiosPlugin -ListAvailable AxiosPS*).Name | Should -Not -Contain 'Contoso.Tracing'
        Get-AxiosPlugin -ListAvailable Nix | Should -BeNullOrEmpty
    }

    It 'imports none of them' {
        Get-Module AxiosPS.Plugin.*, Contoso.*, Other | Should -BeNullOrEmpty
    }

    It 'gives what Import-Module takes from the pipeline' {
        Get-AxiosPlugin -ListAvailable Flat | Import-Module -PassThru | ForEach-Object Name | Should -Be 'AxiosPS.Plugin.Flat'
        Remove-Module AxiosPS.Plugin.Flat
    }

    It 'shows a table, with the reason where there is one' {
        $text = Get-AxiosPlugin -ListAvailable | Out-String -Width 250
        $text | Should -Match 'Name +Version +Compatible +Factory +Description'
        $text | Should -Match 'AxiosPS\.Plugin\.Flat +1\.0\.0 +True +New-AxiosFlatPlugin +About AxiosPS\.Plugin\.Flat'
        $text | Should -Match 'AxiosPS\.Plugin\.BadExport +1\.0\.0 +False +\(it exports no New-AxiosBadExportPlugin\)'
    }

    It 'completes the names' {
        (TabExpansion2 'Get-AxiosPlugin -ListAvailable F' 32).CompletionMatches.CompletionText | Should -Be 'Flat'
    }

    It 'knows a client when it gets one' {
        $api = New-AxiosClient -Plugin @{ Name = 'Mine'; Attach = {} }, @{ Name = 'Yours'; Attach = {} }
        ($api | Get-AxiosPlugin).Name | Should -Be 'Mine', 'Yours'
        (Get-AxiosPlugin Y* $api).Name | Should -Be 'Yours'
        (Get-AxiosPlugin $api).Name | Should -Be 'Mine', 'Yours'
    }
}
