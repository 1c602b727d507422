BeforeAll {
    . $PSScriptRoot/common.ps1
    $api = New-AxiosClient $server

    function Show($Thing) { ($Thing | Out-String -Width 200) -replace '\e\[[\d;]*m' }
}

Describe 'A response' {
    It 'shows request, status, type, size, time and the first lines of the body' {
        $text = Show (Invoke-AxiosRequest /json -Client $api)
        $text | Should -BeLike "*GET $server/json*200 OK*application/json*bytes*ms*`"tags`": ``[`"http`", `"pwsh`"``]*"
    }

    It 'of a long body shows no more than its first lines' {
        $body = (1..50 | ForEach-Object { "line $_" }) -join "`n"
        $text = Show (New-AxiosResponse 200 -Body $body)
        $text | Should -BeLike '*line 12*…*'
        $text | Should -Not -BeLike '*line 13*'
    }

    It 'of a long line shows only its beginning' {
        (Show (New-AxiosResponse 200 -Body ('x' * 5000))).Length | Should -BeLessThan 500
    }

    It 'of bytes shows their size instead' {
        Show (Invoke-AxiosRequest /bytes/2048 -Client $api) | Should -BeLike '*2 KB of application/octet-stream*'
    }

    It 'cannot send escape sequences to the terminal' {
        $text = New-AxiosResponse 200 -Body "a`e[31mred`a" | Out-String
        $text | Should -Not -Match 'a\e\[31mred'
        $text | Should -Not -Match "`a"
    }

    It 'cannot send them by <What> either' -ForEach @(
        @{ What = 'a header'; Headers = @{ 'X-A' = "a`e]0;PWN`a$([char]0x9b)" } }
        @{ What = 'its content type'; Headers = @{ 'Content-Type' = "a`e]0;PWN`a/x" } }
        @{ What = 'problem details'; Headers = @{ 'Content-Type' = 'application/problem+json' } }
        @{ What = 'broken JSON'; Headers = @{ 'Content-Type' = 'application/json' } }
        @{ What = 'broken XML'; Headers = @{ 'Content-Type' = 'application/xml' } }
    ) {
        $body = if ($What -eq 'problem details') { '{ "title": "a\u001b]0;PWN\u0007\u009b" }' } else { "<a>`e]0;PWN`a" }
        $response = New-AxiosResponse 404 -Body $body -Headers $Headers
        $failure = Get-Failure { $response.EnsureSuccess() }
        $shown = @(
            $response | Out-String
            "$response"
            $response.Headers | Out-String
            "$($response.Headers)"
            $response.Headers | ConvertTo-Json
            $response.Problem | Format-List * | Out-String
            "$($response.Problem)"
            "$($response.DataError)"
            $failure | Out-String
            "$failure"
        )
        $shown.Replace($PSStyle.Reset, '') -replace '\e\[[\d;]*m' -join "`n" | Should -Not -Match '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]'
    }

    It 'of an error status and without a body shows its status' {
        Show (Invoke-AxiosRequest /status/503 -Client $api -SkipHttpErrorCheck) | Should -BeLike '*503 Service Unavailable*'
    }

    It 'in a file or a stream shows where the body is' {
        $target = Join-Path $TestDrive thing.json
        Show (Invoke-AxiosRequest /json -Client $api -OutFile $target) | Should -BeLike "*200 OK*bytes*(saved as $target)*"
        $stream = $api.Send([AxiosPS.RequestConfig]@{ Uri = '/json'; Stream = $true })
        Show $stream | Should -BeLike '*200 OK*(a stream, to be read once*'
        "$stream" | Should -BeLike '*(a stream)'
        $stream.Text | Should -Be ''
        $stream.Data | Should -BeNullOrEmpty
        $stream.Stream.Dispose()
    }

    It 'that nobody sent shows as well' {
        Show (New-AxiosResponse 201 -Json @{ a = 1 }) | Should -BeLike '*(made without a request)*201 Created*{ "a": 1 }*'
    }
}

