BeforeAll {
    . $PSScriptRoot/common.ps1
    $get = { param($api, $key, $headers) Invoke-AxiosRequest "/hold/$key" -Client $api -Headers $headers }
}

Describe 'New-AxiosDedupePlugin' {
    BeforeEach {
        Clear-TestLog
        $key = "$(New-Guid)"
        $api = New-AxiosClient $server -Plugin (New-AxiosDedupePlugin)
    }

    It 'lets equal requests from several runspaces share one call, each with a response of its own' {
        # All have come to the plugin, or all but, when the first call is answered.
        $arrived = [Threading.CountdownEvent]::new(5)
        $before = New-AxiosPlugin before -Middleware { param($context, $next) $null = ($using:arrived).Signal(); & $next $context }
        $api = New-AxiosClient $server -Plugin $before, (New-AxiosDedupePlugin)
        $calls = 1..5 | ForEach-Object { $null = $_; Start-TestShell $get @{ api = $api; key = $key } }
        $arrived.Wait(20000) | Should -BeTrue
        Wait-TestHold $key
        do { Complete-TestHold $key } until ($calls.Running.IsCompleted -notcontains $false)
        $responses = $calls | ForEach-Object { Receive-TestShell $_ }
        $responses.Data.key | Should -Be (, $key * 5)
        @(Get-TestLog).Count | Should -BeLessThan 5
        $responses[0].Headers['X-Mine'] = 'yes'
        $responses[1].Headers.Contains('X-Mine') | Should -BeFalse
        [object]::ReferenceEquals($responses[0], $responses[1]) | Should -BeFalse
    }

    It 'does not share between requests with different <Header>' -ForEach @(
        'Authorization', 'Accept', 'X-Tenant' | ForEach-Object { @{ Header = $_ } }
    ) {
        $calls = 'text/a', 'text/b' | ForEach-Object { Start-TestShell $get @{ api = $api; key = $key; headers = @{ $Header = $_ } } }
        Wait-TestHold $key 2
        Complete-TestHold $key
        @($calls | ForEach-Object { Receive-TestShell $_ }).Count | Should -Be 2
    }

    It 'shares between requests that differ in <Case>' -ForEach @(
        @{ Case = 'their request id'; Header = 'X-Request-Id'; Plugin = { New-AxiosDedupePlugin } }
        @{ Case = 'a header that is to be ignored'; Header = 'X-Run'; Plugin = { New-AxiosDedupePlugin -IgnoreHeader X-Run } }
    ) {
        # When GetAsync returns, its call has been sent or has joined another.
        $api = New-AxiosClient $server -Plugin (& $Plugin)
        $calls = 1..3 | ForEach-Object { $api.GetAsync("/hold/$key", @{ Headers = @{ $Header = "$_" } }) }
        Wait-TestHold $key
        Complete-TestHold $key
        $calls | ForEach-Object { $_.GetAwaiter().GetResult().Data.key } | Should -Be $key, $key, $key
        @(Get-TestLog).Count | Should -Be 1
    }

    It 'forgets a call when it is done' {
        1, 2 | ForEach-Object { $null = $_; $null = Invoke-AxiosRequest /json -Client $api }
        @(Get-TestLog).Count | Should -Be 2
    }

    It 'does not share a POST' {
        $post = { param($api, $key) Invoke-AxiosRequest "/hold/$key" -Client $api -Method POST }
        $calls = 1, 2 | ForEach-Object { $null = $_; Start-TestShell $post @{ api = $api; key = $key } }
        Wait-TestHold $key 2
        Complete-TestHold $key
        ($calls | ForEach-Object { Receive-TestShell $_ }).Count | Should -Be 2
    }

    It 'refuses a header that is none' {
        $failure = Get-Failure { New-AxiosDedupePlugin 'no header' }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        "$failure" | Should -BeLike '*no header*'
    }
}

Describe 'The data of a follower' {
    It 'is its own, also where a hook further in has set it' {
        $response = New-AxiosResponse 200
        $response.Data = [pscustomobject]@{ list = 1, 2 }
        $copy = $response.Copy()
        $copy.Data.list[0] = 'changed'
        $response.Data.list[0] | Should -Be 1
        $copy.Data.list[1] | Should -Be 2
    }
}

Describe 'A copy of a response' {
    BeforeEach { $response = New-AxiosResponse -Json @{ n = @{ x = 1 } } }

    It 'has what was changed in place, and is changed apart from then on' {
        $response.Data.n.x = 5
        $copy = $response.Copy()
        $copy.Data.n.x | Should -Be 5
        $copy.Data.n.x = 6
        $response.Data.n.x | Should -Be 5
    }

    It 'keeps the types of data, and live objects as they are' {
        $file = Get-Item $PSCommandPath
        $response.Data = @{ file = $file; when = [datetime]'2026-11-22'; list = [Collections.ArrayList](1, 2); ordered = [ordered]@{ b = 1; a = 2 } }
        $copy = $response.Copy()
        $copy.Data.file | Should -Be $file
        $copy.Data.when | Should -BeOfType datetime
        $copy.Data.list.Add(3)
        $response.Data.list.Count | Should -Be 2
        $copy.Data.ordered.Keys -join '' | Should -Be 'ba'
    }

    It 'of data that contains itself does so too' {
        $tree = @{ kids = [Collections.ArrayList]::new() }
        1..3 | ForEach-Object { $null = $tree.kids.Add(@{ up = $tree }) }
        $response.Data = $tree
        $copy = $response.Copy().Data
        [object]::ReferenceEquals($copy, $tree) | Should -BeFalse
        [object]::ReferenceEquals($copy.kids[2].up, $copy) | Should -BeTrue
    }

    It 'of bytes is bytes' {
        $response.Data = [byte[]](1, 2)
        , $response.Copy().Data | Should -BeOfType byte[]
    }
}
