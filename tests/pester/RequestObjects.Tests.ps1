BeforeAll {
    . $PSScriptRoot/common.ps1
    $api = New-AxiosClient $server

    # What a request object came to, as the server saw it.
    function Get-Sent($Thing, $Parameters = @{}) {
        , $Thing | Invoke-AxiosRequest -Client $api -As Data @Parameters
    }
}

Describe 'A request from the pipeline' {
    It 'is an address, given as <What>' -ForEach @(
        @{ What = 'a text'; Thing = '/echo?a=%2F' }
        @{ What = 'a Uri'; Thing = [uri]'/echo?a=%2F' }
        @{ What = 'a hashtable with a Uri'; Thing = @{ Uri = [uri]'/echo?a=%2F' } }
        @{ What = 'a text with note properties'; Thing = '/echo?a=%2F' | Add-Member Line 1 -PassThru }
    ) {
        (Get-Sent $Thing).query | Should -Be 'a=%2F'
    }

    It 'is an address, given as a number' {
        $items = New-AxiosClient "$server/bytes"
        1, 2L, [byte]3 | Invoke-AxiosRequest -Client $items | ForEach-Object { $_.Bytes.Length } | Should -Be 1, 2, 3
    }

    It 'is a line of a file' {
        Set-Content "$TestDrive/urls.txt" '/echo?1', '/echo?2'
        Get-Content "$TestDrive/urls.txt" | Invoke-AxiosRequest -Client $api -As Data | ForEach-Object query | Should -Be '1', '2'
    }

    It 'is <What>' -ForEach @(
        @{ What = 'a hashtable'; Thing = @{ Uri = '/echo'; Method = 'PUT'; Json = @{ a = 1 }; Headers = @{ 'X-A' = 'a' }; Query = @{ q = 1 } } }
        @{ What = 'an ordered dictionary'; Thing = [ordered]@{ Uri = '/echo'; Method = 'PUT'; Json = @{ a = 1 }; Headers = @{ 'X-A' = 'a' }; Query = @{ q = 1 } } }
        @{ What = 'a hashtable made of JSON'; Thing = '{"uri":"/echo","method":"PUT","json":{"a":1},"headers":{"X-A":"a"},"query":{"q":1}}' | ConvertFrom-Json -AsHashtable }
        @{ What = 'an object made of JSON'; Thing = '{"uri":"/echo","method":"PUT","json":{"a":1},"headers":{"X-A":"a"},"query":{"q":1},"own":{"deep":[1]}}' | ConvertFrom-Json }
        @{ What = 'a row'; Thing = 'Id,URI,Method,Body,ContentType', '1,/echo?q=1,PUT,"{""a"":1}",application/json' | ConvertFrom-Csv | Add-Member Headers @{ 'X-A' = 'a' } -PassThru }
        @{ What = 'a config'; Thing = { [AxiosPS.RequestConfig]@{ Uri = '/echo'; Method = 'PUT'; Json = @{ a = 1 }; Headers = @{ 'X-A' = 'a' }; Query = @{ q = 1 } } } }
    ) {
        $sent = Get-Sent ($Thing -is [scriptblock] ? (& $Thing) : $Thing)
        $sent.method, $sent.query, $sent.body, $sent.headers.'x-a' | Should -Be 'PUT', 'q=1', '{"a":1}', 'a'
        $sent.headers.'content-type' | Should -BeLike 'application/json*'
    }

    It 'says things by the names of parameters and their aliases too' {
        $sent = Get-Sent @{ Uri = '/echo?x={id}'; PathParameter = @{ id = 'a b' }; TimeoutSec = 5; CustomMethod = 'PATCH'; MaximumRedirection = 0; UserAgent = 'me/1'; Token = 'abc'; NoDecompress = $true }
        $sent.method, $sent.query, $sent.headers.'user-agent', $sent.headers.authorization | Should -Be 'PATCH', 'x=a%20b', 'me/1', 'Bearer abc'
        $sent.headers.'accept-encoding' | Should -BeNullOrEmpty
    }

    It 'may have a token as a SecureString' {
        (Get-Sent @{ Uri = '/echo'; Token = ConvertTo-SecureString abc -AsPlainText }).headers.authorization | Should -Be 'Bearer abc'
    }

    It 'knows every parameter of the command: as an option, or as one that the command says for all' {
        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        foreach ($parameter in (Get-Command Invoke-AxiosRequest).Parameters.Values.Where{ $_.Name -notin $common }) {
            foreach ($name in @($parameter.Name) + $parameter.Aliases) {
                $problem = try { $null = [AxiosPS.RequestConfig] @{ $name = $null }; '' } catch { "$_" }
                $problem | Should -Not -BeLike "*'$name' is no option of a request.*"
            }
        }
    }
}

