# A session in constrained language: what the cmdlets do there as elsewhere, and what no hook, plugin or parameter gets out of it. What must not
# happen would be seen by a file that it leaves.

BeforeDiscovery {
    $touch = "[IO.File]::WriteAllText('MARK', 'x')"
    $hook = "{ $touch }"
    $escapes = @(
        @{ Way = 'an interceptor'; Script = "Add-AxiosInterceptor -Client `$api $hook" }
        @{ Way = 'an interceptor of responses'; Script = "Add-AxiosInterceptor -Client `$api -Response $hook" }
        @{ Way = 'an onRejected'; Script = "Add-AxiosInterceptor -Client `$api -OnRejected $hook; `$path = '/status/500'" }
        @{ Way = 'a condition'; Script = "Add-AxiosInterceptor -Client `$api {} -When $hook" }
        @{ Way = 'a middleware'; Script = "Add-AxiosMiddleware -Client `$api { $touch; & `$args[1] }" }
        @{ Way = 'a concurrent middleware'; Script = "Add-AxiosMiddleware -Client `$api -Concurrent { $touch; & `$args[1] }" }
        @{ Way = 'a module that a concurrent middleware imports'; Script = "Set-Content MARK.psm1 'function Set-Mark(`$path) { [IO.File]::WriteAllText(`$path, 1) }'; Add-AxiosMiddleware -Client `$api -Concurrent { Import-Module MARK.psm1; Set-Mark MARK; & `$args[1] }" }
        @{ Way = 'a script that a concurrent middleware runs'; Script = "Set-Content MARK.ps1 '[IO.File]::WriteAllText(`$args[0], 1)'; Add-AxiosMiddleware -Client `$api -Concurrent { & MARK.ps1 MARK; & `$args[1] }" }
        @{ Way = 'text that a concurrent middleware runs'; Script = "Add-AxiosMiddleware -Client `$api -Concurrent { Invoke-Expression '[IO.File]::WriteAllText(`"MARK`", 1)'; & `$args[1] }" }
        @{ Way = 'a function that a concurrent middleware makes of text'; Script = "Add-AxiosMiddleware -Client `$api -Concurrent { Set-Item Function:Set-Mark '[IO.File]::WriteAllText(`"MARK`", 1)'; Set-Mark; & `$args[1] }" }
        @{ Way = 'a concurrent middleware that would leave its language'; Script = "Add-AxiosMiddleware -Client `$api -Concurrent { `$ExecutionContext.SessionState.LanguageMode = 'FullLanguage'; $touch; & `$args[1] }" }
        @{ Way = 'the default of a parameter'; Script = "Add-AxiosMiddleware -Client `$api -Concurrent { param(`$context, `$next, `$more = ($touch)) & `$next }" }
        @{ Way = 'a dynamicparam block'; Script = "Add-AxiosMiddleware -Client `$api -Concurrent { [CmdletBinding()] param(`$context, `$next) dynamicparam { $touch } end { & `$next } }" }
        @{ Way = 'the validation of a parameter'; Script = "Add-AxiosMiddleware -Client `$api -Concurrent { param([ValidateScript({ $touch; `$true })] `$context, `$next) & `$next }" }
        @{ Way = 'a plugin'; Script = "Add-AxiosPlugin -Client `$api @{ Name = 'x'; Attach = $hook }" }
        @{ Way = 'an Uninstall'; Script = "Add-AxiosPlugin -Client `$api @{ Name = 'x'; Attach = {}; Uninstall = $hook }; Close-AxiosClient `$api" }
        @{ Way = 'New-AxiosPlugin'; Script = "Add-AxiosPlugin -Client `$api (New-AxiosPlugin x -OnRequest $hook)" }
        @{ Way = 'a factory that is tested'; Script = "Test-AxiosPlugin -Factory { $touch; @{ Attach = {} } }" }
        @{ Way = 'a retry strategy'; Script = "`$api = New-AxiosClient `$server -MaxRetries 1 -RetryStrategy { $touch; 0 }; `$path = '/status/503'" }
        @{ Way = 'a retry condition'; Script = "`$api = New-AxiosClient `$server -MaxRetries 1 -RetryOn $hook; `$path = '/status/503'" }
        @{ Way = 'a transform'; Script = "`$api = New-AxiosClient `$server -TransformResponse $hook" }
        @{ Way = 'a status check'; Script = "`$api = New-AxiosClient `$server -ValidateStatus $hook" }
        @{ Way = 'a token provider'; Script = "`$api = New-AxiosClient `$server -Plugin (New-AxiosAuthPlugin -TokenProvider { $touch; 'x' })" }
        @{ Way = 'a place for the log'; Script = "`$api = New-AxiosClient `$server -Plugin (New-AxiosLoggerPlugin -Sink $hook)" }
        @{ Way = 'a mock answer'; Script = "`$api = New-AxiosClient `$server -Transport (New-AxiosMockTransport @{ Uri = '*'; Response = { $touch; 200 } })" }
        @{ Way = 'a next page'; Script = "Invoke-AxiosRequest /json -Client `$api -Paginate -NextPage $hook" }
        @{ Way = 'a job'; Script = "Add-AxiosMiddleware -Client `$api { $touch; & `$args[1] }; `$null = Start-AxiosRequest /echo -Client `$api | Receive-Job -Wait" }
        @{ Way = 'a static method'; Script = "Add-AxiosInterceptor -Client `$api ([IO.File]::Create)" }
        @{ Way = 'a method of an object'; Script = "Add-AxiosInterceptor -Client `$api (Get-Item `$server.Replace('http:', '/')).CreateSubdirectory" }
        @{ Way = 'a method as a delay'; Script = "`$api = New-AxiosClient `$server -MaxRetries 1 -RetryStrategy (Get-Process -Id `$PID).WaitForExit; `$path = '/status/503'" }
    ) | ForEach-Object { $_ }
}

