BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Paging' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'puts out the items of all pages of <Kind>' -ForEach @(@{ Kind = 'link' }, @{ Kind = 'odata' }) {
        (Invoke-AxiosRequest "/pages/$Kind/1?of=3" -Client $api -Paginate).id | Should -Be 1, 2, 3, 4, 5, 6
        @(Get-TestLog).path | Should -Be "/pages/$Kind/1", "/pages/$Kind/2", "/pages/$Kind/3"
    }

    It 'needs no client, and takes addresses from the pipeline' {
        ("$server/pages/link/1?of=2", "$server/pages/odata/2?of=3" | Invoke-AxiosRequest -Paginate).id | Should -Be 1, 2, 3, 4, 3, 4, 5, 6
    }

    It 'keeps a secret from page to page' {
        $token = ConvertTo-SecureString 'Bearer s3cr3t' -AsPlainText
        $null = Invoke-AxiosRequest '/pages/link/1?of=3' -Client $api -Paginate -Headers @{ Authorization = $token }
        @(Get-TestLog).ForEach({ $_.headers.authorization[0] }) | Should -Be 'Bearer s3cr3t', 'Bearer s3cr3t', 'Bearer s3cr3t'
    }

    It 'fetches no page before it is wanted, and none that is not' {
        $seen = Invoke-AxiosRequest '/pages/link/1?of=9' -Client $api -Paginate | ForEach-Object { "$($_.id):$(@(Get-TestLog).Count)" } | Select-Object -First 4
        $seen | Should -Be '1:1', '2:1', '3:2', '4:2'
        @(Get-TestLog).Count | Should -Be 2
    }

    It 'stops at -MaxPages, which asks for pages by itself' {
        (Invoke-AxiosRequest '/pages/link/1?of=9' -Client $api -MaxPages 2).id | Should -Be 1, 2, 3, 4
        @(Get-TestLog).Count | Should -Be 2
    }

    It 'takes a cursor from a scriptblock, by $_ and by param()' -ForEach @(
        @{ Block = { if ($_.Data.next) { @{ Query = @{ number = $_.Data.next } } } } }
        @{ Block = { param($response) if ($response.Data.next) { @{ Query = @{ number = $response.Data.next } } } } }
        @{ Block = { $_.Data.link } }
        @{ Block = { if ($_.Data.link) { [uri] "$server$($_.Data.link)" } } }
    ) {
        $ids = Invoke-AxiosRequest '/pages/cursor/1?of=3' -Client $api -NextPage $Block -ItemsProperty data.items
        $ids.id | Should -Be 1, 2, 3, 4, 5, 6
        @(Get-TestLog).Count | Should -Be 3
    }

    It 'takes a cursor into the body' {
        $bodies = Invoke-AxiosRequest /echo -Client $api -Json @{ page = 1 } -NextPage {
            $page = ($_.Data.body | ConvertFrom-Json).page
            if ($page -lt 3) { @{ Json = @{ page = $page + 1 } } }
        }
        $bodies.body | Should -Be '{"page":1}', '{"page":2}', '{"page":3}'
    }

    It 'gives with -As Response a response for each page, with -As Text its text' {
        $pages = Invoke-AxiosRequest '/pages/link/1?of=2' -Client $api -Paginate -As Response
        $pages | Should -BeOfType AxiosPS.AxiosResponse
        $pages.Count | Should -Be 2
        @(Invoke-AxiosRequest '/pages/link/1?of=2' -Client $api -Paginate -As Text) | Should -Be '[{"id":1},{"id":2}]', '[{"id":3},{"id":4}]'
        @(Invoke-AxiosRequest '/pages/link/1?of=2' -Client (New-AxiosClient $server -As Text) -Paginate)[0] | Should -BeOfType string
    }

    It 'gives with -As [type] items of that type, wherever they stand' {
        Add-Type 'public class PagedItem { public int Id { get; set; } }'
        foreach ($call in @{ Uri = '/pages/link/1?of=2' }, @{ Uri = '/pages/odata/1?of=2' }, @{ Uri = '/pages/cursor/1?of=2'; ItemsProperty = 'data.items'; NextPage = { $_.Data.link } }) {
            $items = Invoke-AxiosRequest @call -Client $api -Paginate -As ([PagedItem])
            $items | Should -BeOfType PagedItem
            $items.Id | Should -Be 1, 2, 3, 4
        }
    }

    It 'refuses one file for many pages' {
        (Get-Failure { Invoke-AxiosRequest '/pages/link/1' -Client $api -Paginate -OutFile "$TestDrive/x" }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        (Get-Failure { Invoke-AxiosRequest '/pages/link/1' -Client $api -MaxPages 2 -OutFile "$TestDrive/x" }).Exception.Message | Should -BeLike '*OutFile*'
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'gives with -NoEnumerate an array for each page' {
        $pages = @(Invoke-AxiosRequest '/pages/odata/1?of=2' -Client $api -Paginate -NoEnumerate)
        $pages.Count | Should -Be 2
        $pages[1].id | Should -Be 3, 4
    }

    It 'warns of a page that points back, its secrets masked, and ends' {
        $items = Invoke-AxiosRequest '/pages/link/1?of=2&loop=true' -Client $api -Paginate -WarningVariable warnings -WarningAction SilentlyContinue
        $items.id | Should -Be 1, 2, 3, 4
        "$warnings" | Should -BeLike 'Page 2 points back to */pages/link/1*fetched before*'
        $loop = [uri]::EscapeDataString('Link:</status/200?token=s3cr3t>;rel=next')
        $null = Invoke-AxiosRequest "/status/200?header=$loop" -Client $api -NextPage { '/status/200?token=s3cr3t' } -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike 'Page 2 *token=`*`*`**'
    }

    It 'puts out what came before an error, which says the page' {
        $link = [uri]::EscapeDataString('Link:</status/500>;rel=next')
        $seen = [Collections.Generic.List[object]]::new()
        $failure = Get-Failure { Invoke-AxiosRequest "/status/200?body=[1,2]&type=application/json&header=$link" -Client $api -Paginate | ForEach-Object { $seen.Add($_) } }
        $seen | Should -Be 1, 2
        $failure.FullyQualifiedErrorId | Should -BeLike 'HttpStatus500,*'
        $failure.Exception.Message | Should -BeLike '*(page 2)'
        $failure.Exception.Page | Should -Be 2
    }

    It 'goes on with the next address of the pipeline after a page that fails' {
        $link = [uri]::EscapeDataString('Link:</status/500>;rel=next')
        $output = "$server/status/200?body=1&type=application/json&header=$link", "$server/pages/link/1?of=1" |
            Invoke-AxiosRequest -Paginate -ErrorAction SilentlyContinue -ErrorVariable failures
        $output[0] | Should -Be 1
        $output[1..2].id | Should -Be 1, 2
        @($failures).Count | Should -Be 1
        "$($failures[0].Exception.Message)" | Should -BeLike '*(page 2)'
    }

    It 'says which page lacks the items' {
        $failure = Get-Failure { Invoke-AxiosRequest '/pages/cursor/1' -Client $api -ItemsProperty data.results }
        $failure.Exception.Message | Should -BeLike "*without 'data.results'*It has data, next, link."
        $failure = Get-Failure { Invoke-AxiosRequest '/pages/link/1' -Client $api -ItemsProperty data }
        $failure.Exception.Message | Should -BeLike "*without 'data'*no object*"
    }

    It 'says what a next-page scriptblock may give' {
        (Get-Failure { Invoke-AxiosRequest /echo -Client $api -NextPage { 42 } }).Exception.Message | Should -BeLike '*next-page hook*Int32 42*an address, a hashtable*'
        (Get-Failure { Invoke-AxiosRequest /echo -Client $api -NextPage { @{ Qery = @{} } } }).Exception.Message | Should -BeLike "*Did you mean 'Query'?*"
        (Get-Failure { Invoke-AxiosRequest /echo -Client $api -NextPage { throw 'its own' } }).Exception.Message | Should -BeLike '*next-page hook*its own*'
    }

    It 'passes what a next-page scriptblock writes to the streams of the command' {
        $null = Invoke-AxiosRequest /echo -Client $api -NextPage { Write-Warning 'from the hook' } -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Be 'from the hook'
    }

    It 'gives an empty page, and one without a body, as nothing' {
        @(Invoke-AxiosRequest '/status/200?body=[]&type=application/json' -Client $api -Paginate).Count | Should -Be 0
        @(Invoke-AxiosRequest /status/204 -Client $api -Paginate).Count | Should -Be 0
    }

    It 'gives a page whose items are null as nothing' {
        @(Invoke-AxiosRequest '/status/200?body={"results":null}&type=application/json' -Client $api -ItemsProperty results).Count | Should -Be 0
    }

    It 'gives a page that is one object as that object' {
        (Invoke-AxiosRequest /json -Client $api -Paginate).name | Should -Be 'axios'
    }

    It 'ends at once with the pipeline while a page is awaited' {
        $link = [uri]::EscapeDataString('Link:</hold/pages>;rel=next')
        $started = Start-TestShell {
            param($uri)
            Invoke-AxiosRequest $uri -Paginate
        } @{ uri = "$server/status/200?body=1&type=application/json&header=$link" }
        try {
            Wait-TestHold pages
            $started.Shell.Stop()
            Wait-TestAbort
        }
        finally {
            Complete-TestHold pages
            Close-TestShell $started
        }
    }
}
