# Set-StrictMode -Version Latest, in the caller and so in hooks: what the documentation shows runs under it as it does without.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $samples = Get-ChildItem $root/samples/*.ps1 | ForEach-Object { @{ Sample = $_.Name } }
}

BeforeAll {
    . $PSScriptRoot/common.ps1

    function Get-Strict([scriptblock] $Script, [string[]] $ArgumentList) {
        $run = Invoke-FreshPwsh ([scriptblock]::Create("Set-StrictMode -Version Latest; `$ErrorActionPreference = 'Stop'; & {$Script} @args")) $ArgumentList
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $run.Output
    }
}

Describe 'Under Set-StrictMode -Version Latest' {
    It 'the sample <Sample> runs' -ForEach $samples {
        $null = Get-Strict { param($path) $null = . $path *>&1 } "$root/samples/$Sample"
    }

    It 'the tour of the README runs' {
        $blocks = [regex]::Matches((Get-Content $root/README.md -Raw), '(?ms)^```powershell\r?\n(.*?)^```').ForEach{ $_.Groups[1].Value } -join "`n"
        $blocks = $blocks.Replace('https://api.example.com', $server).Replace('https://other.example.com', $server.Replace('127.0.0.1', 'localhost')).Replace('Import-Module ./out/AxiosPS', '')
        $file = New-Item "$TestDrive/tour.ps1" -Value $blocks
        $null = Get-Strict { param($root, $file) Set-Location $root; $null = . $file *>&1 } $root, $file
    }

    It 'every kind of hook runs, at home, concurrently, in a job and with -Parallel' {
        Get-Strict {
            param($server)
            $api = New-AxiosClient $server -MaxRetries 1 -RetryStrategy { param($retry) $retry.Retry * 0.001 } -RetryOn { $_.Response.StatusCode -eq 503 } -TransformResponse { param($data) $data } -ValidateStatus { $_ -lt 500 } -Plugin (New-AxiosLoggerPlugin -Sink { $null = "$_" })
            Add-AxiosPlugin -Client $api @{ Name = 'Mine'; Attach = { param($client) Add-AxiosInterceptor -Client $client { $_.Headers['X-Mine'] = 1 } }; Uninstall = {} }
            Add-AxiosInterceptor -Client $api { param($config) $config.Headers['X-One'] = 1 } -When { $_.Uri -like '/*' }
            Add-AxiosInterceptor -Client $api -Response { $null = $_.StatusCode } -OnRejected { $null = $_.Message }
            Add-AxiosMiddleware -Client $api { param($context, $next) & $next $context }
            Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] $args[0] }
            (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-one'
            ('/echo', '/echo' | Invoke-AxiosRequest -Client $api -ThrottleLimit 2 -As Data).headers.'x-one'
            (Start-AxiosRequest /echo -Client $api -As Data | Receive-Job -Wait -AutoRemoveJob).headers.'x-one'
            1 | ForEach-Object -Parallel { Set-StrictMode -Version Latest; ($using:api).Get('/echo').Data.headers.'x-mine' }
            try { Invoke-AxiosRequest /status/503 -Client $api } catch [AxiosPS.AxiosStatusException] { $_.Exception.Attempts.Count }
            $api, (Get-AxiosPipeline $api), (Get-AxiosPlugin $api), (Invoke-AxiosRequest /json -Client $api) | ForEach-Object { $null = $_ | Format-List | Out-String; $null = $_ | Out-String }
        } $server | Should -Be (@(1) * 5 + 2 -join "`n")
    }

    It 'a hook that reads a variable that is not there fails, as the caller wants it to' {
        Get-Strict {
            param($server)
            $api = New-AxiosClient $server
            Add-AxiosInterceptor -Client $api { $_.Headers['X'] = $notThere }
            try { Invoke-AxiosRequest /echo -Client $api } catch { $_.Exception.GetType().Name; "$_" -match 'notThere' }
        } $server | Should -Be "AxiosHookException`nTrue"
    }
}
