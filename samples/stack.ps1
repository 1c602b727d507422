# The stack of the plugin authoring guide: Logger, Auth, Timing, Dedupe. Twenty equal requests at once, and what each plugin makes of them.
$ErrorActionPreference = 'Stop'
Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()
$vault = @{ Asked = 0 }

$api = New-AxiosClient $server.Uri -Plugin @(
    New-AxiosLoggerPlugin # outermost: it shows what each caller gets
    New-AxiosAuthPlugin {
        $vault.Asked++
        @{ Token = "secret-$($vault.Asked)"; ExpiresIn = 3600 }
    }
    New-AxiosTimingPlugin # before Dedupe: the wait for the one that is sent is counted
    New-AxiosDedupePlugin # innermost: of equal requests one goes out
)

try {
    Get-AxiosPipeline $api | ForEach-Object { "$($_.Stage): $($_.Plugin ?? $_.Name)" }

    $answers = @('/delay/1500') * 20 | Invoke-AxiosRequest -Client $api -ThrottleLimit 20 -InformationVariable lines
    $log = @($lines | Where-Object Tags -contains Logger)
    $times = @($lines | Where-Object Tags -contains Timing)

    "$(@($answers).Count) answers, $($server.Count) request, $($vault.Asked) token"
    "$($log.Count) lines of the log, the first and the last:"
    "  $($log[0])"
    "  $($log[-1])"
    "$($times.Count) times, one of them:"
    "  $($times[0])"

    # The address is another one, and so is the request.
    $null = '/delay/1', '/delay/1?page=2' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2
    "$($server.Count) requests by now, still $($vault.Asked) token"
}
finally {
    Close-AxiosClient $api
    $server.Dispose()
}
