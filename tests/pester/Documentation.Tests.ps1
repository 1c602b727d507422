# Runs what the documentation says. The ```powershell blocks of a page, and what is indented twice in an about_ topic, run in order in one fresh pwsh, from the folder of the
# repository; an ```output block after one is compared with what it put out, times and places aside. The placeholder
# https://api.example.com is the test server, https://other.example.com the same one under another name.

BeforeDiscovery {
    $says = @{
        'batch.ps1'            = 'Cy: 503, attempts: 2*once more:*Cy: GET /flaky/3/orders/3, attempts: 2'
        'breaker.ps1'          = 'the server has seen 3 requests'
        'demo.ps1'             = '5 answers, 1 request'
        'download.ps1'         = 'whole: status 206, 50000 bytes'
        'errors.ps1'           = 'our own fault: not today'
        'job.ps1'              = 'meanwhile: something else*/orders/3*slow: Failed, it took too long.'
        'pages-and-events.ps1' = "the items 1 2 3 took 2 requests*tea is 3"
        'retry.ps1'            = 'in the end: 503 after 3 attempts'
        'stack.ps1'            = '20 answers, 1 request, 1 token*40 lines of the log*20 times*3 requests by now, still 1 token'
        'upload.ps1'           = 'sample: the file upload.ps1*table: the file table.csv'
    }
    $root = Split-Path (Split-Path $PSScriptRoot)
    $pages = Get-Item $root/README.md, $root/docs/*.md, $root/docs/en-US/*.md |
        ForEach-Object { @{ Page = [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') } }
    $packing = $pages.Where{ $_.Page -in 'docs/publishing-plugins.md', 'docs/en-US/Find-AxiosPlugin.md' }
    $canPack = [bool](Get-Command Compress-PSResource -ErrorAction Ignore)
    $topics = Get-ChildItem $root/module/en-US/*.help.txt | ForEach-Object { @{ Page = "module/en-US/$($_.Name)"; Topic = $_.Name -replace '\.help\.txt$' } }
    $samples = Get-ChildItem $root/samples/*.ps1 | ForEach-Object { @{ Sample = $_.Name; Says = $says[$_.Name] } }
    $plugins = Get-ChildItem $root/samples/TimingPlugin.ps1, $root/samples/RequestSourcePlugin.ps1, $root/samples/DedupePlugin.ps1, $root/samples/csharp/Plugins/*.cs | ForEach-Object { @{ Path = $_.FullName; Name = $_.Name } }
    $cmdlets = (Import-PowerShellDataFile $root/module/AxiosPS.psd1).CmdletsToExport | ForEach-Object { @{ Cmdlet = $_ } }
}

BeforeAll {
    . $PSScriptRoot/common.ps1

    # What a user would see: the streams are the host's, in the order in which they come.
    $runner = {
        $ErrorActionPreference = 'Stop'
        $PSStyle.OutputRendering = 'PlainText'
        Set-Location $env:AXIOSPS_DOC_ROOT

        # Files of an earlier run are not there.
        Remove-PSDrive Temp
        $null = New-PSDrive -Scope Global Temp FileSystem (New-Item -ItemType Directory "$env:AXIOSPS_DOC_BLOCKS/temp")
        foreach ($file in Get-ChildItem $env:AXIOSPS_DOC_BLOCKS -Filter *.ps1 | Sort-Object Name) {
            Write-Host '@@@'
            try { . $file.FullName | Out-String -Stream -Width 500 | Out-Host }
            catch { Write-Host "FAILED: $_`n$($_.ScriptStackTrace)"; break }
        }
    }

    function Get-Block([string] $Path) {
        $text = Get-Content $Path -Raw
        if ($Path -like '*.help.txt') {
            return [regex]::Matches($text, '(?m)(^ {8}.*\n|^\r?\n)+') | Where-Object { $_.Value.Trim() } |
                ForEach-Object { [pscustomobject]@{ Kind = 'powershell'; Text = ($_.Value -replace '(?m)^ {8}').Trim() } }
        }

        $found = [regex]::Matches($text, '(?ms)^```(?<kind>powershell|output|csharp)\r?\n(?<text>.*?)^```')
        foreach ($block in $found) {
            [pscustomobject]@{ Kind = $block.Groups['kind'].Value; Text = $block.Groups['text'].Value.TrimEnd() }
        }
    }

    function Set-Server([string] $Text) {
        $Text.Replace('https://api.example.com', $server).Replace('https://other.example.com', $server.Replace('127.0.0.1', 'localhost')).
            Replace('Import-Module ./out/AxiosPS', "Import-Module '$($modulePath.Replace("'", "''"))'")
    }

    # What differs from run to run: addresses, times, versions, and the width of columns.
    function Get-Comparable([string] $Text) {
        $Text = $Text -replace 'https://api\.example\.com|http://127\.0\.0\.1:\d+', '<server>' -replace '\d+([.,]\d+)?(?= ?ms\b)', '<n>' -replace
            'AxiosPS/[\d.]+ PowerShell/[\w.-]+', 'AxiosPS' -replace '-{2,}', '-' -replace '[ \t]+', ' ' -replace '(?m)^ | $', ''
        ($Text -split '\r?\n' | Where-Object { $_ }) -join "`n"
    }

    # Gives the output of each PowerShell block of a page.
    function Invoke-Page([object[]] $Blocks) {
        $folder = New-Item -ItemType Directory "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
        try {
            $scripts = @($Blocks | Where-Object Kind -eq powershell)
            for ($i = 0; $i -lt $scripts.Count; $i++) {
                Set-Content "$folder/$($i.ToString('000')).ps1" (Set-Server $scripts[$i].Text)
            }

            $env:AXIOSPS_DOC_ROOT, $env:AXIOSPS_DOC_BLOCKS = $root, $folder.FullName
            $run = Invoke-FreshPwsh $runner
            $run.Error | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 0 -Because $run.Output
            $outputs = @($run.Output -split '(?m)^@@@$' | Select-Object -Skip 1)
            for ($i = 0; $i -lt $outputs.Count; $i++) {
                $outputs[$i] | Should -Not -Match '(?m)^FAILED: ' -Because "this block should run:`n$($scripts[$i].Text)`n"
            }

            $outputs.Count | Should -Be $scripts.Count
            $outputs
        }
        finally {
            Remove-Item $folder -Recurse -Force
        }
    }
}

Describe 'The documentation' {
    BeforeAll {
        # A vault that knows what is asked of it, for the pages that read a secret.
        $vault = New-Item "$TestDrive/vault/Microsoft.PowerShell.SecretManagement" -ItemType Directory
        Set-Content "$vault/Microsoft.PowerShell.SecretManagement.psm1" 'function Get-Secret { ConvertTo-SecureString granted -AsPlainText }'
        New-ModuleManifest "$vault/Microsoft.PowerShell.SecretManagement.psd1" -RootModule Microsoft.PowerShell.SecretManagement.psm1 -FunctionsToExport Get-Secret
        $modules = $env:PSModulePath
        $env:PSModulePath += "$([IO.Path]::PathSeparator)$TestDrive/vault"

        function Assert-Page([string] $Page) {
            $blocks = @(Get-Block $root/$Page)
            $outputs = @(Invoke-Page $blocks)
            $number = 0
            for ($i = 0; $i -lt $blocks.Count; $i++) {
                if ($blocks[$i].Kind -ne 'powershell') { continue }

                $output = $outputs[$number++]
                if ($i + 1 -lt $blocks.Count -and $blocks[$i + 1].Kind -eq 'output') {
                    Get-Comparable $output | Should -Be (Get-Comparable $blocks[$i + 1].Text) -Because "that is shown after:`n$($blocks[$i].Text)`n"
                }
            }
        }
    }

    AfterAll { $env:PSModulePath = $modules }

    It '<Page> runs as it stands' -TestCases ($pages.Where{ $_ -notin $packing } + $topics) {
        Assert-Page $Page
    }

    # What it registers and installs is in a home of its own; what the .NET SDK has fetched is taken from where it is.
    It '<Page> runs as it stands, which needs PSResourceGet 1.1' -TestCases $packing -Skip:(-not $canPack) {
        $variables = 'HOME', 'XDG_DATA_HOME', 'DOTNET_CLI_HOME', 'NUGET_PACKAGES'
        $before = $variables.ForEach{ [Environment]::GetEnvironmentVariable($_) }
        try {
            $env:DOTNET_CLI_HOME = $HOME
            $env:NUGET_PACKAGES ??= "$HOME/.nuget/packages"
            $env:HOME = New-Item "$TestDrive/$(Split-Path $Page -LeafBase)" -ItemType Directory
            $env:XDG_DATA_HOME = New-Item "$env:HOME/.local/share" -ItemType Directory
            Assert-Page $Page
        }
        finally {
            for ($i = 0; $i -lt $variables.Count; $i++) { [Environment]::SetEnvironmentVariable($variables[$i], $before[$i]) }
        }
    }

    It '<Page> links to files that exist' -TestCases $pages {
        $folder = Split-Path $root/$Page
        foreach ($link in [regex]::Matches((Get-Content $root/$Page -Raw), '\]\((?!https?://)(?<path>[^)#]+)')) {
            "$folder/$($link.Groups['path'].Value)" | Should -Exist
        }
    }

    It 'names <Cmdlet> in the table of the README and in the index' -TestCases $cmdlets {
        Get-Content $root/README.md -Raw | Should -Match "\| \[``$Cmdlet``\]\(docs/en-US/$Cmdlet\.md\)"
        Get-Content $root/docs/README.md -Raw | Should -Match "en-US/$Cmdlet\.md"
    }

    It 'tells of every parameter of <_>, and of none that is not there' -ForEach @(
        'Invoke-AxiosRequest', 'New-AxiosClient', 'New-AxiosAuthPlugin', 'New-AxiosCachePlugin', 'New-AxiosLoggerPlugin', 'New-AxiosTimingPlugin', 'New-AxiosTracePlugin'
        'New-AxiosFaultPlugin', 'New-AxiosMockTransport', 'Get-AxiosMockCall', 'New-AxiosCassette'
    ) {
        $guide = Get-Content $root/docs/*.md -Raw
        $own = (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin [Management.Automation.PSCmdlet]::CommonParameters -and $_ -notin 'Uri', 'BaseUri' }
        $own | Where-Object { -not ($guide -match "-$_\b") } | Should -BeNullOrEmpty

        # Where a page shows it as code; -NonInteractive is of pwsh, -ModuleName of Pester, the others are of everyone's.
        $known = (Get-Command -Module AxiosPS).Parameters.Values.ForEach{ $_.Name; $_.Aliases } + 'NonInteractive', 'ModuleName', 'Parallel', 'First', 'Depth'
        [regex]::Matches("$guide", '`-(?<name>[A-Z]\w+)').ForEach{ $_.Groups['name'].Value } | Select-Object -Unique |
            Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    }
}

Describe 'The plugin authoring guide' {
    BeforeAll {
        $guide = @(Get-Block $root/docs/plugin-authoring.md)
    }

    It 'shows the sample <Name> word for word' -TestCases $plugins {
        $text = (Get-Content $Path -Raw).Replace("`r`n", "`n")
        if ($Name -like '*.ps1') { $text = $text.Substring($text.IndexOf('function ')) }
        $guide.Text.ForEach{ $_.Replace("`r`n", "`n") } | Should -Contain $text.TrimEnd()
    }

    It 'has C# that compiles against the module, and its plugins work' {
        $folder = New-Item -ItemType Directory "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
        try {
            $number = 0
            foreach ($block in Get-Item $root/docs/*.md | ForEach-Object { Get-Block $_ } | Where-Object Kind -eq csharp) {
                # Statements become the body of a method, below the namespaces that they name; whole types stay as they are.
                $number++
                $namespaces = [regex]::Matches($block.Text, '(?m)^using [\w.]+;$').Value -join "`n"
                $text = $block.Text -match '\bclass\b' ? $block.Text : @"
using System;
using System.Linq;
using System.Threading.Tasks;
using AxiosPS;
$($namespaces ? $namespaces : 'using AxiosPS.Samples;')

public static class Block$number
{
    public static async Task RunAsync()
    {
        $($namespaces ? $block.Text.Replace($namespaces, '') : $block.Text)
    }
}
"@
                Set-Content "$folder/$($number.ToString('00')).cs" (Set-Server $text)
            }

            $env:AXIOSPS_DOC_BLOCKS = $folder.FullName
            Clear-TestLog
            $run = Invoke-FreshPwsh {
                $ErrorActionPreference = 'Stop'
                Add-Type -Path (Get-ChildItem $env:AXIOSPS_DOC_BLOCKS -Filter *.cs).FullName -IgnoreWarnings -WarningAction Ignore -ReferencedAssemblies @(
                    [AxiosPS.AxiosClient].Assembly.Location
                    'System.Collections', 'System.Collections.Concurrent', 'System.Console', 'System.Diagnostics.DiagnosticSource', 'System.Linq', 'System.Runtime'
                )

                # The statements of the guide.
                $blocks = [AxiosPS.Samples.TimingPlugin].Assembly.GetTypes().Where{ $_.Name -like 'Block*' }
                $null = $blocks.ForEach{ $_.GetMethod('RunAsync').Invoke($null, @()).GetAwaiter().GetResult() }

                # The plugins from a script.
                $lines = [Collections.Concurrent.ConcurrentQueue[string]]::new()
                $api = New-AxiosClient $env:AXIOSPS_TEST_SERVER.TrimEnd('/') -Plugin @(
                    [AxiosPS.Samples.TimingPlugin]::new([Action[string]]$lines.Enqueue)
                    [AxiosPS.Samples.RequestSourcePlugin]::new('checkout-service/2.1')
                    [AxiosPS.Samples.DedupePlugin]::new()
                    [TeamPlugin]::new()
                )
                $headers = (Invoke-AxiosRequest /echo -Client $api).Data.headers
                "source $($headers.'x-request-source'), team $($headers.'x-team')"
                $calls = 1..3 | ForEach-Object { $api.GetAsync('/delay/500') }
                "statuses $($calls.ForEach{ $_.GetAwaiter().GetResult().StatusCode })"
                $api.Close()
                "$($lines.Count) lines, the first: $($lines.ToArray()[0])"
            }
            $run.Error | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 0
            $time = '[\d.,]+ms'
            $run.Output | Should -Match (-join @(
                '(?s)^' # what the blocks write, page after page
                '200\n'
                'from the cache: True\n'
                'its 0\.2 s are over\.\n'
                'http\.client\.request\.duration\nGET 200\n'
                'Request GET 0\nResponse GET 200\n'
                "\[GET\] http://[^\n]*/echo — $time \(HTTP 200\)\n"
                '200 after 3 attempts\n'
                'source checkout-service/2\.1, team blue\n' # and the plugins
                'statuses 200 200 200\n'
                "4 lines, the first: \[GET\] http://[^\n]*/echo — $time \(HTTP 200\)$"
            ))
            @(Get-TestLog | Where-Object path -eq /delay/500).Count | Should -Be 1
        }
        finally {
            Remove-Item $folder -Recurse
        }
    }
}