Describe 'A row from the pipeline' {
    It 'has columns of its own, and empty ones say nothing' {
        $rows = 'Id,Name,Uri,Method,Query,Headers,MaxRetries,Json', '1,Ann,/echo,,,,,', '2,Ben,/echo,DELETE,,,,' | ConvertFrom-Csv
        $sent = $rows | Invoke-AxiosRequest -Client $api -As Data -Query @{ q = 1 }
        $sent.method | Should -Be 'GET', 'DELETE'
        $sent.query | Should -Be 'q=1', 'q=1'
    }

    It 'has numbers and booleans as texts' {
        $rows = 'Uri,MaxRedirects,TimeoutSec', '/redirect/302?to=/echo,0,5' | ConvertFrom-Csv
        ($rows | Invoke-AxiosRequest -Client $api -SkipHttpErrorCheck).StatusCode | Should -Be 302
        ('Uri,Decompress', '/echo,false' | ConvertFrom-Csv | Invoke-AxiosRequest -Client $api -As Data).headers.'accept-encoding' | Should -BeNullOrEmpty
    }

    It 'has several statuses as one text' {
        $answer = 'Uri,MaxRetries,RetryOnStatus', '/status/404,1,"500,404"' | ConvertFrom-Csv |
            Invoke-AxiosRequest -Client $api -SkipHttpErrorCheck -RetryStrategy ([AxiosPS.FixedRetryStrategy]::new([timespan]::Zero))
        $answer.Attempts.Count | Should -Be 2
    }

    It 'needs no address where the command has one' {
        $rows = 'Id,Method', '1,PUT', '2,' | ConvertFrom-Csv
        ($rows | Invoke-AxiosRequest -Uri /echo -Client $api -As Data).method | Should -Be 'PUT', 'GET'
    }

    It 'fills the placeholders of the address by its own columns, percent-encoded and whatever their case' {
        $rows = 'ID,Name', '1,a/b ü', '2,c?d' | ConvertFrom-Csv
        ($rows | Invoke-AxiosRequest -Uri '/echo?{id}&n={NAME}' -Method DELETE -Client $api -As Data).query | Should -Be '1&n=a%2Fb%20%C3%BC', '2&n=c%3Fd'
        $own = [pscustomobject]@{ Uri = '/echo?{id}'; Id = 7 }, [pscustomobject]@{ Uri = '/echo?{when}'; When = [datetime]'2030-01-02' }
        ($own | Invoke-AxiosRequest -Client $api -As Data).query | Should -Be '7', '2030-01-02T00%3A00%3A00'
        (Receive-Job -Wait ($rows | Start-AxiosRequest -Uri '/echo?{id}' -Client $api -As Data)).query | Should -Be '1', '2'
    }

    It 'fills no placeholder whose value is given: by the command, by its PathParameters or by the client' {
        $given = New-AxiosClient $server -PathParameter @{ c = 'client' }
        $row = [pscustomobject]@{ A = 'row'; B = 'row'; C = 'row'; D = 'row'; PathParameters = @{ b = 'column' } }
        ($row | Invoke-AxiosRequest -Uri '/echo?{a}-{b}-{c}-{d}' -PathParameter @{ a = 'command' } -Client $given -As Data).query | Should -Be 'command-column-client-row'
    }

    It 'with an empty column for a placeholder, or without one of several, is not sent' {
        Clear-TestLog
        'Id,Name', ',Ann' | ConvertFrom-Csv | Invoke-AxiosRequest -Uri '/echo/{id}' -Client $api -ErrorAction SilentlyContinue -ErrorVariable failed
        'Id,Name', '1,Ann' | ConvertFrom-Csv | Invoke-AxiosRequest -Uri '/echo/{id}/{nmae}' -Client $api -ErrorAction SilentlyContinue -ErrorVariable +failed
        [pscustomobject]@{ Id = '..' } | Invoke-AxiosRequest -Uri '/echo/{id}' -Method DELETE -Client $api -ErrorAction SilentlyContinue -ErrorVariable +failed
        "$($failed[0])" | Should -BeLike "*'id' is empty*"
        "$($failed[1])" | Should -BeLike '*{nmae}*(it has id)*'
        "$($failed[2])" | Should -BeLike "*'..'*"
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'that says nothing of its request is an error, and not the same request once more' {
        Clear-TestLog
        'id,name', '1,Ann', '2,Bob' | ConvertFrom-Csv | Invoke-AxiosRequest -Uri /echo -Method POST -Client $api -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 2
        "$($failed[1])" | Should -BeLike "*row*Uri, Method*placeholder*'/users/{id}'*Select-Object @{ Name = 'Json'; Expression = { `$_ } }*"
        $failed[1].TargetObject.name | Should -Be 'Bob'
        @(Get-TestLog).Count | Should -Be 0
        $sent = 'id,name', '1,Ann' | ConvertFrom-Csv | Select-Object @{ Name = 'Json'; Expression = { $_ } } | Invoke-AxiosRequest -Uri /echo -Client $api -As Data
        $sent.method, $sent.body | Should -Be 'POST', '{"id":"1","name":"Ann"}'
    }

    It 'may have one stream as its body, as a hashtable may: it is whole in each request, and when that is sent again' {
        $stream = [IO.MemoryStream]::new([byte[]](65, 66, 67))
        $null = $stream.ReadByte()
        $requests = @{ Uri = '/echo'; Body = $stream }, [pscustomobject]@{ Uri = '/echo'; Body = $stream }, @{ Uri = '/echo'; Body = $stream }
        ($requests | Invoke-AxiosRequest -Client $api -As Data).body | Should -Be 'BC', 'BC', 'BC'
        $stream.Position = 0
        ($requests | Invoke-AxiosRequest -Client $api -ThrottleLimit 3 -As Data).body | Should -Be 'ABC', 'ABC', 'ABC'
        $stream.Position = 0
        @{ Uri = '/status/503'; Method = 'POST'; Body = $stream } | Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue -ErrorVariable failed
        Clear-TestLog
        $failed.Exception.Input | Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue
        (Get-TestLog).body | Should -Be 'ABC'
    }

    It 'with a stream that can be read only once, which another has sent, is an error' {
        $packed = [IO.MemoryStream]::new()
        $packer = [IO.Compression.DeflateStream]::new($packed, [IO.Compression.CompressionMode]::Compress, $true)
        $packer.Write([Text.Encoding]::UTF8.GetBytes('once'))
        $packer.Dispose()
        $packed.Position = 0
        $once = [IO.Compression.DeflateStream]::new($packed, [IO.Compression.CompressionMode]::Decompress)
        $sent = @{ Uri = '/echo'; Body = $once }, @{ Uri = '/echo'; Body = $once } | Invoke-AxiosRequest -Client $api -As Data -ErrorAction SilentlyContinue -ErrorVariable failed
        $sent.body | Should -Be 'once'
        $failed.Count | Should -Be 1
        "$failed" | Should -BeLike '*read only once, and it has been sent already; *another request wants it*'
    }

    It 'whose properties throw is one with empty properties' {
        $row = [pscustomobject]@{ Uri = '/echo' } | Add-Member ScriptProperty Method { throw 'no' } -PassThru
        ($row | Invoke-AxiosRequest -Client $api -As Data).method | Should -Be 'GET'
    }

    It 'may save to a file of its own' {
        $rows = [pscustomobject]@{ Uri = '/bytes/3'; OutFile = "$TestDrive/a.bin" }, [pscustomobject]@{ Uri = '/bytes/4'; OutFile = "$TestDrive/b.bin" }
        ($rows | Invoke-AxiosRequest -Client $api).File.ForEach('Length') | Should -Be 3, 4
        ($rows | Invoke-AxiosRequest -Client $api -Force).File.ForEach('Length') | Should -Be 3, 4
        { $rows | Invoke-AxiosRequest -Client $api -As Data -ErrorAction Stop } | Should -Throw '*-As*'
    }
}

Describe 'A row beside the command' {
    It 'fills in what the command does not say, and comes after what it says' {
        $rows = [pscustomobject]@{ Uri = '/echo?row'; Method = 'DELETE'; UserAgent = 'row/1'; Json = 'row' }
        $sent = $rows | Invoke-AxiosRequest -Client $api -As Data -Method PUT -UserAgent 'command/1'
        $sent.method, $sent.query, $sent.headers.'user-agent', $sent.body | Should -Be 'PUT', 'row', 'command/1', '"row"'
        ($rows | Invoke-AxiosRequest -Uri '/echo?command' -Client $api -As Data).query | Should -Be 'command'
    }

    It 'gives headers, query and path parameters that the command has no key for' {
        $sent = [pscustomobject]@{ Headers = @{ 'x-a' = 'row'; 'X-B' = 'row' }; Query = @{ a = 'row'; b = 'row' }; PathParameter = @{ a = 'row'; b = 'row' } } |
            Invoke-AxiosRequest -Uri '/echo?x={a}{b}' -Headers @{ 'X-A' = 'command' } -Query @{ a = 'command' } -PathParameter @{ a = 'command' } -Client $api -As Data
        $sent.headers.'x-a', $sent.headers.'x-b' | Should -Be 'command', 'row'
        $sent.query.Split('&') | Sort-Object | Should -Be 'a=command', 'b=row', 'x=commandrow'
    }

    It 'has no body where the command has one, be it of another kind' {
        $sent = [pscustomobject]@{ Uri = '/echo'; Body = 'row' }, [pscustomobject]@{ Uri = '/echo' } | Invoke-AxiosRequest -Client $api -As Data -Json @{ a = 1 }
        $sent.body | Should -Be '{"a":1}', '{"a":1}'
    }

    It 'is saved to the file that the command names' {
        $row = [pscustomobject]@{ Uri = '/bytes/3'; OutFile = "$TestDrive/theirs.bin"; Overwrite = $true }
        ($row | Invoke-AxiosRequest -Client $api -OutFile "$TestDrive/mine.bin").File.Name | Should -Be 'mine.bin'
        "$TestDrive/theirs.bin" | Should -Not -Exist
    }

    It 'comes after the command as the input of an earlier result too' {
        $answer = [pscustomobject]@{ Uri = '/echo'; Method = 'DELETE' } | Invoke-AxiosRequest -Client $api
        ($answer.Input | Invoke-AxiosRequest -Client $api -As Data -Method PUT).method | Should -Be 'PUT'
        $answer = @{ Uri = '/echo'; Method = 'DELETE' } | Invoke-AxiosRequest -Client $api
        ($answer.Input | Invoke-AxiosRequest -Client $api -As Data -Method PUT).method | Should -Be 'DELETE'
    }

    It 'says nothing by <_>: that column is the user''s own' -ForEach @(
        'BaseUri', 'InFile', 'Overwrite', 'Force', 'Resume', 'AllowInsecureRedirect', 'AllowCrossOriginBody', 'AllowUnencryptedAuthentication', 'RetryUnsafeMethods',
        'MaxResponseBytes', 'MaxJsonDepth', 'MaxJsonNodes', 'ValidateStatus', 'SkipHttpErrorCheck', 'Token', 'Cookies', 'CancelToken', 'Progress', 'OnProgress', 'OnRedirect',
        'RetryStrategy', 'RetryIntervalSec', 'RetryOn', 'TransformRequest', 'TransformResponse', 'Connection', 'Stream', 'Client', 'Proxy', 'As'
    ) {
        $answer = [pscustomobject]@{ Uri = '/echo'; $_ = 'own' } | Invoke-AxiosRequest -Client $api
        $answer.Data.method, $answer.Input.$_ | Should -Be 'GET', 'own'
        $answer.Data.headers.authorization ?? $answer.Data.headers.cookie | Should -BeNullOrEmpty
        { [pscustomobject]@{ $_ = 'own' } | Invoke-AxiosRequest -Client $api -ErrorAction Stop } | Should -Throw '*says nothing of its request*'
    }

    It 'overwrites no file, reads none, and takes no POST for one that may be repeated' {
        Set-Content "$TestDrive/there.txt" 'hunter2'
        { [pscustomobject]@{ Uri = '/bytes/3'; OutFile = "$TestDrive/there.txt"; Overwrite = $true; Force = $true } | Invoke-AxiosRequest -Client $api -ErrorAction Stop } | Should -Throw '*there.txt*'
        ([pscustomobject]@{ Uri = '/echo'; Method = 'POST'; InFile = "$TestDrive/there.txt" } | Invoke-AxiosRequest -Client $api -As Data).body | Should -BeNullOrEmpty
        Clear-TestLog
        [pscustomobject]@{ Uri = '/status/503'; Method = 'POST'; MaxRetries = 2; RetryUnsafeMethods = $true } | Invoke-AxiosRequest -Client $api -SkipHttpErrorCheck -RetryStrategy 0 | Out-Null
        @(Get-TestLog).Count | Should -Be 1
    }
}

Describe 'What the command says' {
    It 'counts for all, and what a request says comes before it' {
        $sent = '/echo', @{ Uri = '/echo'; Method = 'DELETE' }, @{ Method = 'PATCH' } | Invoke-AxiosRequest -Uri '/echo?own' -Method PUT -Client $api -As Data
        $sent.method | Should -Be 'PUT', 'DELETE', 'PATCH'
        $sent.query | Should -Be '', '', 'own'
    }

    It 'and what a request says are joined key by key: headers, query, path parameters' {
        $sent = @{ Headers = @{ 'x-b' = 'own'; 'X-C' = $null; 'X-D' = 'd' }; Query = @{ b = 'own'; c = $null }; PathParameter = @{ b = 'own' } } |
            Invoke-AxiosRequest -Uri '/echo?x={a}{b}' -Headers @{ 'X-A' = 'a'; 'X-B' = 'b'; 'X-C' = 'c' } -Query ([ordered]@{ a = 1; b = 2; c = 3 }) -PathParameter @{ a = 'a'; b = 'b' } -Client $api -As Data
        $sent.headers.'x-a', $sent.headers.'x-b', $sent.headers.'x-c', $sent.headers.'x-d' | Should -Be 'a', 'own', $null, 'd'
        $sent.query | Should -Be 'x=aown&a=1&b=own'
    }

    It 'of a body counts where a request has none; a POST is what has one, whoever gave it' {
        $sent = '/echo', @{ Uri = '/echo'; Json = 2 }, @{ Uri = '/echo'; Method = 'PUT' }, @{ Uri = '/echo'; Body = 'b'; ContentType = 'text/b' } |
            Invoke-AxiosRequest -Client $api -As Data -Body 'a' -ContentType 'text/a'
        $sent.body | Should -Be 'a', '2', 'a', 'b'
        $sent.method | Should -Be 'POST', 'POST', 'PUT', 'POST'
        $sent.headers.'content-type' | Should -Be 'text/a', 'text/a', 'text/a', 'text/b'
        (@{ Uri = '/echo'; Json = 1 }, '/echo' | Invoke-AxiosRequest -Client $api -As Data).method | Should -Be 'POST', 'GET'
    }

    It 'is the same for each, whatever hooks do to one of them' {
        $own = New-AxiosClient $server
        Add-AxiosInterceptor { $_.Headers['X-Seen'] = "$($_.Headers['X-Seen'])+"; $_.Query['n'] = "$($_.Query['n'])+" } $own
        $sent = '/echo', @{ Uri = '/echo' }, '/echo' | Invoke-AxiosRequest -Client $own -As Data -Headers @{ 'X-Seen' = 's' } -Query @{ n = 'n' }
        $sent.headers.'x-seen' | Should -Be 's+', 's+', 's+'
        $sent.query | Should -Be 'n=n%2B', 'n=n%2B', 'n=n%2B'
    }

    It 'of statuses counts, and what a request says of them comes before it' {
        $codes = '/status/404', @{ Uri = '/status/404'; ValidateStatus = '2xx' }, @{ Uri = '/status/500'; SkipHttpErrorCheck = $true } |
            Invoke-AxiosRequest -Client $api -SkipHttpErrorCheck -ErrorAction SilentlyContinue -ErrorVariable failed
        $codes.StatusCode | Should -Be 404, 500
        $failed.Count | Should -Be 1
    }
}

Describe 'A request from the pipeline that is none' {
    BeforeEach { Clear-TestLog }

    It 'is an error of its own, and the others are sent: <What>' -ForEach @(
        @{ What = '$null'; Thing = $null; Says = '*empty or $null*hashtables*' }
        @{ What = 'an empty text'; Thing = ''; Says = '*empty or $null*' }
        @{ What = 'a folder'; Thing = Get-Item $PSScriptRoot; Says = '*DirectoryInfo*Pipe addresses*' }
        @{ What = 'a process'; Thing = Get-Process -Id $PID; Says = '*Process*Pipe addresses*' }
        @{ What = 'a list'; Thing = @('/echo', '/echo'); Says = '*Object`[`] is no request*pipe them one by one*' }
        @{ What = 'a scriptblock'; Thing = { '/echo' }; Says = '*ScriptBlock*' }
        @{ What = 'a date'; Thing = [datetime]::new(2000, 1, 1); Says = '*DateTime*' }
        @{ What = 'a hashtable with an unknown option'; Thing = @{ Uri = '/echo'; Timeoutsecs = 1 }; Says = "'Timeoutsecs' is no option of a request. Did you mean 'TimeoutSec'?" }
        @{ What = 'a hashtable with a key of its own'; Thing = @{ Uri = '/echo'; Tag = 7 }; Says = "'Tag' is no option of a request. The usual ones are Uri, *Get-Help Invoke-AxiosRequest -Parameter InputObject*row*.Input." }
        @{ What = 'a hashtable whose time is none'; Thing = @{ Uri = '/echo'; TimeoutSec = 'abc' }; Says = "TimeoutSec cannot be 'abc': give seconds (2.5) or a TimeSpan (00:01:30)." }
        @{ What = 'a row whose seconds have a comma'; Thing = [pscustomobject]@{ Uri = '/echo'; MaxRetryAfterSec = '0,5' }; Says = "MaxRetryAfterSec cannot be '0,5': give seconds (2.5)*" }
        @{ What = 'a row whose statuses are none'; Thing = [pscustomobject]@{ Uri = '/echo'; RetryOnStatus = '503,abc' }; Says = "RetryOnStatus cannot be '503, abc': *'abc'*" }
        @{ What = 'a hashtable with what the command alone says'; Thing = @{ Uri = '/echo'; SkipCertificateCheck = $true }; Says = "*'SkipCertificateCheck' is no option of one request*-SkipCertificateCheck*" }
        @{ What = 'a hashtable whose address is a list'; Thing = @{ Uri = '/echo', '/echo' }; Says = '*Uri*Object`[`]*' }
        @{ What = 'a hashtable whose headers are a text'; Thing = @{ Uri = '/echo'; Headers = 'X-A: a' }; Says = '*Headers*hashtable*' }
        @{ What = 'a hashtable with two bodies'; Thing = @{ Uri = '/echo'; Json = 1; Body = 'x' }; Says = '*Json*Body*' }
        @{ What = 'a hashtable with two times the same header'; Thing = @{ Uri = '/echo'; Token = 'a'; Headers = @{ Authorization = 'b' } }; Says = '*Authorization*twice*' }
        @{ What = 'a row without an option'; Thing = [pscustomobject]@{ Id = 1; Url = '/echo' }; Says = '*Uri, Method*-Uri*' }
        @{ What = 'a row whose option is no number'; Thing = [pscustomobject]@{ Uri = '/echo'; MaxRetries = 'often' }; Says = '*MaxRetries*often*' }
        @{ What = 'a row whose option is neither true nor false'; Thing = [pscustomobject]@{ Uri = '/echo'; NoDecompress = 'perhaps' }; Says = '*NoDecompress*perhaps*true or false*' }
        @{ What = 'a row with a column of its own that has the name of an option'; Thing = [pscustomobject]@{ Uri = '/echo'; timeout = 'soon' }; Says = '*Timeout*soon*column*-ExcludeProperty*' }
        @{ What = 'a row whose address is an object'; Thing = '{ "Uri": { "a": 1 } }' | ConvertFrom-Json; Says = '*Uri takes an address*' }
        @{ What = 'a hashtable whose address is an object'; Thing = @{ Uri = [pscustomobject]@{ a = 1 } }; Says = '*Uri takes an address*' }
        @{ What = 'a hashtable whose address is a hashtable'; Thing = @{ Uri = @{ a = 1 } }; Says = '*Uri takes an address*' }
        @{ What = 'a row with a masked value'; Thing = [pscustomobject]@{ Uri = '/echo?token=***' }; Says = '*listing*' }
    ) {
        $answers = '/echo', $Thing, @{ Uri = '/echo' } | Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue -ErrorVariable failed
        $answers.Index | Should -Be 0, 2
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'InvalidRequest,AxiosPS.Commands.InvokeAxiosRequestCommand'
        "$($failed[0])" | Should -BeLike $Says
        @(Get-TestLog).Count | Should -Be 2
    }

    It 'is a list that is given as an argument: its items are to be piped' {
        { Invoke-AxiosRequest -InputObject '/echo', '/echo' -Client $api -ErrorAction Stop } | Should -Throw 'an object of the type Object`[`] is no request.*pipe them one by one*'
    }

    It 'names its type and not its value' {
        $folder = New-Item -ItemType Directory "$TestDrive/hidden-name"
        $folder | Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0] | Format-List * -Force | Out-String -Width 500 | Should -Not -Match 'hidden-name'
    }
}

