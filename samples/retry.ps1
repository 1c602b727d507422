# Trying again: a client that does so by default, and a token that is renewed for each attempt.
$ErrorActionPreference = 'Stop'
Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()
$api = New-AxiosClient $server.Uri -MaxRetries 2 -RetryStrategy (New-AxiosRetryStrategy -Fixed -DelaySec 0.1)

try {
    $tokens = [Collections.Generic.Queue[string]]::new([string[]]('first', 'second', 'third'))
    Add-AxiosInterceptor -Client $api -EachAttempt -Request {
        param($config)
        $token = $tokens.Dequeue()
        Write-Host "an attempt with the $token token"
        $config.Headers['Authorization'] = "Bearer $token"
    }

    $response = Invoke-AxiosRequest /status/503 -Client $api -SkipHttpErrorCheck
    "in the end: $($response.StatusCode) after $($response.Attempts.Count) attempts"
    $response.Attempts | ForEach-Object ToString
}
finally {
    Close-AxiosClient $api
    $server.Dispose()
}
