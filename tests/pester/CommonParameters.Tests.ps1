# What every cmdlet has in common with those of PowerShell: common parameters, errors, the pipeline.

BeforeDiscovery {
    # For each cmdlet a call that succeeds, one that fails (null where nothing can), and the pipeline.
    $table = @(
        @{ Cmdlet = 'New-AxiosClient'; Good = '$server'; Bad = 'http://a.test -MaxRetries 1 -RetryOnStatus 700' }
        @{ Cmdlet = 'Close-AxiosClient'; Good = '(New-AxiosClient)'; Bad = '$null' }
        @{ Cmdlet = 'Invoke-AxiosRequest'; Good = '/json -Client $api'; Bad = '/status/404 -Client $api' }
        @{ Cmdlet = 'Start-AxiosRequest'; Good = '/json -Client $api'; Bad = '/json -Client 5' }
        @{ Cmdlet = 'Add-AxiosInterceptor'; Good = '{} $api -PassThru'; Bad = '5 $api' }
        @{ Cmdlet = 'Add-AxiosMiddleware'; Good = '{ & $args[1] } $api -PassThru'; Bad = '5 $api' }
        @{ Cmdlet = 'Add-AxiosPlugin'; Good = '@{ Attach = {} } $api -PassThru'; Bad = '5 $api' }
        @{ Cmdlet = 'Get-AxiosPlugin'; Good = '(Add-AxiosPlugin (New-AxiosTimingPlugin) $api -PassThru)'; Bad = '$null' }
        @{ Cmdlet = 'Remove-AxiosPlugin'; Good = '(Add-AxiosPlugin (New-AxiosTimingPlugin) $api -PassThru | Get-AxiosPlugin)'; Bad = '-Name Nix -Client $api' }
        @{ Cmdlet = 'New-AxiosPlugin'; Good = 'Mine -Attach {}'; Bad = 'Mine' }
        @{ Cmdlet = 'Get-AxiosPipeline'; Good = '$api'; Bad = '$null' }
        @{ Cmdlet = 'Remove-AxiosHook'; Good = '((Add-AxiosInterceptor {} $api -PassThru | Get-AxiosPipeline)[0])'; Bad = '99 $api' }
        @{ Cmdlet = 'New-AxiosResponse'; Good = '-Json @{ a = 1 }'; Bad = '-StatusCode 5' }
        @{ Cmdlet = 'New-AxiosRetryStrategy'; Good = '-Fixed -DelaySec 1'; Bad = '-Fixed -DelaySec -1' }
        @{ Cmdlet = 'New-AxiosCancelToken'; Good = '5'; Bad = '-5' }
        @{ Cmdlet = 'New-AxiosMockTransport'; Good = '@{ Uri = "/x" }'; Bad = '@{ Nix = 1 }' }
        @{ Cmdlet = 'Get-AxiosMockCall'; Good = '$mock'; Bad = '-Client $api' }
        @{ Cmdlet = 'New-AxiosLoggerPlugin'; Good = ''; Bad = '-Sink 5' }
        @{ Cmdlet = 'New-AxiosTimingPlugin'; Good = ''; Bad = '-Nix' }
        @{ Cmdlet = 'New-AxiosRequestSourcePlugin'; Good = 'shop/2.1'; Bad = "'a`nb'" }
        @{ Cmdlet = 'New-AxiosCachePlugin'; Good = ''; Bad = '-Store 5' }
        @{ Cmdlet = 'New-AxiosDedupePlugin'; Good = ''; Bad = '-Nix' }
        @{ Cmdlet = 'New-AxiosFaultPlugin'; Good = '-StatusCode 503'; Bad = '-StatusCode 5' }
        @{ Cmdlet = 'New-AxiosTracePlugin'; Good = ''; Bad = '-Keep -1' }
        @{ Cmdlet = 'New-AxiosAuthPlugin'; Good = '-TokenProvider { "x" }'; Bad = '-TokenProvider 5' }
        @{ Cmdlet = 'New-AxiosCassette'; Good = '$TestDrive/cassette.json'; Bad = '$TestDrive/no/such/folder/x.json' }
        @{ Cmdlet = 'Find-AxiosPlugin'; Good = '-Repository (Get-PSResourceRepository | Where-Object Name -eq Nix)'; Bad = '-Repository Nix*z' }
        @{ Cmdlet = 'Test-AxiosPlugin'; Good = '{} -Include "It is recognised*"'; Bad = '{} -Include Nix' }
        @{ Cmdlet = 'New-AxiosPluginModule'; Good = '"P$([guid]::NewGuid().ToString("N"))" -Path $TestDrive'; Bad = 'a/b' }
        @{ Cmdlet = 'ConvertTo-AxiosCurl'; Good = 'http://a.test/'; Bad = '/no/base' }
        @{ Cmdlet = 'New-AxiosHarPlugin'; Good = ''; Bad = '-MaxEntries -1' }
        @{ Cmdlet = 'Export-AxiosHar'; Good = '(New-AxiosHarPlugin)'; Bad = '(New-AxiosClient)' }
        @{ Cmdlet = 'ConvertFrom-AxiosCurl'; Good = '"curl http://a.test/"'; Bad = 'wget' }
    )
    $cmdlets = $table.Cmdlet
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $ErrorActionPreference = 'Continue'

    function New-Script([string] $Text, [string] $More) { [scriptblock]::Create($Text + ' ' + $More) }
}

