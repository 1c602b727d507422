BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-AxiosResponse' {
    It 'is a 200 without a body by default' {
        $response = New-AxiosResponse
        $response.StatusCode | Should -Be 200
        $response.Data | Should -BeNullOrEmpty
        $response.Bytes.Length | Should -Be 0
    }

    It 'has a JSON body with its type, read back as data' {
        $response = New-AxiosResponse 201 -Json @{ a = @{ b = 1 } }
        $response.ContentType | Should -Be 'application/json'
        $response.Data.a.b | Should -Be 1
    }

    It 'has a text or bytes as its body' {
        (New-AxiosResponse -Body 'äöü').Text | Should -Be 'äöü'
        (New-AxiosResponse -Body ([byte[]](1, 2))).Data | Should -Be 1, 2
        (New-AxiosResponse -Body '[1]' -ContentType application/json).Data | Should -Be 1
    }

    It 'has headers' {
        $response = New-AxiosResponse -Headers @{ 'Content-Type' = 'text/csv'; 'X-A' = 'b' } -Body 'a,b'
        $response.ContentType | Should -Be 'text/csv'
        $response.Headers['x-a'] | Should -Be 'b'
    }

    It 'takes the address and method of its context' {
        $api = New-AxiosClient http://nowhere.invalid
        Add-AxiosMiddleware { New-AxiosResponse 404 -Context $args[0] } $api
        $failure = Get-Failure { Invoke-AxiosRequest /x -Client $api -Method DELETE }
        $failure.Exception.Message | Should -BeLike 'DELETE http://nowhere.invalid/x*404*'
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'a body of another type'; Call = { New-AxiosResponse -Body @{ a = 1 } }; Says = '*Hashtable*-Json*' }
        @{ Case = 'two bodies'; Call = { New-AxiosResponse -Body 'a' -Json 1 }; Says = '*parameter set*' }
        @{ Case = 'a status that is none'; Call = { New-AxiosResponse 99 }; Says = '*99*' }
        @{ Case = 'a header with a line break'; Call = { New-AxiosResponse -Headers @{ 'X-A' = "a`nb" } }; Says = '*X-A*line break*' }
    ) {
        $failure = Get-Failure $Call
        $failure.CategoryInfo.Category | Should -BeIn InvalidArgument, InvalidData
        "$failure" | Should -BeLike $Says
    }
}
