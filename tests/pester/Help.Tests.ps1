# The pages in docs/en-US, the help that is made of them and of the code, and what Get-Help shows of it.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $cmdlets = (Import-PowerShellDataFile $root/module/AxiosPS.psd1).CmdletsToExport | ForEach-Object { @{ Cmdlet = $_ } }
    $topics = Get-ChildItem $root/module/en-US/*.help.txt | ForEach-Object { $_.Name -replace '\.help\.txt$' }
    $hasPlatyPS = [bool](Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $pages = "$root/docs/en-US"
    $xmlPath = "$root/module/en-US/AxiosPS.dll-Help.xml"
    $cmdlets = (Import-PowerShellDataFile $root/module/AxiosPS.psd1).CmdletsToExport
    $common = [Management.Automation.PSCmdlet]::CommonParameters
    $maml = ([xml](Get-Content $xmlPath -Raw)).helpItems.command

    # A section of a page by its heading.
    function Get-Section([string] $Cmdlet, [string] $Heading) {
        $text = (Get-Content $pages/$Cmdlet.md -Raw).ReplaceLineEndings("`n")
        [regex]::Match($text, "(?s)\n## $Heading\n(.*?)(?=\n## [A-Z ]+\n|$)").Groups[1].Value.Trim()
    }

    function Get-OwnParameter([string] $Cmdlet) {
        (Get-Command $Cmdlet).Parameters.Values.Where{ $_.Name -notin $common }
    }

    # What the attributes in the code say, set by set.
    function Get-SetText($Parameter) {
        ($Parameter.ParameterSets.GetEnumerator() | ForEach-Object {
                $name = $_.Key -eq '__AllParameterSets' ? '(All)' : $_.Key
                "$name $($_.Value.Position -lt 0 ? 'Named' : $_.Value.Position) $($_.Value.IsMandatory) $($_.Value.ValueFromPipeline) $($_.Value.ValueFromPipelineByPropertyName) $($_.Value.ValueFromRemainingArguments)"
            } | Sort-Object) -join '; '
    }

    function Read-PageParameter([string] $Cmdlet) {
        foreach ($block in (Get-Section $Cmdlet PARAMETERS) -split '(?m)^### ' -match '^-') {
            $field = { [regex]::Match($block, "(?m)^$($args[0]): ?(.*)$").Groups[1].Value.Trim("'") }
            [pscustomobject]@{
                Name        = [regex]::Match($block, '^-(\w+)').Groups[1].Value
                Description = [regex]::Match($block, '(?s)^-\w+\n\n(.*?)\n\n```yaml').Groups[1].Value -replace '\\(.)', '$1'
                Type        = & $field Type
                Default     = (& $field DefaultValue).Replace("''", "'")
                Aliases     = & $field Aliases
                Wildcards   = & $field SupportsWildcards
                Sets        = ([regex]::Matches($block, '(?m)^- \{Name: (.+?), Position: (\w+), IsRequired: (\w+), ValueFromPipeline: (\w+), ValueFromPipelineByPropertyName: (\w+), ValueFromRemainingArguments: (\w+)\}$') |
                        ForEach-Object { $_.Groups[1..6].Value -join ' ' } | Sort-Object) -join '; '
            }
        }
    }
}

Describe 'The pages of the cmdlets' {
    It 'are one for each exported cmdlet, and so is the help' {
        $sorted = $cmdlets | Sort-Object
        (Get-ChildItem $pages/*.md).BaseName | Sort-Object | Should -Be $sorted
        $maml.details.name | Sort-Object | Should -Be $sorted
        (Get-Command -Module AxiosPS -CommandType Cmdlet).Name | Sort-Object | Should -Be $sorted
    }

    It 'of <Cmdlet> has its headings in order and is filled in' -TestCases $cmdlets {
        $text = (Get-Content $pages/$Cmdlet.md -Raw).ReplaceLineEndings("`n")
        $headings = [regex]::Matches($text, '(?m)^## ([A-Z ]+)$').ForEach{ $_.Groups[1].Value }
        $headings -join ', ' | Should -Be 'SYNOPSIS, SYNTAX, ALIASES, DESCRIPTION, EXAMPLES, PARAMETERS, INPUTS, OUTPUTS, NOTES, RELATED LINKS'
        $text | Should -Not -Match '\{\{ ' -Because 'that is what a new page begins with'
        $text | Should -Not -Match '(?m)[^\n]\n(## |### |```yaml)' -Because 'PlatyPS loses the line before a heading'
        'SYNOPSIS', 'DESCRIPTION', 'EXAMPLES', 'INPUTS', 'OUTPUTS', 'RELATED LINKS' | ForEach-Object { Get-Section $Cmdlet $_ | Should -Not -BeNullOrEmpty -Because $_ }
        Get-Section $Cmdlet SYNOPSIS | Should -Match '^[A-Z].*\.$'
    }

    It 'of <Cmdlet> has one block to run in each example' -TestCases $cmdlets {
        foreach ($example in (Get-Section $Cmdlet EXAMPLES) -split '(?m)^### ' -match '\S') {
            [regex]::Matches($example, '(?m)^```powershell$').Count | Should -Be 1 -Because $example
        }
    }

    It 'of <Cmdlet> names the types that come in and out' -TestCases $cmdlets {
        $command = Get-Command $Cmdlet
        $types = @{}
        foreach ($heading in 'INPUTS', 'OUTPUTS') {
            $entries = (Get-Section $Cmdlet $heading) -split '(?m)^### ' -match '\S'
            $types[$heading] = @($entries.ForEach{ ($_ -split '\n', 2)[0] })
            $entries.ForEach{ $_ | Should -Match '(?s)^\S+\n\n\S' -Because 'a type needs a sentence' }
        }
        $piped = (Get-OwnParameter $Cmdlet).Where{ $_.ParameterSets.Values.ValueFromPipeline -contains $true -or $_.ParameterSets.Values.ValueFromPipelineByPropertyName -contains $true }
        $types.INPUTS | Sort-Object | Should -Be @($piped ? ($piped.ForEach{ $_.ParameterType.ToString() } | Sort-Object -Unique) : 'None')
        $types.OUTPUTS | Sort-Object | Should -Be @($command.OutputType ? ($command.OutputType.Name | Sort-Object) : 'None')
    }

    It 'of <Cmdlet> links to pages and topics that are there' -TestCases $cmdlets {
        $links = [regex]::Matches((Get-Section $Cmdlet 'RELATED LINKS'), '(?m)^- \[(?<text>\w[\w-]+)\]\((?<path>[^)]+)\)$')
        $links.Count | Should -Be ((Get-Section $Cmdlet 'RELATED LINKS') -split '\n').Count
        foreach ($link in $links) {
            $link.Groups['path'].Value | Should -Be ($link.Groups['text'].Value -like 'about_*' ? "../../module/en-US/$($link.Groups['text']).help.txt" : "$($link.Groups['text']).md")
            "$pages/$($link.Groups['path'])" | Should -Exist
        }
    }

    It 'of <Cmdlet> and its help have the parameters of the code, as the code has them' -TestCases $cmdlets {
        $own = Get-OwnParameter $Cmdlet
        $shown = Read-PageParameter $Cmdlet
        $shown.Name | Should -Be ($own.Name | Sort-Object)
        $help = @($maml.Where{ $_.details.name -eq $Cmdlet }.parameters.parameter)
        $help.name | Sort-Object | Should -Be ($own.Name | Sort-Object)
        foreach ($parameter in $own) {
            $name = $parameter.Name
            $page = $shown.Where{ $_.Name -eq $name }
            $page.Type | Should -Be $parameter.ParameterType.ToString() -Because $name
            $page.Sets | Should -Be (Get-SetText $parameter) -Because $name
            $page.Aliases | Should -Be "[$($parameter.Aliases -join ', ')]" -Because $name
            $page.Wildcards | Should -Be "$($parameter.Attributes.TypeId.Name -contains 'SupportsWildcardsAttribute')" -Because $name
            $page.Description | Should -Match '^[A-Z].*\.$' -Because "-$name needs a description"

            $xml = $help.Where{ $_.name -eq $name }
            $xml.description.para | Should -Be $page.Description
            "$($xml.defaultValue)" | Should -Be $page.Default -Because $name
            $xml.globbing | Should -Be $page.Wildcards -Because $name
            $xml.aliases | Should -Be ($parameter.Aliases ? $parameter.Aliases -join ', ' : 'none') -Because $name
            $sets = $parameter.ParameterSets.Values
            $xml.required | Should -Be "$($sets.IsMandatory -notcontains $false)" -Because $name
            $xml.position | Should -Be ((($sets.Position | Select-Object -Unique).ForEach{ $_ -lt 0 ? 'named' : $_ }) -join ' or ') -Because $name
            $xml.pipelineInput.Contains('ByValue') | Should -Be ($sets.ValueFromPipeline -contains $true) -Because $name
            $xml.pipelineInput.Contains('ByPropertyName') | Should -Be ($sets.ValueFromPipelineByPropertyName -contains $true) -Because $name
        }
    }

    It 'of <Cmdlet> and its help have the syntax of the code' -TestCases $cmdlets {
        $sets = @((Get-Command $Cmdlet).ParameterSets)
        $items = @($maml.Where{ $_.details.name -eq $Cmdlet }.syntax.syntaxItem)
        $blocks = @([regex]::Matches((Get-Section $Cmdlet SYNTAX), '(?s)(?:### (?<set>[^\n]+)\n\n)?```text\n(?<text>.*?)\n```'))
        $items.Count | Should -Be $sets.Count
        $blocks.Count | Should -Be $sets.Count
        for ($i = 0; $i -lt $sets.Count; $i++) {
            $names = $sets[$i].Parameters.Where{ $_.Name -notin $common }.Name | Sort-Object
            $items[$i].parameter.name | Sort-Object | Should -Be $names
            [regex]::Matches($blocks[$i].Groups['text'].Value, '(?<=[ \[])-(\w+)').ForEach{ $_.Groups[1].Value } | Sort-Object | Should -Be $names
            if ($sets.Count -gt 1) { $blocks[$i].Groups['set'].Value | Should -Be "$($sets[$i].Name)$($sets[$i].IsDefault ? ' (Default)' : '')" }
            foreach ($parameter in $items[$i].parameter) {
                $set = $sets[$i].Parameters.Where{ $_.Name -eq $parameter.name }
                $parameter.required | Should -Be "$($set.IsMandatory)" -Because $parameter.name
                $parameter.position | Should -Be ($set.Position -lt 0 ? 'named' : "$($set.Position)") -Because $parameter.name
            }
        }
    }

    It 'have the descriptions of parameters from the XML comments' {
        . $pages/Read-Command.ps1
        $comments = @{}
        ([xml](Get-Content "$modulePath/AxiosPS.xml" -Raw)).doc.members.member.ForEach{ $comments[$_.name] = $_ }
        foreach ($cmdlet in $cmdlets) {
            $type = (Get-Command $cmdlet).ImplementingType
            foreach ($parameter in Read-PageParameter $cmdlet) {
                $parameter.Description | Should -Be (Get-Comment -Comments $comments -Type $type -Name $parameter.Name) -Because "$cmdlet -$($parameter.Name)"
            }
        }
    }

    It 'tell the unit and the default of what is a time or a size' {
        foreach ($cmdlet in $cmdlets) {
            foreach ($parameter in Read-PageParameter $cmdlet | Where-Object Name -CMatch 'Sec$|Bytes$') {
                $parameter.Description | Should -Match ($parameter.Name -clike '*Sec' ? '\bseconds?\b' : '\bbytes\b') -Because "$cmdlet -$($parameter.Name)"
                if ($parameter.Sets -match ' False ') { $parameter.Default | Should -Not -BeIn '', 'None' -Because "$cmdlet -$($parameter.Name)" }
            }
        }
    }

    It 'tell the defaults that the code has' {
        foreach ($cmdlet in $cmdlets) {
            $new = [Activator]::CreateInstance((Get-Command $cmdlet).ImplementingType)
            foreach ($parameter in Read-PageParameter $cmdlet) {
                $value = $parameter.Name -in 'WhatIf', 'Confirm' ? $null : $new.($parameter.Name)
                if ($value -is [ValueType] -and $value -isnot [switch] -and [int]$value -ne 0) {
                    $parameter.Default | Should -Not -Be None -Because "$cmdlet -$($parameter.Name) is $value"
                    $number = $parameter.Default -replace '[^\w.].*$'
                    if ($value -is [double] -or $value -is [int]) { [double]$number | Should -Be $value -Because "$cmdlet -$($parameter.Name)" }
                }
            }
        }
    }
}

Describe 'docs/en-US/Update-Help.ps1' {
    BeforeAll {
        function Assert-Same([string] $Made, [string] $Kept) {
            [IO.File]::ReadAllText($Made) | Should -BeExactly ([IO.File]::ReadAllText($Kept).ReplaceLineEndings("`n")) -Because 'it is to be run after a change of a page or the code'
            [IO.File]::ReadAllBytes($Made)[0] | Should -Not -Be 0xEF -Because 'a file begins with its text'
        }
    }

    It 'makes the pages that are here of the code, without PlatyPS' {
        & $pages/Update-Help.ps1 -Destination $TestDrive/pages -PagesOnly
        $made = Get-ChildItem $TestDrive/pages/docs/en-US
        $made.Count | Should -Be $cmdlets.Count
        $made.ForEach{ Assert-Same $_.FullName "$pages/$($_.Name)" }
    }

    It 'makes the help that is here of the pages, which needs PlatyPS' -Skip:(-not $hasPlatyPS) {
        & $pages/Update-Help.ps1 -Destination $TestDrive/all
        Assert-Same $TestDrive/all/module/en-US/AxiosPS.dll-Help.xml $xmlPath
    }

    It 'makes pages that PlatyPS has nothing against' -Skip:(-not $hasPlatyPS) {
        (Get-ChildItem $pages/*.md).FullName | ForEach-Object { Microsoft.PowerShell.PlatyPS\Test-MarkdownCommandHelp $_ | Should -BeTrue -Because $_ }
    }

    It 'begins a page for a new cmdlet, to be filled in' {
        $folder = New-Item -ItemType Directory "$TestDrive/new"
        Copy-Item $pages/*.ps1 $folder
        & $folder/Update-Help.ps1 -Destination $TestDrive/begun -PagesOnly
        $page = Get-Content "$TestDrive/begun/docs/en-US/Get-AxiosPipeline.md" -Raw
        $page | Should -BeLike '*## SYNOPSIS*{{ Fill in the synopsis*## SYNTAX*Get-AxiosPipeline `[-Client`]*## DESCRIPTION*{{ *### -Client*The client.*'
    }

    It 'refuses a page whose cmdlet is not there, and changes nothing' {
        $folder = New-Item -ItemType Directory "$TestDrive/gone"
        Copy-Item $pages/*.ps1 $folder
        Copy-Item $pages/Get-AxiosPipeline.md $folder/Get-AxiosNothing.md
        "$(Get-Failure { & $folder/Update-Help.ps1 -Destination $TestDrive/left -PagesOnly })" | Should -BeLike 'The module has no Get-AxiosNothing. Remove the page*'
        "$TestDrive/left" | Should -Not -Exist
    }

    It 'says how to get PlatyPS where it is missing, and changes nothing' {
        Mock Get-Module { } -ParameterFilter { $ListAvailable }
        $failure = Get-Failure { & $pages/Update-Help.ps1 -Destination $TestDrive/none }
        "$failure" | Should -BeLike '*Install-PSResource Microsoft.PowerShell.PlatyPS*'
        "$TestDrive/none" | Should -Not -Exist
    }
}

Describe 'Get-Help' {
    BeforeAll {
        # All of it from one pwsh that has just imported the module.
        $run = Invoke-FreshPwsh {
            $PSStyle.OutputRendering = 'PlainText'
            $all = @{}
            foreach ($name in (Get-Command -Module AxiosPS -CommandType Cmdlet).Name) {
                $all[$name] = @{
                    Full     = Get-Help $name -Full | Out-String -Width 4096
                    Examples = Get-Help $name -Examples | Out-String -Width 4096
                    Question = & $name -? | Out-String -Width 4096
                    Code     = @((Get-Help $name -Full).examples.example.code)
                    Online   = try { Get-Help $name -Online } catch { $_.FullyQualifiedErrorId }
                }
            }
            ConvertTo-Json $all -Depth 5 -Compress
        }
        $run.Error | Should -BeNullOrEmpty
        $shown = ConvertFrom-Json $run.Output -AsHashtable
    }

    It 'shows the synopsis, the description, every parameter and the examples of <Cmdlet>' -TestCases $cmdlets {
        $help = $shown[$Cmdlet]
        $plain = { ($args[0] -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '`' -replace '\s+', ' ').Trim() }
        foreach ($text in $help.Full, $help.Question) {
            $line = & $plain $text
            $line.Contains((& $plain (Get-Section $Cmdlet SYNOPSIS))) | Should -BeTrue
            $line.Contains((& $plain ((Get-Section $Cmdlet DESCRIPTION) -split '\n\n')[0])) | Should -BeTrue
            $line | Should -Match "SYNTAX $Cmdlet \S*"
        }

        foreach ($parameter in Read-PageParameter $Cmdlet) {
            $help.Full | Should -Match "(?m)^ +-$($parameter.Name)\b.*\r?\n +$([regex]::Escape($parameter.Description))" -Because $parameter.Name
        }

        $examples = (Get-Section $Cmdlet EXAMPLES) -split '(?m)^### ' -match '\S'
        $help.Code.Count | Should -Be $examples.Count
        foreach ($i in 0..($examples.Count - 1)) {
            $help.Code[$i] | Should -Be ([regex]::Match($examples[$i], '(?s)```powershell\n(.*?)\n```').Groups[1].Value)
            $help.Examples | Should -Match "--- Example $($i + 1): $([regex]::Escape((& $plain ($examples[$i] -split '\n')[0]))) ---"
        }
    }

    It 'shows no marks of Markdown, no type of the CLR and no stray character for <Cmdlet>' -TestCases $cmdlets {
        $code = $shown[$Cmdlet].Code.ForEach{ $_ -split '\n' }.ForEach{ $_.Trim() }
        $text = ($shown[$Cmdlet].Full -split '\r?\n').Where{ $_.Trim() -notin $code } -join "`n"
        $text | Should -Not -Match "[\u0080-\u009f]|``|(?<!\*)\*\*(?!\*)|\]\(|``\d|System\.(Collections\.Generic|Nullable)|\{\{ "
    }

    It 'has no address for -Online of <Cmdlet> that leads nowhere' -TestCases $cmdlets {
        (Get-Command $Cmdlet).HelpUri | Should -BeNullOrEmpty
        $maml.Where{ $_.details.name -eq $Cmdlet }.relatedLinks.navigationLink.uri | Where-Object { $_ } | Should -BeNullOrEmpty
        $shown[$Cmdlet].Online | Should -Be 'InvalidOperation,Microsoft.PowerShell.Commands.GetHelpCommand'
    }

    It 'finds <_>, whose lines fit a console' -ForEach $topics {
        $lines = Get-Content "$modulePath/en-US/$_.help.txt"
        $lines[0..1] | Should -Be 'TOPIC', "    $_"
        $lines.Where{ $_.Length -gt 80 } | Should -BeNullOrEmpty
        $run = Invoke-FreshPwsh { ((Get-Help $args[0]) -split '\r?\n')[1] } $_
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be "    $_"
    }

    It 'has every cmdlet named in about_AxiosPS' {
        $text = Get-Content "$root/module/en-US/about_AxiosPS.help.txt" -Raw
        $cmdlets.Where{ $text -notmatch "\b$_\b" } | Should -BeNullOrEmpty
    }

    It 'finds cmdlets by alias, and single parameters' {
        (Get-Help axios).Name | Should -Be Invoke-AxiosRequest
        $shown = Get-Help Invoke-AxiosRequest -Parameter TimeoutSec
        $shown.description.Text | Should -BeLike 'Seconds for the whole call*'
        $shown.defaultValue | Should -BeLike '100*'
    }

    It 'keeps the asterisks of the pages' {
        (Get-Help New-AxiosLoggerPlugin -Full | Out-String) | Should -Match 'shown as \*\*\*\.'
    }
}