Describe 'Common parameters of <Cmdlet>' -ForEach $table {
    BeforeAll {
        $api = New-AxiosClient $server
        $mock = New-AxiosMockTransport @{ Uri = '/x'; Json = 1 }
        $null = Invoke-AxiosRequest http://a.test/x -Client (New-AxiosClient -Transport $mock)
        $isSearch = $Cmdlet -eq 'Find-AxiosPlugin'
    }

    It 'are there, with every stream' {
        $names = (Get-Command $Cmdlet).Parameters.Keys
        foreach ($name in 'Verbose', 'Debug', 'ErrorAction', 'ErrorVariable', 'WarningAction', 'WarningVariable', 'InformationAction', 'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable', 'ProgressAction') {
            $names | Should -Contain $name
        }
    }

    It '-OutVariable and -PipelineVariable have what comes out, which is of the type that is declared' {
        if ($isSearch) { return Set-ItResult -Skipped -Because 'a search needs a repository; Find-AxiosPlugin.Tests.ps1 has one' }
        $given = @(. (New-Script "$Cmdlet $Good" '-OutVariable out -PipelineVariable each -ErrorVariable failed -WarningVariable warned -InformationVariable told | ForEach-Object { $seen = @($seen) + $each; $_ }'))
        @($failed) + $warned + $told | Where-Object { $null -ne $_ } | Should -BeNullOrEmpty
        $out.Count | Should -Be $given.Count
        $declared = (Get-Command $Cmdlet).OutputType.Type
        $given.Count -gt 0 | Should -Be ($declared.Count -gt 0)
        for ($i = 0; $i -lt $given.Count; $i++) {
            [object]::ReferenceEquals($out[$i], $given[$i]) | Should -BeTrue
            [object]::ReferenceEquals(@($seen)[-$given.Count + $i], $given[$i]) | Should -BeTrue
            $declared.Where{ $given[$i] -is $_ } | Should -Not -BeNullOrEmpty
        }
        $given | Where-Object { $_ -is [Management.Automation.Job] } | Remove-Job -Force
    }

    It '-ErrorVariable has the error and +adds to it, and nothing else is there' {
        $found = try { . (New-Script "$Cmdlet $Bad" '-ErrorVariable failed -ErrorAction SilentlyContinue 2>$null') } catch { $caught = $_ }
        $errors = @(@($failed) + $caught | Where-Object { $_ })
        if ($isSearch) { return Set-ItResult -Skipped -Because 'a search needs a repository; Find-AxiosPlugin.Tests.ps1 has one' }
        $errors | Should -Not -BeNullOrEmpty
        $found | Should -BeNullOrEmpty
        foreach ($record in $errors) {
            $record = $record -is [Management.Automation.ErrorRecord] ? $record : $record.ErrorRecord
            $record.FullyQualifiedErrorId | Should -BeLike "*,*$($Cmdlet.Replace('-', ''))Command"
            $record.CategoryInfo.Category | Should -Not -Be NotSpecified
            "$record" | Should -Not -BeNullOrEmpty
        }
        $before = $failed.Count
        try { . (New-Script "$Cmdlet $Bad" '-ErrorVariable +failed -ErrorAction SilentlyContinue 2>$null') } catch { $null = $_ }
        if ($before -gt 0) { $failed.Count | Should -Be ($before * 2) }
    }

    It '-ErrorAction Stop throws' {
        if ($isSearch) { return Set-ItResult -Skipped -Because 'a search needs a repository; Find-AxiosPlugin.Tests.ps1 has one' }
        { . (New-Script "$Cmdlet $Bad" '-ErrorAction Stop') } | Should -Throw
    }

    It '$LASTEXITCODE and $? are left as a command of PowerShell leaves them' {
        if ($isSearch) { return Set-ItResult -Skipped -Because 'a search needs a repository; Find-AxiosPlugin.Tests.ps1 has one' }
        $global:LASTEXITCODE = 77
        . (New-Script "`$null = $Cmdlet $Good; `$good = `$?; try { `$null = $Cmdlet $Bad 2>`$null } catch { `$null = `$_ }")
        $good | Should -BeTrue
        $global:LASTEXITCODE | Should -Be 77
    }
}

Describe 'The table' {
    It 'has every cmdlet of the module' {
        (Get-Module AxiosPS).ExportedCmdlets.Keys | Where-Object { $_ -notin $cmdlets } | Should -BeNullOrEmpty
    } -TestCases @{ cmdlets = $cmdlets }
}