Describe 'Responses' {
    It 'are lines of a table for Format-Table' {
        $text = Show ('/orders/1', '/bytes/2048', '/status/404' | Invoke-AxiosRequest -Client $api -SkipHttpErrorCheck | Format-Table)
        $text | Should -Match '(?m)^Status Method +Size +Time Uri *$'
        $text | Should -Match "(?m)^ +200 GET +53 bytes +\d+ ms $([regex]::Escape($server))/orders/1 *$"
        $text | Should -Match "(?m)^ +200 GET +2 KB +\d+ ms $([regex]::Escape($server))/bytes/2048 *$"
        $text | Should -Match "(?m)^ +404 GET +0 bytes +\d+ ms $([regex]::Escape($server))/status/404 *$"
    }

    It 'show headers, attempts and redirects as a list, and no secret' {
        $uri = '/redirect/302?to=/flaky/list/1?token=hunter2'
        $response = Invoke-AxiosRequest $uri -Client $api -MaxRetries 2 -RetryStrategy 0
        Show $response | Should -BeLike '*1 redirect *2 attempts*'
        $text = Show ($response | Format-List)
        $text | Should -Match '(?m)^Status +: 200 OK'
        $text | Should -Match '(?m)^Size +: \d+ bytes'
        $text | Should -Match '(?m)^Attempts +: 1: 503 after \d+ ms\n +2: 200 after \d+ ms'
        $text | Should -Match "(?m)^Redirects +: $([regex]::Escape($server))/redirect/302"
        $text | Should -Match '(?m)^(Headers +:)? +Content-Type: application/json'
        $text | Should -Not -Match 'hunter2'
    }

    It 'of a status that is an error is red, and of any other is not' {
        $red = [regex]::Escape($PSStyle.Formatting.Error)
        $PSStyle.OutputRendering, $before = 'Ansi', $PSStyle.OutputRendering
        try {
            New-AxiosResponse 404 | Out-String | Should -Match "${red}404 Not Found"
            New-AxiosResponse 204 | Out-String | Should -Not -Match $red
        }
        finally {
            $PSStyle.OutputRendering = $before
        }
    }

    It 'have colours on each line that are its own alone' {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $shown = New-AxiosResponse 200 -Json @{ list = 1..40 } | Out-String -Width 200
            $lines = $shown.Split("`n") -match '^\s+\e'
            $lines.Count | Should -BeGreaterThan 5
            foreach ($line in $lines) { [regex]::Matches($line, '\e').Count | Should -BeLessOrEqual 4 }
        }
        finally {
            $PSStyle.OutputRendering = $before
        }
    }

    It 'have no colours in a file, nor where the output is plain text' {
        $file = Join-Path $TestDrive response.txt
        New-AxiosResponse 200 -Json @{ a = 1 } > $file
        Get-Content $file -Raw | Should -BeLike '*{ "a": 1 }*'
        Get-Content $file -Raw | Should -Not -Match '\e'
        $shown = Invoke-FreshPwsh { $PSStyle.OutputRendering = 'PlainText'; New-AxiosResponse 404 -Json @{ a = 1 } }
        $shown.Output | Should -BeLike '*404 Not Found*{ "a": 1 }*'
        $shown.Output | Should -Not -Match '\e'
    }
}

Describe 'A client' {
    It 'shows its base, hooks and plugins' {
        $own = New-AxiosClient $server -Plugin (New-AxiosTimingPlugin)
        Add-AxiosInterceptor {} $own
        $text = Show $own
        $text | Should -Match "BaseUri\s*: $([regex]::Escape($server))"
        $text | Should -Match 'Hooks\s*: 1 Request, 1 Middleware'
        $text | Should -Match 'Plugins\s*: TimingPlugin'
        $text | Should -Not -BeLike '*IsClosed*'
        $own.Close()
        Show $own | Should -Match 'IsClosed\s*: True'
    }
}

