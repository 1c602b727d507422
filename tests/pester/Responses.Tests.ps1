BeforeAll {
    . $PSScriptRoot/common.ps1
    $api = New-AxiosClient $server

    class Address { [string] $City; [int] $Zip }
    class User { [int] $Id; [string] $Name = 'none'; [DayOfWeek] $Day; [Address] $Address; [object] $More }

    # What a server answers: texts over the network, bytes through a middleware.
    function Get-Answer($Body, [string] $Type = 'application/json', [hashtable] $With = @{}) {
        if ($Body -is [byte[]]) {
            $own = New-AxiosClient $server | Add-AxiosMiddleware -PassThru { param($context) New-AxiosResponse -Body $Body -ContentType $Type -Context $context }
            return Invoke-AxiosRequest /bytes -Client $own @With
        }

        Invoke-AxiosRequest /status/200 -Client $api -Query @{ type = $Type; body = $Body } @With
    }
}

Describe 'A body' {
    It 'of <Type> is a <Expected>' -ForEach @(
        @{ Type = 'application/json'; Body = '{"a":1}'; Expected = 'PSCustomObject' }
        @{ Type = 'application/vnd.api+json'; Body = '{"a":1}'; Expected = 'PSCustomObject' }
        @{ Type = 'application/xml'; Body = '<a/>'; Expected = 'XmlDocument' }
        @{ Type = 'text/xml; charset=utf-8'; Body = '<a/>'; Expected = 'XmlDocument' }
        @{ Type = 'image/svg+xml'; Body = '<svg/>'; Expected = 'XmlDocument' }
        @{ Type = 'application/xhtml+xml'; Body = '<p>&nbsp;</p>'; Expected = 'String' }
        @{ Type = 'text/html'; Body = '<p>'; Expected = 'String' }
        @{ Type = 'text/plain'; Body = '123'; Expected = 'String' }
        @{ Type = 'text/csv'; Body = 'True'; Expected = 'String' }
        @{ Type = 'application/x-ndjson'; Body = '1'; Expected = 'Object[]' }
        @{ Type = 'application/octet-stream'; Body = '{"a":1}'; Expected = 'Byte[]' }
    ) {
        $response = Get-Answer $Body $Type
        $response.Data.GetType().Name | Should -Be $Expected
        $response.Text | Should -Be $Body
        [Text.Encoding]::UTF8.GetString($response.Bytes) | Should -Be $Body
    }

    It 'of HTML in an error is unchanged; the details have its words' {
        $failure = Get-Failure { Invoke-AxiosRequest '/status/500?type=text/html&body=<b>no</b>' -Client $api }
        $failure.Exception.Response.Text | Should -Be '<b>no</b>'
        $failure.Exception.Response.Data | Should -Be '<b>no</b>'
        $failure.ErrorDetails.Message | Should -BeLike "no`nGET *"
    }

    It 'is decoded by <Case>' -ForEach @(
        @{ Case = 'its charset'; Type = 'text/plain; charset=shift_jis'; Bytes = 0x82, 0xA0; Text = 'あ' }
        @{ Case = 'its byte order mark'; Type = 'text/plain; charset=iso-8859-1'; Bytes = 0xEF, 0xBB, 0xBF, 0xC3, 0xA4; Text = 'ä' }
        @{ Case = 'UTF-8 where the charset is none'; Type = 'text/plain; charset=klingon'; Bytes = 0xC3, 0xA4; Text = 'ä' }
        @{ Case = 'UTF-8, what is none becoming U+FFFD'; Type = 'text/plain'; Bytes = 0x61, 0xFF; Text = "a`u{FFFD}" }
    ) {
        (Get-Answer ([byte[]] $Bytes) $Type).Text | Should -BeExactly $Text
    }

    It 'of <Status> puts out no data' -ForEach @(
        @{ Status = 204; Method = 'GET' }
        @{ Status = 205; Method = 'GET' }
        @{ Status = 304; Method = 'GET' }
        @{ Status = 200; Method = 'HEAD' }
        @{ Status = 200; Method = 'GET' }
    ) {
        foreach ($as in 'Data', 'Text', 'Bytes', [User], [xml]) {
            @(Invoke-AxiosRequest "/status/$Status" -Method $Method -Client $api -SkipHttpErrorCheck -As $as).Count | Should -Be 0
        }
    }
}

