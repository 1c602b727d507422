BeforeAll {
    $package = (Get-Item "$PSScriptRoot/../out/AxiosPS.Plugin.RedisCache").FullName
    Import-Module $package
    $modules = (Get-Module AxiosPS).Path, "$package/AxiosPS.Plugin.RedisCache.psd1"

    # Where it is missing, what needs it is skipped.
    function Test-Binary {
        if (Get-Command redis-server -ErrorAction Ignore) { return $true }
        Set-ItResult -Skipped -Because 'this machine has no redis-server'
        $false
    }

    function Get-FreePort {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $listener.LocalEndpoint.Port
        $listener.Stop()
    }

    # A redis-server of the test's own. It is ready when this returns.
    function Open-Server([int] $Port = (Get-FreePort), [string] $Requires) {
        $start = [Diagnostics.ProcessStartInfo]::new('redis-server')
        $start.RedirectStandardOutput = $true
        foreach ($argument in '--port', $Port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no') { $start.ArgumentList.Add($argument) }
        if ($Requires) { $start.ArgumentList.Add('--requirepass'); $start.ArgumentList.Add($Requires) }
        $process = [Diagnostics.Process]::Start($start)
        do { $line = $process.StandardOutput.ReadLine() } until ($null -eq $line -or $line -like '*Ready to accept connections*')
        if ($null -eq $line) { throw "redis-server did not start on port $Port" }
        $redis = [pscustomobject]@{ Port = $Port; Address = "127.0.0.1:$Port"; Process = $process }
        $script:started += $redis
        $redis
    }

    function Close-Server {
        $script:started.ForEach{ Exit-Server $_ }
        $script:started = @()
    }

    function Exit-Server($Redis) {
        if (-not $Redis.Process.HasExited) { $Redis.Process.Kill(); $Redis.Process.WaitForExit() }
    }

    # What it answers to a command: one line, or a bulk.
    function Get-Reply($Redis, [string] $Command) {
        $client = [Net.Sockets.TcpClient]::new('127.0.0.1', $Redis.Port)
        try {
            $reader = [IO.StreamReader]::new($client.GetStream())
            $client.GetStream().Write([Text.Encoding]::UTF8.GetBytes("$Command`r`n"))
            $head = $reader.ReadLine()
            if ($head[0] -ne '$') { return $head.Substring(1) }
            $text = [char[]]::new([int]$head.Substring(1))
            $null = $reader.ReadBlock($text)
            [string]::new($text)
        }
        finally { $client.Dispose() }
    }

    function Wait-Until([scriptblock] $Condition) {
        $patience = [Diagnostics.Stopwatch]::StartNew()
        while (-not (& $Condition)) {
            if ($patience.Elapsed.TotalSeconds -gt 60) { throw "It never came: $Condition" }
        }
    }

    # A client whose server says who it is, and a plugin that has patience with a busy machine.
    function Get-Api($Redis, [string] $Text = 'here', [hashtable] $More = @{}) {
        New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = $Text }) -Plugin (New-AxiosRedisCachePlugin $Redis.Address -StoreTimeoutSec 60 @More)
    }

    # Runs a script in a pwsh of its own that has imported the modules. Its parameters get the texts.
    function Invoke-OtherProcess([scriptblock] $Script, [string[]] $ArgumentList) {
        $file = Join-Path $TestDrive "$(New-Guid).ps1"
        $imports = $modules.ForEach{ "Import-Module '$($_.Replace("'", "''"))'" } -join "`n"
        Set-Content $file "`$ErrorActionPreference = 'Stop'`n$imports`n& {$Script} @args"
        $output = pwsh -NoProfile -NonInteractive -File $file @ArgumentList 2>&1
        if ($LASTEXITCODE) { throw "$output" }
        $output -join "`n"
    }

    $script:started = @()
}