Describe 'A request from the pipeline with -WhatIf' {
    It 'is decided by what it says together with the command' {
        Clear-TestLog
        @{ Uri = '/echo'; Json = 1 }, @{ Uri = '/echo?x'; Method = 'DELETE' }, @{ Uri = '/echo?get' } | Invoke-AxiosRequest -Client $api -WhatIf -As Data | ForEach-Object query | Should -Be 'get'
        @(Get-TestLog).Count | Should -Be 1
    }
}

Describe 'A config from the pipeline' {
    It 'is one that an error has: sent again, with its secrets, as it was' {
        $own = New-AxiosClient $server -Token hunter2
        $failure = Get-Failure { Invoke-AxiosRequest /status/503 -Client $own -Json @{ a = 1 } -Headers @{ 'X-Api-Key' = 'key' } }
        $config = $failure.Exception.Config
        $config.Uri = '/echo'
        $sent = $config, $config | Invoke-AxiosRequest -Client $own -As Data -Query @{ again = 1 }
        $sent.headers.authorization | Should -Be 'Bearer hunter2', 'Bearer hunter2'
        $sent.headers.'x-api-key' | Should -Be 'key', 'key'
        $sent.body | Should -Be '{"a":1}', '{"a":1}'
        $sent.query | Should -Be 'again=1', 'again=1'
        $config.Query.Count | Should -Be 0
    }

    It 'takes no secrets to another origin' {
        $own = New-AxiosClient $server -Token hunter2
        $config = (Get-Failure { Invoke-AxiosRequest /status/503 -Client $own -Headers @{ 'X-Api-Key' = 'hunter2' } }).Exception.Config
        $config.Uri = $server.Replace('127.0.0.1', 'localhost') + '/echo'
        $sent = $config | Invoke-AxiosRequest -As Data
        $sent.headers.host | Should -BeLike 'localhost*'
        $sent | ConvertTo-Json | Should -Not -Match 'hunter2'
    }
}

