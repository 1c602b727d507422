BeforeAll {
    . $PSScriptRoot/common.ps1
    $api = New-AxiosClient $server
    [IO.File]::WriteAllText("$TestDrive/a.txt", 'first')
    [IO.File]::WriteAllText("$TestDrive/b.json", '{"b":2}')

    # What arrived: its content type, and its text with the boundary of a form as B.
    function Send-Body([hashtable] $Parameters) {
        $request = Invoke-AxiosRequest /echo -Client $api -As Data @Parameters
        $type = "$($request.headers.'content-type')"
        $boundary = if ($type -match 'boundary=(axiosps-[0-9a-f]{32})$') { $Matches[1] } else { 'none' }
        [pscustomobject]@{ Type = $type.Replace($boundary, 'B'); Text = $request.body.Replace($boundary, 'B').Replace("`r`n", "`n"); Method = $request.method }
    }
}

Describe 'A form' {
    It 'has texts, files and lists as parts' {
        $sent = Send-Body @{ Form = [ordered]@{ file = Get-Item $TestDrive/a.txt; tags = 'a', 'b'; n = 1.5; none = $null } }
        $sent.Method | Should -Be POST
        $sent.Type | Should -BeExactly 'multipart/form-data; boundary=B'
        $sent.Text | Should -BeExactly (@(
                '--B', 'Content-Disposition: form-data; name="file"; filename="a.txt"', 'Content-Type: text/plain', '', 'first'
                '--B', 'Content-Disposition: form-data; name="tags"', '', 'a'
                '--B', 'Content-Disposition: form-data; name="tags"', '', 'b'
                '--B', 'Content-Disposition: form-data; name="n"', '', '1.5'
                "--B--`n"
            ) -join "`n")
    }

    It 'has several files in one field, as Get-ChildItem lists them' {
        $sent = Send-Body @{ Form = @{ files = Get-ChildItem $TestDrive -File } }
        $sent.Text | Should -BeLike '*name="files"; filename="a.txt"*first*name="files"; filename="b.json"*{"b":2}*'
    }

    It 'takes what more is to be said of a part as <Case>' -ForEach @(
        @{ Case = 'a hashtable'; Make = { @{ Value = '{}'; FileName = 'x"y.bin'; ContentType = 'text/x'; Headers = @{ 'X-Id' = 7 } } } }
        @{ Case = 'a custom object'; Make = { [pscustomobject]@{ Value = '{}'; FileName = 'x"y.bin'; ContentType = 'text/x'; Headers = @{ 'X-Id' = 7 } } } }
        @{ Case = 'a FormPart'; Make = { [AxiosPS.FormPart]@{ Value = '{}'; FileName = 'x"y.bin'; ContentType = 'text/x'; Headers = @{ 'X-Id' = 7 } } } }
    ) {
        $part = & $Make
        (Send-Body @{ Form = @{ p = $part } }).Text |
            Should -BeExactly "--B`nContent-Disposition: form-data; name=`"p`"; filename=`"x%22y.bin`"`nContent-Type: text/x`nX-Id: 7`n`n{}`n--B--`n"
    }

    It 'has bytes as a file, however PowerShell has wrapped them: <Case>' -ForEach @(
        @{ Case = 'byte[]'; Make = { , [byte[]](65, 66) } }
        @{ Case = 'what Get-Content -AsByteStream puts out'; Make = { [IO.File]::WriteAllText("$TestDrive/ab", 'AB'); Get-Content $TestDrive/ab -AsByteStream } }
        @{ Case = 'a stream'; Make = { [IO.MemoryStream]::new([byte[]](65, 66)) } }
    ) {
        $value = & $Make
        (Send-Body @{ Form = @{ f = $value } }).Text | Should -BeLike "*filename=`"blob`"`nContent-Type: application/octet-stream`n`nAB`n*"
    }

    It 'may be a custom object' {
        (Send-Body @{ Form = [pscustomobject]@{ a = 'x' } }).Text | Should -BeLike '*name="a"*x*'
    }

    It 'sends a SecureString as its text' {
        (Send-Body @{ Form = @{ password = ConvertTo-SecureString 'let me in' -AsPlainText } }).Text | Should -BeLike "*name=`"password`"`n`nlet me in`n*"
    }

    It 'is refused, and nothing sent, with <Case>' -ForEach @(
        @{ Case = 'a line break in a name'; Form = @{ "a`r`nX: y" = 1 }; Says = '*line break*' }
        @{ Case = 'a line break in a file name'; Form = @{ a = @{ Value = 1; FileName = "a`r`nX: y" } }; Says = '*line break*' }
        @{ Case = 'a key that no part has'; Form = @{ a = @{ Value = 1; Filename2 = 'x' } }; Says = "*Did you mean 'FileName'?*" }
        @{ Case = 'a list within a list'; Form = @{ a = 1, (2, 3) }; Says = '*list within its list*' }
        @{ Case = 'a text'; Form = 'a=b'; Says = '*takes a dictionary*' }
        @{ Case = 'an object that is no value'; Form = @{ a = [object]::new() }; Says = '*is given a Object*' }
    ) {
        Clear-TestLog
        $failure = Get-Failure { Invoke-AxiosRequest /echo -Client $api -Form $Form }
        "$failure" | Should -BeLike $Says
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        @(Get-TestLog).Count | Should -Be 0
    }
}

Describe 'A file as the body' {
    It 'is sent from a path as PowerShell has it, with the type of its extension' {
        Push-Location $TestDrive
        try {
            $sent = Send-Body @{ InFile = './b.json' }
            $sent.Type, $sent.Text | Should -Be 'application/json', '{"b":2}'
            (Send-Body @{ InFile = 'TestDrive:/a.txt'; ContentType = 'text/csv' }).Type | Should -Be 'text/csv'
            (Send-Body @{ Body = Get-Item ./a.txt }).Text | Should -Be 'first'
        }
        finally {
            Pop-Location
        }
    }

    It 'is sent again for a retry' {
        Clear-TestLog
        $null = Invoke-AxiosRequest "/flaky/$(New-Guid)/1" -Client $api -Method PUT -InFile $TestDrive/a.txt -MaxRetries 1 -RetryStrategy (New-AxiosRetryStrategy -Fixed 0)
        (Get-TestLog).body | Should -Be 'first', 'first'
    }

    It 'is an error where it is <Case>' -ForEach @(
        @{ Case = 'missing'; Path = 'missing.txt'; Says = '*no file*' }
        @{ Case = 'a folder'; Path = '.'; Says = '*is a folder*' }
    ) {
        $failure = Get-Failure { Invoke-AxiosRequest /echo -Client $api -InFile "$TestDrive/$Path" }
        "$failure" | Should -BeLike $Says
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
    }
}

Describe 'A body as it stands' {
    It 'is <Case>' -ForEach @(
        @{ Case = 'XML, whatever it declares'; Make = { , [xml]'<?xml version="1.0" encoding="iso-8859-1"?><a>ä</a>' }; Type = 'application/xml; charset=utf-8'; Text = '<?xml version="1.0" encoding="utf-8"?><a>ä</a>' }
        @{ Case = 'an element of XML'; Make = { , ([xml]'<a><b c="d" /></a>').a.b }; Type = 'application/xml; charset=utf-8'; Text = '<b c="d" />' }
        @{ Case = 'bytes out of a pipeline'; Make = { Get-Content $TestDrive/a.txt -AsByteStream }; Type = 'application/octet-stream'; Text = 'first' }
        @{ Case = 'the lines'' own text'; Make = { Get-Content $TestDrive/a.txt }; Type = 'application/x-www-form-urlencoded'; Text = 'first' }
    ) {
        $value = & $Make
        $sent = Send-Body @{ Body = $value }
        $sent.Type, $sent.Text | Should -BeExactly $Type, $Text
    }

    It 'is no list of numbers: they would be sent as bytes, or as JSON' {
        "$(Get-Failure { Invoke-AxiosRequest /echo -Client $api -Body 1, 2, 3 })" | Should -BeLike '*For data use Json*'
    }

    It 'goes with GET where that is said' {
        $sent = Send-Body @{ Method = 'GET'; Json = @{ query = 'x' } }
        $sent.Method, $sent.Text | Should -Be 'GET', '{"query":"x"}'
    }
}

Describe 'A urlencoded form' {
    It 'has its fields in order, lists as -ArrayFormat says' {
        (Send-Body @{ UrlEncoded = [ordered]@{ z = '1 & 2'; a = 1, 2; n = $null }; ArrayFormat = 'Brackets' }).Text | Should -BeExactly 'z=1%20%26%202&a%5B%5D=1&a%5B%5D=2'
    }
}

Describe 'A urlencoded form in another charset' {
    It 'has the bytes of that charset, percent-encoded' {
        (Send-Body @{ UrlEncoded = [ordered]@{ 'ä' = 'é ~', '1&2' }; ContentType = 'application/x-www-form-urlencoded; charset=iso-8859-1' }).Text |
            Should -BeExactly '%E4=%E9%20~&%E4=1%262'
        "$(Get-Failure { Send-Body @{ UrlEncoded = @{ a = '€' }; ContentType = 'application/x-www-form-urlencoded; charset=iso-8859-1' } })" | Should -BeLike "*'€'*iso-8859-1*"
    }
}

Describe 'A field of a request' {
    It 'is refused for <Case> in <Place>' -ForEach @(
        foreach ($place in 'Form', 'UrlEncoded', 'Query', 'PathParameter', 'Headers') {
            @{ Place = $place; Case = 'what a command has not found'; Make = { }; Says = "*'f' has no value: did a command find nothing?*" }
            @{ Place = $place; Case = 'a process'; Make = { Get-Process -Id $PID }; Says = "*'f' is given a live object (System.Diagnostics.Process)*" }
            @{ Place = $place; Case = 'a scriptblock'; Make = { { 1 } }; Says = "*'f' is given a live object*ScriptBlock*" }
            @{ Place = $place; Case = 'a list with a scriptblock'; Make = { 1, { 1 } }; Says = "*'f' is *" }
            if ($place -ne 'Form') {
                @{ Place = $place; Case = 'a file'; Make = { Get-Item $TestDrive/a.txt }; Says = "*'f' is given a FileInfo. Send its FullName*Form*" }
                @{ Place = $place; Case = 'bytes'; Make = { , [byte[]](1, 2) }; Says = "*'f' is given bytes*ToBase64String*" }
            }
        }
    ) {
        Clear-TestLog
        $parameters = @{ $Place = @{ f = & $Make } }
        $failure = Get-Failure { Invoke-AxiosRequest '/echo?x={f}' -Client $api @parameters }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        "$failure" | Should -BeLike $Says
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'is refused where a part of a form has no value, and left out for $null' {
        "$(Get-Failure { Send-Body @{ Form = @{ f = @{ Value = (Get-Item "$TestDrive/no*.json"); FileName = 'x.json' } } } })" | Should -BeLike "*'f' has no value*"
        (Send-Body @{ Form = @{ f = @{ Value = $null; FileName = 'x.json' } } }).Text | Should -Not -BeLike '*x.json*'
    }

    It 'may be a culture, an array of numbers and a path' {
        $echo = Invoke-AxiosRequest /echo -Client $api -Headers @{ 'X-Language' = [cultureinfo]'de-DE' } -Query ([ordered]@{ c = [cultureinfo]'de-DE'; p = $PWD.Path; n = [byte]1, [byte]2 }) -As Data
        $echo.headers.'x-language' | Should -Be 'de-DE'
        $echo.query | Should -BeLike 'c=de-DE&p=*&n=1&n=2'
    }
}

Describe 'A hashtable as the body' {
    It 'is led to -Query where the method is <_>, and elsewhere to the other kinds' -ForEach 'Get', 'head' {
        "$(Get-Failure { Invoke-AxiosRequest /echo -Client $api -Method $_ -Body @{ q = 1 } })" | Should -BeLike "*For the parameters of a $($_.ToUpper()) use Query*"
        "$(Get-Failure { Invoke-AxiosRequest /echo -Client $api -Body @{ q = 1 } })" | Should -BeLike '*For data use Json*'
    }
}

Describe 'An address' {
    It 'may have blanks around it' {
        (Invoke-AxiosRequest " $server/echo " -As Data).path | Should -Be '/echo'
        (Invoke-AxiosRequest ' /echo' -Client $api -As Data).path | Should -Be '/echo'
    }

    It 'is one: of several the error says how' {
        "$(Get-Failure { Invoke-AxiosRequest "$server/a", "$server/b" })" | Should -BeLike '*An address is one text. Pipe several*'
    }
}

Describe 'A request transform' {
    It 'may make text of data, bytes of a file and a form of nothing much' {
        (Send-Body @{ Body = 'abc'; TransformRequest = { $_.ToUpper() } }).Text | Should -BeExactly 'ABC'
        (Send-Body @{ InFile = "$TestDrive/a.txt"; TransformRequest = { [IO.File]::ReadAllBytes($_)[0..1] } }).Text | Should -BeExactly 'fi'
        (Send-Body @{ Form = @{}; TransformRequest = { @{ a = 'added' } } }).Text | Should -BeLike '*name="a"*added*'
    }

    It 'is not taken away by a transform that puts out nothing, which is an error: <Case>' -ForEach @(
        @{ Case = 'a header alone'; Transform = { param($data, $headers) $headers['X-Sum'] = '1' } }
        @{ Case = 'null'; Transform = { $null } }
    ) {
        $failure = Get-Failure { Send-Body @{ Json = @{ a = 1 }; TransformRequest = $Transform } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HookFailed,*'
        "$failure" | Should -BeLike '*request transform*Bodies.Tests.ps1*has put out nothing to send*'
    }

    It 'may be made by a transform of nothing, or of null' {
        Send-Body @{ Method = 'Put'; TransformRequest = { param($data, $headers) $headers['X-Sum'] = '1' } } | ForEach-Object Text | Should -BeNullOrEmpty
        (Send-Body @{ Json = $null; TransformRequest = { } }).Text | Should -Be 'null'
    }
}

Describe 'A stream for several addresses' {
    It 'goes whole to each of them' {
        $stream = [IO.MemoryStream]::new([byte[]](65, 66))
        "$server/echo?1", "$server/echo?2" | Invoke-AxiosRequest -Method Put -Body $stream -ContentType text/plain -As Data | ForEach-Object body | Should -Be 'AB', 'AB'
    }
}

Describe 'Headers of other kinds' {
    It 'are dates as ISO 8601 has them, and no custom object' {
        $headers = @{ 'X-Day' = [dateonly]'2024-01-02'; 'X-Time' = [timeonly]'10:00:07' }
        $echo = Invoke-AxiosRequest "$server/echo" -Headers $headers -As Data
        $echo.headers.'x-day', $echo.headers.'x-time' | Should -Be '2024-01-02', '10:00:07.0000000'
        (Get-Failure { Invoke-AxiosRequest "$server/echo" -Headers @{ 'X-A' = [pscustomobject]@{ z = 1 } } }).Exception.Message | Should -BeLike "*'X-A' is given a custom object*"
    }
}

Describe 'A hashtable, whose order is another in each process' {
    It 'is sent with its keys in order, so that two processes send the same: <Parameter>' -ForEach @(
        @{ Parameter = 'Json'; Sent = '{"a":[{"x":1,"y":2,"z":3}],"b":{"Q":1,"p":2},"city":"Bern","role":"x","user":"ann"}' }
        @{ Parameter = 'UrlEncoded'; Sent = 'a=x%3D1&b%5BQ%5D=1&b%5Bp%5D=2&city=Bern&role=x&user=ann' }
        @{ Parameter = 'Query'; Sent = '?a=x%3D1&b%5BQ%5D=1&b%5Bp%5D=2&city=Bern&role=x&user=ann' }
        @{ Parameter = 'Form'; Sent = 'a b city role user' }
    ) {
        $script = {
            param($Module, $Parameter)
            Import-Module $Module
            $mock = New-AxiosMockTransport -Default 200
            $a = switch ($Parameter) { Json { , @(@{ x = 1; y = 2; z = 3 }) } default { 'x=1' } }
            $b = $Parameter -eq 'Form' ? 'text' : @{ p = 2; Q = 1 }
            $body = @{ user = 'ann'; role = 'x'; city = 'Bern'; a = $a; b = $b }
            $call = @{ $Parameter = $body }
            $null = Invoke-AxiosRequest https://a.test/ -Client (New-AxiosClient -Transport $mock) @call
            $text = $Parameter -eq 'Query' ? $mock.Calls[0].Uri.Query : [Text.Encoding]::UTF8.GetString($mock.Calls[0].Bytes)
            $Parameter -eq 'Form' ? ([regex]::Matches($text, 'name="(\w+)"').ForEach{ $_.Groups[1].Value } -join ' ') : $text
        }
        1..2 | ForEach-Object { pwsh -NoProfile -NonInteractive -OutputFormat Text -Command "& { $script } '$modulePath' $Parameter" } | Should -BeExactly $Sent, $Sent
    }
}
