<#
.SYNOPSIS
    Puts out the MAML of the pages in a folder: made by PlatyPS, and mended where PlatyPS 1.0.3 does not do it well.
.DESCRIPTION
    A part of Update-Help.ps1, which has read the commands.
#>
param([string] $Pages)

Import-Module Microsoft.PowerShell.PlatyPS
$temp = [IO.Directory]::CreateTempSubdirectory('axiosps-help-')
try {
    $models = Get-ChildItem $Pages -Filter *.md | Sort-Object Name | ForEach-Object { Import-MarkdownCommandHelp $_.FullName }
    $maml = [xml](Get-Content ($models | Export-MamlCommandHelp -OutputFolder $temp.FullName -Force) -Raw)
}
finally {
    $temp.Delete($true)
}

$space = @{
    maml    = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev     = 'http://schemas.microsoft.com/maml/dev/2004/10'
}

function Select-Node($Node, [string] $XPath) { Select-Xml $XPath $Node -Namespace $space | ForEach-Object Node }

function Add-Node {
    param([string] $Name, [string] $Text, [Parameter(ValueFromPipeline)] $Node)
    process {
        $new = $Node.AppendChild($maml.CreateElement($Name, $space[($Name -split ':')[0]]))
        if ($Text) { $new.InnerText = $Text }
        $new
    }
}

# PlatyPS leaves Markdown as it is, and makes one paragraph of several with their line ends in it.
function Get-Plain([string] $Markdown) {
    ($Markdown -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '(?<!\*)\*\*(?!\*)(.+?)\*\*(?!\*)', '$1' -replace '`' -replace '\\([\\<*_])', '$1' -replace '\s+', ' ').Trim()
}

function Write-Paragraph($Node, [string[]] $Text) {
    if (-not $Node) { return }
    foreach ($old in @(Select-Node $Node maml:para)) { $null = $Node.RemoveChild($old) }
    foreach ($paragraph in $Text) { $null = $Node | Add-Node maml:para $paragraph }
}

function Get-Paragraph([string] $Markdown) {
    $Markdown -split '\n\s*\n|\n(?=- )' | ForEach-Object { Get-Plain $_ } | Where-Object { $_ }
}

# PlatyPS puts the whole of an example in its introduction, with the fences, and leaves code and remarks empty.
function Write-Example($Node, [string] $Title, [string] $Markdown) {
    $before, $code, $after = [regex]::Match($Markdown.ReplaceLineEndings("`n"), '(?s)^(.*?)```powershell\n(.*?)```(.*)$').Groups[1..3].Value
    $Node.RemoveAll()
    $null = $Node | Add-Node maml:title $Title
    $null = $Node | Add-Node dev:code $code.TrimEnd()
    $remarks = $Node | Add-Node dev:remarks

    # What a fence has is kept as it is; other paragraphs are one line each.
    $parts = "$before`n$after" -split '(?ms)^```\w*\n(.*?)^```$'
    for ($i = 0; $i -lt $parts.Count; $i++) {
        foreach ($paragraph in $i % 2 ? $parts[$i].TrimEnd() : (Get-Paragraph $parts[$i])) { $null = $remarks | Add-Node maml:para $paragraph }
    }

    $null = $remarks | Add-Node maml:para # a line before the next example
}

