# Plugins in C# and the versions of the module: real assemblies of other versions, a plugin built with each, each pair in a fresh pwsh.

BeforeDiscovery {
    # How an assembly comes in: as that of a package does, by the cmdlet, and by .NET alone.
    $ways = 'PluginAssembly', 'Add-Type', 'LoadFrom'
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    . $PSScriptRoot/packages.ps1

    $built = "$TestDrive/built"

    function Invoke-Build([string[]] $Arguments) {
        $output = dotnet build @Arguments -c Release -nologo
        $LASTEXITCODE | Should -Be 0 -Because ($output -join "`n")
    }

    # The module, as a later release would lay it out.
    function New-OtherModule([string] $Version) {
        Invoke-Build $root/src/AxiosPS, "-p:Version=$Version", '-p:RunAnalyzers=false', '-p:GenerateDocumentationFile=false', '--artifacts-path', "$built/artifacts-$Version"
        $null = New-Item -ItemType Directory "$built/$Version"
        Copy-Item $modulePath "$built/$Version/AxiosPS" -Recurse
        Copy-Item "$built/artifacts-$Version/bin/AxiosPS/release/AxiosPS.dll" "$built/$Version/AxiosPS"
        (Get-Content "$built/$Version/AxiosPS/AxiosPS.psd1" -Raw) -replace "(ModuleVersion\s*=\s*)'[^']*'", "`$1'$Version'" | Set-Content "$built/$Version/AxiosPS/AxiosPS.psd1"
    }

    # One assembly with a plugin of each kind, and with everything else that can be handed over.
    function New-PartFolder([string] $Name, [string] $Module) {
        $null = New-Item -ItemType Directory "$built/$Name"
        Set-Content "$built/$Name/$Name.csproj" @'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <Reference Include="AxiosPS" HintPath="$(AxiosPSPath)/AxiosPS.dll" Private="false" />
  </ItemGroup>
</Project>
'@
        Set-Content "$built/$Name/Parts.cs" @'
using AxiosPS;
using AxiosPS.Plugins;

namespace Parts;

public sealed class Lambda
{
    public int AddTo(object client) => ((AxiosClient)client).Interceptors.Request.Use(config => config.Headers["X-Lambda"] = "yes");
}

public sealed class Structural
{
    public void Attach(AxiosClient client) => client.Interceptors.Request.Use(config => config.Headers["X-Structural"] = "yes");
}

public sealed class Typed : IAxiosPlugin
{
    public void Attach(AxiosClient client) => client.Interceptors.Request.Use(new Hook());

    public void Uninstall(AxiosClient client)
    {
    }
}

public sealed class Hook : IRequestHook
{
    public ValueTask<RequestConfig?> OnRequestAsync(RequestConfig config, CancellationToken cancellationToken)
    {
        config.Headers["X-Typed"] = "yes";
        return default;
    }
}

public sealed class Around : IMiddleware
{
    public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next) => next(context);
}

public sealed class Store : ICacheStore
{
    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => default;

    public ValueTask SetAsync(string key, byte[] value, DateTimeOffset expires, CancellationToken cancellationToken) => default;

    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => default;

    public ValueTask ClearAsync(CancellationToken cancellationToken) => default;
}

public sealed class Sink : ILogSink
{
    public ValueTask WriteAsync(LogRecord record, CancellationToken cancellationToken) => default;
}

public sealed class Provider : ITokenProvider
{
    public ValueTask<AuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => new(new AuthToken("token"));
}

public sealed class Strategy : IRetryStrategy
{
    public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken) => default;
}