Describe 'The input of a result' {
    BeforeAll {
        $rows = 'Id,Uri,Password,Email,Link', '1,/json,hunter2,ann@example.com,http://ann:hunter2@host/?token=hunter2', '2,/status/404,hunter2,,' | ConvertFrom-Csv
        $answer = $rows | Invoke-AxiosRequest -Client $api -ErrorVariable failed -ErrorAction SilentlyContinue
        $failure = $failed[0].Exception

        function Show-Everything($Thing) {
            $Thing | Out-String -Width 500
            $Thing | Format-List * -Force | Out-String -Width 500
            $Thing | Format-Table * -Force | Out-String -Width 500
            $Thing | Format-Custom -Depth 3 | Out-String -Width 500
            $Thing | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
            $Thing | ConvertTo-Csv
            [Management.Automation.PSSerializer]::Serialize($Thing, 4)
            "$Thing"
        }
    }

    It 'is the row, in answers and in errors' {
        $answer.Input.Id, $answer.Index | Should -Be '1', 0
        $failure.Input.Id, $failure.Index | Should -Be '2', 1
        $failure.Response.Input.Id | Should -Be '2'
        $answer.Input['password'], $answer.Input.Link | Should -Be 'hunter2', 'http://ann:hunter2@host/?token=hunter2'
        $answer.Input.Nothing | Should -BeNullOrEmpty
        $answer.Input.Count | Should -Be 5
    }

    It 'is the text or the number as it was, the config as it was, and a hashtable with its keys' {
        $config = [AxiosPS.RequestConfig]@{ Uri = '/json' }
        $answers = '/json', [uri]'/json', $config, @{ Uri = '/json'; Json = 1 } | Invoke-AxiosRequest -Client $api
        $answers[0].Input | Should -BeOfType string
        $answers[0].Input | Should -Be '/json'
        $answers[1].Input | Should -BeOfType uri
        [object]::ReferenceEquals($answers[2].Input, $config) | Should -BeTrue
        $answers[3].Input.Json | Should -Be 1
        $answers.Index | Should -Be 0, 1, 2, 3
        (5 | Invoke-AxiosRequest -Client (New-AxiosClient "$server/bytes")).Input | Should -Be 5
    }

    It 'is nothing for a call that came from no pipeline' {
        $one = Invoke-AxiosRequest /json -Client $api
        $one.Input ?? $one.Index ?? $api.Get('/json').Input | Should -BeNullOrEmpty
        (Get-Failure { Invoke-AxiosRequest /status/404 -Client $api }).Exception.Input | Should -BeNullOrEmpty
    }

    It 'is what it was when it came, whatever becomes of the object' {
        $call = @{ Uri = '/json' }
        $answers = 1..3 | ForEach-Object { $call.Number = $_; $call.Remove('Number'); $call.Uri = "/json?$_"; $call } | Invoke-AxiosRequest -Client $api
        $answers.Input.Uri | Should -Be '/json?1', '/json?2', '/json?3'
        { $answers[0].Input.Uri = '/' } | Should -Throw '*cannot be changed*'
    }

    It 'shows no secret in any listing, of itself, of the answer or of the error' {
        $text = '/json?token=hunter2' | Invoke-AxiosRequest -Client $api
        $object = @{ Uri = '/json?token=hunter2&p={pin}'; Headers = @{ 'X-Api-Key' = 'hunter2' }; Json = 'hunter2'; Query = @{ api_key = 'hunter2'; plain = 'plain' }; PathParameters = @{ pin = ConvertTo-SecureString hunter2 -AsPlainText }; Token = 'hunter2' } | Invoke-AxiosRequest -Client $api
        foreach ($thing in $answer, $failure, $failed[0], $text, $object) {
            Show-Everything $thing | Should -Not -Match 'hunter2'
        }
        foreach ($thing in $answer.Input, $text.Input, $object.Input) {
            Show-Everything $thing | Should -Not -Match 'hunter2'
            $thing.Keys | ForEach-Object { $thing[$_] } | Out-String | Should -Not -Match 'hunter2'
            $thing.Values | Out-String | Should -Not -Match 'hunter2'
        }
        Show-Everything $object.Input | Out-String | Should -Match 'plain'
        Show-Everything $answer.Input | Out-String | Should -Match 'ann@example.com'
        "$($text.Input)" | Should -Be '/json?token=***'
    }

    It 'shows no text where a request takes a dictionary, which may tell anything' {
        @{ Uri = '/json'; Query = 'q1=hunter2' }, [pscustomobject]@{ Uri = '/json'; PathParameter = 'pin=hunter2' }, @{ Uri = '/json'; PathParameters = 'pin=hunter2' } |
            Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 3
        foreach ($failure in $failed) {
            Show-Everything $failure.TargetObject | Should -Not -Match 'hunter2'
            "$($failure.TargetObject)" | Should -Match '\*\*\*'
        }
    }

    It 'can be sent again: <What>' -ForEach @(
        @{ What = 'a row'; Thing = [pscustomobject]@{ Id = 1; Uri = '/status/503'; Method = 'PUT'; Body = 'b'; Headers = @{ Authorization = 'Bearer abc' } } }
        @{ What = 'a hashtable'; Thing = @{ Uri = '/status/503'; Method = 'PUT'; Body = 'b'; Headers = @{ Authorization = 'Bearer abc' } } }
    ) {
        Clear-TestLog
        $Thing | Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Exception.Input | Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue -ErrorVariable again
        $again[0].Exception.Input.Body | Should -Be 'b'
        $log = @(Get-TestLog)
        $log.Count | Should -Be 2
        $log.method | Should -Be 'PUT', 'PUT'
        $log.body | Should -Be 'b', 'b'
        $log.headers.authorization | Should -Be 'Bearer abc', 'Bearer abc'
    }

    It 'can be sent again: a text with a secret' {
        $text = '/echo?token=hunter2' | Invoke-AxiosRequest -Client $api
        ($text.Input | Invoke-AxiosRequest -Client $api -As Data).query | Should -Be 'token=hunter2'
        $api.Send($text.Input).Data.query | Should -Be 'token=hunter2'
    }

    It 'shows no text that holds a pair with the name of a secret, such as a connection string' {
        $row = [pscustomobject]@{ Uri = '/json'; ConnectionString = 'Server=x;Password=hunter2'; Plain = 'Server=x;User=y' }
        $answer = $row | Invoke-AxiosRequest -Client $api
        Show-Everything $answer.Input | Out-String | Should -Not -Match 'hunter2'
        Show-Everything $answer.Input | Out-String | Should -Match 'Server=x;User=y'
        $answer.Input.ConnectionString | Should -Be 'Server=x;Password=hunter2'
    }

    It 'is its own for each of those that share an answer' {
        $shared = New-AxiosClient $server
        $cache = @{}
        Add-AxiosMiddleware { if (-not $cache.It) { $cache.It = & $args[1] $_ }; $cache.It } $shared
        $answers = '/json?1', '/json?2' | Invoke-AxiosRequest -Client $shared
        $answers.Input | Should -Be '/json?1', '/json?2'

        $kept = New-AxiosClient $server
        Add-AxiosInterceptor -Response { if (-not $cache.Kept) { $cache.Kept = $_ }; $cache.Kept } $kept
        $answers = '/json?1', '/json?2' | Invoke-AxiosRequest -Client $kept
        $answers.Input | Should -Be '/json?1', '/json?2'
    }

    It 'is none where a call that came from no pipeline is given the answer, or the error, of one that did' {
        $cached = New-AxiosClient $server
        $kept = @{}
        Add-AxiosMiddleware { if (-not $kept.It) { $kept.It = & $args[1] $_ }; $kept.It } $cached
        $first = @{ Uri = '/json'; Headers = @{ Authorization = 'Bearer hunter2' } } | Invoke-AxiosRequest -Client $cached
        $second = Invoke-AxiosRequest /json -Client $cached
        $first.Index, $first.Input.Uri | Should -Be 0, '/json'
        $second.Input ?? $second.Index | Should -BeNullOrEmpty
    }

    It 'is its own for each of those that one error is thrown for' {
        $broken = New-AxiosClient $server
        $kept = @{}
        Add-AxiosMiddleware { if ($kept.It) { throw $kept.It }; try { & $args[1] $_ } catch { $kept.It = $_.Exception; throw $kept.It } } $broken
        foreach ($uri in "$server/status/404", 'http://127.0.0.1:1/') {
            $kept.Clear()
            "$uri", "${uri}?2" | Invoke-AxiosRequest -Client $broken -ThrottleLimit 2 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Exception.Input | Should -Be $uri, "${uri}?2"
            $failed.Exception.Index | Should -Be 0, 1
            $failed[0].TargetObject | Should -Be $uri
            $failed[1].TargetObject | Should -Be "${uri}?2"
        }
        (Get-Failure { Invoke-AxiosRequest /json -Client $broken }).Exception.Input | Should -BeNullOrEmpty
    }

    It 'is that of every page' {
        $pages = @{ Uri = '/pages/link/1?of=2' }, '/pages/link/2?of=3' | Invoke-AxiosRequest -Client $api -Paginate -As Response
        $pages.Index | Should -Be 0, 0, 1, 1
        $pages[1].Input.Uri | Should -Be '/pages/link/1?of=2'
        @{ Id = 1 }, '/status/500' | Invoke-AxiosRequest -Client $api -Paginate -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[1].Exception.Index | Should -Be 1
    }

    It 'is in the error of a body that is put out as it comes' {
        [pscustomobject]@{ Id = 7; Uri = '/status/500' } | Invoke-AxiosRequest -Client $api -As Lines -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].Exception.Input.Id | Should -Be 7
    }

    It 'is in what cannot be sent as its target' {
        [pscustomobject]@{ Id = 7; Uri = 'ftp://x/' } | Invoke-AxiosRequest -Client $api -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].TargetObject.Id | Should -Be 7
    }
}

Describe 'The parameters that an error leads to' {
    It 'are masked for every object of the pipeline' {
        '/status/500', @{ Uri = '/status/500'; Headers = @{ 'X-Any' = 'hunter2' } }, '/status/500?token=hunter2' |
            Invoke-AxiosRequest -Client $api -Headers @{ Authorization = 'hunter2' } -Json @{ pin = 'hunter2' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 3
        foreach ($one in $failed) {
            $one.InvocationInfo.BoundParameters | Format-List * -Force | Out-String -Width 500 | Should -Not -Match 'hunter2'
            $one.InvocationInfo.BoundParameters | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue | Should -Not -Match 'hunter2'
        }
    }
}
