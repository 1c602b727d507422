# A list of requests out of a CSV file, many at once: tried again, told apart, and those that failed sent once more.
$ErrorActionPreference = 'Stop'
Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()
$strategy = New-AxiosRetryStrategy -Exponential -BaseSec 0.05 -Jitter 0.5
$api = New-AxiosClient $server.Uri -MaxRetries 1 -RetryStrategy $strategy

try {
    # The columns Method and Uri are of the request, the others are our own. In a file: Import-Csv orders.csv.
    $orders = @'
Id,Customer,Method,Uri
1,Ann,PUT,/orders/1
2,Bob,GET,/flaky/1/orders/2
3,Cy,GET,/flaky/3/orders/3
4,Di,DELETE,/orders/4
'@ | ConvertFrom-Csv

    $show = { "$($_.Input.Customer): $($_.Data.method) $($_.Data.path), attempts: $($_.Attempts.Count)" }
    $orders | Invoke-AxiosRequest -Client $api -ThrottleLimit 4 -ErrorAction SilentlyContinue -ErrorVariable failed |
        ForEach-Object $show

    $failed | ForEach-Object { "$($_.Exception.Input.Customer): $($_.Exception.StatusCode), attempts: $($_.Exception.Attempts.Count)" }

    'once more:'
    $failed | ForEach-Object { $_.Exception.Input } | Invoke-AxiosRequest -Client $api -ThrottleLimit 4 | ForEach-Object $show
}
finally {
    Close-AxiosClient $api
    $server.Dispose()
}
