BeforeDiscovery {
    $tooOld = $PSVersionTable.PSVersion -lt '7.6' # the package refuses it
}

BeforeAll {
    . $PSScriptRoot/common.ps1
}

Describe 'Spans' -Skip:$tooOld {
    BeforeEach {
        $collector = [Collector]::new()
    }

    AfterEach {
        if ($api) { Close-AxiosClient $api -WarningAction Ignore }
        $collector.Dispose()
    }

    It 'tell of a call by the conventions, and of the service' {
        $api = Connect-Traced @{ ServiceName = 'shop'; ResourceAttributes = @{ 'deployment.environment.name' = 'test'; tier = 2; spare = $true; load = 0.5 } }
        $null = Invoke-AxiosRequest '/orders?page=1' -Client $api
        Close-AxiosClient $api

        $collector.Spans.Count | Should -Be 1
        $span = $collector.Spans[0]
        $span.Name, $span.Kind, $span.StatusCode, $span.ParentSpanId | Should -Be 'GET', 3, 0, ''
        $span.TraceId | Should -Match '^[0-9a-f]{32}$'
        $span.SpanId | Should -Match '^[0-9a-f]{16}$'
        $span.DurationNs | Should -BeGreaterThan 0
        $span.Events | Should -BeNullOrEmpty
        $span.Scope, $span.ScopeVersion | Should -Be 'AxiosPS.OpenTelemetry', (Get-Module AxiosPS).Version
        $expected = [ordered]@{
            'http.request.method' = 'GET'; 'http.response.status_code' = 200; 'network.protocol.version' = '1.1'
            'server.address' = 'api.test'; 'server.port' = 443; 'url.full' = 'https://api.test/orders?page=1'
        }
        $span.Attributes.Keys | Sort-Object | Should -Be $expected.Keys
        $expected.Keys.ForEach{ $span.Attributes[$_] } | Should -Be $expected.Values
        $resource = $span.Resource
        $resource['service.name'], $resource['deployment.environment.name'], $resource['tier'], $resource['spare'], $resource['load'] | Should -Be 'shop', 'test', 2, $true, 0.5
        $resource['telemetry.sdk.language'] | Should -Be dotnet
        $resource['service.instance.id'] | Should -Match '^[0-9a-f-]{36}$'
    }

    It 'belong to the activity that the caller has, and the server hears of them' {
        $api = Connect-Traced
        $job = [Diagnostics.Activity]::new('job').Start()
        $job.ActivityTraceFlags = 'Recorded'
        $null = Invoke-AxiosRequest /x -Client $api
        $job.Stop()
        $sent = (Get-AxiosMockCall $api).Headers['traceparent']
        Close-AxiosClient $api

        $span = $collector.Spans[0]
        $span.TraceId, $span.ParentSpanId | Should -Be "$($job.TraceId)", "$($job.SpanId)"
        $sent | Should -Be "00-$($span.TraceId)-$($span.SpanId)-01"
    }

    It 'have the retries as events' {
        $api = Connect-Traced -Routes @{ Sequence = 503, @{ Fault = 'Reset' }, 200 } -ClientOptions @{ MaxRetries = 3; RetryStrategy = 0 }
        $null = Invoke-AxiosRequest /x -Client $api
        Close-AxiosClient $api

        $span = $collector.Spans[0]
        $span.Events.Name | Should -Be 'retry', 'retry'
        $span.Events.ForEach{ $_.Attributes['error.type'] } | Should -Be '503', 'response_ended'
        $span.Events.ForEach{ $_.Attributes['axiosps.retry.attempt'] } | Should -Be 1, 2
        $span.Events[0].Attributes['axiosps.retry.delay'] | Should -Be 0.0
        $span.Attributes['http.request.resend_count'], $span.Attributes['http.response.status_code'], $span.StatusCode | Should -Be 2, 200, 0
    }

    It 'have an answer of a cache as an event' {
        $api = Connect-Traced -More (New-AxiosCachePlugin -TtlSec 60)
        1..2 | ForEach-Object { $null = Invoke-AxiosRequest /x -Client $api }
        Close-AxiosClient $api
        $collector.Spans[0].Events | Should -BeNullOrEmpty
        $collector.Spans[1].Events.Name | Should -Be cache.hit
    }

    It 'have the status of an error: a bad answer' {
        $api = Connect-Traced -Routes @{ StatusCode = 404 }
        $null = Invoke-AxiosRequest /x -Client $api -SkipHttpErrorCheck
        Close-AxiosClient $api
        $span = $collector.Spans[0]
        $span.StatusCode, $span.Attributes['error.type'], $span.Attributes['http.response.status_code'] | Should -Be 2, '404', 404
    }

    It 'have the status of an error: no answer' {
        $api = Connect-Traced -Routes @{ Fault = 'Refused' }
        { Invoke-AxiosRequest '/x?token=s3cr3t' -Client $api } | Should -Throw
        Close-AxiosClient $api
        $span = $collector.Spans[0]
        $span.StatusCode, $span.Attributes['error.type'] | Should -Be 2, 'connection_error'
        $span.StatusMessage | Should -Not -BeNullOrEmpty
        $span.Events.Name | Should -Be exception
        $span.Events[0].Attributes['exception.type'] | Should -Be AxiosPS.AxiosNetworkException
    }

    It 'hold no secret, neither of the call nor of the collector' {
        $key = [Net.NetworkCredential]::new('', 'k3y,=% 1').SecurePassword
        $api = Connect-Traced @{ Headers = @{ 'x-key' = $key; 'x-plain' = 'text' } } @{ Fault = 'Reset' }
        { Invoke-AxiosRequest '/x?token=s3cr3t' -Client $api -Token s3cr3t -Headers @{ 'X-Api-Key' = 's3cr3t' } -Json @{ password = 's3cr3t' } -Method PUT } | Should -Throw
        Close-AxiosClient $api

        $collector.Spans[0].Attributes['url.full'] | Should -Be 'https://api.test/x?token=***'
        foreach ($export in $collector.Exports) {
            $export.Headers['x-key'], $export.Headers['x-plain'] | Should -Be 'k3y,=% 1', 'text'
            [Text.Encoding]::UTF8.GetString($export.Body) | Should -Not -Match 's3cr3t|k3y'
        }
    }

    It 'have tags of the user, and no query on request; -NoPropagation keeps them from the server' {
        $api = Connect-Traced @{ Tag = @{ team = 'shop'; tier = 2 }; NoQuery = $true; NoPropagation = $true }
        $null = Invoke-AxiosRequest '/x?page=1' -Client $api
        (Get-AxiosMockCall $api).Headers['traceparent'] | Should -BeNullOrEmpty
        Close-AxiosClient $api
        $attributes = $collector.Spans[0].Attributes
        $attributes['team'], $attributes['tier'], $attributes['url.full'] | Should -Be 'shop', 2, 'https://api.test/x?*'
    }

    It 'are sampled: none with 0, and the server hears that there is none' {
        $api = Connect-Traced @{ SamplingRatio = 0 }
        $null = Invoke-AxiosRequest /x -Client $api
        (Get-AxiosMockCall $api).Headers['traceparent'] | Should -BeLike '00-*-00'
        Close-AxiosClient $api
        $collector.Spans | Should -BeNullOrEmpty
        ($collector.Metrics | Where-Object Name -EQ http.client.request.duration).Points[0].Count | Should -Be 1 -Because 'metrics count every call'
    }

    It 'are sampled: all with 1, but those of a trace that is not' {
        $api = Connect-Traced @{ SamplingRatio = 1 }
        $null = Invoke-AxiosRequest /x -Client $api
        $job = [Diagnostics.Activity]::new('job').Start()
        $null = Invoke-AxiosRequest /y -Client $api
        $job.Stop()
        Close-AxiosClient $api
        $collector.Spans.ForEach{ $_.Attributes['url.full'] } | Should -Be 'https://api.test/x'
    }

    It 'are sampled as OTEL_TRACES_SAMPLER says, unless -SamplingRatio does' {
        $env:OTEL_TRACES_SAMPLER = 'always_off'
        try {
            $api = Connect-Traced @{ Tag = @{ by = 'environment' } }
            $other = Connect-Traced @{ Tag = @{ by = 'parameter' }; SamplingRatio = 1 }
        }
        finally {
            $env:OTEL_TRACES_SAMPLER = $null
        }

        $api, $other | ForEach-Object {
            $null = Invoke-AxiosRequest /x -Client $_
            Close-AxiosClient $_
        }
        $collector.Spans.ForEach{ $_.Attributes['by'] } | Should -Be parameter
    }

    It 'of one plugin are not exported or sampled by another, nor those of a bare TracePlugin' {
        $api = Connect-Traced @{ ServiceName = 'one' }
        $other = Connect-Traced @{ ServiceName = 'other'; SamplingRatio = 0 }
        $bare = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = '' }) -Plugin (New-AxiosTracePlugin)
        $null = $api, $other, $bare | ForEach-Object { Invoke-AxiosRequest /x -Client $_ }
        (Get-AxiosMockCall $bare).Headers['traceparent'] | Should -BeNullOrEmpty
        $api, $other, $bare | Close-AxiosClient

        $collector.Spans.ForEach{ $_.Resource['service.name'] } | Should -Be one
        $durations = $collector.Metrics | Where-Object Name -EQ http.client.request.duration | Sort-Object { $_.Resource['service.name'] }
        $durations.ForEach{ "$($_.Resource['service.name']) $($_.Points[0].Count)" } | Should -Be 'one 1', 'other 1'
        @($durations.Scope | Select-Object -Unique).Count | Should -Be 2
    }

    It 'of other sources are exported by their names, below or above those of calls' {
        $source = [Diagnostics.ActivitySource]::new('Tea.Brewing')
        $stray = [Diagnostics.ActivitySource]::new('Coffee')
        $api = Connect-Traced @{ Source = 'Tea.*', 'AxiosPS' }
        $bare = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = '' }) -Plugin (New-AxiosTracePlugin)
        $brewing = $source.StartActivity('brew')
        $stray.StartActivity('grind') | Should -BeNullOrEmpty
        $null = Invoke-AxiosRequest /x -Client $api
        $null = Invoke-AxiosRequest /y -Client $bare
        $brewing.Stop()
        Close-AxiosClient $api
        $source.Dispose()

        $collector.Spans.ForEach{ "$($_.Scope) $($_.Name)" } | Should -Be 'AxiosPS.OpenTelemetry GET', 'AxiosPS GET', 'Tea.Brewing brew'
        $collector.Spans[0, 1].ParentSpanId | Should -Be $collector.Spans[2].SpanId, $collector.Spans[2].SpanId
    }

    It 'are not made of the exports themselves, even where all sources are listened to' {
        $api = Connect-Traced @{ Source = '*'; ExportIntervalSec = 0.05; Signal = 'Traces' }
        $null = Invoke-AxiosRequest /first -Client $api
        $collector.WaitFor(1) | Should -BeTrue
        $plain = [Net.Http.HttpClient]::new()
        $null = $plain.GetStringAsync("$($collector.Uri)/plain").GetAwaiter().GetResult()
        $plain.Dispose()
        Close-AxiosClient $api

        $collector.Spans.Where{ $_.Scope -eq 'System.Net.Http' }.ForEach{ $_.Attributes['url.full'] } | Should -Be "$($collector.Uri)/plain"
        $collector.Exports.ForEach{ $_.Headers.ContainsKey('traceparent') } | Should -Not -Contain $true
    }
}
