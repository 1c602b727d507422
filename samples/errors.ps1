# What can go wrong with a request, and how a script tells one from the other.
$ErrorActionPreference = 'Stop'
Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()
$api = New-AxiosClient $server.Uri

function Test-Request([scriptblock] $Request) {
    try {
        & $Request
    }
    catch [AxiosPS.AxiosStatusException] {
        "the server said no: $($_.Exception.StatusCode), $($_.Exception.Response.Data.error)"
    }
    catch [AxiosPS.AxiosTimeoutException] {
        "too slow: the $($_.Exception.Clock) clock ran out"
    }
    catch [AxiosPS.AxiosNetworkException] {
        "no connection: $($_.Exception.Failure)"
    }
    catch [AxiosPS.AxiosHookException] {
        "our own fault: $($_.Exception.InnerException.Message)"
    }
    catch [ArgumentException] {
        "never sent: $($_.Exception.Message)"
    }
}

try {
    Test-Request { Invoke-AxiosRequest /status/404 -Client $api }
    Test-Request { Invoke-AxiosRequest /delay/5000 -Client $api -TimeoutSec 0.2 }
    Test-Request { Invoke-AxiosRequest http://127.0.0.1:1/ }
    Test-Request { Invoke-AxiosRequest ftp://example.com/ }

    Add-AxiosInterceptor -Client $api -Request { throw 'not today' }
    Test-Request { Invoke-AxiosRequest /any -Client $api }
}
finally {
    Close-AxiosClient $api
    $server.Dispose()
}
