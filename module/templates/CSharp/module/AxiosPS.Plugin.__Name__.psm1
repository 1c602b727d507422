$ErrorActionPreference = 'Stop'

# The assembly and its dependencies are loaded for this module alone, where [type literals] do not look: its types are asked for by name.
$assembly = [AxiosPS.PluginAssembly]::Load("$PSScriptRoot/AxiosPS.Plugin.__Name__.dll")
$type = $assembly.GetType('AxiosPS.Plugin.__Name__.__Name__Plugin', $true)

function New-Axios__Name__Plugin {
    <#
    .SYNOPSIS
        Makes a plugin that says where requests come from, and counts the answers.
    .DESCRIPTION
        Each request gets the header X-Request-Source. The property Answers of the plugin has, for each client, how many answers of
        each status it got. One plugin may serve several clients.
    .PARAMETER Source
        Where the requests come from. Default: the name of this module.
    .EXAMPLE
        $plugin = New-Axios__Name__Plugin -Source shop/2.1
        $api = New-AxiosClient https://api.example.com -Plugin $plugin
        Invoke-AxiosRequest /users -Client $api
        $plugin.Answers[$api]
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It changes nothing.')]
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Source = 'AxiosPS.Plugin.__Name__'
    )

    $type::new($Source)
}

Export-ModuleMember -Function New-Axios__Name__Plugin
