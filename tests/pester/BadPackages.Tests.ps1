# Packages that cannot be used: each fails with an error that says why, and leaves nothing on the client.

BeforeAll {
    . $PSScriptRoot/common.ps1
    . $PSScriptRoot/packages.ps1

    $packages = "$TestDrive/packages"
    $path = $env:PSModulePath
    $env:PSModulePath = $packages, $env:PSModulePath -join [IO.Path]::PathSeparator
    $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = 'hello' })

    # The error of attaching what is given; nothing may be left of it, and the client works.
    function Get-AttachFailure([scriptblock] $Plugin) {
        $failure = Get-Failure { $api | Add-AxiosPlugin -Plugin (& $Plugin) }
        $api.Plugins.Count | Should -Be 0
        @($api.Pipeline | Where-Object Stage -ne Transport).Count | Should -Be 0
        (Invoke-AxiosRequest / -Client $api).Text | Should -Be hello
        $failure
    }

    function New-Package([string] $Name, [string] $Script) {
        $null = New-TestPackage $packages/AxiosPS.Plugin.$Name AxiosPS.Plugin.$Name -Script $Script
    }
}

AfterAll {
    Get-Module AxiosPS.Plugin.* | Where-Object { $_.Path.StartsWith("$TestDrive") } | Remove-Module
    $env:PSModulePath = $path
}

Describe 'What is no plugin' {
    It '<What> is refused with what to give instead' -ForEach @(
        @{ What = 'a command'; Plugin = { Get-Command New-AxiosDedupePlugin }; Says = 'New-AxiosDedupePlugin is a command. Give the plugin that it makes: (New-AxiosDedupePlugin).' }
        @{ What = 'a text'; Plugin = { 'RedisCache' }; Says = 'A String is no plugin: *(New-AxiosRedisCachePlugin)*Find-AxiosPlugin RedisCache; Install-PSResource AxiosPS.Plugin.RedisCache*' }
        @{ What = 'a list'; Plugin = { , @('stray', @{ Attach = { } }) }; Says = 'A Object?? is no plugin: *(It is a list of 2. Attach them one by one; a function that makes a plugin gives nothing else.)*' }
        @{ What = 'a number'; Plugin = { 5 }; Says = 'A Int32 is no plugin: *Attach = {*' }
    ) {
        $failure = Get-AttachFailure $Plugin
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidRequest,AxiosPS.Commands.AddAxiosPluginCommand'
        "$failure" | Should -BeLike $Says
    }

    It 'a module or an installed package is refused with the function to call' {
        New-Package Zed
        "$(Get-AttachFailure { Get-AxiosPlugin -ListAvailable Zed })" | Should -Be 'AxiosPS.Plugin.Zed is a package. Give the plugin that its function makes: (New-AxiosZedPlugin).'
        "$(Get-AttachFailure { Import-Module AxiosPS.Plugin.Zed -PassThru })" | Should -Be 'AxiosPS.Plugin.Zed is a module. Give the plugin that its function makes: (New-AxiosZedPlugin).'
    }
}

Describe 'A package' {
    It 'without a function that makes its plugin says which it should have' {
        New-Package NoFactory 'function Get-It { }'
        "$(Get-AttachFailure { Import-Module AxiosPS.Plugin.NoFactory -PassThru })" | Should -Be 'AxiosPS.Plugin.NoFactory is a module. It exports no function that makes a plugin, New-AxiosNoFactoryPlugin say.'
        (Get-AttachFailure { New-AxiosNoFactoryPlugin }).FullyQualifiedErrorId | Should -Be CommandNotFoundException
    }

    It 'whose function gives something else is told that it is no plugin' {
        New-Package Wrong "function New-AxiosWrongPlugin { [version]'1.0' }"
        "$(Get-AttachFailure { New-AxiosWrongPlugin })" | Should -BeLike 'A Version is no plugin: it has no Attach method that takes the client.*'
    }

    It 'whose function gives nothing is told so' {
        New-Package Empty 'function New-AxiosEmptyPlugin { }'
        "$(Get-AttachFailure { New-AxiosEmptyPlugin })" | Should -BeLike '*Plugin*null*'
    }

    It 'that throws on import is named with what it threw' {
        New-Package Throwing "throw 'no licence found'"
        "$(Get-AttachFailure { New-AxiosThrowingPlugin })" | Should -BeLike '*AxiosPS.Plugin.Throwing*no licence found*'
    }

    It 'without its assembly names it on import' {
        New-Package NoAssembly "`$ErrorActionPreference = 'Stop'; [AxiosPS.PluginAssembly]::Load(`"`$PSScriptRoot/Gone.dll`"); function New-AxiosNoAssemblyPlugin { }"
        "$(Get-AttachFailure { New-AxiosNoAssemblyPlugin })" | Should -BeLike '*AxiosPS.Plugin.NoAssembly*'
        "$(Get-AttachFailure { Import-Module AxiosPS.Plugin.NoAssembly })" | Should -BeLike '*There is no assembly *Gone.dll''. Build the package, or install it again.*'
    }

    It 'whose Attach throws late takes back its hooks, those of its inner plugins, and the inner plugins' {
        $failure = Get-AttachFailure {
            @{
                Name   = 'Late'
                Attach = {
                    param($client)
                    $client.Interceptors.Request.Use({ throw 'still here' })
                    $client.Interceptors.Response.Use({ throw 'still here' })
                    $client.Use({ throw 'still here' })
                    $client.Plugin({ param($client) $client.Use({ throw 'still here' }) })
                    throw 'no more'
                }
            }
        }
        $failure.FullyQualifiedErrorId | Should -Be 'HookFailed,AxiosPS.Commands.AddAxiosPluginCommand'
        "$failure" | Should -BeLike "The plugin 'Late' could not be attached: Attach failed at *: no more"
    }
}

