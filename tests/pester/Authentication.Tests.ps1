BeforeAll {
    . $PSScriptRoot/common.ps1
    $elsewhere = $server.Replace('127.0.0.1', 'localhost')
    $credential = [pscredential]::new('änn', (ConvertTo-SecureString 'hunter2:x' -AsPlainText))
    $token = ConvertTo-SecureString 'hunter2' -AsPlainText
    $basic = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('änn:hunter2:x'))

    function Get-Sent([hashtable] $Parameters) { (Invoke-AxiosRequest "$server/echo" -As Data @Parameters).headers.authorization }
}

Describe 'Who asks' {
    BeforeEach { Clear-TestLog }

    It 'is said by <Name>' -ForEach @(
        @{ Name = '-Authentication Basic'; Given = { @{ Authentication = 'Basic'; Credential = $credential } }; Expected = { $basic } }
        @{ Name = '-Authentication Bearer'; Given = { @{ Authentication = 'Bearer'; Token = $token } }; Expected = { 'Bearer hunter2' } }
        @{ Name = '-Authentication OAuth'; Given = { @{ Authentication = 'OAuth'; Token = $token } }; Expected = { 'Bearer hunter2' } }
        @{ Name = '-Token alone'; Given = { @{ Token = $token } }; Expected = { 'Bearer hunter2' } }
        @{ Name = '-Token as a text'; Given = { @{ Token = 'hunter2' } }; Expected = { 'Bearer hunter2' } }
        @{ Name = '-Headers'; Given = { @{ Headers = @{ Authorization = $token } } }; Expected = { 'hunter2' } }
        @{ Name = '-Authentication None and nothing'; Given = { @{ Authentication = 'None' } }; Expected = { $null } }
        @{ Name = 'a -Credential, not before it is asked for'; Given = { @{ Credential = $credential } }; Expected = { $null } }
    ) {
        Get-Sent (& $Given) | Should -Be (& $Expected)
    }

    It 'is said once: <Problem>' -ForEach @(
        @{ Problem = '*given twice*'; Given = { @{ Headers = @{ Authorization = 'x' }; Token = $token } } }
        @{ Problem = '*-Authentication None takes no -Token*'; Given = { @{ Authentication = 'None'; Token = $token } } }
        @{ Problem = '*-Authentication Basic takes no -Token*'; Given = { @{ Authentication = 'Basic'; Credential = $credential; Token = $token } } }
        @{ Problem = '*-Authentication Basic needs -Credential*'; Given = { @{ Authentication = 'Basic' } } }
        @{ Problem = '*-Authentication Basic needs -Credential*'; Given = { @{ Authentication = 'Basic'; UseDefaultCredentials = $true } } }
        @{ Problem = '*-Authentication Bearer needs -Token*'; Given = { @{ Authentication = 'Bearer' } } }
        @{ Problem = '*-Authentication OAuth needs -Token*'; Given = { @{ Authentication = 'OAuth'; Credential = $credential } } }
        @{ Problem = '*two ways to say who asks*'; Given = { @{ Authentication = 'Bearer'; Credential = $credential; Token = $token } } }
        @{ Problem = '*two ways to say who asks*'; Given = { @{ UseDefaultCredentials = $true; Token = $token } } }
        @{ Problem = '*two different things*'; Given = { @{ UseDefaultCredentials = $true; Credential = $credential } } }
        @{ Problem = '*-Token is empty*'; Given = { @{ Token = '' } } }
        @{ Problem = '*may not hold a colon*'; Given = { @{ Authentication = 'Basic'; Credential = [pscredential]::new('a:b', $token) } } }
        @{ Problem = '*holds a line break*'; Given = { @{ Token = "a`r`nX-Evil: 1" } } }
    ) {
        $parameters = & $Given
        foreach ($failure in (Get-Failure { Invoke-AxiosRequest "$server/echo" @parameters }), (Get-Failure { New-AxiosClient $server @parameters })) {
            $failure.Exception.Message | Should -BeLike $Problem
            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest*'
            $failure | Format-List * -Force | Out-String | Should -Not -Match 'hunter2'
        }
        Get-TestLog | Should -BeNullOrEmpty
    }

    It 'is meant for the base of the client that says it' {
        $api = New-AxiosClient $server -Authentication Basic -Credential $credential
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.authorization | Should -Be $basic
        (Invoke-AxiosRequest "$elsewhere/echo" -Client $api -As Data).headers.authorization | Should -BeNullOrEmpty
    }

    It 'is meant for the address of the call that says it, and overrides the client' {
        $api = New-AxiosClient $server -Token $token -Headers @{ 'X-Api-Key' = 'client' }
        (Invoke-AxiosRequest /echo -Client $api -Authentication Basic -Credential $credential -As Data).headers.authorization | Should -Be $basic
        $sent = (Invoke-AxiosRequest "$elsewhere/echo" -Client $api -Token other -As Data).headers
        $sent.authorization | Should -Be 'Bearer other'
        $sent.'x-api-key' | Should -BeNullOrEmpty
    }

    It 'stays behind where a redirect leaves the origin, with a -SecretHeader too' {
        $null = Invoke-AxiosRequest "$server/redirect/302?to=$elsewhere/echo" -Token $token -SecretHeader X-Mine -Headers @{ 'X-Mine' = 'hunter2' }
        $first, $second = Get-TestLog
        $first.headers.authorization, $first.headers.'x-mine' | Should -Be 'Bearer hunter2', 'hunter2'
        "$($second.headers.authorization)$($second.headers.'x-mine')" | Should -BeNullOrEmpty
    }
}

Describe 'Over plain http to another machine' {
    It '<Name> is refused before anything is sent' -ForEach @(
        @{ Name = '-Token'; Given = { @{ Token = $token } } }
        @{ Name = '-Authentication Basic'; Given = { @{ Authentication = 'Basic'; Credential = $credential } } }
        @{ Name = 'an Authorization header'; Given = { @{ Headers = @{ Authorization = 'hunter2' } } } }
        @{ Name = 'a -SecretHeader'; Given = { @{ Headers = @{ 'X-Mine' = 'hunter2' }; SecretHeader = 'X-Mine' } } }
        @{ Name = 'a SecureString header'; Given = { @{ Headers = @{ 'X-Mine' = $token } } } }
        @{ Name = 'a SecureString in the query'; Given = { @{ Query = @{ pin = $token } } } }
    ) {
        $parameters = & $Given
        $failure = Get-Failure { Invoke-AxiosRequest http://a.invalid/ @parameters }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest*'
        $failure.Exception.Message | Should -BeLike '*over plain http*AllowUnencryptedAuthentication*'
        $failure | Format-List * -Force | Out-String | Should -Not -Match 'hunter2'
        (Get-Failure { Invoke-AxiosRequest http://a.invalid/ -AllowUnencryptedAuthentication @parameters }).FullyQualifiedErrorId | Should -BeLike 'Network*'
    }
}