public sealed class Wire : ITransport
{
    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
'@
        Invoke-Build "$built/$Name", "-p:AxiosPSPath=$Module", '-o', "$built/$Name/out"
    }

    # Uses all of them in a module of that version, and tells in lines how each went. What pwsh has loaded is noted in a profile in its
    # cache, by which the next one loads ahead what it will need, in exact versions: so the home is a new one, unless it is to be kept.
    function Invoke-PartFolder([string] $Module, [string] $Parts, [string] $Way, [string] $TestHome = "$TestDrive/home-$([guid]::NewGuid())") {
        $modulePath = $Module
        $run = Use-TestHome $TestHome { Invoke-FreshPwsh $use "$built/$Parts/out/$Parts.dll", $Way }
        $run.Error | Should -BeNullOrEmpty
        $run.Output -split "`n"
    }

    $use = {
        param($path, $way)
        $PSStyle.OutputRendering = 'PlainText'
        function Report([string] $Name, [scriptblock] $Script) {
            try { $null = & $Script; "$Name`: ok" }
            catch {
                $cause = $_.Exception
                while ($cause.InnerException) { $cause = $cause.InnerException }
                "$Name`: $($_.FullyQualifiedErrorId.Split(',')[0]): $($cause.GetType().Name): $($cause.Message.ReplaceLineEndings(' '))"
            }
        }

        function New-Part([string] $Name) {
            $assembly = [AppDomain]::CurrentDomain.GetAssemblies().Where{ $_.Location -eq $path }[0] ?? [Reflection.Assembly]::LoadFrom($path)
            [Activator]::CreateInstance($assembly.GetType("Parts.$Name", $true))
        }

        Report Load {
            switch ($way) {
                PluginAssembly { [AxiosPS.PluginAssembly]::Load($path) }
                Add-Type { Add-Type -Path $path -PassThru -ErrorAction Stop }
                LoadFrom { [Reflection.Assembly]::LoadFrom($path) }
            }
        }
        $mock = New-AxiosMockTransport @{ Body = 'hello' }
        $api = New-AxiosClient https://api.test -Transport $mock
        Report Structural { $api | Add-AxiosPlugin -Plugin (New-Part Structural) }
        Report Typed { $api | Add-AxiosPlugin -Plugin (New-Part Typed) }
        Report Hook { Add-AxiosInterceptor -Client $api -Request (New-Part Hook) }
        Report Around { Add-AxiosMiddleware -Client $api (New-Part Around) }
        Report Store { New-AxiosCachePlugin -Store (New-Part Store) }
        Report Sink { New-AxiosLoggerPlugin -Sink (New-Part Sink) }
        Report Provider { New-AxiosAuthPlugin -TokenProvider (New-Part Provider) }
        Report Strategy { New-AxiosClient -RetryStrategy (New-Part Strategy) -MaxRetries 1 }
        Report Wire { New-AxiosClient -Transport (New-Part Wire) }
        Report Lambda { (New-Part Lambda).AddTo($api) }
        $null = Invoke-AxiosRequest / -Client $api
        $headers = (Get-AxiosMockCall $mock).Headers
        "$($api.Plugins.Count) plugins, $($api.Pipeline.Count - 1) hooks, X-Structural: $($headers['X-Structural']), X-Typed: $($headers['X-Typed'])"
    }

    $others = 'Structural', 'Typed', 'Hook', 'Around', 'Store', 'Sink', 'Provider', 'Strategy', 'Wire', 'Lambda'
    $nothing = '0 plugins, 0 hooks, X-Structural: , X-Typed: '
    $loaded = ([version](Import-PowerShellDataFile $modulePath/AxiosPS.psd1).ModuleVersion).Major
    $later, $next = "$loaded.7.0", "$($loaded + 1).0.0"
    New-OtherModule $later
    New-OtherModule $next
    New-PartFolder Parts.Now $modulePath
    New-PartFolder Parts.Next $built/$next/AxiosPS
}