Describe 'The package' {
    AfterEach { Close-Server }

    It 'exports its two commands' {
        (Get-Command -Module AxiosPS.Plugin.RedisCache).Name | Should -Be 'New-AxiosRedisCachePlugin', 'New-AxiosRedisCacheStore'
    }

    It 'has help of <_> for every parameter, and an example' -ForEach New-AxiosRedisCachePlugin, New-AxiosRedisCacheStore {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeLike "*$_*"
        $help.description.Text | Should -BeLike '*not encrypted*-Tls*'
        @($help.examples.example).Count | Should -BeGreaterThan 0
        foreach ($name in (Get-Command $_).Parameters.Keys.Where{ $_ -notin [Management.Automation.PSCmdlet]::CommonParameters }) {
            (Get-Help $_ -Parameter $name).description.Text | Should -Not -BeNullOrEmpty -Because "-$name needs a description"
        }
    }

    It 'takes what New-AxiosCachePlugin takes, but for its memory' {
        $names = { (Get-Command $args[0]).Parameters.Keys.Where{ $_ -notin [Management.Automation.PSCmdlet]::CommonParameters } }
        $missing = (& $names New-AxiosCachePlugin).Where{ $_ -notin (& $names New-AxiosRedisCachePlugin) }
        $missing | Sort-Object | Should -Be 'MaxBytes', 'MaxSize', 'Store'
        (& $names New-AxiosRedisCacheStore).Where{ $_ -notin (& $names New-AxiosRedisCachePlugin) } | Should -BeNullOrEmpty
    }

    It 'has a README whose examples run as they stand' {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server
        $readme = (Get-Content "$package/README.md" -Raw).ReplaceLineEndings("`n")
        $examples = [regex]::Matches($readme, '```powershell\n([^`]+)```\n\n```output\n([^`]+)```')
        $examples.Count | Should -Be 3
        $script = $examples.ForEach{ $_.Groups[1].Value } -join "`n"
        Invoke-OtherProcess {
            param($address, $script)
            $global:PSDefaultParameterValues = @{
                'New-AxiosClient:Transport' = New-AxiosMockTransport @{ Body = 'tea' }
                'New-AxiosRedisCachePlugin:StoreTimeoutSec' = 60
            }
            . ([scriptblock]::Create($script.Replace('localhost:6379', $address)))
        } $redis.Address, $script | Should -Be ($examples.ForEach{ $_.Groups[2].Value } -join '').Replace('localhost:6379', $redis.Address).TrimEnd()
    }

    It 'refuses <Case>, and repeats nothing of it' -ForEach @(
        @{ Case = 'a configuration that is none'; Arguments = @{ Configuration = 'redis.test,pasword=hunter2' }; Says = '*pasword*' }
        @{ Case = 'an address of something else'; Arguments = @{ Configuration = 'https://ann:hunter2@redis.test' }; Says = '*redis://*' }
        @{ Case = 'two passwords'; Arguments = @{ Password = 'hunter2'; Credential = [pscredential]::new('ann', [Net.NetworkCredential]::new('', 'hunter2').SecurePassword) }; Says = '*-Credential and -Password*' }
        @{ Case = 'a certificate that is not there'; Arguments = @{ Tls = $true; TrustedIssuer = 'nowhere.pem'; Password = 'hunter2' }; Says = '*nowhere.pem*' }
        @{ Case = 'a time of nothing'; Arguments = @{ TtlSec = 0; Password = 'hunter2' }; Says = '*TtlSec*' }
        @{ Case = 'a key that could be guessed'; Arguments = @{ FingerprintKey = 'hunter2' }; Says = '*FingerprintKey*16 bytes*' }
    ) {
        $failure = try { New-AxiosRedisCachePlugin @Arguments } catch { $_ }
        "$failure" | Should -BeLike $Says
        $failure.CategoryInfo.Category | Should -BeIn InvalidArgument, InvalidData
        $failure.FullyQualifiedErrorId | Should -BeLike '*New-AxiosRedisCachePlugin'
        "$($failure | Format-List * -Force | Out-String) $($failure.Exception | Format-List * -Force | Out-String) $($failure.TargetObject)" | Should -Not -BeLike '*hunter2*'
    }
}

