# What comes piece by piece: pages of a list, and events.
$ErrorActionPreference = 'Stop'
Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()
$api = New-AxiosClient $server.Uri

try {
    $first = Invoke-AxiosRequest /pages/1 -Client $api -Paginate | Select-Object -First 3 | ForEach-Object id
    "the items $first took $($server.Count) requests of the three there are"

    # The end of the pipeline ends the request.
    Invoke-AxiosRequest /events -Client $api -As Events | Where-Object Event -eq price | Select-Object -First 1 |
        ForEach-Object { "tea is $(($_.Data | ConvertFrom-Json).tea)" }
}
finally {
    Close-AxiosClient $api
    $server.Dispose()
}