BeforeAll {
    . $PSScriptRoot/common.ps1

    # A session has imported the module when it is constrained, and has $server, $api and the variables given.
    function Invoke-Constrained([string] $Script, [hashtable] $Variables = @{}, [string] $Before = '', [string] $Mode = 'ConstrainedLanguage') {
        $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            $null = $shell.AddScript('param($path, $variables) Import-Module $path; $variables.Keys.ForEach{ Set-Variable -Scope Global $_ $variables[$_] }; $global:api = New-AxiosClient $server').
                AddArgument($modulePath).AddArgument($Variables + @{ server = $server }).AddStatement().
                AddScript($Before).AddStatement().AddScript("`$ExecutionContext.SessionState.LanguageMode = '$Mode'").Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Commands.Clear()
            $failure = $null
            $output = try { $shell.AddScript($Script).Invoke() } catch { $failure = $_.Exception.InnerException.ErrorRecord }
            [pscustomobject]@{ Output = @($output); Failure = $failure ?? $shell.Streams.Error[0]; Mode = $runspace.SessionStateProxy.LanguageMode }
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }

    function Get-Constrained([string] $Script, [hashtable] $Variables = @{}, [string] $Before = '') {
        $run = Invoke-Constrained $Script $Variables $Before
        $run.Failure | Should -BeNullOrEmpty
        $run.Output
    }
}

