BeforeAll {
    . $PSScriptRoot/common.ps1

    # What the benchmark prints in its quick mode, run once for all of these tests.
    $script:readme = "$TestDrive/README.md"
    Set-Content $readme "before`n<!-- bench: by hand nothing stays here -->`nold`n<!-- /bench -->`nafter"
    $script:output = pwsh -NoProfile -NonInteractive -File $root/bench/bench.ps1 -Quick -UpdateReadme -Readme $readme 2>&1
    $script:status = $LASTEXITCODE
    $script:rows = @($output -match '^\| ' | Select-Object -Skip 2 | ForEach-Object {
            $cells = "$_".Trim('|').Split('|').Trim()
            [pscustomobject]@{ Measured = $cells[0]; Beside = $cells[2]; Ratio = $cells[4] }
        })
}

Describe 'The benchmark' {
    It 'runs to its end' {
        $status | Should -Be 0 -Because ($output -join "`n")
    }

    It 'compares <Measured> with <Beside>' -ForEach @(
        @{ Measured = '*import and first request'; Beside = '*Invoke-RestMethod*' }
        @{ Measured = '*import alone'; Beside = '*does nothing' }
        @{ Measured = 'a request, parsed'; Beside = '*HttpClient.GetStringAsync*' }
        @{ Measured = 'a request, parsed'; Beside = '?Invoke-RestMethod?' }
        @{ Measured = '*scriptblock interceptor'; Beside = '?Invoke-AxiosRequest?' }
        @{ Measured = '*scriptblock middleware'; Beside = '?Invoke-AxiosRequest?' }
        @{ Measured = '*Logger, Timing, Dedupe, Auth and Cache'; Beside = '?Invoke-AxiosRequest?' }
        @{ Measured = 'out of the cache'; Beside = '?Invoke-AxiosRequest?' }
        @{ Measured = '* requests, ?-ThrottleLimit 16?, parsed'; Beside = '*16 tasks*' }
        @{ Measured = '* requests, ?-ThrottleLimit 16?, parsed'; Beside = '*-Parallel*' }
        @{ Measured = '*50 ms, ?-ThrottleLimit 64?'; Beside = 'the ideal*' }
        @{ Measured = 'a JSON list*'; Beside = '?Invoke-RestMethod?' }
        @{ Measured = 'a call in memory*'; Beside = 'the first*' }
        @{ Measured = 'memory kept after *calls'; Beside = 'before them' }
        @{ Measured = 'memory kept after *requests'; Beside = 'before them' }
        @{ Measured = 'each of 100 scriptblock interceptors'; Beside = 'each of 10' }
    ) {
        $row = @($rows.Where{ $_.Measured -like $Measured -and $_.Beside -like $Beside })

        $row.Count | Should -Be 1
        [double]::Parse($row.Ratio, [cultureinfo]::InvariantCulture) | Should -BeOfType double
    }

    It 'compares with <Peer>, or says that it is not there' -ForEach @(
        @{ Peer = 'axios'; Part = 'axios on node: *' }
        @{ Peer = '?curl -o?'; Part = 'downloads: *' }
    ) {
        $found = $rows.Beside -like "$Peer*"
        $said = $output -like "Not measured: $Part"

        [bool]$found -xor [bool]$said | Should -BeTrue
    }

    It 'puts its table into the README and leaves the rest' {
        $text = Get-Content $readme -Raw

        $text | Should -BeLike "before`n<!-- bench: by hand nothing stays here -->`n`n| measured |*`n`n<!-- /bench -->`nafter*"
        $text | Should -Not -Match '\bold\b'
    }
}
