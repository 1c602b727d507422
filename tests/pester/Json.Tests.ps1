BeforeAll {
    . $PSScriptRoot/common.ps1
    $api = New-AxiosClient $server

    function Read-Json([string] $Json) {
        $query = @{ type = 'application/json'; body = $Json }
        , (Invoke-AxiosRequest /status/200 -Client $api -Query $query -As Data -NoEnumerate)
    }

    function Write-Json($Value) {
        (Invoke-AxiosRequest /echo -Client $api -Json $Value -As Data).body
    }

    enum Color { Red; Green }
    class Nothing { }
    class Point { [int] $X = 1; [Color] $Color = 'Green'; hidden [string] $Secret = 'hidden' }
}

Describe 'JSON that comes' {
    It 'keeps <Case> as it was sent' -ForEach @(
        @{ Case = 'a date'; Json = '"2024-05-06T07:08:09Z"'; Value = '2024-05-06T07:08:09Z'; Type = 'System.String' }
        @{ Case = 'a string of digits'; Json = '"007"'; Value = '007'; Type = 'System.String' }
        @{ Case = 'a whole number'; Json = '42'; Value = 42L; Type = 'System.Int64' }
        @{ Case = 'a number beyond Int64'; Json = '123456789012345678901234567890'; Value = [bigint]::Parse('123456789012345678901234567890'); Type = 'System.Numerics.BigInteger' }
        @{ Case = 'a fraction'; Json = '0.1'; Value = 0.1; Type = 'System.Double' }
        @{ Case = 'a fraction of many digits'; Json = '3.14159265358979323846'; Value = 3.14159265358979323846d; Type = 'System.Decimal' }
        @{ Case = 'a fraction without a remainder'; Json = '1.0'; Value = 1.0; Type = 'System.Double' }
        @{ Case = 'minus zero'; Json = '-0'; Value = -0.0; Type = 'System.Double' }
        @{ Case = 'a number beyond Double'; Json = '1e400'; Value = [double]::PositiveInfinity; Type = 'System.Double' }
        @{ Case = 'the least Int64'; Json = '-9223372036854775808'; Value = [long]::MinValue; Type = 'System.Int64' }
        @{ Case = 'a date without a time'; Json = '"2024-05-06"'; Value = '2024-05-06'; Type = 'System.String' }
        @{ Case = 'escapes'; Json = '"a\u00e4\n\\\"\/\ud83d\ude00"'; Value = "aä`n\`"/😀"; Type = 'System.String' }
        @{ Case = 'half a surrogate pair'; Json = '"ä\ud800\tb\udc00"'; Value = "ä$([char]0xD800)`tb$([char]0xDC00)"; Type = 'System.String' }
        @{ Case = 'true'; Json = 'true'; Value = $true; Type = 'System.Boolean' }
    ) {
        $value = Read-Json $Json
        $value | Should -BeExactly $Value
        $value.GetType().FullName | Should -Be $Type
    }

    It 'keeps the order of the keys' {
        (Read-Json '{"z":1,"a":2,"m":3}').PSObject.Properties.Name | Should -Be 'z', 'a', 'm'
    }

    It 'becomes an ordered, case-sensitive dictionary where <Case>' -ForEach @(
        @{ Case = 'keys differ only in case'; Json = '{"b":0,"Id":1,"id":2}'; Key = 'id'; Value = 2; Keys = 'b', 'Id', 'id' }
        @{ Case = 'a key is empty'; Json = '{"b":0,"":5}'; Key = ''; Value = 5; Keys = 'b', '' }
    ) {
        $data = Read-Json $Json
        $data | Should -BeOfType Collections.Specialized.OrderedDictionary
        $data.Keys | Should -BeExactly $Keys
        $data[$Key] | Should -Be $Value
    }

    It 'gives of a key twice the last value' {
        $data = Read-Json '{"a":1,"b":2,"a":3}'
        $data.PSObject.Properties.Name | Should -Be 'a', 'b'
        $data.a | Should -Be 3
    }

    It 'is read the same where objects have the same keys, other keys, or thousands' {
        $many = (1..3000 | ForEach-Object { "`"k$_`":$_" }) -join ','
        $data = (New-AxiosResponse -ContentType application/json -Body "[{`"a`":1,`"b`":2},{`"a`":3,`"b`":4},{`"b`":5,`"a`":6},{`"a`":7},{`"a`":8,`"A`":9},{},{$many},{$many,`"K1`":0}]").Data
        $data[0..3].a | Should -Be 1, 3, 6, 7
        $data[2].PSObject.Properties.Name | Should -Be 'b', 'a'
        $data[3].PSObject.Properties.Name | Should -Be 'a'
        $data[4]['A'] | Should -Be 9
        @($data[5].PSObject.Properties).Count | Should -Be 0
        $data[6].k3000 | Should -Be 3000
        @($data[6].PSObject.Properties).Count | Should -Be 3000
        $data[7] | Should -BeOfType Collections.Specialized.OrderedDictionary
        $data[7].Count | Should -Be 3001
        $data[7]['k1'], $data[7]['K1'] | Should -Be 1, 0
    }

    It 'makes dates of full ISO 8601 as ConvertFrom-Json does, with -DateKind <_>' -ForEach 'Default', 'Local', 'Utc', 'Offset', 'String' {
        $kind = $_
        $own = New-AxiosClient $server -DateKind $kind
        $texts = '2024-05-06T07:08:09Z', '2024-05-06T07:08:09', '2024-05-06T07:08:09+05:00', '2024-05-06T07:08:09.1234567Z', '2024-05-06T07:08:09+0530', '2024-05-06T07:08:09-08',
            '2024-05-06T07:08:09.123456789Z', '2024-05-06', '2024-05-06T07:08', '2024-05-06 07:08:09', '2024-13-06T07:08:09Z', '2024-02-30T00:00:00Z', 'a text of some length, T and all'
        $json = ConvertTo-Json $texts
        $ours = Invoke-AxiosRequest /status/200 -Client $own -Query @{ type = 'application/json'; body = $json } -As Data
        $show = { if ($_ -is [string]) { $_ } else { "$($_.GetType().Name) $($_.Kind) $($_.ToString('o'))" } }
        $ours | ForEach-Object $show | Should -BeExactly ($texts | ForEach-Object { ConvertFrom-Json (ConvertTo-Json $_) -DateKind $kind } | ForEach-Object $show)
    }

    It 'may have keys that PSObject uses itself' {
        $data = Read-Json '{"PSObject":1,"Count":7,"Length":8}'
        $data.Count | Should -Be 7
        $data.Length | Should -Be 8
    }

    It 'is read lazily, and a hook may set the data' {
        $own = New-AxiosClient $server
        Add-AxiosInterceptor -Client $own -Response { $_.Data = $_.Data.name }
        Invoke-AxiosRequest /json -Client $own -As Data | Should -Be 'axios'
        { Invoke-AxiosRequest '/status/200?type=application/json&body=nonsense' -Client $api } | Should -Not -Throw
    }
}

Describe 'JSON that is sent' {
    It 'has <Case>' -ForEach @(
        @{ Case = 'a hashtable'; Value = @{ a = 1 }; Json = '{"a":1}' }
        @{ Case = 'an ordered dictionary in its order'; Value = [ordered]@{ z = 1; a = 2 }; Json = '{"z":1,"a":2}' }
        @{ Case = 'a custom object'; Value = [pscustomobject]@{ a = 'x'; b = $null }; Json = '{"a":"x","b":null}' }
        @{ Case = 'an array'; Value = 1, 'two', $true; Json = '[1,"two",true]' }
        @{ Case = 'an array of one'; Value = @(, 1); Json = '[1]' }
        @{ Case = 'an empty array'; Value = @(); Json = '[]' }
        @{ Case = 'null'; Value = $null; Json = 'null' }
        @{ Case = 'an empty string'; Value = ''; Json = '""' }
        @{ Case = 'a string of digits'; Value = '007'; Json = '"007"' }
        @{ Case = 'text that is not ASCII'; Value = 'äöü €'; Json = '"äöü €"' }
        @{ Case = 'a big number'; Value = [bigint]::Parse('123456789012345678901234567890'); Json = '123456789012345678901234567890' }
        @{ Case = 'a decimal'; Value = 1.10d; Json = '1.10' }
        @{ Case = 'a guid'; Value = [guid]'6f9619ff-8b86-d011-b42d-00cf4fc964ff'; Json = '"6f9619ff-8b86-d011-b42d-00cf4fc964ff"' }
        @{ Case = 'a date'; Value = [datetime]::new(2024, 5, 6, 7, 8, 9, [DateTimeKind]::Utc); Json = '"2024-05-06T07:08:09Z"' }
        @{ Case = 'an enum by its name'; Value = [DayOfWeek]::Friday; Json = '"Friday"' }
        @{ Case = 'a switch'; Value = [switch]$true; Json = 'true' }
        @{ Case = 'a half'; Value = [half]1.5; Json = '1.5' }
        @{ Case = 'the null of strings'; Value = [NullString]::Value; Json = 'null' }
        @{ Case = 'what a command has not put out'; Value = @{ a = & {} }; Json = '{"a":null}' }
        @{ Case = 'a semantic version'; Value = [semver]'1.2.3-beta'; Json = '"1.2.3-beta"' }
        @{ Case = 'a MAC address'; Value = [Net.NetworkInformation.PhysicalAddress]::Parse('00-11-22-33-44-55'); Json = '"001122334455"' }
        @{ Case = 'an end point'; Value = [ipendpoint]::Parse('10.0.0.1:80'); Json = '"10.0.0.1:80"' }
        @{ Case = 'a network'; Value = [Net.IPNetwork]::Parse('10.0.0.0/8'); Json = '"10.0.0.0/8"' }
        @{ Case = 'the text of a builder'; Value = [Text.StringBuilder]::new('built'); Json = '"built"' }
        @{ Case = 'the pattern of a regex'; Value = [regex]'^a.b$'; Json = '"^a.b$"' }
        @{ Case = 'an operating system'; Value = [Runtime.InteropServices.OSPlatform]::Linux; Json = '"LINUX"' }
        @{ Case = 'pairs of names and values'; Value = [Web.HttpUtility]::ParseQueryString('a=1&b=2&b=3'); Json = '{"a":"1","b":["2","3"]}' }
        @{ Case = 'a dictionary of strings'; Value = & { $d = [Collections.Specialized.StringDictionary]::new(); $d.Add('a', '1'); , $d }; Json = '{"a":"1"}' }
        @{ Case = 'an array of two dimensions'; Value = & { $grid = [int[,]]::new(2, 2); $grid[0, 1] = 1; $grid[1, 0] = 2; , $grid }; Json = '[[0,1],[2,0]]' }
        @{ Case = 'a custom object without properties'; Value = [pscustomobject]@{}; Json = '{}' }
        @{ Case = 'a hashtable without keys'; Value = @{}; Json = '{}' }
    ) {
        Write-Json $Value | Should -BeExactly $Json
    }

    It 'has the properties of a PowerShell class, with enums by name and without the hidden ones' {
        Write-Json ([Point]::new()) | Should -Be '{"X":1,"Color":"Green"}'
    }

    It 'is empty for an object of an empty class, and refuses what has nothing to say: <_>' -ForEach 'Random', 'EventArgs', 'Management.Automation.WildcardPattern' {
        Write-Json ([Nothing]::new()) | Should -Be '{}'
        $made = $_ -eq 'Management.Automation.WildcardPattern' ? [wildcardpattern]'a*' : (New-Object $_)
        "$(Get-Failure { Invoke-AxiosRequest /echo -Client $api -Json @{ a = , $made } })" | Should -BeLike "*`$.a``[0``] is a System.$_, which has nothing that JSON could hold*"
    }

    It 'goes 50 levels deep' {
        $deep = 'bottom'
        1..50 | ForEach-Object { $deep = @{ level = $deep } }
        Write-Json $deep | Should -Be (('{"level":' * 50) + '"bottom"' + ('}' * 50))
    }

    It 'makes no difference between an object and one that went through a pipeline' {
        $piped = @{ a = 1 } | ForEach-Object { $_ }
        Write-Json @{ inner = $piped; list = @(1, 2 | ForEach-Object { $_ }) } | ConvertFrom-Json -AsHashtable | ConvertTo-Json -Compress |
            Should -BeLike '*"inner":{"a":1}*'
    }

    It 'is refused, and nothing sent, for <Case>' -ForEach @(
        @{ Case = 'a cycle'; Make = { $a = @{}; $a.self = @{ back = $a }; $a }; Says = '*$.self.back*contains itself*' }
        @{ Case = 'more than 100 levels'; Make = { $deep = 1; 1..101 | ForEach-Object { $deep = @{ l = $deep } }; $deep }; Says = '*deeper than 100*' }
        @{ Case = 'a file'; Make = { @{ file = Get-Item $PSCommandPath } }; Says = '*$.file*live object*FileInfo*Select-Object*' }
        @{ Case = 'a process'; Make = { Get-Process -Id $PID }; Says = '*live object*Process*Select-Object*' }
        @{ Case = 'a type'; Make = { @([string]) }; Says = '*live object*Select-Object*' }
        @{ Case = 'a scriptblock'; Make = { @{ do = {} } }; Says = '*live object*Select-Object*' }
        @{ Case = 'NaN'; Make = { @{ n = [double]::NaN } }; Says = '*$.n*NaN*' }
        @{ Case = 'a property that throws'; Make = { [pscustomobject]@{} | Add-Member bad -MemberType ScriptProperty { throw 'ouch' } -PassThru }; Says = '*$.bad*ouch*' }
    ) {
        Clear-TestLog
        $value = & $Make
        $failure = Get-Failure { Invoke-AxiosRequest /echo -Client $api -Json $value }
        "$failure" | Should -BeLike $Says
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        @(Get-TestLog).Count | Should -Be 0
    }
}

Describe 'A body that says JSON and is none' {
    It 'is given as its text, with the error beside it, and is an error of -As Data' {
        $api = New-AxiosClient $server | Add-AxiosMiddleware -PassThru { New-AxiosResponse -Body '<html>' -ContentType application/json -Context $args[0] }
        $response = Invoke-AxiosRequest /x -Client $api
        $response.Data | Should -Be '<html>'
        $response.DataError.Message | Should -BeLike '*says that its body is JSON*'
        $failure = Get-Failure { Invoke-AxiosRequest /x -Client $api -As Data }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidData,*'
    }
}

Describe 'JSON that cannot be read' {
    It 'is its text with a reason: <Case>' -ForEach @(
        @{ Case = '10,000 levels'; Json = '[' * 10000 + ']' * 10000; Says = '*deeper than 100 levels. Raise MaxJsonDepth*' }
        @{ Case = '10,000 levels without an end'; Json = '{"a":' * 10000; Says = '*deeper than 100 levels. Raise MaxJsonDepth*' }
        @{ Case = 'something behind it'; Json = '{} x'; Says = "*'x' is invalid*" }
        @{ Case = 'no UTF-8'; Json = [byte[]](0x22, 0xC3, 0x22); Says = '*not valid UTF-8*' }
        @{ Case = 'a number of 20,000 digits'; Json = '1' * 20000; Says = '*20000 digits*' }
    ) {
        $response = New-AxiosResponse -Body $Json -ContentType application/json
        $response.Data | Should -Be $response.Text
        $response.DataError.Message | Should -BeLike $Says
    }

    It 'may be deeper with -MaxJsonDepth, of a client or a call' {
        $query = @{ type = 'application/json'; body = '[' * 150 + ']' * 150 }
        (Invoke-AxiosRequest /status/200 -Client $api -Query $query).DataError | Should -Not -BeNullOrEmpty
        (Invoke-AxiosRequest /status/200 -Client $api -Query $query -MaxJsonDepth 150).DataError | Should -BeNullOrEmpty
        (Invoke-AxiosRequest /status/200 -Client (New-AxiosClient $server -MaxJsonDepth 150) -Query $query).DataError | Should -BeNullOrEmpty
        (Invoke-AxiosRequest '/status/200?type=application/json&body=[[1]]' -Client $api -MaxJsonDepth 1).DataError.Message | Should -BeLike '*deeper than 1 level*'
    }

    It 'of 1000 levels does not end the process' {
        $json = '{"a":' * 1000 + '1' + '}' * 1000
        $own = New-AxiosClient $server -MaxJsonDepth 1000 | Add-AxiosMiddleware -PassThru { param($context) New-AxiosResponse -Body $json -ContentType application/json -Context $context }
        $response = Invoke-AxiosRequest /x -Client $own
        $response.DataError | Should -BeNullOrEmpty
        $response.Copy().Data.a.a | Should -Not -BeNullOrEmpty
    }
}

Describe 'A value in a JSON body' {
    It 'is written in full: <Case>' -ForEach @(
        @{ Case = 'an address as it was written'; Value = [uri]'http://a/b%20c'; Json = '"http://a/b%20c"' }
        @{ Case = 'a date without a time'; Value = [DateOnly]'2026-11-22'; Json = '"2026-11-22"' }
        @{ Case = 'a time without a date'; Value = [TimeOnly]'14:02:33'; Json = '"14:02:33.0000000"' }
        @{ Case = 'a very large number'; Value = [Int128]::Parse('170141183460469231731687303715884105727'); Json = '170141183460469231731687303715884105727' }
        @{ Case = 'an IP address'; Value = [ipaddress]'10.0.0.1'; Json = '"10.0.0.1"' }
    ) {
        Write-Json $Value | Should -BeExactly $Json
    }

    It 'is refused for <Case>' -ForEach @(
        @{ Case = 'a SecureString'; Make = { ConvertTo-SecureString x -AsPlainText }; Says = '*secret*' }
        @{ Case = 'a credential'; Make = { [pscredential]::new('u', (ConvertTo-SecureString x -AsPlainText)) }; Says = '*secret*' }
        @{ Case = 'XML'; Make = { [xml]'<a/>' }; Says = '*live object*' }
    ) {
        $value = & $Make
        "$(Get-Failure { Invoke-AxiosRequest /echo -Json $value -Client (New-AxiosClient $server) })" | Should -BeLike $Says
    }
}

Describe 'The limits of JSON that is sent' {
    It 'are levels, as many as -MaxJsonDepth says, beyond 64 and beyond 100' {
        $deep = 'bottom'
        1..150 | ForEach-Object { $deep = @{ level = $deep } }
        (Invoke-AxiosRequest /echo -Client $api -Json $deep -MaxJsonDepth 150 -As Data).body | Should -Be (('{"level":' * 150) + '"bottom"' + ('}' * 150))
        "$(Get-Failure { Invoke-AxiosRequest /echo -Client $api -Json $deep -MaxJsonDepth 149 })" | Should -BeLike '*$.level.level*is deeper than 149 levels*MaxJsonDepth*'
    }

    It 'are values, as many as -MaxJsonNodes says' {
        $data = @{ list = 1..10 }
        (Invoke-AxiosRequest /echo -Client $api -Json $data -MaxJsonNodes 12 -As Text | ConvertFrom-Json).body | Should -Be '{"list":[1,2,3,4,5,6,7,8,9,10]}'
        "$(Get-Failure { Invoke-AxiosRequest /echo -Client $api -Json $data -MaxJsonNodes 11 })" | Should -BeLike '*$.list`[9`]*beyond 11 values*MaxJsonNodes*'
    }

    It 'are as many as -MaxJsonNodes says where they are received' {
        @(Invoke-AxiosRequest /items -Client $api -MaxJsonNodes 10 -As Data).Count | Should -Be 3
        (Get-Failure { Invoke-AxiosRequest /items -Client $api -MaxJsonNodes 9 -As Data }).FullyQualifiedErrorId | Should -BeLike 'InvalidData*'
    }

    It 'stop a list that has no end' {
        class Endless : Collections.IEnumerable, Collections.IEnumerator {
            [object] get_Current() { return 1 }
            [bool] MoveNext() { return $true }
            [void] Reset() { }
            [Collections.IEnumerator] GetEnumerator() { return $this }
        }
        "$(Get-Failure { Invoke-AxiosRequest /echo -Client $api -Json @{ list = [Endless]::new() } -MaxJsonNodes 1000 })" | Should -BeLike '*beyond 1000 values*'
    }

    It 'may be set for a client, and are refused where they make no sense' {
        $own = New-AxiosClient $server -MaxJsonDepth 1
        Write-Json @{ a = 1 } | Should -Be '{"a":1}'
        "$(Get-Failure { Invoke-AxiosRequest /echo -Client $own -Json @{ a = @{} } })" | Should -BeLike '*deeper than 1 level*'
        "$(Get-Failure { $own.Send(@{ Uri = '/echo'; Method = 'POST'; Json = 1; MaxJsonDepth = 100000 }) })" | Should -BeLike '*MaxJsonDepth is 100000*1 to 1000*'
    }
}

Describe 'More that is sent as JSON' {
    It 'is <Case>' -ForEach @(
        @{ Case = 'bytes as base64'; Make = { @{ b = [byte[]](1, 2, 255) } }; Json = '{"b":"AQL/"}' }
        @{ Case = 'lists within lists'; Make = { , @(@(1, @(2, @())), @()) }; Json = '[[1,[2,[]]],[]]' }
        @{ Case = 'custom objects in an ArrayList'; Make = { , [Collections.ArrayList]@([pscustomobject]@{ x = 1 }, @{ y = 2 }) }; Json = '[{"x":1},{"y":2}]' }
        @{ Case = 'a generic dictionary'; Make = { $d = [Collections.Generic.SortedDictionary[int, string]]::new(); $d[2] = 'b'; $d[1] = 'a'; $d }; Json = '{"1":"a","2":"b"}' }
        @{ Case = 'an ExpandoObject'; Make = { $e = [Dynamic.ExpandoObject]::new(); $e.a = 1; , $e }; Json = '{"a":1}' }
        @{ Case = 'the same object twice, which is no cycle'; Make = { $o = @{ a = 1 }; , @($o, $o) }; Json = '[{"a":1},{"a":1}]' }
        @{ Case = 'nothing at all as null'; Make = { @{ n = & { } } }; Json = '{"n":null}' }
        @{ Case = 'lines of a file as texts'; Make = { Set-Content $TestDrive/l 'one', 'two'; @{ l = Get-Content $TestDrive/l } }; Json = '{"l":["one","two"]}' }
        @{ Case = 'flags by name'; Make = { @{ f = [IO.FileAttributes]'Hidden, System' } }; Json = '{"f":"Hidden, System"}' }
        @{ Case = 'a date with its offset'; Make = { @{ d = [DateTimeOffset]::new(2024, 5, 6, 7, 8, 9, [timespan]::FromHours(2)) } }; Json = '{"d":"2024-05-06T07:08:09+02:00"}' }
        @{ Case = 'a date that names no zone'; Make = { @{ d = [datetime]'2024-05-06' } }; Json = '{"d":"2024-05-06T00:00:00"}' }
        @{ Case = 'a document of System.Text.Json'; Make = { @{ d = [Text.Json.JsonDocument]::Parse('{"x":[1]}') } }; Json = '{"d":{"x":[1]}}' }
        @{ Case = 'what Select-Object has made of a process'; Make = { Get-Process -Id $PID | Select-Object @{ n = 'Own'; e = { $_.Id -eq $PID } } }; Json = '{"Own":true}' }
    ) {
        $value = & $Make
        Write-Json $value | Should -BeExactly $Json
    }

    It 'is no live object: <Case>' -ForEach @(
        @{ Case = 'a stream'; Make = { [IO.MemoryStream]::new() } }
        @{ Case = 'a timer'; Make = { [Timers.Timer]::new() } }
        @{ Case = 'a socket'; Make = { [Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp') } }
        @{ Case = 'a task'; Make = { [Threading.Tasks.Task]::CompletedTask } }
        @{ Case = 'a token'; Make = { [Threading.CancellationToken]::None } }
        @{ Case = 'a culture'; Make = { [cultureinfo]'de-DE' } }
        @{ Case = 'a weak reference'; Make = { [WeakReference]::new('x') } }
        @{ Case = 'an exception'; Make = { [Exception]::new('x') } }
        @{ Case = 'a command'; Make = { Get-Command Get-Item } }
        @{ Case = 'an HttpClient'; Make = { [Net.Http.HttpClient]::new() } }
    ) {
        $value = & $Make
        "$(Get-Failure { Invoke-AxiosRequest /echo -Client $api -Json @{ a = @(1, @{ x = $value }) } })" | Should -BeLike '*$.a`[1`].x is a live object*Select-Object*'
    }

    It 'is the same in every culture: <_>' -ForEach 'de-DE', 'tr-TR' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            Write-Json ([ordered]@{ n = 1.5; d = 1.10d; i = 1234567; t = [timespan]'01:02:03'; ID = [datetime]::new(2024, 5, 6) }) |
                Should -BeExactly '{"n":1.5,"d":1.10,"i":1234567,"t":"01:02:03","ID":"2024-05-06T00:00:00"}'
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }

    It 'is the same 10 levels deep in custom objects' {
        $deep = [pscustomobject]@{ level = 0 }
        1..10 | ForEach-Object { $deep = [pscustomobject]@{ level = $_; in = @($deep) } }
        Write-Json $deep | Should -Be ($deep | ConvertTo-Json -Depth 50 -Compress)
    }
}