Describe 'In constrained language' {
    Context 'a hook' {
        It 'sets and removes headers by their index' {
            $headers = Get-Constrained @'
$api = New-AxiosClient $server -Headers @{ 'X-Old' = 1 }
Add-AxiosInterceptor -Client $api { param($config) $config.Headers['X-New'] = 'yes'; $config.Headers['X-Old'] = $null }
(Invoke-AxiosRequest /echo -Client $api -As Data).headers
'@
            $headers.'x-new' | Should -Be yes
            $headers.psobject.Properties.Name | Should -Not -Contain 'x-old'
        }

        It 'sets headers of a response, and those of a client that are always sent' {
            Get-Constrained @'
$api.Defaults.Headers['X-Always'] = 'yes'
Add-AxiosInterceptor -Client $api -Response { $_.Headers['X-Seen'] = 5 }
$response = Invoke-AxiosRequest /echo -Client $api
$response.Headers['X-Seen'], $response.Data.headers.'x-always'
'@ | Should -Be 5, yes
        }

        It 'sets whatever a config has: address, method, query, time' {
            $data = Get-Constrained @'
Add-AxiosInterceptor -Client $api { $_.Uri = '/echo'; $_.Method = 'PUT'; $_.Query['page'] = 2; $_.Timeout = 5; $_['MaxRetries'] = 1 }
Invoke-AxiosRequest /json -Client $api -As Data
'@
            $data.method, $data.path, $data.query | Should -Be PUT, /echo, page=2
        }

        It 'goes on by $next, keeps things in Items, and puts another response in the place of one' {
            Get-Constrained @'
Add-AxiosMiddleware -Client $api { param($context, $next) $context.Items['seen'] = 1; $response = & $next $context; New-AxiosResponse -StatusCode 299 -Json @{ was = $response.StatusCode; seen = $context.Items['seen'] } }
$data = Invoke-AxiosRequest /json -Client $api -As Data
$data.was, $data.seen
'@ | Should -Be 200, 1
        }

        It 'has what $using: brings, and the cmdlets, where it is concurrent' {
            Get-Constrained @'
$word = 'brought'
Add-AxiosMiddleware -Client $api -Concurrent { param($context, $next) $null = & $next; New-AxiosResponse -Json @{ word = $using:word } }
(Invoke-AxiosRequest /json -Client $api -As Data).word
'@ | Should -Be brought
        }

        It 'that may not do something is told what to do instead' -ForEach @(
            @{ Not = '$_.Headers.Remove("X")' }
            @{ Not = '[AxiosPS.HeaderCollection]::new()' }
            @{ Not = '[AxiosPS.RequestConfig]@{ Uri = "/" }' }
        ) {
            $run = Invoke-Constrained "Add-AxiosInterceptor -Client `$api { $Not }; Invoke-AxiosRequest /echo -Client `$api"
            $run.Failure.FullyQualifiedErrorId | Should -Be 'HookFailed,AxiosPS.Commands.InvokeAxiosRequestCommand'
            "$($run.Failure)" | Should -BeLike "*only*core types*in constrained language*Headers``['X-Name'``] = 'value'*New-AxiosResponse*"
        }

        It 'that may not set a property of a response or a context is told so, too' -ForEach @(
            @{ Hook = 'Add-AxiosInterceptor -Client $api -Response { $_.Data = 1 }' }
            @{ Hook = 'Add-AxiosMiddleware -Client $api -Concurrent { $args[0].Method = "PUT" }' }
        ) {
            "$((Invoke-Constrained "$Hook; Invoke-AxiosRequest /echo -Client `$api").Failure)" | Should -BeLike '*Cannot set property*in constrained language*'
        }

        It 'of a module that was trusted may do what it could, at home and in a job' {
            $before = '$null = New-Module Trusted { function New-Hook { { param($config) $config.Headers["X-Root"] = "$([IO.Directory]::Exists("/"))" } } } | Import-Module -Global'
            Get-Constrained @'
Add-AxiosInterceptor -Client $api (New-Hook)
(Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-root'
(Start-AxiosRequest /echo -Client $api -As Data | Receive-Job -Wait).headers.'x-root'
'@ -Before $before | Should -Be "$([IO.Directory]::Exists('/'))", "$([IO.Directory]::Exists('/'))"
        }
    }

    It 'a concurrent middleware leaves nothing in the runspace of others, nor finds what they have left' {
        $leave = 'Add-AxiosMiddleware -Client $api -Concurrent { param($context, $next) $context.Headers["X-Was"] = "$(Get-Variable left -Scope Global -ValueOnly -ErrorAction Ignore)"; Set-Variable left LEFT -Scope Global; & $next }; (Invoke-AxiosRequest /echo -Client $api -As Data).headers."x-was"'
        $results = 'FullLanguage', 'ConstrainedLanguage', 'ConstrainedLanguage', 'FullLanguage' | ForEach-Object { "$((Invoke-Constrained $leave.Replace('LEFT', $_) -Mode $_).Output)" }
        $results[1..2] | Should -Be '', ''
        $results[3] | Should -Not -Be ConstrainedLanguage
    }

    Context 'nothing is done that the session may not, by' {
        It '<Way>' -ForEach $escapes {
            $mark = "$TestDrive/$([guid]::NewGuid())"
            $run = Invoke-Constrained "`$path = '/echo'; $Script; `$null = Invoke-AxiosRequest `$path -Client `$api".Replace('MARK', $mark)
            $mark | Should -Not -Exist
            $run.Mode | Should -Be ConstrainedLanguage
        }

        It 'a package that is checked in a process of its own' {
            $mark = "$TestDrive/$([guid]::NewGuid())"
            $folder = New-AxiosPluginModule Free -Path (New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())")
            $run = Invoke-Constrained "Test-AxiosPlugin -Path '$folder' -Factory { [IO.File]::WriteAllText('$mark', 'x'); @{ Attach = {} } }"
            $mark | Should -Not -Exist
            $run.Failure.FullyQualifiedErrorId | Should -Be 'LanguageModeNotSupported,AxiosPS.Commands.TestAxiosPluginCommand'
            "$($run.Failure)" | Should -BeLike '*in full language*'
        }
    }

    Context 'a test sees what would be done in full language, by' {
        It '<Way>' -ForEach ($escapes | Where-Object Way -NotMatch ' method|leave its language') {
            $mark = "$TestDrive/$([guid]::NewGuid())"
            $null = Invoke-Constrained "`$path = '/echo'; $Script; `$null = Invoke-AxiosRequest `$path -Client `$api".Replace('MARK', $mark) -Mode FullLanguage
            $mark | Should -Exist
        }
    }

    Context 'the cmdlets' {
        It 'send bodies of every kind and read what comes' {
            Set-Content $TestDrive/file.txt content
            Get-Constrained @'
(Invoke-AxiosRequest /echo -Client $api -Method Post -Json @{ a = 1, @{ b = 2 } } -As Data).body
(Invoke-AxiosRequest /echo -Client $api -Method Post -UrlEncoded @{ a = 1 } -As Data).body
(Invoke-AxiosRequest /echo -Client $api -Method Post -Form @{ f = Get-Item $file } -As Data).body -match 'content'
(Invoke-AxiosRequest /echo -Client $api -Method Post -InFile $file -As Data).body.Trim()
(@{ Uri = '/echo'; Method = 'Put'; Json = @{ a = 1 } }, '/echo' | Invoke-AxiosRequest -Client $api -As Data).method
(1..3 | ForEach-Object { "/echo?i=$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 3 -As Data).query
'@ @{ file = "$TestDrive/file.txt" } | Should -Be '{"a":[1,{"b":2}]}', 'a=1', $true, 'content', PUT, GET, 'i=1', 'i=2', 'i=3'
        }

        It 'show what a response, a client and an error have' {
            Get-Constrained @'
$response = Invoke-AxiosRequest /json -Client $api
$response.StatusCode, $response.Headers['Content-Type'], $response.Data.name, $response.Attempts.Count
(Get-AxiosPipeline $api).Stage
try { Invoke-AxiosRequest /status/404 -Client $api } catch [AxiosPS.AxiosStatusException] { $_.Exception.Response.StatusCode }
'@ | Should -Be 200, 'application/json; charset=utf-8', axios, 1, Transport, 404
        }

        It 'attach the plugins that come along, strategies, mocks and cassettes' {
            Get-Constrained @'
$api = New-AxiosClient $server -MaxRetries 1 -RetryStrategy (New-AxiosRetryStrategy -Fixed -DelaySec 0) -Plugin (New-AxiosTracePlugin -Keep 5), (New-AxiosCachePlugin), (New-AxiosDedupePlugin), (New-AxiosLoggerPlugin), (New-AxiosTimingPlugin), (New-AxiosRequestSourcePlugin x), (New-AxiosAuthPlugin -TokenProvider { 'abc' })
(Invoke-AxiosRequest /echo -Client $api -As Data).headers.authorization
$mock = New-AxiosMockTransport @{ Uri = '/x'; Json = @{ a = 1 } }
(Invoke-AxiosRequest https://a.test/x -Client (New-AxiosClient -Transport $mock) -As Data).a
(Get-AxiosMockCall $mock).Count
(Invoke-AxiosRequest /json -Client (New-AxiosClient $server -Transport (New-AxiosCassette $cassette)) -As Data).id
'@ @{ cassette = "$TestDrive/cassette.json" } | Should -Be 'Bearer abc', 1, 1, 1
        }

        It 'have what they give shown as it is elsewhere: <_>' -ForEach @(
            'Invoke-AxiosRequest /json -Client $api'
            'Invoke-AxiosRequest /json -Client $api | Format-Table'
            'Invoke-AxiosRequest /json -Client $api | Format-List'
            '(Invoke-AxiosRequest /status/503 -Client $api -MaxRetries 1 -RetryStrategy { 0.01 } -SkipHttpErrorCheck).Attempts'
            '$api'
            '$api | Add-AxiosPlugin -Plugin (New-AxiosTimingPlugin) -PassThru | Get-AxiosPlugin'
            'Get-AxiosPipeline $api'
            '$api = New-AxiosClient -Transport ($mock = New-AxiosMockTransport @{ Uri = "*"; Json = 1 }); $null = Invoke-AxiosRequest http://a.test/b -Client $api; $mock; Get-AxiosMockCall $mock'
            'try { Invoke-AxiosRequest /status/404 -Client $api } catch { $_ }'
            'Test-AxiosPlugin { }'
            'New-AxiosRetryStrategy'
            'Start-AxiosRequest /json -Client $api | Wait-Job'
        ) {
            $full, $constrained = foreach ($mode in 'FullLanguage', 'ConstrainedLanguage') {
                $run = Invoke-Constrained "`$(& { $_ }) | Out-String -Width 120" -Mode $mode
                $run.Failure | Should -BeNullOrEmpty
                "$($run.Output)" -replace '\e\[[\d;]*m' -replace '\d+([.,]\d+)? ?m?s\b', '<n>' -replace '\d\d:\d\d:\d\d(\.\d+)?', '<t>' -replace '(?m)^\d+ ( *)Job\d+', '<job>' -replace '[ -]+', ' '
            }
            $full | Should -Match '\w'
            $constrained | Should -Be $full
        }

        It 'are loaded by their name' {
            Get-Constrained 'Remove-Module AxiosPS; (axios "$server/json" -As Data).name' | Should -Be axios
        }

        It 'remove and close, and so does Remove-Module' {
            Get-Constrained @'
Add-AxiosPlugin -Client $api @{ Name = 'Mine'; Attach = { param($client) Add-AxiosInterceptor -Client $client { $_.Headers['X-Mine'] = 1 } }; Uninstall = { $global:gone = 'gone' } }
Remove-AxiosPlugin -Client $api -Name Mine
$gone, (Get-AxiosPipeline $api).Count
Remove-Module AxiosPS
$api.IsClosed
'@ | Should -Be gone, 1, $true
        }
    }

    It 'PowerShell refuses <_>, which has a cmdlet' -ForEach '$api.Get("/json")', '$api.Use({})', '[AxiosPS.AxiosClient]::new()', '[AxiosPS.AxiosClient]"http://a.test"' {
        (Invoke-Constrained $_).Failure.FullyQualifiedErrorId | Should -BeIn MethodInvocationNotSupportedInConstrainedLanguage, CannotCreateTypeConstrainedLanguage, ConversionSupportedOnlyToCoreTypes
    }
}