Describe 'An error of a call with <How>' -ForEach @(
    @{ How = 'nothing'; Set = ''; More = '' }
    @{ How = '-ErrorAction Stop'; Set = ''; More = '-ErrorAction Stop' }
    @{ How = '-ErrorAction Continue'; Set = ''; More = '-ErrorAction Continue' }
    @{ How = '-ErrorAction SilentlyContinue'; Set = ''; More = '-ErrorAction SilentlyContinue' }
    @{ How = '-ErrorAction Ignore'; Set = ''; More = '-ErrorAction Ignore' }
    @{ How = '$ErrorActionPreference Stop'; Set = '$ErrorActionPreference = "Stop"'; More = '' }
    @{ How = '$ErrorActionPreference SilentlyContinue'; Set = '$ErrorActionPreference = "SilentlyContinue"'; More = '' }
    @{ How = '$ErrorActionPreference Stop and -ErrorAction SilentlyContinue'; Set = '$ErrorActionPreference = "Stop"'; More = '-ErrorAction SilentlyContinue' }
    @{ How = 'a trap that goes on'; Set = 'trap { "trapped"; continue }'; More = '' }
    @{ How = 'try and finally'; Set = ''; More = ''; Around = 'try { CALL } finally { "finally" }' }
    @{ How = 'try and catch'; Set = ''; More = ''; Around = 'try { CALL; "not caught" } catch { "caught" }' }
) {
    It 'by argument goes the same way as one of Invoke-RestMethod' {
        $expected, $actual = foreach ($command in 'Invoke-RestMethod', 'Invoke-AxiosRequest') {
            $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
            try {
                $call = ($Around ?? 'CALL').Replace('CALL', "$command $server/status/404 $More -ErrorVariable failed")
                $null = $shell.AddScript("Import-Module '$modulePath'").Invoke()
                $shell.Commands.Clear()
                $output = try { $shell.AddScript("& { $Set`n$call`n`"ok `$?`"; `"variable `$(@(`$failed).Count) `$(`$Error.Count)`" }").Invoke() } catch { 'thrown' }
                "$output; $($shell.Streams.Error.Count) errors"
            }
            finally { $shell.Dispose() }
        }
        $actual | Should -Be $expected
    }
}

Describe 'Requests from the pipeline' {
    BeforeAll { $api = New-AxiosClient $server }

    It 'that fail write an error each and go on, or end with -ErrorAction Stop and $ErrorActionPreference' {
        $uris = '/status/404', '/json', '/status/500'
        ($uris | Invoke-AxiosRequest -Client $api -ErrorVariable failed -ErrorAction SilentlyContinue).StatusCode | Should -Be 200
        $failed.Count | Should -Be 2
        { $uris | Invoke-AxiosRequest -Client $api -ErrorAction Stop } | Should -Throw '*404*'
        { $ErrorActionPreference = 'Stop'; $uris | Invoke-AxiosRequest -Client $api } | Should -Throw '*404*'
        & { $ErrorActionPreference = 'SilentlyContinue'; ($uris | Invoke-AxiosRequest -Client $api).StatusCode } | Should -Be 200
    }

    It 'that are none send nothing: an empty pipeline, an empty list' {
        Clear-TestLog
        @() | Invoke-AxiosRequest -Client $api | Should -BeNullOrEmpty
        & {} | Invoke-AxiosRequest -Client $api | Should -BeNullOrEmpty
        @() | Add-AxiosPlugin -Plugin @{ Attach = {} } | Should -BeNullOrEmpty
        @() | Close-AxiosClient | Should -BeNullOrEmpty
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'that are $null are an error that says so, and the others are sent' {
        $given = '/json', $null | Invoke-AxiosRequest -Client $api -ErrorVariable failed -ErrorAction SilentlyContinue
        $given.StatusCode | Should -Be 200
        "$($failed[0])" | Should -BeLike '*null*'
        $failed[0].CategoryInfo.Category | Should -Be InvalidArgument
    }
}

Describe 'Several clients from the pipeline' {
    It 'are each given what <Cmdlet> gives' -ForEach @(
        @{ Cmdlet = 'Add-AxiosPlugin'; Call = { $input | Add-AxiosPlugin -Plugin (New-AxiosTimingPlugin) -PassThru } }
        @{ Cmdlet = 'Add-AxiosInterceptor'; Call = { $input | Add-AxiosInterceptor -Request {} -PassThru } }
        @{ Cmdlet = 'Add-AxiosMiddleware'; Call = { $input | Add-AxiosMiddleware { & $args[1] } -PassThru } }
    ) {
        $clients = (New-AxiosClient http://a.test), (New-AxiosClient http://b.test)
        $passed = @($clients | & $Call)
        $passed.Count | Should -Be 2
        [object]::ReferenceEquals($passed[0], $clients[0]) -and [object]::ReferenceEquals($passed[1], $clients[1]) | Should -BeTrue
        @($clients | Get-AxiosPipeline | Where-Object Id).Count | Should -Be 2
        $clients | Close-AxiosClient
        $clients.IsClosed | Should -Be $true, $true
    }
}
