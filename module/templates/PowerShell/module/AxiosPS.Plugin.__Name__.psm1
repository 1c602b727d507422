$ErrorActionPreference = 'Stop'

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
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'Source', Justification = 'The interceptor uses it.')]
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Source = 'AxiosPS.Plugin.__Name__'
    )

    # The state: calls of many runspaces may be under way at once, so it is made for that.
    $answers = [Collections.Concurrent.ConcurrentDictionary[AxiosPS.AxiosClient, object]]::new()

    $attach = {
        param($client)

        # An interceptor sees the request before it is sent: enough for a header.
        $client.Interceptors.Request.Use({ param($config) $config.Headers['X-Request-Source'] = $Source }, $null, @{ Name = '__Name__' })

        # A middleware wraps the whole call, so it could measure it, too, or answer by itself. Concurrent lets many requests in at once:
        # copies run in runspaces of their own, and know what they are given by $using:, and nothing else.
        $counts = [Collections.Concurrent.ConcurrentDictionary[int, int]]::new()
        $count = {
            param($context, $next)
            $response = & $next $context
            $null = ($using:counts).AddOrUpdate($response.StatusCode, 1, { $args[1] + 1 })
            $response
        }
        $client.Use($count, @{ Name = '__Name__'; Concurrent = $true })

        $answers[$client] = $counts
    }

    # The hooks are gone by then. What the plugin itself holds for this client, it lets go here.
    $uninstall = { param($client) $null = $answers.TryRemove($client, [ref] $null) }

    # GetNewClosure keeps the variables of this function for later.
    New-AxiosPlugin __Name__ -Attach $attach.GetNewClosure() -Uninstall $uninstall.GetNewClosure() | Add-Member Answers $answers -PassThru
}

Export-ModuleMember -Function New-Axios__Name__Plugin
