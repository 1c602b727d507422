BeforeAll {
    . $PSScriptRoot/common.ps1
    $api = New-AxiosClient $server -Headers @{ 'X-Api-Key' = 'hunter2-key' } -Query @{ token = 'hunter2-query' }
    $nested = @{ order = @{ lines = @(@{ item = @{ name = 'tea' } }) } }
    $echo = '/status/200?type=application/json&body=' + [uri]::EscapeDataString(($nested | ConvertTo-Json -Depth 9 -Compress))

    function Get-Secretive {
        $secret = ConvertTo-SecureString hunter2-token -AsPlainText -Force
        Invoke-AxiosRequest $echo -Client $api -Token $secret -AllowUnencryptedAuthentication -Json @{ password = 'hunter2-body' } -Method Post
    }

    function Get-Copy($Thing, [hashtable] $Options = @{}) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).xml"
        $Thing | Export-Clixml $file @Options
        Get-Content $file -Raw | Should -Not -Match 'hunter2'
        Import-Clixml $file
    }
}

Describe 'A response as CLIXML' {
    It 'keeps status, address, headers, data, text and time, and no secret' {
        $response = Get-Secretive
        $copy = Get-Copy $response
        $copy.PSTypeNames[0] | Should -Be 'Deserialized.AxiosPS.AxiosResponse'
        $copy.StatusCode | Should -Be 200
        $copy.Ok | Should -BeTrue
        $copy.Method | Should -Be POST
        $copy.Uri | Should -BeLike "$server/status/200*token=[*][*][*]*"
        $copy.ContentType | Should -Be 'application/json'
        $copy.Headers['content-type'] | Should -Be $response.Headers['content-type']
        $copy.Data.order.lines[0].item.name | Should -Be tea
        $copy.Text | Should -Be $response.Text
        $copy.Duration | Should -Be $response.Duration
        $copy.Timing.Total | Should -Be $response.Duration
        $copy.Attempts[0].StatusCode | Should -Be 200
        $copy.PSObject.Properties.Name | Should -Not -Contain Config
    }

    It 'has no secret however deep it goes, nor as the serializer makes it elsewhere' {
        $response = Get-Secretive
        $null = Get-Copy $response @{ Depth = 20 }
        1, 4 | ForEach-Object { [Management.Automation.PSSerializer]::Serialize($response, $_) | Should -Not -Match 'hunter2' }
    }

    It 'is printed like one that is alive, alone, in a table and in a list' {
        $response = Invoke-AxiosRequest /json -Client $api
        $copy = Get-Copy $response
        foreach ($view in { $args[0] }, { $args[0] | Format-Table }, { $args[0] | Format-List StatusCode, Uri, Duration }) {
            & $view $copy | Out-String -Width 200 | Should -Be (& $view $response | Out-String -Width 200)
        }
        $list = $copy | Format-List | Out-String -Width 200
        $list | Should -Match 'Status.* 200 OK'
        $list | Should -Match 'Content-Type: application/json'
    }

    It 'of bytes has the bytes' {
        $response = Invoke-AxiosRequest /bytes/300 -Client $api
        $copy = Get-Copy $response
        , $copy.Data | Should -BeOfType byte[]
        $copy.Data | Should -Be $response.Bytes
        $copy | Out-String | Should -BeLike '*(300 bytes of application/octet-stream)*'
    }

    It 'of a file or a stream is no error' {
        $target = Join-Path $TestDrive kept.json
        $copy = Get-Copy (Invoke-AxiosRequest /json -Client $api -OutFile $target)
        "$($copy.File)" | Should -Be $target
        $copy | Out-String -Width 200 | Should -BeLike "*200 OK*(saved as $target)*"
        $stream = $api.Send([AxiosPS.RequestConfig]@{ Uri = '/json'; Stream = $true })
        (Get-Copy $stream).StatusCode | Should -Be 200
        $stream.Stream.Dispose()
    }

    It 'whose data a hook has set to something alive stays of a size' {
        $response = New-AxiosResponse 200
        $response.Data = Get-Item $PSScriptRoot
        [Management.Automation.PSSerializer]::Serialize($response).Length | Should -BeLessThan 20MB
    }

    It 'comes whole out of a process of its own, and so does an error' {
        $job = Start-Job {
            Import-Module $using:modulePath
            $api = New-AxiosClient $using:server -Headers @{ Authorization = 'Bearer hunter2' }
            Invoke-AxiosRequest $using:echo -Client $api
            Invoke-AxiosRequest '/status/404?body={"why":"gone"}&type=application/json' -Client $api
        }
        try {
            $response = $job | Wait-Job | Receive-Job -ErrorAction SilentlyContinue -ErrorVariable failed
        }
        finally {
            $job | Remove-Job
        }
        $response.PSTypeNames[0] | Should -Be 'Deserialized.AxiosPS.AxiosResponse'
        $response.Data.order.lines[0].item.name | Should -Be tea
        $response | Out-String | Should -BeLike '*200 OK*"tea"*'
        $failed[0].FullyQualifiedErrorId | Should -Be 'HttpStatus404,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $exception = $failed[0].Exception.SerializedRemoteException
        $exception.PSTypeNames[0] | Should -Be 'Deserialized.AxiosPS.AxiosStatusException'
        $exception.StatusCode | Should -Be 404
        $exception.Response.Data.why | Should -Be gone
        [Management.Automation.PSSerializer]::Serialize($failed, 5) | Should -Not -Match hunter2
    }

    It 'of a client has its defaults and hooks, and not its plugins'' secrets' {
        $own = New-AxiosClient $server -Headers @{ Authorization = 'Bearer hunter2' } -Plugin (New-AxiosAuthPlugin -Token hunter2-plain)
        $copy = Get-Copy $own @{ Depth = 6 }
        $copy.Defaults.BaseUri | Should -Be $server
        $copy.Plugins[0].Name | Should -Be AuthPlugin
        $copy | Out-String | Should -BeLike "*BaseUri*$server*"
    }
}

