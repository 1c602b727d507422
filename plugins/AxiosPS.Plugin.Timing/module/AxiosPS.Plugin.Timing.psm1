$ErrorActionPreference = 'Stop'

function New-AxiosTimingPlugin {
    <#
    .SYNOPSIS
        Makes a plugin that writes how long each request took.
    .DESCRIPTION
        The line goes to the Information stream. Register it before DedupePlugin to count the wait for an equal call, after it to count
        the network only.
    .EXAMPLE
        $api = New-AxiosClient https://api.example.com -Plugin (AxiosPS.Plugin.Timing\New-AxiosTimingPlugin)
        Invoke-AxiosRequest /users -Client $api -InformationAction Continue
    #>
    [CmdletBinding()]
    param()

    New-AxiosPlugin Timing -Middleware {
        param($context, $next)
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $response = & $next $context
        $ms = $clock.Elapsed.TotalMilliseconds.ToString('0.0', [cultureinfo]::InvariantCulture)
        Write-Information "[$($context.Method)] $($context.DisplayUri) — ${ms}ms (HTTP $($response.StatusCode))"
        $response
    }
}

Export-ModuleMember -Function New-AxiosTimingPlugin