Describe 'Clients in a table' {
    It 'have a column for base, hooks and plugins each' {
        $own = New-AxiosClient $server -Plugin (New-AxiosTimingPlugin)
        $text = Show ($own, (New-AxiosClient) | Format-Table)
        $text | Should -Match 'BaseUri\s+Hooks\s+Plugins'
        $text | Should -Match "$([regex]::Escape($server))\s+1 Middleware\s+TimingPlugin"
        $text | Should -Match '\(none\)\s+none'
    }
}

Describe 'Lists' {
    It 'show plugins with name, hooks and type' {
        $own = New-AxiosClient -Plugin (New-AxiosTimingPlugin)
        Show (Get-AxiosPlugin -Client $own) | Should -Match 'TimingPlugin\s+Middleware\s+AxiosPS\.Plugins\.TimingPlugin'
    }

    It 'show the pipeline with order, stage, name, plugin and number' {
        $own = New-AxiosClient -Plugin (New-AxiosTimingPlugin)
        Add-AxiosInterceptor {} $own -Name mine
        $text = Show (Get-AxiosPipeline $own)
        $text | Should -Match '1\s+Request\s+mine\s+2'
        $text | Should -Match '2\s+Middleware\s+TimingPlugin\s+TimingPlugin\s+1'
        $text | Should -Match '3\s+Transport'
    }

    It 'show attempts with number, status, delay, duration and the message of the error in one line' {
        $strategy = [AxiosPS.FixedRetryStrategy]::new([timespan]::FromMilliseconds(20))
        $text = Show (Invoke-AxiosRequest /status/503 -Client $api -MaxRetries 1 -RetryStrategy $strategy -SkipHttpErrorCheck).Attempts
        $text | Should -Match '#\s+Status\s+Delay\s+Duration\s+Error\s'
        $text | Should -Match '(?m)^\s*1\s+503\s+0 ms\s+\d+ ms\s*$'
        $text | Should -Match '(?m)^\s*2\s+503\s+20 ms\s+\d+ ms\s*$'
        $failure = Get-Failure { Invoke-AxiosRequest 'http://127.0.0.1:1/?token=hunter2' -MaxRetries 1 -RetryStrategy 0 }
        $text = Show $failure.Exception.Attempts
        $text | Should -Match '(?m)^\s*1\s+0 ms\s+\d+ ms GET http://127\.0\.0\.1:1/\?token=\*\*\* '
        $text.Trim().Split("`n").Count | Should -Be 4
        Show ([AxiosPS.Attempt]::new(1, 0, $null, '00:01:15', '00:00:30')) | Should -Match '1\s+30[.,]0 s\s+75[.,]0 s'
    }

    It 'show an error in one line that says what was asked and what came' {
        $failure = Get-Failure { Invoke-AxiosRequest /status/404 -Client $api }
        Show $failure | Should -BeLike "*Invoke-AxiosRequest*GET $server/status/404*404 (Not Found)*"
    }
}