Describe 'A response as JSON' {
    It 'is valid, has the data, and no secret' {
        $response = Get-Secretive
        foreach ($options in @{ WarningAction = 'SilentlyContinue' }, @{ Depth = 10 }, @{ Depth = 100; Compress = $true }) {
            $json = $response | ConvertTo-Json @options
            $json | Should -Not -Match 'hunter2'
            $read = $json | ConvertFrom-Json
            $read.StatusCode | Should -Be 200
            $read.Uri | Should -BeLike "$server/status/200*"
            $read.Headers.'Content-Type' | Should -Be 'application/json'
            $read.Text | Should -Be $response.Text
        }
        $read.Data.order.lines[0].item.name | Should -Be tea
        $read.Config.Headers.'X-Api-Key' | Should -Be '***'
    }

    It 'is what one picks of it, without a warning' {
        $json = Get-Secretive | Select-Object StatusCode, Uri, Data | ConvertTo-Json -Depth 9 -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $json | Should -Not -Match 'hunter2'
        ($json | ConvertFrom-Json).Data.order.lines[0].item.name | Should -Be tea
    }

    It 'of an error has an end, and no secret' {
        $failure = Get-Failure { Invoke-AxiosRequest /status/404 -Client $api -Headers @{ Authorization = 'Bearer hunter2' } }
        $json = $failure.Exception.Response | ConvertTo-Json -WarningAction SilentlyContinue
        $json | Should -Not -Match hunter2
        ($json | ConvertFrom-Json).StatusCode | Should -Be 404
    }
}

Describe 'Data' {
    It 'is what was sent and nothing else' {
        $data = Invoke-AxiosRequest $echo -Client $api -As Data
        $data | ConvertTo-Json -Depth 9 -Compress | Should -Be ($nested | ConvertTo-Json -Depth 9 -Compress)
        $data.PSTypeNames | Should -Be 'System.Management.Automation.PSCustomObject', 'System.Object'
        $data.PSObject.Properties.Name | Should -Be order
    }
}

Describe 'A table of responses' {
    It 'is a CSV of what one picks' {
        $rows = '/json', '/status/404' | Invoke-AxiosRequest -Client $api -SkipHttpErrorCheck | Select-Object StatusCode, Method, Uri, Duration | ConvertTo-Csv | ConvertFrom-Csv
        $rows.StatusCode | Should -Be '200', '404'
        $rows[0].Uri | Should -Be "$server/json?token=***"
        [timespan]::Parse($rows[0].Duration, [cultureinfo]::InvariantCulture) | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'is a CSV without secrets and with a line for each, whatever is in it' {
        $csv = Get-Secretive | ConvertTo-Csv
        $csv -join "`n" | Should -Not -Match 'hunter2'
        @($csv | ConvertFrom-Csv).Count | Should -Be 1
        ($csv | ConvertFrom-Csv).StatusCode | Should -Be 200
    }
}
