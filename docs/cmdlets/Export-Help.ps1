<#
.SYNOPSIS
    Makes module/en-US/AxiosPS.dll-Help.xml, the help of the cmdlets, after a build.
.DESCRIPTION
    Synopsis, description, examples and links come from the pages in this folder, the parameters from the code: their
    attributes by reflection, their descriptions from its XML comments. The module has to be imported, or built.
.PARAMETER PassThru
    Give the text instead of writing the file.
#>
param([switch] $PassThru)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
if (-not (Get-Module AxiosPS)) { Import-Module "$root/out/AxiosPS" }

$module = Get-Module AxiosPS
$assembly = $module.ImplementingAssembly
$comments = @{}
foreach ($member in ([xml](Get-Content ([IO.Path]::ChangeExtension($assembly.Location, '.xml')) -Raw)).doc.members.member) {
    $comments[$member.name] = $member
}

$common = [Management.Automation.PSCmdlet]::CommonParameters + 'UseTransaction'
$standard = @{
    WhatIf  = 'Say what would be done, and do not do it.'
    Confirm = 'Ask before it is done.'
}

# What a user gives for these is a scriptblock; a C# object that implements the interface is taken too.
$scripted = 'IRequestHook', 'IResponseHook', 'IErrorHook', 'IHookCondition', 'IMiddleware', 'IDataTransform', 'IRedirectHook', 'ITransferProgress', 'INextPage', 'ITokenProvider', 'ILogSink'
$none = '__AllParameterSets'

function Get-Comment([string] $Name) {
    $summary = $comments[$Name]?.SelectSingleNode('summary')
    if (-not $summary) { return '' }
    $text = foreach ($node in $summary.ChildNodes) {
        $node.NodeType -eq 'Element' ? ($node.GetAttribute('cref') -replace '^.*[.:]') + $node.InnerText : $node.Value
    }
    (-join $text -replace '\s+', ' ').Trim()
}

# A page: the synopsis, the description, then '## Examples' with '### title', a block and remarks to each.
function Read-Page([string] $Cmdlet) {
    $text = (Get-Content "$PSScriptRoot/$Cmdlet.md" -Raw).ReplaceLineEndings("`n")
    $head, $examples = $text -split '(?m)^## Examples\n', 2
    $synopsis, $description = (($head -replace '^# .*\n').Trim() -split '\n\n', 2)
    @{
        Synopsis    = Get-Plain $synopsis
        Description = @($description -split '\n\n' | ForEach-Object { Get-Plain $_ } | Where-Object { $_ })
        Examples    = @($examples -split '(?m)^### ' | Where-Object { $_.Trim() } | ForEach-Object {
                $title, $rest = $_ -split '\n', 2
                $before, $code, $after = [regex]::Match($rest, '(?s)^(.*?)```(?:powershell|text)\n(.*?)```(.*)$').Groups[1..3].Value
                @{
                    Title   = Get-Plain $title
                    Code    = $code.TrimEnd()
                    Remarks = @("$before`n`n$after" -replace '```\w*\n', "`n`n" -replace '```' -split '\n\n+' |
                            ForEach-Object { $_.Trim() } | Where-Object { $_ } | ForEach-Object { Get-Plain $_ -KeepLines })
                }
            })
    }
}

function Get-Plain([string] $Markdown, [switch] $KeepLines) {
    $text = $Markdown -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '(?<!\*)\*\*(?!\*)(.+?)\*\*(?!\*)', '$1' -replace '`'
    $KeepLines ? $text.Trim() : ($text -replace '\s+', ' ').Trim()
}

$xml = [Text.StringBuilder]::new()

function Write-Tag([string] $Name, [string] $Text) { $null = $xml.Append("<$Name>$([Security.SecurityElement]::Escape($Text))</$Name>`n") }
function Write-Paragraph([string] $Name, [string[]] $Text) {
    $null = $xml.Append("<$Name>`n")
    $Text.ForEach{ Write-Tag maml:para $_ }
    $null = $xml.Append("</$Name>`n")
}

