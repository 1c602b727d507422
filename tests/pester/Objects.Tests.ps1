BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'The methods of a client' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'send <Name>' -ForEach @(
        'Get', 'Head', 'Options', 'Delete', 'Post', 'Put', 'Patch' | ForEach-Object { @{ Name = $_ } }
    ) {
        $api.$Name('/echo').StatusCode | Should -Be 200
        $api."${Name}Async"('/echo').GetAwaiter().GetResult().StatusCode | Should -Be 200
        (Get-TestLog).method | Should -Be $Name.ToUpper(), $Name.ToUpper()
    }

    It 'take data: objects as JSON, text as it is' {
        $api.Post('/echo', @{ a = 1 }).Data.body | Should -Be '{"a":1}'
        $api.Put('/echo', [pscustomobject]@{ b = 2 }).Data.body | Should -Be '{"b":2}'
        $api.Patch('/echo', 'text').Data.body | Should -Be 'text'
        $api.Post('/echo', @(1, 2)).Data.body | Should -Be '[1,2]'
        $api.Post('/echo', (@{ c = 3 } | ForEach-Object { $_ })).Data.body | Should -Be '{"c":3}'
    }

    It 'take options as a hashtable' {
        $echo = $api.Get('/echo', @{ Headers = @{ 'X-A' = 'b' }; Query = @{ q = 1 }; TimeoutSec = 10 }).Data
        $echo.headers.'x-a' | Should -Be 'b'
        $echo.query | Should -Be 'q=1'
        $api.Get('/status/404', @{ ValidateStatus = '2xx,404' }).StatusCode | Should -Be 404
        $api.Get('/status/404', @{ SkipHttpErrorCheck = $true }).StatusCode | Should -Be 404
        $api.Get('/gzip', @{ NoDecompress = $true }).Headers['Content-Encoding'] | Should -Be 'gzip'
        $api.Post('/echo', @{ a = 1 }, @{ ContentType = 'application/vnd.x+json' }).Data.headers.'content-type' | Should -Be 'application/vnd.x+json'
    }

    It 'send a whole request with Send' {
        $echo = $api.Send(@{ Uri = '/echo'; Method = 'PUT'; UrlEncoded = @{ a = 1 } }).Data
        $echo.method, $echo.body | Should -Be 'PUT', 'a=1'
    }

    It 'throw on a bad status, typed' {
        $caught = try { $api.Delete('/status/409') } catch [AxiosPS.AxiosStatusException] { $_.Exception.StatusCode }
        $caught | Should -Be 409
    }

    It 'throw even where errors are silent' {
        $ErrorActionPreference = 'SilentlyContinue'
        $reached = try { $null = $api.Get('/status/500'); 'went on' } catch { 'caught' }
        $reached | Should -Be 'caught'
    }

    It 'run script hooks of every kind' {
        $log = [Collections.Generic.List[string]]::new()
        Add-AxiosInterceptor { $log.Add('request') } $api
        Add-AxiosMiddleware { param($context, $next) $log.Add('in'); & $next $context; $log.Add('out') } $api
        Add-AxiosInterceptor -Response { $log.Add('response') } -Client $api
        $api.Get('/json').Data.name | Should -Be 'axios'
        $log | Should -Be 'request', 'in', 'out', 'response'
    }

    It 'let hooks see the caller''s variables' {
        function Get-It($Who) { $null = $Who; $api.Get('/echo').Data.headers.'x-who' }
        Add-AxiosInterceptor { $_.Headers['X-Who'] = $Who } $api
        Get-It caller | Should -Be 'caller'
    }

    It 'register hooks: Use' {
        $id = $api.Use({ param($context, $next) $response = & $next; $response.Headers['X-Use'] = 'yes'; $response })
        $api.Get('/json').Headers['X-Use'] | Should -Be 'yes'
        $api.Eject($id) | Should -BeTrue
        $api.Get('/json').Headers.Contains('X-Use') | Should -BeFalse
    }

    It 'register hooks: Interceptors, with an onRejected, and Eject' {
        $request = $api.Interceptors.Request.Use({ $_.Headers['X-Hook'] = 'yes' })
        $response = $api.Interceptors.Response.Use({ $_.Headers['X-After'] = 'yes' }, { New-AxiosResponse 200 -Body "was $($_.StatusCode)" })
        $answer = $api.Get('/echo')
        $answer.Data.headers.'x-hook', $answer.Headers['X-After'] | Should -Be 'yes', 'yes'
        $api.Get('/status/500').Text | Should -Be 'was 500'
        $api.Interceptors.Request.Eject($request) | Should -BeTrue
        $api.Interceptors.Request.Eject($request) | Should -BeFalse
        $api.Interceptors.Request.Eject($response) | Should -BeFalse
        $api.Interceptors.Response.Eject($response) | Should -BeTrue
        $api.Get('/echo').Data.headers.PSObject.Properties.Name | Should -Not -Contain 'x-hook'
    }

    It 'attach plugins, in a chain' {
        $api.Plugin((New-AxiosRequestSourcePlugin chain)).Plugin({ $_.Defaults.Headers['X-Plug'] = 'yes' }).Get('/echo').Data.headers.'x-plug' | Should -Be 'yes'
        $api.Plugins.Count | Should -Be 2
    }

    It 'close it' {
        $api.Close()
        $api.IsClosed | Should -BeTrue
    }
}

