# The circuit breaker of ClassPlugin.ps1 at work.
$ErrorActionPreference = 'Stop'
. $PSScriptRoot/ClassPlugin.ps1
Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()
$api = New-AxiosClient $server.Uri -Plugin ([CircuitBreaker]::new(3, 30))

try {
    foreach ($number in 1..5) {
        try {
            Invoke-AxiosRequest /status/500 -Client $api
        }
        catch {
            "call ${number}: $($_.Exception.GetType().Name)"
        }
    }

    "the server has seen $($server.Count) requests"
}
finally {
    Close-AxiosClient $api
    $server.Dispose()
}
