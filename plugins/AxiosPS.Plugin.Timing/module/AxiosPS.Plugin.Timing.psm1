$ErrorActionPreference = 'Stop'

function New-AxiosTimingPlugin {
    <#
    .SYNOPSIS
        Makes a plugin that writes how long each call took, and sums up the times for each host.
    .DESCRIPTION
        It does what the command of the same name of AxiosPS does, whose place it takes while this module is imported: a line for each
        call, failed ones included, on the Information stream with the tags AxiosPS and Timing. The secrets of an address are masked.
        Beyond that it can leave out fast calls, and its property Hosts has the sum for each host: Calls, Failed, TotalMs, SlowestMs.

        It measures what lies further in: attached before the DedupePlugin with the wait for an equal call, attached after it without.
        Retries and the waits between them are counted in. A call that is cut off, by its total time or Ctrl+C, is in the sum and has
        no line. One plugin may serve several clients, and runspaces.
    .PARAMETER Stream
        The stream to write to: Information, Verbose, Debug or Host. Default: Information.
    .PARAMETER MinimumMs
        Milliseconds: a call that took less has no line. Default: 0.
    .OUTPUTS
        AxiosPS.Scripting.ScriptPlugin, with the property Hosts.
    .EXAMPLE
        $api = New-AxiosClient https://api.example.com -Plugin (New-AxiosTimingPlugin)
        Invoke-AxiosRequest /users -Client $api -InformationAction Continue

        Shows a line with the method, the address, the milliseconds and the status.
    .EXAMPLE
        $timing = New-AxiosTimingPlugin -Stream Host -MinimumMs 500
        $api = New-AxiosClient https://api.example.com -Plugin $timing
        1..100 | ForEach-Object { "/users/$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 | Out-Null
        $timing.Hosts['api.example.com']

        Shows the slow calls on the screen, and the sum of all in the end.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingWriteHost', '', Justification = '-Stream Host asks for it.')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It changes nothing.')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'The middleware uses them.')]
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)]
        [AxiosPS.Commands.OutputStream] $Stream = 'Information',

        [ValidateRange('NonNegative')]
        [double] $MinimumMs = 0
    )

    $hosts = [Collections.Concurrent.ConcurrentDictionary[string, object]]::new()

    # Copies of it run in many runspaces at once, so it takes along what it needs by $using:, and calls no function of this module.
    $measure = {
        param($context, $next)
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $response = $failure = $null
        try {
            $response = & $next $context
        }
        catch {
            $failure = $_.Exception
            throw
        }
        finally {
            $elapsed = $clock.Elapsed
            $ms = $elapsed.TotalMilliseconds
            $hosts, $key = $using:hosts, $context.Uri.Authority
            # Without a lock: a new sum takes the place of the old one, unless another runspace was faster; then once more.
            do {
                $old = $hosts.GetOrAdd($key, [pscustomobject]@{ Calls = 0; Failed = 0; TotalMs = 0.0; SlowestMs = 0.0 })
                $new = [pscustomobject]@{
                    Calls     = $old.Calls + 1
                    Failed    = $old.Failed + [int] ($null -eq $response)
                    TotalMs   = $old.TotalMs + $ms
                    SlowestMs = [Math]::Max($old.SlowestMs, $ms)
                }
            } until ($hosts.TryUpdate($key, $new, $old))

            if ($ms -ge $using:MinimumMs) {
                $record = [AxiosPS.Plugins.TimingRecord]::new($context.Method, $context.DisplayUri, $elapsed, ${response}?.StatusCode ?? 0, $failure)
                switch ($using:Stream) {
                    Verbose { Write-Verbose $record }
                    Debug { Write-Debug $record }
                    Host { Write-Host $record }
                    default { Write-Information $record -Tags AxiosPS, Timing }
                }
            }
        }

        $response
    }

    $attach = { param($client) $client.Use($measure, @{ Name = 'Timing'; Concurrent = $true }) }.GetNewClosure()
    New-AxiosPlugin Timing -Attach $attach | Add-Member Hosts $hosts -PassThru
}

Export-ModuleMember -Function New-AxiosTimingPlugin