Describe 'A package in C# that lacks an assembly' {
    BeforeAll {
        $project = @'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
  </PropertyGroup>
  <ItemGroup>{0}</ItemGroup>
</Project>
'@
        $source = "$TestDrive/source"
        $null = New-Item -ItemType Directory $source/Helper, $source/AxiosPS.Plugin.Lacking
        Set-Content $source/Helper/Helper.csproj ($project -f '')
        Set-Content $source/Helper/Word.cs 'namespace Helper { public static class Word { public static string Of() => "word"; } }'
        Set-Content $source/AxiosPS.Plugin.Lacking/AxiosPS.Plugin.Lacking.csproj ($project -f '<Reference Include="AxiosPS" HintPath="$(AxiosPSPath)/AxiosPS.dll" Private="false" /><ProjectReference Include="../Helper/Helper.csproj" />')
        Set-Content $source/AxiosPS.Plugin.Lacking/LackingPlugin.cs @'
using AxiosPS;

namespace AxiosPS.Plugin.Lacking
{
    public sealed class LackingPlugin
    {
        public void Attach(AxiosClient client)
        {
            client.Interceptors.Request.Use(config => { config.Headers["X-Word"] = Helper.Word.Of(); });
            Register(client);
        }

        private static void Register(AxiosClient client) => client.Defaults.Headers["X-Default"] = Helper.Word.Of();
    }
}
'@
        $output = dotnet build $source/AxiosPS.Plugin.Lacking -c Release -nologo "-p:AxiosPSPath=$(Resolve-Path $modulePath)" -o $source/out
        $LASTEXITCODE | Should -Be 0 -Because ($output -join "`n")
        foreach ($name in 'Lacking', 'Whole') {
            New-Package $name @"
`$ErrorActionPreference = 'Stop'
`$type = [AxiosPS.PluginAssembly]::Load("`$PSScriptRoot/AxiosPS.Plugin.Lacking.dll").GetType('AxiosPS.Plugin.Lacking.LackingPlugin', `$true)
function New-Axios${name}Plugin { `$type::new() }
"@
            Copy-Item $source/out/AxiosPS.Plugin.Lacking.*, $source/out/Helper.dll $packages/AxiosPS.Plugin.$name
        }

        Remove-Item $packages/AxiosPS.Plugin.Lacking/Helper.dll
    }

    It 'fails to attach with its name, the package''s, the folder and what to do, and leaves nothing behind' {
        $failure = Get-AttachFailure { New-AxiosLackingPlugin }
        $failure.FullyQualifiedErrorId | Should -Be 'HookFailed,AxiosPS.Commands.AddAxiosPluginCommand'
        "$failure" | Should -BeLike "The plugin 'LackingPlugin' could not be attached: Attach failed: *'Helper, Version=1.0.0.0, *Helper belongs in the folder of AxiosPS.Plugin.Lacking, *AxiosPS.Plugin.Lacking. Install the package again: Install-PSResource AxiosPS.Plugin.Lacking -Reinstall."
    }

    It 'works with it' {
        $mock = New-AxiosMockTransport @{ Body = 'hello' }
        $other = New-AxiosClient https://api.test -Transport $mock -Plugin (New-AxiosWholePlugin)
        $null = Invoke-AxiosRequest / -Client $other
        (Get-AxiosMockCall $mock).Headers['X-Word'] | Should -Be word
    }

    It 'works with it after the module was removed and imported again too' {
        $run = Invoke-FreshPwsh {
            $old = New-AxiosWholePlugin
            $path = "$(Split-Path (Get-Module AxiosPS).Path)/AxiosPS.psd1"
            Remove-Module AxiosPS -Force
            Import-Module $path
            foreach ($plugin in $old, (New-AxiosWholePlugin)) {
                $mock = New-AxiosMockTransport @{ Body = 'hello' }
                $null = (New-AxiosClient https://api.test -Transport $mock -Plugin $plugin).Get('/')
                (Get-AxiosMockCall $mock).Headers['X-Word']
            }
        }
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be "word`nword"
    }
}