Describe 'An error at the prompt' {
    BeforeAll {
        $page = "<html><head><title>502 Bad Gateway</title></head><body>$("<p>The upstream is gone.</p>`n" * 2000)</body></html>"
        $errors = @{ title = 'Bad thing'; errors = @(1..200 | ForEach-Object { @{ field = "f$_"; message = "is wrong`nin an annoying way" } }) } | ConvertTo-Json -Depth 5
        $mock = New-AxiosMockTransport @(
            @{ Uri = '/page'; StatusCode = 502; Body = $page; Headers = @{ 'Content-Type' = 'text/html' } }
            @{ Uri = '/json'; StatusCode = 422; Body = $errors; Headers = @{ 'Content-Type' = 'application/json' } }
            @{ Uri = '/lines'; StatusCode = 500; Body = "line`n" * 5000; Headers = @{ 'Content-Type' = 'text/plain' } }
        )
        $shop = New-AxiosClient http://shop.test -Transport $mock -Headers @{ Authorization = 'Bearer hunter2' } -AllowUnencryptedAuthentication
    }

    It 'about <Uri> fits a screen, begins with what the server said, and says what was asked' -ForEach @(
        @{ Uri = '/page'; Said = '502 Bad Gateway The upstream is gone.' }
        @{ Uri = '/json'; Said = '{"*' }
        @{ Uri = '/lines'; Said = "line`nline`n" }
    ) {
        $failure = Get-Failure { Invoke-AxiosRequest "${Uri}?long=$('x' * 3000)" -Client $shop }
        $shown = $failure.ErrorDetails.Message
        ($shown.Split("`n") | ForEach-Object { [Math]::Ceiling([Math]::Max(1, $_.Length) / 80) } | Measure-Object -Sum).Sum | Should -BeLessOrEqual 22
        $shown | Should -BeLike "$Said*GET http://shop.test${Uri}*answered*Shortened*"
        $failure.Exception.Response.Text.Length | Should -BeGreaterThan 10000
        $full = $failure | Format-List * -Force | Out-String -Width 80
        $full | Should -Not -Match 'hunter2'
        $full.Length | Should -BeLessThan 20000
    }

    It 'has of a page the words alone, however small it is' {
        $api = New-AxiosClient http://shop.test -Transport (New-AxiosMockTransport -Default @{ StatusCode = 500; Body = '<html><body><h1>Oops</h1> no &amp; no</body></html>'; ContentType = 'text/html' })
        $failure = Get-Failure { Invoke-AxiosRequest /x -Client $api }
        $failure.ErrorDetails.Message | Should -Be "Oops no & no`nGET http://shop.test/x answered 500 (Internal Server Error)."
    }

    It 'has of a page no more than three lines' {
        $failure = Get-Failure { Invoke-AxiosRequest /page -Client $shop }
        $failure.ErrorDetails.Message.Split("`n")[0].Length | Should -BeLessOrEqual 240
    }

    It 'about long JSON still has JSON in its details' {
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $shop }
        ($failure.ErrorDetails.Message | ConvertFrom-Json).errors[0].field | Should -Be f1
        $failure.Exception.Response.Data.errors.Count | Should -Be 200
    }

    It 'is no flood for Get-Error either, and no secret' {
        $failure = Get-Failure { Invoke-AxiosRequest /page -Client $shop }
        $text = Get-Error -InputObject $failure | Out-String -Width 120
        $text | Should -Not -Match 'hunter2'
        $text.Split("`n").Count | Should -BeLessThan 150
    }
}

Describe 'Things of several kinds' {
    It 'show of a response a few short lines, however long its body is' {
        $response = Invoke-AxiosRequest /json -Client $api
        $long = New-AxiosResponse 200 -Json (1..5000)
        foreach ($first in (Get-Date), $api) {
            $text = $first, $response, $long | Out-String -Width 120
            $text | Should -BeLike "*StatusCode*200*Method*GET*$server/json*application/json*Size*bytes*Duration*StatusCode*200*"
            $text.Split("`n").Count | Should -BeLessThan 35
        }
    }

    It 'show of a response in a file which one' {
        $file = Join-Path $TestDrive mixed.json
        (Get-Date), (Invoke-AxiosRequest /json -Client $api -OutFile $file) | Out-String -Width 300 | Should -BeLike "*File*$file*"
    }

    It 'show of a client its base, hooks and plugins' {
        $own = New-AxiosClient $server -Plugin (New-AxiosTimingPlugin)
        $text = (New-AxiosResponse 204), $own | Out-String -Width 120
        $text | Should -BeLike "*204 No Content*BaseUri*$server*Hooks*1 Middleware*Plugins*TimingPlugin*"
        $text | Should -Not -Match 'TimeProvider|CookieContainer|Defaults'
    }
}

Describe 'What is there for the display alone' {
    It 'is no column of a CSV and nothing that Select-Object * gives' {
        ($api | Select-Object *).PSObject.Properties.Name | Should -Not -Contain Hooks
        New-AxiosResponse 200 | ConvertTo-Csv | Select-Object -First 1 | Should -Not -BeLike '*"Size"*'
        New-AxiosResponse 200 | ConvertTo-Json -WarningAction SilentlyContinue | Should -Not -BeLike '*"Size"*'
    }
}
