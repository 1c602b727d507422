BeforeAll {
    Import-Module AxiosPS
    $script = "$PSScriptRoot/Sync-Account.ps1"
}

Describe 'Sync-Account.ps1' {
    BeforeEach {
        # What the server has: two pages of staff, and one account.
        $directory = @(
            @{ Method = 'GET'; Uri = '/accounts'; Json = , @{ mail = 'ann@example.com' } }
            @{
                Method = 'GET'; Uri = '/staff'; Query = @{ active = 'true'; page = $null }
                Json   = @{ id = 1; mail = 'ann@example.com'; unit = 'IT' }, @{ id = 2; mail = 'bob@example.com'; unit = 'HR' }
                Headers = @{ Link = '</staff?active=true&page=2>; rel="next"' }
            }
            @{ Method = 'GET'; Uri = '/staff'; Query = @{ page = 2 }; Json = , @{ id = 3; mail = 'cy@example.com'; unit = 'IT' } }
        )
        $create = @{ Name = 'create'; Method = 'POST'; Uri = '/accounts'; StatusCode = 201; Json = @{ id = 77 } }
        $mock = New-AxiosMockTransport ($directory + $create)
        $client = New-AxiosClient https://directory.example.com -Transport $mock -MaxRetries 3 -RetryStrategy 0
    }

    It 'makes the accounts that are missing, and no others' {
        $results = & $script -Client $client

        $results.Mail | Should -Be 'bob@example.com', 'cy@example.com'
        $results.Result | Should -Be 'made', 'made'
        $made = Get-AxiosMockCall $mock -Route create
        $made | Should -HaveCount 2
        $made[0].Json.unit | Should -Be 'HR'
        $made.ForEach{ $_.Headers['Idempotency-Key'] } | Should -Be 2, 3
    }

    It 'changes nothing with -WhatIf' {
        & $script -Client $client -WhatIf

        Get-AxiosMockCall $mock -Method POST | Should -BeNullOrEmpty
        Get-AxiosMockCall $mock -Method GET | Should -HaveCount 3
    }

    It 'tries again when the server is busy or the connection breaks' {
        $create = @{ Name = 'create'; Method = 'POST'; Uri = '/accounts'; Sequence = 503, @{ Fault = 'Reset' }, @{ StatusCode = 201; Json = @{ id = 77 } } }
        $mock = New-AxiosMockTransport ($directory + $create)
        $client = New-AxiosClient https://directory.example.com -Transport $mock -MaxRetries 3 -RetryStrategy 0

        & $script -Client $client | Should -HaveCount 2

        Get-AxiosMockCall $mock -Route create | ForEach-Object { $_.Fault ?? $_.StatusCode } | Should -Be 503, 'Reset', 201, 201
    }

    It 'goes on when somebody else was faster' {
        $conflict = @{ Method = 'POST'; Uri = '/accounts'; RequestJson = @{ mail = 'bob@*' }; StatusCode = 409 }
        $client = New-AxiosClient https://directory.example.com -Transport (New-AxiosMockTransport ($directory + $conflict + $create))

        (& $script -Client $client).Result | Should -Be 'there already', 'made'
    }

    It 'fails when it may not write' {
        $client = New-AxiosClient https://directory.example.com -Transport (New-AxiosMockTransport ($directory + @{ Method = 'POST'; StatusCode = 403 }))

        { & $script -Client $client } | Should -Throw -ErrorId 'HttpStatus403*'
    }

    Context 'with the client that it makes itself' {
        BeforeAll {
            $newClient = Get-Command New-AxiosClient -CommandType Cmdlet # the real one
        }

        BeforeEach {
            Mock New-AxiosClient { & $newClient @PesterBoundParameters -Transport $mock }
        }

        It 'sends the token to the server that it is told' {
            & $script -BaseUri https://api.example.org -Token (ConvertTo-SecureString s3cret -AsPlainText)

            Should -Invoke New-AxiosClient -Times 1 -Exactly
            $calls = Get-AxiosMockCall $mock
            $calls.Uri.Host | Select-Object -Unique | Should -Be api.example.org
            $calls.ForEach{ $_.Headers['Authorization'] } | Select-Object -Unique | Should -Be 'Bearer s3cret'
        }
    }
}
