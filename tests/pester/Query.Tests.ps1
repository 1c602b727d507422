BeforeAll {
    . $PSScriptRoot/common.ps1

    function Get-SentTarget([scriptblock] $Script) {
        Clear-TestLog
        $null = & $Script
        $request = @(Get-TestLog)[0]
        $request.query ? "$($request.path)?$($request.query)" : $request.path
    }
}

Describe 'Query parameters' {
    BeforeAll { $api = New-AxiosClient $server -Query @{ from = 'client' } }

    It 'writes <Name> as <Expected>, whatever the culture' -ForEach @(
        @{ Name = 'a decimal'; Value = [decimal] 1234.5; Expected = '1234.5' }
        @{ Name = 'a double'; Value = 1.5; Expected = '1.5' }
        @{ Name = 'a large double'; Value = [double] 1e21; Expected = '1E%2B21' }
        @{ Name = 'a negative number'; Value = -7; Expected = '-7' }
        @{ Name = 'a BigInteger'; Value = [bigint]::Parse('-123456789012345678901234567890'); Expected = '-123456789012345678901234567890' }
        @{ Name = 'true'; Value = $true; Expected = 'true' }
        @{ Name = 'a switch'; Value = [switch] $true; Expected = 'true' }
        @{ Name = 'a date'; Value = [datetime]::new(2024, 2, 3, 4, 5, 6, [DateTimeKind]::Utc); Expected = '2024-02-03T04%3A05%3A06Z' }
        @{ Name = 'a day'; Value = [DateOnly]::new(2024, 2, 3); Expected = '2024-02-03' }
        @{ Name = 'a span of time'; Value = [timespan] '01:02:03'; Expected = '01%3A02%3A03' }
        @{ Name = 'an enum'; Value = [DayOfWeek]::Friday; Expected = 'Friday' }
        @{ Name = 'a guid'; Value = [guid] '0f8fad5b-d9cb-469f-a165-70867728950e'; Expected = '0f8fad5b-d9cb-469f-a165-70867728950e' }
        @{ Name = 'text'; Value = "I i ä+&=/?#%"; Expected = 'I%20i%20%C3%A4%2B%26%3D%2F%3F%23%25' }
        @{ Name = 'what came through a pipeline'; Value = (Write-Output 2.5); Expected = '2.5' }
    ) {
        $before = [cultureinfo]::CurrentCulture
        try {
            foreach ($culture in 'de-DE', 'tr-TR') {
                [cultureinfo]::CurrentCulture = $culture
                Get-SentTarget { Invoke-AxiosRequest /echo -Client $api -Query @{ v = $Value } } | Should -BeExactly "/echo?from=client&v=$Expected"
            }
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }

    It 'writes lists in the way <Format>' -ForEach @(
        @{ Format = 'Repeat'; Expected = 'a=1&a=2' }
        @{ Format = 'Brackets'; Expected = 'a%5B%5D=1&a%5B%5D=2' }
        @{ Format = 'Indices'; Expected = 'a%5B0%5D=1&a%5B1%5D=2' }
        @{ Format = 'Comma'; Expected = 'a=1,2' }
    ) {
        Get-SentTarget { Invoke-AxiosRequest /echo -Client $api -Query @{ a = 1, 2; from = $null } -ArrayFormat $Format } | Should -BeExactly "/echo?$Expected"
        $own = New-AxiosClient $server -ArrayFormat $Format
        Get-SentTarget { Invoke-AxiosRequest /echo -Client $own -Query @{ a = 1, 2 } } | Should -BeExactly "/echo?$Expected"
        (Invoke-AxiosRequest /echo -Client $own -UrlEncoded @{ a = 1, 2 } -As Data).body | Should -BeExactly $Expected
    }

    It 'writes what is nested name by name, of hashtables and of custom objects' {
        $filter = [pscustomobject] @{ state = 'open'; by = [pscustomobject] @{ id = 1; tags = 'a', 'b' }; none = $null }
        Get-SentTarget { Invoke-AxiosRequest /echo -Client $api -Query ([ordered] @{ z = 1; filter = $filter; a = @{ b = @{ c = $true } } }) } |
            Should -BeExactly '/echo?from=client&z=1&filter%5Bstate%5D=open&filter%5Bby%5D%5Bid%5D=1&filter%5Bby%5D%5Btags%5D=a&filter%5Bby%5D%5Btags%5D=b&a%5Bb%5D%5Bc%5D=true'
        $selected = Get-Item $PSCommandPath | Select-Object Extension
        Get-SentTarget { Invoke-AxiosRequest /echo -Client $api -Query @{ file = $selected } } | Should -BeExactly '/echo?from=client&file%5BExtension%5D=.ps1'
    }

    It 'appends to what the address has already' {
        Get-SentTarget { Invoke-AxiosRequest '/echo?a=1%202' -Client $api -Query @{ b = 3 } } | Should -BeExactly '/echo?a=1%202&from=client&b=3'
    }

    It 'refuses what contains itself, and says where' {
        $loop = @{}
        $loop.self = [pscustomobject] @{ loop = $loop }
        $failure = Get-Failure { Invoke-AxiosRequest /echo -Client $api -Query @{ q = $loop } }
        $failure.Exception.Message | Should -BeLike "*'q'*contain itself*"
    }
}

Describe 'Path parameters' {
    BeforeAll { $api = New-AxiosClient "$server/echo" }

    It 'take the places of {name}, each as one segment' {
        Get-SentTarget { Invoke-AxiosRequest '/{Owner}/{repo}/{n}' -Client $api -PathParameter @{ owner = 'a/b ä'; repo = '..x?'; n = 1.5 } -SkipHttpErrorCheck } |
            Should -BeExactly '/echo/a%2Fb%20%C3%A4/..x%3F/1.5'
        Get-SentTarget { Invoke-AxiosRequest '/{+path}' -Client $api -PathParameter @{ path = 'a/b c' } -SkipHttpErrorCheck } | Should -BeExactly '/echo/a/b%20c'
    }

    It 'may stand in the options of a call' {
        $config = [AxiosPS.RequestConfig] @{ PathParameter = @{ id = 'a b' }; Query = @{ q = [pscustomobject] @{ x = 1 } }; SkipHttpErrorCheck = $true }
        Get-SentTarget { $api.Get('/{id}', $config) } | Should -BeExactly '/echo/a%20b?q%5Bx%5D=1'
    }

    It 'may stand in the client for its base' {
        $client = New-AxiosClient "$server/{kind}" -PathParameter @{ kind = 'echo' }
        Get-SentTarget { Invoke-AxiosRequest '' -Client $client } | Should -BeExactly '/echo'
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'a $null value'; Uri = '/u/{id}'; Values = @{ id = $null }; Reason = '*{id}*no value*' }
        @{ Case = 'an empty value'; Uri = '/u/{id}'; Values = @{ id = '' }; Reason = "*'id' is empty*" }
        @{ Case = 'a missing value'; Uri = '/u/{id}/{name}'; Values = @{ id = 1 }; Reason = '*{name}*it has id*' }
        @{ Case = 'a value too many'; Uri = '/u/{user}'; Values = @{ user = 1; usr = 1 }; Reason = "*'usr'*Did you mean 'user'?" }
        @{ Case = 'dots'; Uri = '/u/{id}/x'; Values = @{ id = '..' }; Reason = "*'id'*another path*" }
        @{ Case = 'a list'; Uri = '/u/{id}'; Values = @{ id = 1, 2 }; Reason = "*'id' is a list*" }
        @{ Case = 'a host'; Uri = 'http://{id}/'; Values = @{ id = 'a' }; Reason = '*{id}*host*' }
    ) {
        Clear-TestLog
        $failure = Get-Failure { Invoke-AxiosRequest $Uri -Client $api -PathParameter $Values }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        $failure.Exception.Message | Should -BeLike $Reason
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'sends a SecureString, and shows it nowhere' {
        $secret = ConvertTo-SecureString 'hunt/er2' -AsPlainText
        $failure = Get-Failure { Invoke-AxiosRequest '/u/{id}' -Client $api -PathParameter @{ id = $secret } }
        @(Get-TestLog)[-1].path | Should -BeExactly '/echo/u/hunt%2Fer2'
        "$failure $($failure.TargetObject) $($failure | Format-List * -Force | Out-String)" | Should -Not -BeLike '*hunt*'
    }

    It 'leaves braces alone where there are none' {
        Get-SentTarget { Invoke-AxiosRequest '/{id}' -Client $api -SkipHttpErrorCheck } | Should -BeExactly '/echo/%7Bid%7D'
    }
}
