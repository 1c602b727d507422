# The page for those who know axios, held against the names that axios and axios_python have.

BeforeDiscovery {
    $names = Import-PowerShellDataFile $PSScriptRoot/axios-names.psd1
    $lists = foreach ($library in 'Axios', 'AxiosPython') {
        foreach ($list in $names[$library].Keys.Where{ $_ -ne 'Version' }) { @{ Library = $library; List = $list; Names = $names[$library][$list] } }
    }
    $package = Get-Item $PSScriptRoot/../../bench/node/node_modules/axios, $PSScriptRoot/../../bench/node_modules/axios -ErrorAction Ignore | Select-Object -First 1
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $page = Get-Content $root/docs/from-axios.md -Raw
    $python = $page.IndexOf("`n## axios_python")
    $left = { [regex]::Matches($args[0], '(?m)^\| (?<cell>[^|]*`[^|]*) \|').ForEach{ [regex]::Matches($_.Groups['cell'].Value, '`(\w+)`').ForEach{ $_.Groups[1].Value } } }
    $told = @{ Axios = & $left $page.Substring(0, $python); AxiosPython = & $left $page.Substring($python) }
}

Describe 'The page on axios' {
    It 'forgets no name of <Library>, <List>' -ForEach $lists {
        @($Names) | Where-Object { $_ -cnotin $told[$Library] } | Should -BeNullOrEmpty
    }

    It 'has no name that <_> does not have' -ForEach 'Axios', 'AxiosPython' {
        $names = Import-PowerShellDataFile $PSScriptRoot/axios-names.psd1
        $known = $names[$_].Values.ForEach{ $_ } + 'axios', 'withCredentials', 'null', 'AbortController'
        $told[$_] | Where-Object { $_ -cnotin $known } | Should -BeNullOrEmpty
    }

    It 'says in each row what is here, or that there is nothing' {
        $rows = [regex]::Matches($page.Substring($page.IndexOf("`n## The library")), '(?m)^\| [^|]*`[^|]* \| (?<here>[^|]+) \|').ForEach{ $_.Groups['here'].Value }
        $rows.Count | Should -BeGreaterThan 100
        $rows | Where-Object { $_ -notmatch '`|^none$|^the client$|^error id here$' } | Should -BeNullOrEmpty
    }

    It 'names types, methods and properties that are there' {
        $types = [AxiosPS.AxiosClient].Assembly.GetExportedTypes().Name
        [regex]::Matches($page, '\[AxiosPS\.(\w+)\]').ForEach{ $_.Groups[1].Value } | Where-Object { $_ -notin $types } | Should -BeNullOrEmpty
        [regex]::Matches($page, '`(Axios\w+Exception)`').ForEach{ $_.Groups[1].Value } | Where-Object { $_ -notin $types } | Should -BeNullOrEmpty
        foreach ($case in @(
                @{ Pattern = '\$api\.(\w+)'; Type = [AxiosPS.AxiosClient] }
                @{ Pattern = '\$response\.(\w+)'; Type = [AxiosPS.AxiosResponse] }
                @{ Pattern = '\$headers\.(\w+)'; Type = [AxiosPS.HeaderCollection] }
                @{ Pattern = '\$token\.(\w+)'; Type = [AxiosPS.AxiosCancelToken] }
                @{ Pattern = '\$_\.Exception\.(\w+)'; Type = [AxiosPS.AxiosStatusException]; Also = 'Reason' }
            )) {
            $members = $case.Type.GetMembers().Name + $case.Also
            $used = [regex]::Matches(($page -replace '(?s)```(js|python).*?```'), $case.Pattern).ForEach{ $_.Groups[1].Value }
            $used | Should -Not -BeNullOrEmpty
            $used | Where-Object { $_ -notin $members } | Should -BeNullOrEmpty
        }
    }

    It 'has the options of the axios that is installed for the benchmark' -Skip:(-not $package) {
        $folder = Get-Item $root/bench/node/node_modules/axios, $root/bench/node_modules/axios -ErrorAction Ignore | Select-Object -First 1
        $declared = Get-Content "$folder/index.d.ts" -Raw
        $config = [regex]::Match($declared, '(?s)\nexport interface AxiosRequestConfig<.*?\n\}').Value
        $options = [regex]::Matches($config, '(?m)^  (\w+)\?:').ForEach{ $_.Groups[1].Value }
        $options.Count | Should -BeGreaterThan 30
        $options | Where-Object { $_ -cnotin $told.Axios } | Should -BeNullOrEmpty
    }
}