function Write-Parameter($Parameter, $Set, [string] $Comment) {
    $input = $Set.ValueFromPipeline ? 'True (ByValue)' : 'False'
    $position = $Set.Position -lt 0 ? 'named' : $Set.Position
    $wildcards = [bool]$Parameter.Attributes.Where{ $_ -is [Management.Automation.SupportsWildcardsAttribute] }
    $type = $Parameter.ParameterType
    $typeName = [Management.Automation.LanguagePrimitives]::ConvertTypeNameToPSTypeName($type.FullName) -replace '^\[(.*)\]$', '$1' -replace '^(AxiosPS|System)\.([\w.]+\.)?(?=\w+(\[\])?$)'
    if ($typeName.TrimEnd('[', ']') -in $scripted) { $typeName = $typeName -replace '^\w+', 'scriptblock' }
    $required = ([bool]$Set.IsMandatory).ToString().ToLowerInvariant()
    $null = $xml.Append("<command:parameter required=`"$required`" variableLength=`"true`" globbing=`"$("$wildcards".ToLowerInvariant())`" pipelineInput=`"$input`" position=`"$position`" aliases=`"$($Parameter.Aliases -join ', ')`">`n")
    Write-Tag maml:name $Parameter.Name
    Write-Paragraph maml:description $Comment
    if ($type -ne [switch]) {
        $null = $xml.Append("<command:parameterValue required=`"true`" variableLength=`"false`">$typeName</command:parameterValue>`n")
    }
    $null = $xml.Append("<dev:type><maml:name>$typeName</maml:name><maml:uri /></dev:type>`n</command:parameter>`n")
}

$null = $xml.Append("<?xml version=`"1.0`" encoding=`"utf-8`"?>`n<!-- Made by docs/cmdlets/Export-Help.ps1: change the pages there, or the comments in src/AxiosPS/Commands. -->`n")
$null = $xml.Append("<helpItems schema=`"maml`" xmlns=`"http://msh`">`n")
foreach ($name in $module.ExportedCmdlets.Keys | Sort-Object) {
    $command = Get-Command "AxiosPS\$name"
    $page = Read-Page $name
    $verb, $noun = $name -split '-', 2
    $null = $xml.Append('<command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">' + "`n<command:details>`n")
    Write-Tag command:name $name
    Write-Tag command:verb $verb
    Write-Tag command:noun $noun
    Write-Paragraph maml:description $page.Synopsis
    $null = $xml.Append("</command:details>`n")
    Write-Paragraph maml:description $page.Description

    $parameters = @($command.Parameters.Values.Where{ $_.Name -notin $common })
    $declared = $standard.Clone()
    foreach ($parameter in $parameters) {
        for ($type = $command.ImplementingType; $type; $type = $type.BaseType) {
            if ($comment = Get-Comment "P:$($type.FullName).$($parameter.Name)") { $declared[$parameter.Name] = $comment; break }
        }
    }

    $null = $xml.Append("<command:syntax>`n")
    foreach ($set in $command.ParameterSets) {
        $null = $xml.Append("<command:syntaxItem>`n")
        Write-Tag maml:name $name
        $inSet = $set.Parameters.Where{ $_.Name -notin $common }
        foreach ($parameter in $inSet | Sort-Object { $_.Position -lt 0 ? [int]::MaxValue : $_.Position }, { -not $_.IsMandatory } -Stable) {
            Write-Parameter $command.Parameters[$parameter.Name] $parameter $declared[$parameter.Name]
        }
        $null = $xml.Append("</command:syntaxItem>`n")
    }

    $null = $xml.Append("</command:syntax>`n<command:parameters>`n")
    foreach ($parameter in $parameters) {
        $set = $parameter.ParameterSets.ContainsKey($none) ? $parameter.ParameterSets[$none] : @($parameter.ParameterSets.Values)[0]
        Write-Parameter $parameter $set $declared[$parameter.Name]
    }

    $null = $xml.Append("</command:parameters>`n<command:returnValues>`n")
    foreach ($output in $command.OutputType) {
        $null = $xml.Append("<command:returnValue><dev:type><maml:name>$($output.Name)</maml:name></dev:type><maml:description><maml:para /></maml:description></command:returnValue>`n")
    }

    $null = $xml.Append("</command:returnValues>`n<command:examples>`n")
    $number = 0
    foreach ($example in $page.Examples) {
        $number++
        $null = $xml.Append("<command:example>`n")
        Write-Tag maml:title "--- Example ${number}: $($example.Title) ---"
        Write-Tag dev:code $example.Code
        Write-Paragraph dev:remarks $example.Remarks
        $null = $xml.Append("</command:example>`n")
    }

    $null = $xml.Append("</command:examples>`n<command:relatedLinks>`n<maml:navigationLink><maml:linkText>about_AxiosPS</maml:linkText><maml:uri /></maml:navigationLink>`n</command:relatedLinks>`n</command:command>`n")
}

$null = $xml.Append("</helpItems>`n")
if ($PassThru) {
    $xml.ToString()
}
else {
    [IO.File]::WriteAllText("$root/module/en-US/AxiosPS.dll-Help.xml", $xml.ToString())
}