Describe 'The guide to caching' {
    It 'shows the sample FileCacheStore.cs word for word' {
        (Get-Block $root/docs/caching.md).Text.ForEach{ $_.ReplaceLineEndings("`n") } | Should -Contain (Get-Content $root/samples/csharp/FileCacheStore.cs -Raw).ReplaceLineEndings("`n").TrimEnd()
    }
}

Describe 'The testing guide' {
    It 'shows the sample <_> word for word' -ForEach Sync-Account.ps1, Sync-Account.Tests.ps1 {
        $shown = [regex]::Matches((Get-Content $root/docs/testing.md -Raw).ReplaceLineEndings("`n"), '(?ms)^```pwsh\n(.*?)\n```$').ForEach{ $_.Groups[1].Value }
        $shown | Should -Contain (Get-Content $root/samples/testing/$_ -Raw).ReplaceLineEndings("`n").TrimEnd()
    }
}

Describe 'The samples' {
    It '<Sample> runs' -TestCases $samples {
        $run = Invoke-FreshPwsh { $ErrorActionPreference = 'Stop'; & $args[0] } -ArgumentList $root/samples/$Sample
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Output | Should -BeLike "*$Says*"
    }

    It 'DedupePlugin.ps1 shares one call among runspaces but not among users, and a leader that is stopped leaves nobody behind' {
        Clear-TestLog
        $run = Invoke-FreshPwsh {
            $ErrorActionPreference = 'Stop'

            # Counts the calls that have found their place, as the first or behind it.
            Add-Type @'
using System.Collections.Concurrent;
using System.Threading;

public class Flights : ConcurrentDictionary<string, object>
{
    public static int Placed;

    public new object GetOrAdd(string key, object own)
    {
        var first = base.GetOrAdd(key, own);
        Interlocked.Increment(ref Placed);
        return first;
    }
}
'@
            . ([scriptblock]::Create((Get-Content $args[0] -Raw).Replace('[Collections.Concurrent.ConcurrentDictionary[string, object]]::new()', '[Flights]::new()')))
            $server = $env:AXIOSPS_TEST_SERVER.TrimEnd('/')
            $api = New-AxiosClient $server -Plugin (New-DedupePlugin)
            $null = Invoke-AxiosRequest /echo -Client $api # what is slow the first time is done

            function Start-Get($Path, $User) {
                Start-ThreadJob -ThrottleLimit 10 -ArgumentList $Path, $User {
                    param($path, $user)
                    $api = $using:api
                    $api.Get($path, @{ Headers = @{ Authorization = $user } }).StatusCode
                }
            }

            function Wait-Placed($Count) {
                if (-not [Threading.SpinWait]::SpinUntil({ [Flights]::Placed -ge $Count }, 30000)) { throw "$([Flights]::Placed) of $Count calls came." }
                [Flights]::Placed = 0
            }

            function Wait-Request($Key, $Count) { $null = Invoke-RestMethod "$server/_held/$($Key)?count=$Count" }
            function Complete-Request($Key) { $null = Invoke-RestMethod "$server/_release/$Key" -Method Post }

            Wait-Placed 1
            $jobs = 1..4 | ForEach-Object { Start-Get /hold/shared Ann }
            Wait-Placed 4
            Wait-Request shared 1
            Complete-Request shared
            "shared: $($jobs | Receive-Job -Wait)"

            $jobs = 'Ann', 'Bob' | ForEach-Object { Start-Get /hold/users $_ }
            Wait-Placed 2
            Wait-Request users 2
            Complete-Request users
            "users: $($jobs | Receive-Job -Wait)"

            $leader = Start-Get /hold/stopped Ann
            Wait-Request stopped 1
            $follower = Start-Get /hold/stopped Ann
            Wait-Placed 2
            $leader.StopJob()
            $null = Invoke-RestMethod "$server/_aborted?count=1"
            Wait-Request stopped 1
            Complete-Request stopped
            "stopped: $($leader.State), then $($follower | Receive-Job -Wait)"
        } -ArgumentList $root/samples/DedupePlugin.ps1
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be "shared: 200 200 200 200`nusers: 200 200`nstopped: Stopped, then 200"
        @(Get-TestLog | Where-Object path -eq /hold/shared).Count | Should -Be 1
        @(Get-TestLog | Where-Object path -eq /hold/stopped).Count | Should -Be 2
    }
}
