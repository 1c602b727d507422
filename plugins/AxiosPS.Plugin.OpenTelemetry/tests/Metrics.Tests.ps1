BeforeDiscovery {
    $tooOld = $PSVersionTable.PSVersion -lt '7.6' # the package refuses it
}

BeforeAll {
    . $PSScriptRoot/common.ps1
}

Describe 'Metrics' -Skip:$tooOld {
    BeforeEach {
        $collector = [Collector]::new()
    }

    AfterEach {
        if ($api) { Close-AxiosClient $api -WarningAction Ignore }
        $collector.Dispose()
    }

    It 'count the calls and their times, in buckets for seconds' {
        $api = Connect-Traced @{ ServiceName = 'shop' } @{ Sequence = 200, 200, 404 }
        1..3 | ForEach-Object { $null = Invoke-AxiosRequest /x -Client $api -SkipHttpErrorCheck }
        Close-AxiosClient $api

        $duration = $collector.Metrics | Where-Object Name -EQ http.client.request.duration
        $duration.Unit | Should -Be s
        $duration.Resource['service.name'] | Should -Be shop
        $duration.Points.ForEach{ "$($_.Attributes['http.request.method']) $($_.Attributes['server.address']) $($_.Attributes['http.response.status_code']): $($_.Count)" } |
            Should -Be 'GET api.test 200: 2', 'GET api.test 404: 1'
        $duration.Points[1].Attributes['error.type'] | Should -Be '404'
        $duration.Points[0].Sum | Should -BeGreaterThan 0
        $duration.Points[0].Bounds | Should -Be 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
        ($collector.Metrics | Where-Object Name -EQ http.client.active_requests).Points.Sum | Should -Be 0
    }

    It 'count retries and answers of a cache' {
        $api = Connect-Traced @{ Signal = 'Metrics' } @{ Sequence = 503, 503, 200 } (New-AxiosCachePlugin -TtlSec 60) @{ MaxRetries = 3; RetryStrategy = 0 }
        1..4 | ForEach-Object { $null = Invoke-AxiosRequest /x -Client $api }
        Close-AxiosClient $api
        ($collector.Metrics | Where-Object Name -EQ axiosps.client.retries).Points.Sum | Should -Be 2
        ($collector.Metrics | Where-Object Name -EQ axiosps.client.cache_hits).Points.Sum | Should -Be 3
    }

    It 'are exported alone, or not, as -Signal says' -ForEach 'Metrics', 'Traces' {
        $api = Connect-Traced @{ Signal = $_ }
        $null = Invoke-AxiosRequest /x -Client $api
        Close-AxiosClient $api
        $collector.Exports.Path | Should -Be "/v1/$($_.ToLowerInvariant())"
    }

    It 'come while the client is in use, as often as -ExportIntervalSec says' {
        $api = Connect-Traced @{ ExportIntervalSec = 0.05; Signal = 'Metrics' }
        $null = Invoke-AxiosRequest /x -Client $api
        $collector.WaitFor(3) | Should -BeTrue
    }
}