Describe 'The cache in Redis' {
    AfterEach { Close-Server }

    It 'keeps answers there, binary ones too, for as long as it is told, under its prefix' {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server
        $bytes = [byte[]](0..255)
        $mock = New-AxiosMockTransport @{ Body = $bytes; ContentType = 'application/octet-stream' }
        $api = New-AxiosClient https://api.test -Transport $mock -Plugin (New-AxiosRedisCachePlugin $redis.Address -StoreTimeoutSec 60 -TtlSec 3600.5 -Prefix 'shop:' -Database 3)
        $first, $second = 1..2 | ForEach-Object { $null = $_; Invoke-AxiosRequest /picture -Client $api }
        $first.FromCache, $second.FromCache | Should -Be $false, $true
        $second.Bytes | Should -Be $bytes
        Get-Reply $redis 'INFO keyspace' | Should -Match 'db3:keys=1,expires=1'
        Close-AxiosClient $api
        Wait-Until { @((Get-Reply $redis 'CLIENT LIST').Trim() -split "`n").Count -eq 1 }
    }

    It 'is one for all processes: what one has asked for another has, and what one changes is stale for the other' {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server
        $here = Get-Api $redis here
        (Invoke-AxiosRequest /orders/5 -Client $here).Text | Should -Be 'here'
        (Invoke-AxiosRequest /orders/5 -Client $here).FromCache | Should -BeTrue

        Invoke-OtherProcess {
            param($address)
            $there = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = 'there' }) -Plugin (New-AxiosRedisCachePlugin $address -StoreTimeoutSec 60)
            (Invoke-AxiosRequest /orders/5 -Client $there).Text
            (Invoke-AxiosRequest /orders/5 -Client $there -Method POST -Json @{ item = 'tea' }).StatusCode
            (Invoke-AxiosRequest /orders/5 -Client $there).Text
        } $redis.Address | Should -Be "here`n200`nthere"

        $after = Invoke-AxiosRequest /orders/5 -Client $here
        $after.Text | Should -Be 'there'
        $after.FromCache | Should -BeTrue
        $null = Invoke-AxiosRequest /orders/5 -Client $here -Method DELETE
        (Invoke-AxiosRequest /orders/5 -Client $here).Text | Should -Be 'here'
    }

    It 'gives answers for a token to whoever brings it in another process if they have a key in common, and to nobody else' {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server
        $ask = {
            param($address, $name, $key)
            $more = if ($key) { @{ FingerprintKey = [Net.NetworkCredential]::new('', $key).SecurePassword } } else { @{} }
            $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = $name }) -Plugin (New-AxiosRedisCachePlugin $address -StoreTimeoutSec 60 @more)
            'alice', 'bob' | ForEach-Object { (Invoke-AxiosRequest /me -Client $api -Token $_).Text }
        }
        & $ask $redis.Address one 'of the fleet: 7pQx2' | Should -Be one, one
        $api = Get-Api $redis -Text one -More @{ FingerprintKey = 'of the fleet: 7pQx2' }
        (Invoke-AxiosRequest /mine -Client $api -Token alice).FromCache | Should -BeFalse
        Invoke-OtherProcess $ask $redis.Address, two, 'of the fleet: 7pQx2' | Should -Be "one`none"
        Invoke-OtherProcess $ask $redis.Address, three, 'of others: 1mVb8zz' | Should -Be "three`nthree"
        Invoke-OtherProcess $ask $redis.Address, four | Should -Be "four`nfour"
        Invoke-OtherProcess {
            param($address)
            $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = 'own' }) -Plugin (New-AxiosRedisCachePlugin $address -StoreTimeoutSec 60 -FingerprintKey 'of the fleet: 7pQx2')
            'bob', 'alice' | ForEach-Object { (Invoke-AxiosRequest /mine -Client $api -Token $_).Text }
        } $redis.Address | Should -Be "own`none"
    }

    It 'goes to the network with one warning when Redis is killed, and uses it again when it is back' {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server
        $api = Get-Api $redis
        1..2 | ForEach-Object { $null = $_; (Invoke-AxiosRequest /a -Client $api).FromCache } | Should -Be $false, $true

        Exit-Server $redis
        $responses = 1..3 | ForEach-Object { $null = $_; Invoke-AxiosRequest /a -Client $api -WarningVariable +warnings -WarningAction SilentlyContinue }
        $responses.FromCache | Should -Be $false, $false, $false
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike "*$($redis.Address)*network*"

        $redis = Open-Server $redis.Port
        Wait-Until { (Invoke-AxiosRequest /a -Client $api -WarningAction Ignore).FromCache }
    }

    It 'can be made and attached while Redis is gone, and finds it when it comes' {
        if (-not (Test-Binary)) { return }
        $port = Get-FreePort
        $api = Get-Api @{ Address = "127.0.0.1:$port" }
        (Invoke-AxiosRequest /a -Client $api -WarningVariable warnings -WarningAction SilentlyContinue).StatusCode | Should -Be 200
        "$warnings" | Should -BeLike "*127.0.0.1:$port*"
        $null = Open-Server $port
        Wait-Until { (Invoke-AxiosRequest /a -Client $api -WarningAction Ignore).FromCache }
    }

    It 'forgets all under its prefix on Clear, and nothing else' {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server
        $cache = New-AxiosRedisCachePlugin $redis.Address -StoreTimeoutSec 60 -Prefix 'one:'
        $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = 'x' }) -Plugin $cache
        $other = Get-Api $redis -Text other -More @{ Prefix = 'other:' }
        foreach ($client in $api, $other) { 1..3 | ForEach-Object { $null = Invoke-AxiosRequest "/$_" -Client $client } }
        $cache.Clear()
        Get-Reply $redis DBSIZE | Should -Be 3
        (Invoke-AxiosRequest /1 -Client $api).FromCache | Should -BeFalse
        (Invoke-AxiosRequest /1 -Client $other).FromCache | Should -BeTrue
        $cache.Hits, $cache.Misses | Should -Be 0, 4
    }

    It 'is one for plugins that have a store in common, until that is disposed of' {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server
        $store = New-AxiosRedisCacheStore $redis.Address
        $one, $two = 1..2 | ForEach-Object {
            New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = "$_" }) -Plugin (New-AxiosCachePlugin -Store $store -StoreTimeoutSec 60)
        }
        (Invoke-AxiosRequest /a -Client $one).Text, (Invoke-AxiosRequest /a -Client $two).Text | Should -Be 1, 1
        $store.Dispose()
        Wait-Until { @((Get-Reply $redis 'CLIENT LIST').Trim() -split "`n").Count -eq 1 }
    }

    It 'keeps what Test-AxiosPlugin asks of a plugin, with Redis and without' {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server
        foreach ($there in $true, $false) {
            if (-not $there) { Exit-Server $redis }
            $results = Test-AxiosPlugin (New-AxiosRedisCachePlugin $redis.Address -StoreTimeoutSec 60)
            $results.Count | Should -BeGreaterThan 10
            $results.Where{ $_.Result -eq 'Failed' }.ForEach{ "$($_.Name): $($_.Message)" } | Should -BeNullOrEmpty
        }
    }

    It 'serves 16 runspaces at once over one connection' {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server
        $api = Get-Api $redis
        $texts = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
            Import-Module $using:modules
            1..10 | ForEach-Object { ($using:api).Get("/item/$_").Text }
        }
        $texts.Count | Should -Be 160
        $texts | Sort-Object -Unique | Should -Be 'here'
        $plugin = (Get-AxiosPlugin $api).Plugin
        $plugin.Hits + $plugin.Misses | Should -Be 160
        Get-Reply $redis DBSIZE | Should -Be 10
        @((Get-Reply $redis 'CLIENT LIST').Trim() -split "`n").Count | Should -Be 2
    }

    It 'takes a password as <Kind>, and shows it nowhere' -ForEach @(
        @{ Kind = 'a SecureString'; Arguments = @{ Password = [Net.NetworkCredential]::new('', 'hunter2,and=more').SecurePassword } }
        @{ Kind = 'a plain string'; Arguments = @{ Password = 'hunter2,and=more' } }
        @{ Kind = 'a credential'; Arguments = @{ Credential = [pscredential]::new('default', [Net.NetworkCredential]::new('', 'hunter2,and=more').SecurePassword) } }
        @{ Kind = 'part of an address'; Arguments = @{ Configuration = 'redis://:hunter2%2Cand%3Dmore@{0}' } }
    ) {
        if (-not (Test-Binary)) { return }
        $redis = Open-Server -Requires 'hunter2,and=more'
        $arguments = $Arguments.Clone()
        $arguments.Configuration = ($Arguments.Configuration ?? '{0}') -f $redis.Address
        $cache = New-AxiosRedisCachePlugin @arguments -StoreTimeoutSec 60
        $store = New-AxiosRedisCacheStore @arguments
        $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = 'x' }) -Plugin $cache
        1..2 | ForEach-Object { $null = $_; (Invoke-AxiosRequest /a -Client $api).FromCache } | Should -Be $false, $true

        Exit-Server $redis
        $shown = & {
            foreach ($object in $cache, $store, $api, (Get-AxiosPlugin $api), (Get-AxiosPipeline $api)) {
                "$object"
                $object | Format-List * -Force | Out-String
                $object | ConvertTo-Json -WarningAction Ignore
                [Management.Automation.PSSerializer]::Serialize($object)
            }
            Invoke-AxiosRequest /a -Client $api -Verbose -Debug -WarningAction Continue *>&1 | Out-String
            try { $cache.Clear() } catch { $_ | Format-List * -Force | Out-String; "$($_.Exception.InnerException)" }
        }
        "$shown" | Should -BeLike "*$($redis.Address)*"
        "$shown" | Should -Not -BeLike '*hunter2*'
    }
}