Describe 'A plugin that was built for this version' {
    It 'works in it and in a later one of the same major, loaded by <_>' -ForEach $ways {
        foreach ($module in $modulePath, "$built/$later/AxiosPS") {
            Invoke-PartFolder $module Parts.Now $_ | Should -Be (@('Load: ok') + $others.ForEach{ "$_`: ok" } + '2 plugins, 5 hooks, X-Structural: yes, X-Typed: yes')
        }
    }

    It 'is refused in the next major wherever it is handed over, loaded by <_>' -ForEach 'Add-Type', 'LoadFrom' {
        if ($IsWindows) { Set-ItResult -Skipped -Because 'the home, and so the profile of what to load ahead, is always the same one there: with it, .NET may refuse first'; return }
        $refusal = "PluginContract: PluginContractException: Parts.Now was built for AxiosPS $loaded, and AxiosPS $($loaded + 1) is loaded. Update its package to a version for AxiosPS $($loaded + 1)."
        Invoke-PartFolder $built/$next/AxiosPS Parts.Now $_ | Should -Be (@('Load: ok') + ($others -ne 'Lambda').ForEach{ "$_`: $refusal" } + "Lambda: $($refusal -replace '^PluginContract:', 'PluginContractException:')" + $nothing)
    }

    It 'is not even loaded there as a package' {
        $lines = Invoke-PartFolder $built/$next/AxiosPS Parts.Now PluginAssembly
        $lines[0] | Should -Be "Load: PluginContractException: PluginContractException: Parts.Now was built for AxiosPS $loaded, and AxiosPS $($loaded + 1) is loaded. Update its package to a version for AxiosPS $($loaded + 1)."
        $lines[-1] | Should -Be $nothing
    }
}

Describe 'A plugin that was built for the next major version' {
    BeforeAll {
        $refusal = "Parts.Next was built for AxiosPS $($loaded + 1), and AxiosPS $loaded is loaded. Update AxiosPS: Update-PSResource AxiosPS, then start PowerShell anew."
    }

    It 'is not even loaded as a package' {
        $lines = Invoke-PartFolder $modulePath Parts.Next PluginAssembly
        $lines[0] | Should -Be "Load: PluginContractException: PluginContractException: $refusal"
        $lines[-1] | Should -Be $nothing
    }

    # .NET itself makes no type that implements what is not there; what has only an Attach comes as far as the client.
    It 'is refused by us or by .NET, which names the version, loaded by <_>' -ForEach 'Add-Type', 'LoadFrom' {
        $lines = Invoke-PartFolder $modulePath Parts.Next $_
        $lines[0] | Should -BeLike ($_ -eq 'LoadFrom' ? 'Load: ok' : "Load: System.Reflection.ReflectionTypeLoadException: *'AxiosPS, Version=$next.0,*")
        $lines[1] | Should -Be "Structural: PluginContract: PluginContractException: $refusal"
        foreach ($line in $lines[2..10]) { $line | Should -BeLike "*: FileNotFoundException: *'AxiosPS, Version=$next.0,*" }
        $lines[-1] | Should -Be $nothing
    }
}

Describe 'A package for another major version' {
    It 'is refused by PowerShell when it is imported' {
        $null = New-TestPackage $TestDrive/packages/AxiosPS.Plugin.Zed AxiosPS.Plugin.Zed
        $modulePath = "$built/$next/AxiosPS"
        $run = Invoke-FreshPwsh {
            param($packages, $modules)
            $env:PSModulePath = $packages, $modules -join [IO.Path]::PathSeparator
            try { Import-Module AxiosPS.Plugin.Zed -ErrorAction Stop } catch { "$_" }
            (Get-AxiosPlugin -ListAvailable Zed).Reason
        } $TestDrive/packages, $built/$next
        $refused, $reason = $run.Output -split "`n"
        $refused | Should -Match "'AxiosPS'.*1\.999\.999"
        $reason | Should -Be "it needs AxiosPS 1.0 to 1.999.999, and this is $next"
    }
}

Describe 'The first pwsh after an update of the module' {
    It 'loads plugins by <_> that were built for the version before' -ForEach $ways {
        $live = "$TestDrive/live-$_"
        $null = New-Item -ItemType Directory $live
        $kept = "$TestDrive/home-$_"
        $lines = foreach ($module in @($modulePath) * 3 + @("$built/$later/AxiosPS") * 2) {
            if (Test-Path $live/AxiosPS) { Remove-Item $live/AxiosPS -Recurse -Force }
            Copy-Item $module $live/AxiosPS -Recurse
            (Invoke-PartFolder $live/AxiosPS Parts.Now $_ $kept)[0, 2, -1] -join '; '
        }
        $lines | Should -Be (@('Load: ok; Typed: ok; 2 plugins, 5 hooks, X-Structural: yes, X-Typed: yes') * 5)
        if (-not $IsWindows) { Get-ChildItem $kept -Recurse -Filter StartupProfileData* -Force | Should -Not -BeNullOrEmpty }
    }
}
