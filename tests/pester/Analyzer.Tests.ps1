# What PSScriptAnalyzer says of the scripts of the repository, and of those that its documentation shows. What it is not to look for, and
# why, stands in PSScriptAnalyzerSettings.psd1.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $cases = {
        param($Path)
        Get-Item $Path | Where-Object FullName -NotMatch '[\\/](out|bin|obj|artifacts|node_modules|TestResults)[\\/]' |
            ForEach-Object { @{ File = [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') } }
    }
    $all = Get-ChildItem $root -Recurse -Include *.ps1, *.psm1, *.psd1, *.ps1xml
    $scripts, $tests = (& $cases $all).Where({ $_.File -notmatch '(^|/)tests/|\.Tests\.ps1$' }, 'Split')
    $pages = & $cases (Get-ChildItem $root -Recurse -Include *.md, *.help.txt)
    $isMissing = -not (Get-Module PSScriptAnalyzer -ListAvailable)
}

BeforeAll {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $skip = @{ Skipped = $true; Because = 'PSScriptAnalyzer is not installed: Install-PSResource PSScriptAnalyzer -Version 1.25.0' }

    function Assert-Clean($Found) {
        @($Found).Where{ $_ }.ForEach{ "$($_.Line): $($_.RuleName): $($_.Message)" } -join "`n" | Should -BeNullOrEmpty
    }

    # The blocks of a page, as a user would run them.
    function Get-Shown([string] $Path) {
        $text = Get-Content $Path -Raw
        $found = $Path -like '*.help.txt' ? [regex]::Matches($text, '(?m)(?<text>^ {8}.*\n|^\r?\n)+') : [regex]::Matches($text, '(?ms)^```powershell\r?\n(?<text>.*?)^```')
        $found.ForEach{ -join $_.Groups['text'].Captures.Value }
    }
}

Describe 'PSScriptAnalyzer finds nothing' {
    It 'in <File>' -ForEach $scripts {
        if ($isMissing) { return Set-ItResult @skip }
        Assert-Clean (Invoke-ScriptAnalyzer $root/$File -Settings $root/PSScriptAnalyzerSettings.psd1)
    }

    It 'in <File>' -ForEach $tests {
        if ($isMissing) { return Set-ItResult @skip }
        Assert-Clean (Invoke-ScriptAnalyzer $root/$File -Settings $root/tests/PSScriptAnalyzerSettings.psd1)
    }

    It 'in what <File> shows' -ForEach $pages {
        if ($isMissing) { return Set-ItResult @skip }
        Assert-Clean (Get-Shown $root/$File | Where-Object { $_.Trim() } | ForEach-Object { Invoke-ScriptAnalyzer -ScriptDefinition $_ -Settings $root/PSScriptAnalyzerSettings.psd1 })
    }

    It 'in a package that New-AxiosPluginModule makes, <Language>, by its default rules' -ForEach @{ Language = 'PowerShell' }, @{ Language = 'CSharp' } {
        if ($isMissing) { return Set-ItResult @skip }
        . $PSScriptRoot/common.ps1
        $parent = New-Item -ItemType Directory "$TestDrive/$Language"
        $folder = New-AxiosPluginModule Spotless -Path $parent -Language $Language
        $files = Get-ChildItem $folder -Recurse -Include *.ps1, *.psm1, *.psd1
        $files.Count | Should -BeGreaterThan 3
        Assert-Clean ($files | ForEach-Object { Invoke-ScriptAnalyzer $_.FullName })
    }
}

Describe 'The settings of PSScriptAnalyzer' {
    It 'of <_> leave out rules that there are, each once and with a reason' -ForEach 'PSScriptAnalyzerSettings.psd1', 'tests/PSScriptAnalyzerSettings.psd1' {
        if ($isMissing) { return Set-ItResult @skip }
        $rules = (Import-PowerShellDataFile $root/$_).ExcludeRules
        $rules | Should -BeIn (Get-ScriptAnalyzerRule).RuleName
        @($rules | Sort-Object -Unique).Count | Should -Be $rules.Count
        (Get-Content $root/$_ -Raw) -split '\r?\n\s*\r?\n' | Where-Object { $_ -match "'PS" } | Should -Match '(?m)^\s*# \w'
    }

    It 'of the tests leave out what those of the other scripts do, and more' {
        $ours, $tests = 'PSScriptAnalyzerSettings.psd1', 'tests/PSScriptAnalyzerSettings.psd1' | ForEach-Object { , (Import-PowerShellDataFile $root/$_).ExcludeRules }
        $ours | Should -BeIn $tests
    }
}