Describe 'The Async methods' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'work with hooks that are C#' {
        $api = New-AxiosClient $server -Plugin (New-AxiosRequestSourcePlugin async), (New-AxiosDedupePlugin), (New-AxiosTimingPlugin)
        $api.GetAsync('/echo').GetAwaiter().GetResult().Data.headers.'x-request-source' | Should -Be 'async'
    }

    It 'have a clear error with a script <Kind>, at once and before anything is sent' -ForEach @(
        @{ Kind = 'interceptor'; Add = { Add-AxiosInterceptor {} $api } }
        @{ Kind = 'middleware'; Add = { Add-AxiosMiddleware { & $args[1] } $api } }
        @{ Kind = 'condition'; Add = { Add-AxiosInterceptor {} $api -When { $true } } }
    ) {
        & $Add
        $task = $api.GetAsync('/json')
        [Threading.Tasks.Task]::WhenAny($task, [Threading.Tasks.Task]::Delay(10000)).GetAwaiter().GetResult() | Should -Be $task
        "$($task.Exception.InnerException.Message)" | Should -BeLike '*PowerShell script*pipeline thread*Invoke-AxiosRequest*$client.Get()*'
        $task.Exception.InnerException | Should -BeOfType AxiosPS.AxiosHookException
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'have that error too when a hook calls them, instead of waiting for themselves' {
        Add-AxiosInterceptor { if ($_.Uri -ne '/json') { $null = $api.GetAsync('/json').GetAwaiter().GetResult() } } $api
        $failure = Get-Failure { Invoke-AxiosRequest /echo -Client $api -TimeoutSec 20 }
        "$failure" | Should -BeLike '*pipeline thread*'
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'may be called by a hook on a client without script hooks' {
        $other = New-AxiosClient $server
        Add-AxiosMiddleware {
            param($context, $next)
            $context.Headers['X-Token'] = $other.GetAsync('/json').GetAwaiter().GetResult().Data.name
            & $next
        } $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-token' | Should -Be 'axios'
    }
}

Describe 'The methods of a client' {
    BeforeEach { $api = New-AxiosClient $server }
    AfterEach { Close-AxiosClient $api }

    It 'give the error of the tree whatever a hook threw' {
        Add-AxiosMiddleware -Client $api { throw [ArgumentException]::new('bad tenant') } -Name guard
        { $api.Get('/json') } | Should -Throw '*guard*bad tenant*'
        $caught = try { $api.Get('/json') } catch [AxiosPS.AxiosHookException] { 'typed' }
        $caught | Should -Be 'typed'
    }

    It 'stop at an error of a hook where the caller does' {
        Add-AxiosInterceptor -Client $api -Request { Get-Item /no/such/file }
        Clear-TestLog
        & { $ErrorActionPreference = 'Stop'; { $api.Get('/json') } | Should -Throw '*no/such/file*' }
        @(Get-TestLog).Count | Should -Be 0
    }

    It 'write what Attach and Uninstall write' {
        $written = & { $null = $api.Plugin(@{ Name = 'loud'; Attach = { Write-Warning 'on' }; Uninstall = { Write-Warning 'off' } }); $api.Close() } *>&1
        "$written" | Should -Be 'on off'
    }

    It 'stop at an error of Attach where the caller does, and nothing is attached' {
        & { $ErrorActionPreference = 'Stop'; { $api.Plugin({ Write-Error 'not here' }) } | Should -Throw '*not here*' }
        $api.Plugins.Count | Should -Be 0
    }
}

Describe 'Options of a request' {
    It 'may be named as in a hook or as the parameters of the cmdlet' {
        $config = [AxiosPS.RequestConfig]@{ TimeoutSec = 3; AttemptTimeoutSec = 2.5; RetryOnStatus = 500, 503 }
        "$($config.Timeout) $($config.AttemptTimeout) $($config.RetryOnStatus)" | Should -Be '00:00:03 00:00:02.5000000 500 503'
    }

    It 'take a number for a time as seconds' {
        $config = [AxiosPS.RequestConfig]::new()
        $config.ReadTimeout = 30
        $config['Timeout'] = 20
        "$($config.ReadTimeout) $($config.Timeout)" | Should -Be '00:00:30 00:00:20'
    }
}

Describe 'Listing what a client holds' {
    It 'hands out no list that a change would reach' {
        $api = New-AxiosClient $server -Headers @{ 'X-L' = 'a', 'b' } -Query @{ q = 1, 2 }
        foreach ($fields in $api.Defaults.Headers, $api.Defaults.Query) {
            foreach ($entry in $fields.GetEnumerator()) { if ($entry.Value -is [array]) { $entry.Value[0] = 'changed' } }
        }
        $api.Defaults.Headers.GetValues('X-L')[0] = 'changed'
        "$($api.Defaults.Headers['X-L']) $($api.Defaults.Query['q'])" | Should -Be 'a b 1 2'
        "$($api.Defaults.Headers)" | Should -BeLike '*X-L: a, b*'
    }

    It 'gives masks that are refused where they are taken for values' {
        $api = New-AxiosClient $server | Add-AxiosInterceptor -PassThru -Request {
            $copy = [AxiosPS.RequestConfig]::new()
            foreach ($key in $_.Keys) { $copy[$key] = $_[$key] }
            $copy
        }
        Clear-TestLog
        { $api.Post('/echo', @{ a = 1 }) } | Should -Throw '*Copy()*'
        @(Get-TestLog).Count | Should -Be 0
    }
}
