<#
.SYNOPSIS
    Brings the pages of this folder up to date with the built module, and makes module/en-US/AxiosPS.dll-Help.xml of them.
.DESCRIPTION
    Written by hand in a page: SYNOPSIS, DESCRIPTION, EXAMPLES, INPUTS, OUTPUTS, NOTES and RELATED LINKS. The rest comes from the
    code: SYNTAX, ALIASES and PARAMETERS by reflection, the descriptions of parameters and their defaults from its XML comments. A
    cmdlet that has no page yet gets one to fill in.

    The XML is made by PlatyPS, and what PlatyPS 1.0.3 does not do well is mended. The module has to be imported, or built.
.PARAMETER Destination
    The folder to write docs/en-US and module/en-US to. Default: that of the repository.
.PARAMETER PagesOnly
    Only bring the pages up to date, which needs no PlatyPS.
#>
param([string] $Destination = (Split-Path (Split-Path $PSScriptRoot)), [switch] $PagesOnly)

$ErrorActionPreference = 'Stop'
if (-not $PagesOnly -and -not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
    throw 'The XML is made by PlatyPS, which is not installed: Install-PSResource Microsoft.PowerShell.PlatyPS. -PagesOnly goes without it.'
}

. $PSScriptRoot/Read-Command.ps1
if (-not (Get-Module AxiosPS)) { Import-Module "$PSScriptRoot/../../out/AxiosPS" }

$headings = 'SYNOPSIS', 'SYNTAX', 'ALIASES', 'DESCRIPTION', 'EXAMPLES', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS'
$empty = @{
    SYNOPSIS    = '{{ Fill in the synopsis: one sentence. }}'
    DESCRIPTION = '{{ Fill in the description. }}'
    EXAMPLES    = "### {{ Fill in what the example does }}`n`n``````powershell`n{{ and the example }}`n``````"
    INPUTS      = '{{ Fill in ### and the type for each parameter that takes pipeline input, or ### None, with a sentence. }}'
    OUTPUTS     = '{{ Fill in ### and the type for each of the output types, or ### None, with a sentence. }}'
}

function Write-Text([string] $Path, [string] $Text) {
    $null = New-Item (Split-Path $Path) -ItemType Directory -Force
    [IO.File]::WriteAllText($Path, $Text)
}

# A value as YAML in single quotes, which means just what it says.
function ConvertTo-Yaml([string] $Text) { "'$($Text.Replace("'", "''"))'" }

function Get-SyntaxText($Command) {
    $blocks = foreach ($set in $Command.Sets) {
        $line, $lines = $Command.Name, @()
        foreach ($word in @($set.Parameters | ForEach-Object { Get-SyntaxWord $_ $set.Name }) + '[<CommonParameters>]') {
            if ($line.Length + $word.Length -ge 100) {
                $lines += $line
                $line = " $word"
            }
            else { $line += " $word" }
        }

        $heading = $Command.Sets.Count -eq 1 ? '' : "### $($set.Name)$($set.IsDefault ? ' (Default)' : '')`n`n"
        "$heading``````text`n$(($lines + $line) -join "`n")`n``````"
    }
    $blocks -join "`n`n"
}

function Get-SyntaxWord($Parameter, [string] $Set) {
    $in = $Parameter.Sets | Where-Object Name -in $Set, '(All)'
    $name = $in.Position -eq 'Named' ? "-$($Parameter.Name)" : "[-$($Parameter.Name)]"
    $word = $Parameter.IsSwitch ? $name : "$name <$($Parameter.TypeName)>"
    $in.IsRequired ? $word : "[$word]"
}

function Get-ParameterText($Command) {
    $blocks = foreach ($parameter in $Command.Parameters) {
        $sets = foreach ($set in $parameter.Sets) {
            $pairs = foreach ($key in 'IsRequired', 'ValueFromPipeline', 'ValueFromPipelineByPropertyName', 'ValueFromRemainingArguments') {
                "${key}: $("$($set.$key)".ToLowerInvariant())"
            }
            "- {Name: $($set.Name), Position: $($set.Position), $($pairs -join ', ')}"
        }
        $lines = @(
            "### -$($parameter.Name)", '', ($parameter.Description -replace '[\\<*_`]', '\$0'), '', '```yaml'
            "Type: $($parameter.Type)"
            "DefaultValue: $(ConvertTo-Yaml $parameter.Default)"
            "SupportsWildcards: $("$($parameter.Wildcards)".ToLowerInvariant())"
            "Aliases: [$($parameter.Aliases -join ', ')]"
            'ParameterSets:'
            $sets
            'DontShow: false'
            "AcceptedValues: [$($parameter.Values.ForEach{ ConvertTo-Yaml $_ } -join ', ')]"
            "HelpMessage: ''", '```'
        )
        $lines -join "`n"
    }
    $common = "### CommonParameters`n`nThe common parameters, -Verbose and -ErrorAction among them: see about_CommonParameters."
    @($blocks) + $common -join "`n`n"
}

$commands = @(Get-AxiosCommandFact)
$gone = (Get-ChildItem $PSScriptRoot -Filter *.md).BaseName | Where-Object { $_ -notin $commands.Name }
if ($gone) { throw "The module has no $($gone -join ', '). Remove the page, or build the module that has it." }

foreach ($command in $commands) {
    $page = "$PSScriptRoot/$($command.Name).md"
    $sections = $empty.Clone()
    if (Test-Path $page) { $sections = Read-Page $page }
    $sections['SYNTAX'] = Get-SyntaxText $command
    $sections['ALIASES'] = $command.Aliases -join ', '
    $sections['PARAMETERS'] = Get-ParameterText $command
    $front = @(
        '---', 'document type: cmdlet', 'external help file: AxiosPS.dll-Help.xml', 'Locale: en-US', 'Module Name: AxiosPS'
        'PlatyPS schema version: 2024-05-01', "title: $($command.Name)", '---'
    )
    $text = @($front -join "`n") + "# $($command.Name)" + $headings.ForEach{ $sections[$_] ? "## $_`n`n$($sections[$_])" : "## $_" }
    Write-Text "$Destination/docs/en-US/$($command.Name).md" "$($text -join "`n`n")`n"
}

if (-not $PagesOnly) { Write-Text "$Destination/module/en-US/AxiosPS.dll-Help.xml" (& $PSScriptRoot/Export-Maml.ps1 "$Destination/docs/en-US") }
