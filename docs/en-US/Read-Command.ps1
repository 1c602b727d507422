# Dot-source this. It reads what the help is made of: the code of the cmdlets with its XML comments, and the pages.

# What a user gives for these is a scriptblock; a C# object that implements the interface is taken too.
$scripted = 'IRequestHook', 'IResponseHook', 'IErrorHook', 'IHookCondition', 'IMiddleware', 'IDataTransform', 'IRedirectHook', 'ITransferProgress', 'INextPage', 'ITokenProvider', 'ILogSink'
$standard = @{
    WhatIf  = 'Say what would be done, and do not do it.'
    Confirm = 'Ask before it is done.'
}

# The sections of a page by their headings.
function Read-Page([string] $Path) {
    $sections = @{}
    $name = $null
    foreach ($part in (Get-Content $Path -Raw).ReplaceLineEndings("`n") -split '(?m)^## (SYNOPSIS|SYNTAX|ALIASES|DESCRIPTION|EXAMPLES|PARAMETERS|INPUTS|OUTPUTS|NOTES|RELATED LINKS)$') {
        if ($name) { $sections[$name] = $part.Trim() }
        $name = $name -or $part -cnotmatch '^[A-Z ]+$' ? $null : $part
    }
    $sections
}

# The type as one types it: without namespaces, scriptblock for a hook.
function Get-TypeName([type] $Type) {
    $name = [Management.Automation.LanguagePrimitives]::ConvertTypeNameToPSTypeName("$Type") -replace '^\[(.*)\]$', '$1' -replace '^Nullable\[(.*)\]$', '$1'
    $name = $name -replace '^(AxiosPS|System)\.([\w.]+\.)?(?=\w+(\[\])?$)'
    $name.TrimEnd('[', ']') -in $scripted ? $name -replace '^\w+', 'scriptblock' : $name
}

function Get-Comment([hashtable] $Comments, [type] $Type, [string] $Name) {
    for (; $Type; $Type = $Type.BaseType) {
        $summary = $Comments["P:$($Type.FullName).$Name"]?.SelectSingleNode('summary')
        if (-not $summary) { continue }
        $text = foreach ($node in $summary.ChildNodes) {
            $node.NodeType -eq 'Element' ? ($node.GetAttribute('cref') -replace '^.*[.:]') + $node.GetAttribute('langword') + $node.InnerText : $node.Value
        }
        return (-join $text -replace '\s+', ' ').Trim()
    }

    $standard[$Name]
}

# What a comment says after 'Default', up to the end of the sentence. None is what PowerShell's own help says of no value.
function Get-Default([string] $Comment) {
    $Comment -match '\bDefault:? (.+?)(?=;|\.$|\. )' ? $Matches[1] : 'None'
}

# Each exported cmdlet with its parameter sets and parameters, in the order in which the help shows them: that of the alphabet, as the
# order of reflection is another where the compiler gets the files of a class in another order.
function Get-AxiosCommandFact {
    $module = Get-Module AxiosPS
    $comments = @{}
    foreach ($member in ([xml](Get-Content ([IO.Path]::ChangeExtension($module.ImplementingAssembly.Location, '.xml')) -Raw)).doc.members.member) {
        $comments[$member.name] = $member
    }

    $common = [Management.Automation.PSCmdlet]::CommonParameters + 'UseTransaction'
    foreach ($name in $module.ExportedCmdlets.Keys | Sort-Object) {
        $command = $module.ExportedCmdlets[$name]
        $parameters = foreach ($parameter in $command.Parameters.Values.Where{ $_.Name -notin $common } | Sort-Object Name) {
            $comment = Get-Comment -Comments $comments -Type $command.ImplementingType -Name $parameter.Name
            $type = $parameter.ParameterType
            $element = $type.HasElementType ? $type.GetElementType() : $type
            $set = $parameter.Attributes.Where{ $_ -is [Management.Automation.ValidateSetAttribute] }
            [pscustomobject]@{
                Name        = $parameter.Name
                Type        = $type.ToString()
                TypeName    = Get-TypeName $type
                IsSwitch    = $type -eq [switch]
                Description = $comment
                Default     = $type -eq [switch] ? 'False' : (Get-Default $comment)
                Aliases     = @($parameter.Aliases)
                Wildcards   = [bool]$parameter.Attributes.Where{ $_ -is [Management.Automation.SupportsWildcardsAttribute] }
                Values      = @($set ? $set.ValidValues : $element.IsEnum -and $element.Namespace -like 'AxiosPS*' ? [enum]::GetNames($element) : @())
                Sets        = @(foreach ($entry in $parameter.ParameterSets.GetEnumerator()) {
                        [pscustomobject]@{
                            Name                            = $entry.Key -eq '__AllParameterSets' ? '(All)' : $entry.Key
                            Position                        = $entry.Value.Position -lt 0 ? 'Named' : $entry.Value.Position
                            IsRequired                      = $entry.Value.IsMandatory
                            ValueFromPipeline               = $entry.Value.ValueFromPipeline
                            ValueFromPipelineByPropertyName = $entry.Value.ValueFromPipelineByPropertyName
                            ValueFromRemainingArguments     = $entry.Value.ValueFromRemainingArguments
                        }
                    })
            }
        }
        [pscustomobject]@{
            Name       = $name
            Aliases    = @($module.ExportedAliases.Values.Where{ $_.ResolvedCommandName -eq $name }.Name | Sort-Object)
            Parameters = @($parameters)
            Inputs     = @($parameters | Where-Object { $_.Sets.ValueFromPipeline -contains $true -or $_.Sets.ValueFromPipelineByPropertyName -contains $true } | ForEach-Object Type | Select-Object -Unique)
            Outputs    = @($command.OutputType.Name)
            Sets       = @(foreach ($set in $command.ParameterSets) {
                    $sorted = $set.Parameters.Where{ $_.Name -notin $common } | Sort-Object { $_.Position -lt 0 ? [int]::MaxValue : $_.Position }, { -not $_.IsMandatory }, { $_.Name -in $standard.Keys }, Name
                    [pscustomobject]@{
                        Name       = $set.Name -eq '__AllParameterSets' ? '(All)' : $set.Name
                        IsDefault  = $set.IsDefault
                        Parameters = @($sorted | ForEach-Object { $parameter = $_.Name; $parameters | Where-Object Name -eq $parameter })
                    }
                })
        }
    }
}
