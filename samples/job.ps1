# Requests in the background: two jobs, something else meanwhile, and a token that ends what takes too long.
$ErrorActionPreference = 'Stop'
Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()
$api = New-AxiosClient $server.Uri
$enough = New-AxiosCancelToken

try {
    $quick = 1..3 | ForEach-Object { "/orders/$_" } | Start-AxiosRequest -Client $api -ThrottleLimit 3 -As Data -Name quick
    $slow = Start-AxiosRequest /delay/60000 -Client $api -CancelToken $enough -Name slow
    'meanwhile: something else'

    ($quick | Wait-Job | Receive-Job).path
    if (-not (Wait-Job $slow -Timeout 1)) { $enough.Cancel('it took too long.') }

    "$($slow.Name): $(($slow | Wait-Job).State), $($slow.JobStateInfo.Reason.Reason)"
    $quick, $slow | Remove-Job
}
finally {
    Close-AxiosClient $api
    $server.Dispose()
}