Describe 'XML' {
    It 'is a document that is put out as one' {
        $xml = @(Get-Answer '<?xml version="1.0"?><users><user id="1">ä</user><user id="2"/></users>' 'application/xml' @{ As = 'Data' })
        $xml.Count | Should -Be 1
        $xml[0] | Should -BeOfType xml
        $xml[0].users.user.id | Should -Be 1, 2
    }

    It 'counts in the charset that it declares' {
        $latin1 = [Text.Encoding]::Latin1.GetBytes('<?xml version="1.0" encoding="iso-8859-1"?><a>ä</a>')
        (Get-Answer $latin1 'application/xml').Data.a | Should -Be 'ä'
    }

    It 'with <Case> is its text, with the error beside it, and an error of -As Data' -ForEach @(
        @{ Case = 'an end that is missing'; Body = '<a><b></a>'; Says = '*application*' }
        @{ Case = 'an entity of a DTD'; Body = '<!DOCTYPE a [<!ENTITY x "boo">]><a>&x;</a>'; Says = '*entity*' }
        @{ Case = 'a bomb of entities'; Body = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'; Says = '*entity*' }
        @{ Case = 'a file of the machine'; Body = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'; Says = '*entity*' }
        @{ Case = 'more than 1000 levels'; Body = '<a>' * 1001 + '</a>' * 1001; Says = '*deeper than 1000*' }
    ) {
        $response = Get-Answer ([Text.Encoding]::UTF8.GetBytes($Body)) 'application/xml'
        $response.Data | Should -Be $Body
        $response.DataError.Message | Should -BeLike '*says that its body is XML*'
        (Get-Failure { Get-Answer ([Text.Encoding]::UTF8.GetBytes($Body)) 'application/xml' @{ As = 'Data' } }).FullyQualifiedErrorId | Should -BeLike 'InvalidData,*'
    }

    It 'is another document in a copy of the response' {
        $response = Get-Answer '<a>1</a>' 'application/xml'
        $null = $response.Data
        $copy = $response.Copy()
        $copy.Data.a = '2'
        $response.Data.a | Should -Be 1
    }

    It 'may name a DTD, which is never fetched' {
        Clear-TestLog
        (Get-Answer "<!DOCTYPE a SYSTEM `"$server/evil.dtd`"><a>1</a>" 'application/xml').Data.a | Should -Be 1
        @(Get-TestLog).Count | Should -Be 1
    }
}

Describe 'JSON lines' {
    It 'are put out one by one' {
        $values = Get-Answer "{`"a`":1}`n`n{`"a`":2}`r`n" 'application/x-ndjson' @{ As = 'Data' }
        $values.a | Should -Be 1, 2
    }

    It 'name the line that is broken' {
        $failure = Get-Failure { Get-Answer "1`n{oops`n" 'application/jsonl' @{ As = 'Data' } }
        "$failure" | Should -BeLike '*line 2*'
    }
}

Describe '-As with a type of texts, dates and numbers' {
    BeforeAll {
        class Row { [string] $Text; [datetime] $When; [int] $Number; [Nullable[int]] $Perhaps; [string[]] $Several; [Collections.Generic.Dictionary[string, string]] $Map }
    }

    It 'takes numbers and booleans as texts, and a date with a blank' {
        $row = Get-Answer '{"text":12.50,"when":"2025-01-02 03:04:05","perhaps":null,"several":[true,1,"a\u00e4",null],"map":{"k":7}}' 'application/json' @{ As = [Row] }
        $row.Text | Should -BeExactly '12.50'
        $row.When | Should -Be ([datetime]::new(2025, 1, 2, 3, 4, 5))
        $row.Perhaps | Should -Be $null
        $row.Several | Should -BeExactly 'true', '1', 'aä', $null
        $row.Map['k'] | Should -BeExactly '7'
    }

    It 'says of <Json> what is wrong' -ForEach @(
        @{ Json = "{`"text`":`"`",`n`"number`": null }"; Says = '*at $.number: the value is null, which System.Int32 does not take*`[Nullable`[System.Int32`]`]*' }
        @{ Json = '{"number":"null"}'; Says = '*at $.number: *' }
        @{ Json = '{"text":{}}'; Says = '*at $.text: *System.String*' }
        @{ Json = '{"when":"01/02/2025"}'; Says = '*at $.when: *System.DateTime*' }
    ) {
        $failure = Get-Failure { Get-Answer $Json 'application/json' @{ As = [Row] } }
        "$failure" | Should -BeLike $Says
        if ($Json -notlike '*: null*') { "$failure" | Should -Not -BeLike '*is null*' }
    }
}

Describe '-As with a type' {
    It 'makes objects of a PowerShell class, each of a list one by one' {
        $users = Get-Answer '[{"id":1,"name":"a","day":"friday","address":{"city":"x","zip":"12"},"more":{"b":[1]}},{"id":"2"}]' -With @{ As = [User] }
        $users.Count | Should -Be 2
        $users[0] -is [User] | Should -BeTrue
        $users[0].Day | Should -Be Friday
        $users[0].Address.Zip | Should -Be 12
        $users[0].More.b | Should -Be 1
        $users[1].Id | Should -Be 2
        $users[1].Name | Should -Be 'none'
    }

    It 'makes one of JSON that is no list, and a list in one piece with -NoEnumerate' {
        @(Get-Answer '{"id":1}' -With @{ As = [User] }).Count | Should -Be 1
        $list = Get-Answer '[{"id":1},{"id":2}]' -With @{ As = [User[]]; NoEnumerate = $true }
        $list -is [User[]] | Should -BeTrue
    }

    It 'takes <Case>' -ForEach @(
        @{ Case = 'dates'; Body = '["2024-05-06T07:08:09Z"]'; As = [datetime[]]; Type = [datetime] }
        @{ Case = 'a hashtable'; Body = '{"a":1}'; As = [hashtable]; Type = [hashtable] }
        @{ Case = 'any object'; Body = '{"a":1}'; As = [pscustomobject]; Type = [pscustomobject] }
        @{ Case = 'a big number'; Body = '123456789012345678901234567890'; As = [bigint]; Type = [bigint] }
        @{ Case = 'an address'; Body = '"10.0.0.1"'; As = [ipaddress]; Type = [ipaddress] }
        @{ Case = 'a number in a text'; Body = '"5"'; As = [int]; Type = [int] }
        @{ Case = 'text'; Body = '{"a":1}'; As = [string]; Type = [string] }
        @{ Case = 'a name in brackets'; Body = '5'; As = '[int]'; Type = [int] }
        @{ Case = 'a name without them'; Body = '5'; As = 'int'; Type = [int] }
    ) {
        Get-Answer $Body -With @{ As = $As } | Should -BeOfType $Type
    }

    It 'takes XML, numbers and dates from text' {
        (Get-Answer '<a>1</a>' 'text/plain' @{ As = [xml] }).a | Should -Be 1
        Get-Answer '12' 'text/plain' @{ As = [int] } | Should -Be 12
        Get-Answer '05/06/2024' 'text/plain' @{ As = [datetime] } | Should -Be ([datetime]::new(2024, 5, 6))
        $bytes = Get-Answer 'ab' 'text/plain' @{ As = [byte[]] }
        , $bytes | Should -BeOfType 'byte[]'
    }

    It 'says where JSON does not fit' {
        $failure = Get-Failure { Get-Answer '[{"id":1,"address":{"zip":"x"}}]' -With @{ As = [User] } }
        "$failure" | Should -BeLike "*$server/status/200*cannot be read as User*`$``[0``].address.zip*"
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidData,*'
        $failure.CategoryInfo.Category | Should -Be InvalidData
        $failure.Exception.Response.Text | Should -BeLike '*zip*'
    }

    It 'says that text does not fit' {
        "$(Get-Failure { Get-Answer 'abc' 'text/plain' @{ As = [int] } })" | Should -BeLike '*is text/plain and cannot be read as System.Int32*'
    }

    It 'may be the choice of a client, and of a call over that' {
        $own = New-AxiosClient $server -As ([hashtable])
        Invoke-AxiosRequest /json -Client $own | Should -BeOfType hashtable
        Invoke-AxiosRequest /json -Client $own -As Response | Should -BeOfType AxiosPS.AxiosResponse
    }

    It 'goes by the data that a hook has set' {
        $own = New-AxiosClient $server -TransformResponse { @{ id = 9 } }
        (Invoke-AxiosRequest /json -Client $own -As ([User])).Id | Should -Be 9
    }

    It 'is completed with the forms, and refuses what is neither form nor type' {
        $forms = (TabExpansion2 'Invoke-AxiosRequest -As ').CompletionMatches.CompletionText
        'Response', 'Data', 'Text', 'Bytes' | Should -BeIn $forms
        (TabExpansion2 'New-AxiosClient -As te').CompletionMatches.CompletionText | Should -Be Text
        "$(Get-Failure { Invoke-AxiosRequest $server -As Dta })" | Should -BeLike "*'Dta' is neither a type nor one of Response, Data*"
    }
}

Describe 'A response' {
    It 'knows where it came from, after redirects' {
        $response = Invoke-AxiosRequest "/redirect/302?to=/redirect/307?to=/json" -Client $api
        $response.Uri | Should -Be "$server/json"
        $response.Redirects | Should -Be "$server/redirect/302?to=/redirect/307?to=/json", "$server/redirect/307?to=/json"
        $response.HttpVersion | Should -Be ([version]'1.1')
        $response.Method | Should -Be GET
    }

    It 'knows its attempts' {
        $own = New-AxiosClient $server -MaxRetries 2 -RetryStrategy (New-AxiosRetryStrategy -Fixed 0)
        $response = Invoke-AxiosRequest "/flaky/$(New-Guid)/1" -Client $own
        $response.Attempts.StatusCode | Should -Be 503, 200
        $response.Attempts.Number | Should -Be 1, 2
    }

    It 'has the cookies that it set, real by name and masked in listings' {
        $own = New-AxiosClient $server | Add-AxiosMiddleware -PassThru { New-AxiosResponse -Headers @{ 'Set-Cookie' = 'sid=canary; Path=/; HttpOnly', 'theme=dark' } -Context $args[0] }
        $response = Invoke-AxiosRequest /x -Client $own
        $response.Cookies['sid'] | Should -Be canary
        $response.Cookies.Details('sid').HttpOnly | Should -BeTrue
        $response.Cookies.Names | Should -Be sid, theme
        $shown = @(
            $response.Cookies | Out-String
            $response | Format-List * -Force | Out-String
            ConvertTo-Json $response.Cookies -Depth 4
            ConvertTo-Json $response -Depth 4 -WarningAction Ignore
            "$($response.Cookies)"
        ) -join '|'
        $shown | Should -BeLike '*sid*'
        $shown | Should -Not -BeLike '*canary*'
    }
}

Describe 'A response transform' {
    It 'sees <Case>' -ForEach @(
        @{ Case = 'JSON as data'; Body = '{"a":1}'; Type = 'application/json'; Sees = 'PSCustomObject' }
        @{ Case = 'XML as a document'; Body = '<a/>'; Type = 'application/xml'; Sees = 'XmlDocument' }
        @{ Case = 'text'; Body = 'x'; Type = 'text/plain'; Sees = 'String' }
        @{ Case = 'broken JSON as its text'; Body = '{'; Type = 'application/json'; Sees = 'String' }
    ) {
        $transform = { param($data, $headers) "$($data.GetType().Name) $($headers['Content-Type'])" }
        Get-Answer $Body $Type @{ TransformResponse = $transform; As = 'Data' } | Should -Be "$Sees $Type"
    }

    It 'gets bytes whole and nothing for no body, and each gives to the next' {
        $own = New-AxiosClient $server -TransformResponse { param($data) , $data }, { param($data) if ($null -eq $data) { 'nothing' } else { $data.Length } }
        Invoke-AxiosRequest /bytes/300 -Client $own -As Data | Should -Be 300
        Invoke-AxiosRequest /status/204 -Client $own -As Data | Should -Be nothing
    }

    It 'that throws is named in the error' {
        $failure = Get-Failure { Invoke-AxiosRequest /json -Client $api -TransformResponse { throw 'ouch' } }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosHookException
        "$failure" | Should -BeLike 'The response transform*ouch*'
    }
}

Describe 'A problem that a server describes' {
    BeforeAll {
        $problem = '{"type":"https://e.test/credit","title":"Not enough credit","status":403,"detail":"It costs 50.","instance":"/a/1","balance":30,"accounts":["/a"]}'
        $query = @{ type = 'application/problem+json'; body = $problem }
    }

    It 'is in the exception and its message, and what the server said comes first in the details' {
        $failure = Get-Failure { Invoke-AxiosRequest /status/403 -Client $api -Query $query }
        $failure.Exception.Message | Should -BeLike '*answered 403 (Forbidden): Not enough credit: It costs 50.'
        $failure.Exception.Problem.Detail | Should -Be 'It costs 50.'
        $failure.Exception.Problem.Extensions.balance | Should -Be 30
        $failure.Exception.Problem.Extensions['accounts'] | Should -Be '/a'
        ($failure.ErrorDetails.Message | ConvertFrom-Json).title | Should -Be 'Not enough credit'
    }

    It 'is in a response whose status is no error, and null in others' {
        (Invoke-AxiosRequest /status/403 -Client $api -Query $query -SkipHttpErrorCheck).Problem.Title | Should -Be 'Not enough credit'
        (Invoke-AxiosRequest /json -Client $api).Problem | Should -BeNullOrEmpty
    }
}

Describe 'Under the culture <_>' -ForEach 'de-DE', 'tr-TR' {
    It 'data reads as ever' {
        $script = {
            param($Server, $Culture)
            [cultureinfo]::CurrentCulture = $Culture
            $api = New-AxiosClient $Server
            $get = { param($Body, $With = @{}) Invoke-AxiosRequest /status/200 -Client $api -Query @{ type = 'APPLICATION/JSON; CHARSET=UTF-8'; body = $Body } -As Data @With }
            $data = & $get '{"INDEX":1.5,"index2":"2024-05-06T07:08:09Z","id":1,"ID":2}'
            $data['INDEX'] -eq 1.5d
            $data['id'] -eq 1 -and $data['ID'] -eq 2
            (& $get '"2024-05-06T07:08:09Z"' @{ DateKind = 'Utc' }) -eq [datetime]::new(2024, 5, 6, 7, 8, 9)
            (& $get '{"Title":"x"}').TITLE -eq 'x'
            (Invoke-AxiosRequest '/status/200?type=text/plain&body=1.5' -Client $api -As ([double])) -eq 1.5d
            (Invoke-AxiosRequest '/status/200?type=TEXT/XML&body=<i/>' -Client $api).Data -is [xml]
        }
        Receive-TestShell (Start-TestShell $script @{ Server = $server; Culture = $_ }) | Should -Be (@($true) * 6)
    }
}
