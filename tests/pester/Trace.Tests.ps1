BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-AxiosTracePlugin' {
    BeforeEach {
        Clear-TestLog
        $trace = New-AxiosTracePlugin @{ team = 'shop'; tier = 2 } -Keep 100
        $api = New-AxiosClient $server -Plugin $trace
    }

    It 'keeps the activities of calls, with their tags' {
        $null = Invoke-AxiosRequest '/status/404?access_token=hunter2' -Client $api -SkipHttpErrorCheck
        $trace.Kept.Count | Should -Be 1
        $activity = $trace.Kept[0]
        $activity.DisplayName | Should -Be GET
        $activity.Status | Should -Be Error
        $activity.GetTagItem('http.response.status_code') | Should -Be 404
        $activity.GetTagItem('url.full') | Should -Be "$server/status/404?access_token=***"
        $activity.GetTagItem('team'), $activity.GetTagItem('tier') | Should -Be shop, 2
    }

    It 'is the current activity in scripts further in, and the caller has his own again afterwards' {
        Add-AxiosMiddleware -Client $api {
            param($context, $next)
            $context.Items['before'] = [Diagnostics.Activity]::Current
            $response = & $next $context
            $context.Items['after'] = [Diagnostics.Activity]::Current
            $response.Headers['X-Seen'] = "$($context.Items['before'].Id) $($context.Items['after'].Id)"
            $response
        }
        Add-AxiosInterceptor -Client $api -EachAttempt -Request { $_.Headers['X-Attempt'] = [Diagnostics.Activity]::Current.Id }
        $job = [Diagnostics.Activity]::new('job').Start()
        $null = Get-Failure { Invoke-AxiosRequest /hold/trace -Client $api -TimeoutSec 0.2 }
        $response = Invoke-AxiosRequest /delay/20 -Client $api
        [object]::ReferenceEquals([Diagnostics.Activity]::Current, $job) | Should -BeTrue
        $job.Stop()
        $id = $trace.Kept[-1].Id
        $response.Headers['X-Seen'] | Should -Be "$id $id"
        (Get-TestLog)[-1].headers.'x-attempt' | Should -Be $id
        (Get-TestLog)[-1].headers.traceparent | Should -Be $id
        $trace.Kept | ForEach-Object { $_.ParentId | Should -Be $job.Id }
        $trace.Kept[0].GetTagItem('error.type') | Should -Be timeout
    }

    It 'sends no traceparent on request' {
        $job = [Diagnostics.Activity]::new('job').Start()
        $api = New-AxiosClient $server -Plugin (New-AxiosTracePlugin -NoPropagation)
        $null = Invoke-AxiosRequest /echo -Client $api
        $job.Stop()
        (Get-TestLog).headers.traceparent | Should -BeNullOrEmpty
    }

    It 'works in many runspaces, each with an activity of its own' {
        1..16 | ForEach-Object -Parallel { $null = Invoke-AxiosRequest "/echo?$_" -Client $using:api } -ThrottleLimit 16
        $trace.Kept.Count | Should -Be 16
        ($trace.Kept.Id | Sort-Object -Unique).Count | Should -Be 16
        (Get-TestLog).headers.traceparent | Sort-Object | Should -Be ($trace.Kept.Id | Sort-Object)
    }

    It 'has an activity for each request of a pipeline' {
        '/json', '/status/500' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2 -ErrorAction SilentlyContinue | Out-Null
        $trace.Kept.Status | Sort-Object | Should -Be Unset, Error
    }

    It 'refuses a tag that is none' {
        $failure = Get-Failure { New-AxiosTracePlugin @{ x = Get-Item / } }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        "$failure" | Should -BeLike "*tag 'x' is given a DirectoryInfo*"
    }
}