# PlatyPS has full type names, counts positions, says nothing of defaults and values, and in the syntax not of the pipeline either.
function Write-Parameter($Node, $Parameter, [object[]] $Sets) {
    $Node.RemoveAll()
    $ways = @(if ($Sets.ValueFromPipelineByPropertyName -contains $true) { 'ByPropertyName' }; if ($Sets.ValueFromPipeline -contains $true) { 'ByValue' })
    $Node.SetAttribute('required', "$($Sets.IsRequired -notcontains $false)".ToLowerInvariant())
    $Node.SetAttribute('variableLength', "$($Parameter.TypeName.EndsWith('[]'))".ToLowerInvariant())
    $Node.SetAttribute('globbing', "$($Parameter.Wildcards)".ToLowerInvariant())
    $Node.SetAttribute('pipelineInput', $ways ? "True ($($ways -join ', '))" : 'False')
    $Node.SetAttribute('position', ($Sets.Position | Select-Object -Unique | ForEach-Object { "$_".ToLowerInvariant() }) -join ' or ')
    $Node.SetAttribute('aliases', $Parameter.Aliases ? $Parameter.Aliases -join ', ' : 'none')
    $null = $Node | Add-Node maml:name $Parameter.Name
    Write-Paragraph ($Node | Add-Node maml:description) $Parameter.Description
    if (-not $Parameter.IsSwitch) {
        ($Node | Add-Node command:parameterValue $Parameter.TypeName).SetAttribute('required', 'true')
    }

    $null = $Node | Add-Node dev:type | Add-Node maml:name $Parameter.TypeName
    $null = $Node | Add-Node dev:defaultValue $Parameter.Default
    if ($Parameter.Values) {
        $group = $Node | Add-Node command:parameterValueGroup
        $Parameter.Values.ForEach{ $null = $group | Add-Node command:parameterValue $_ }
    }
}

$facts = @{}
(Get-AxiosCommandFact).ForEach{ $facts[$_.Name] = $_ }
foreach ($command in Select-Node $maml '//command:command') {
    $name = (Select-Node $command command:details/command:name).InnerText
    $model = $models | Where-Object Title -eq $name
    $fact = $facts[$name]
    Write-Paragraph (Select-Node $command command:details/maml:description) (Get-Plain $model.Synopsis)
    Write-Paragraph (Select-Node $command maml:description) (Get-Paragraph $model.Description)

    # An empty set of notes would be shown as a heading with nothing below it.
    if ($model.Notes) { Write-Paragraph (Select-Node $command maml:alertSet/maml:alert) (Get-Paragraph $model.Notes) }
    else { Select-Node $command maml:alertSet | ForEach-Object { $null = $command.RemoveChild($_) } }

    $number = 0
    foreach ($item in Select-Node $command command:syntax/command:syntaxItem) {
        $set = $fact.Sets[$number++]
        foreach ($node in Select-Node $item command:parameter) {
            $parameter = $set.Parameters | Where-Object Name -eq (Select-Node $node maml:name).InnerText
            Write-Parameter -Node $node -Parameter $parameter -Sets @($parameter.Sets | Where-Object Name -in $set.Name, '(All)')
        }
    }

    foreach ($node in Select-Node $command command:parameters/command:parameter) {
        $parameter = $fact.Parameters | Where-Object Name -eq (Select-Node $node maml:name).InnerText
        Write-Parameter -Node $node -Parameter $parameter -Sets $parameter.Sets
    }

    foreach ($text in Select-Node $command './/command:inputType/maml:description | .//command:returnValue/maml:description') {
        Write-Paragraph $text (Get-Paragraph $text.InnerText)
    }

    $number = 0
    foreach ($node in Select-Node $command command:examples/command:example) {
        $example = $model.Examples[$number++]
        Write-Example -Node $node -Title "--- Example ${number}: $(Get-Plain $example.Title) ---" -Markdown $example.Remarks
    }

    # Links lead from page to page, which no Get-Help can follow: it shows the name.
    foreach ($link in Select-Node $command command:relatedLinks/maml:navigationLink/maml:uri) {
        if ($link.InnerText -notmatch '^https?://') { $link.InnerText = '' }
    }
}

$null = $maml.InsertBefore($maml.CreateComment(' Made by docs/en-US/Update-Help.ps1: change the pages there, or the comments in src/AxiosPS/Commands. '), $maml.DocumentElement)
$text = [IO.StringWriter]::new()
$writer = [Xml.XmlWriter]::Create($text, [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; NewLineHandling = 'None'; OmitXmlDeclaration = $true })
$maml.Save($writer)
$writer.Close()
"<?xml version=`"1.0`" encoding=`"utf-8`"?>`n$text`n"