Describe 'Beside a module that has loaded another StackExchange.Redis' {
    AfterEach { Close-Server }

    It 'each has its own, and both work' {
        if (-not (Test-Binary)) { return }
        $folder = (New-Item (Join-Path $TestDrive other) -ItemType Directory).FullName
        Set-Content "$folder/Other.csproj" @'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="StackExchange.Redis" Version="2.13.23" />
  </ItemGroup>
</Project>
'@
        $built = dotnet build $folder -o "$folder/out" 2>&1
        if ($LASTEXITCODE) { Set-ItResult -Skipped -Because "the other version could not be had: $($built[-1])"; return }
        Set-Content "$folder/Other.psm1" @"
Add-Type -Path '$folder/out/StackExchange.Redis.dll'
function Get-Other(`$Address, `$Key) {
    `$redis = [StackExchange.Redis.ConnectionMultiplexer]::Connect("`$Address")
    try { "`$(`$redis.GetDatabase().StringGet(`$Key))" } finally { `$redis.Dispose() }
}
"@
        $redis = Open-Server
        $null = Get-Reply $redis 'SET theirs fine'

        Invoke-OtherProcess {
            param($other, $address)
            Import-Module $other
            Get-Other $address theirs
            $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = 'x' }) -Plugin (New-AxiosRedisCachePlugin $address -StoreTimeoutSec 60)
            1..2 | ForEach-Object { (Invoke-AxiosRequest /a -Client $api).FromCache }
            Get-Other $address theirs
            $loaded = [AppDomain]::CurrentDomain.GetAssemblies().Where{ $_.GetName().Name -eq 'StackExchange.Redis' }
            $loaded.ForEach{ "$($_.GetName().Version.Major) in $([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name)" } | Sort-Object
        } "$folder/Other.psm1", $redis.Address | Should -Be (@('fine', 'False', 'True', 'fine', '2 in Default', '3 in AxiosPS.Plugin.RedisCache') -join "`n")
    }
}
