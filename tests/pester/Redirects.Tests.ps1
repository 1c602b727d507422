BeforeAll {
    . $PSScriptRoot/common.ps1
    $elsewhere = $server.Replace('127.0.0.1', 'localhost')
    $twice = "/redirect/302?to=$([uri]::EscapeDataString('/redirect/302?to=/echo'))"
}

Describe 'A redirect' {
    BeforeEach {
        Clear-TestLog
        $api = New-AxiosClient $server
    }

    It 'is seen by a hook, hop by hop' {
        $seen = [Collections.Generic.List[string]]::new()
        $response = Invoke-AxiosRequest $twice -Client $api -OnRedirect { $seen.Add("$($_.Number) $($_.StatusCode) $($_.From.AbsolutePath) $($_.To.AbsolutePath) $($_.Method)"); 'output does not count' }
        $response.StatusCode | Should -Be 200
        $seen | Should -Be '1 302 /redirect/302 /redirect/302 GET', '2 302 /redirect/302 /echo GET'
    }

    It 'is seen by the hooks of a client, and of a config' {
        $seen = [Collections.Generic.List[string]]::new()
        $own = New-AxiosClient $server -OnRedirect { param($hop) $seen.Add("a$($hop.Number)") }, { $seen.Add("b$($args[0].Number)") }
        $null = $own.Get('/redirect/302?to=/echo')
        $null = $api.Get('/redirect/302?to=/echo', @{ OnRedirect = { $seen.Add("c$($_.Number)") } })
        $seen | Should -Be 'a1', 'b1', 'c1'
    }

    It 'is seen below a script middleware and beside other script hooks' {
        $seen = [Collections.Generic.List[string]]::new()
        Add-AxiosMiddleware { $seen.Add('before'); & $args[1]; $seen.Add('after') } $api
        Add-AxiosInterceptor { $seen.Add('each') } $api -EachAttempt
        (Invoke-AxiosRequest $twice -Client $api -OnRedirect { $seen.Add("hop$($_.Number)") }).StatusCode | Should -Be 200
        $seen | Should -Be 'before', 'each', 'hop1', 'hop2', 'after'
    }

    It 'is the answer where a hook does not follow it' {
        $response = Invoke-AxiosRequest $twice -Client $api -OnRedirect { $_.Follow = $_.Number -lt 2 } -SkipHttpErrorCheck
        $response.StatusCode, $response.Headers['Location'] | Should -Be 302, '/echo'
    }

    It 'may be given headers, and secrets for where it leads' {
        $null = Invoke-AxiosRequest "/redirect/302?to=$elsewhere/echo" -Client $api -Headers @{ Authorization = 'for the first' } -OnRedirect {
            if ($_.ChangesOrigin) { $_.Headers['Authorization'] = 'for the second'; $_.Headers['X-Hop'] = "$_" }
        }
        $last = @(Get-TestLog)[-1]
        $last.headers.authorization | Should -Be 'for the second'
        $last.headers.'x-hop' | Should -BeLike "1: 302 $server/redirect/302* -> $elsewhere/echo"
    }

    It 'ends the call with the error of a hook' {
        $failure = Get-Failure { Invoke-AxiosRequest $twice -Client $api -OnRedirect { throw 'not there' } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HookFailed*'
        $failure.Exception.Message | Should -BeLike "The redirect hook '*' failed at *: not there"
        @(Get-TestLog).Count | Should -Be 1
    }

    It 'writes what a hook writes to the streams of the command' {
        $all = Invoke-AxiosRequest $twice -Client $api -Verbose -OnRedirect { Write-Verbose "hop $($_.Number)" } 4>&1
        @($all | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message | Should -Contain 'hop 2'
    }

    It 'takes no body to another origin, and says what to do' {
        $call = "/redirect/307?to=$elsewhere/echo"
        $failure = Get-Failure { Invoke-AxiosRequest $call -Client $api -Json @{ pin = 'hunter2' } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NetworkRedirect*'
        $failure.Exception.Message | Should -BeLike "*to $elsewhere/echo, which is another origin*AllowCrossOriginBody*"
        @(Get-TestLog).Count | Should -Be 1
        (Invoke-AxiosRequest $call -Client $api -Json @{ pin = 1 } -AllowCrossOriginBody -As Data).body | Should -Be '{"pin":1}'
    }

    It 'repeats a file on the same origin' {
        Set-Content "$TestDrive/body.txt" 'of a file' -NoNewline
        (Invoke-AxiosRequest '/redirect/308?to=/echo' -Client $api -Method PUT -InFile "$TestDrive/body.txt" -As Data).body | Should -Be 'of a file'
        @(Get-TestLog).body | Should -Be 'of a file', 'of a file'
    }

    It 'is followed no more often than -MaxRedirects says' {
        (Get-Failure { Invoke-AxiosRequest $twice -Client $api -MaxRedirects 1 }).Exception.Message | Should -BeLike '*more than 1 times*'
        (Get-Failure { Invoke-AxiosRequest $twice -Client $api -MaximumRedirection 1 }).FullyQualifiedErrorId | Should -BeLike 'NetworkRedirect*'
    }
}
