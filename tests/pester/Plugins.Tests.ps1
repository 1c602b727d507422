BeforeAll {
    . $PSScriptRoot/common.ps1

    Add-Type -ReferencedAssemblies ([AxiosPS.AxiosClient].Assembly.Location) -IgnoreWarnings -TypeDefinition @'
        using AxiosPS;
        public class BarePlugin
        {
            public void Attach(AxiosClient client) => client.Interceptors.Request.Use(config => config.Headers["X-Plugin"] = "yes");
        }
        public class LeavingPlugin : BarePlugin
        {
            public static int Left;
            public void Uninstall(AxiosClient client) => Left++;
        }
        public class GrumblingPlugin : BarePlugin
        {
            public async System.Threading.Tasks.Task Uninstall(AxiosClient client)
            {
                await System.Threading.Tasks.Task.Yield();
                client.Warn("3 numbers were lost at https://x.test/?token=s3cr3t");
            }
        }
        public class ContractPlugin : IAxiosPlugin
        {
            public static int Left;
            public string Name => "contract";
            public void Attach(AxiosClient client) => client.Interceptors.Request.Use(config => config.Headers["X-Plugin"] = "yes");
            public void Uninstall(AxiosClient client) => Left++;
        }
'@ -WarningAction SilentlyContinue

    class ScriptClassPlugin {
        [string] $Name = 'script class'
        [Collections.Generic.List[string]] $Log = @()
        [void] Attach($client) { $client.Interceptors.Request.Use($this.Stamp) }
        [void] Uninstall($client) { $this.Log.Add('uninstalled') }
        [void] Stamp($config) { $config.Headers['X-Plugin'] = 'yes' }
    }

    $stamp = { param($client) Add-AxiosInterceptor { $_.Headers['X-Plugin'] = 'yes' } $client }
    $gone = [Collections.Generic.List[string]]::new()
}

Describe 'A plugin' {
    BeforeEach {
        Clear-TestLog
        $gone.Clear()
        $api = New-AxiosClient $server
    }

    It 'may be <Shape>' -ForEach @(
        @{ Shape = 'a C# class with Attach and nothing else'; Make = { [BarePlugin]::new() }; Name = 'BarePlugin' }
        @{ Shape = 'a C# class with Attach and Uninstall'; Make = { [LeavingPlugin]::new() }; Name = 'LeavingPlugin' }
        @{ Shape = 'a C# class of the interface'; Make = { [ContractPlugin]::new() }; Name = 'contract' }
        @{ Shape = 'an instance of a PowerShell class'; Make = { [ScriptClassPlugin]::new() }; Name = 'script class' }
        @{ Shape = 'a custom object with script methods'; Name = 'custom'; Make = {
                [pscustomobject]@{ Name = 'custom' } |
                    Add-Member Attach -MemberType ScriptMethod { Add-AxiosInterceptor { $_.Headers['X-Plugin'] = 'yes' } $args[0] } -PassThru
            }
        }
        @{ Shape = 'a custom object with scriptblocks'; Make = { [pscustomobject]@{ Name = 'blocks'; Attach = $stamp } }; Name = 'blocks' }
        @{ Shape = 'a hashtable'; Make = { @{ Name = 'table'; Attach = $stamp; Uninstall = {} } }; Name = 'table' }
        @{ Shape = 'a bare scriptblock'; Make = { $stamp }; Name = 'Plugins.Tests.ps1:*' }
        @{ Shape = 'made by New-AxiosPlugin'; Make = { New-AxiosPlugin made $stamp }; Name = 'made' }
        @{ Shape = 'made by New-AxiosPlugin out of hooks'; Make = { New-AxiosPlugin hooks -OnRequest { $_.Headers['X-Plugin'] = 'yes' } }; Name = 'hooks' }
    ) {
        $plugin = & $Make
        Add-AxiosPlugin $plugin $api
        $api.Plugins[0].Name | Should -BeLike $Name
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-plugin' | Should -Be 'yes'

        Remove-AxiosPlugin $plugin $api
        $api.Plugins.Count | Should -Be 0
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.PSObject.Properties.Name | Should -Not -Contain 'x-plugin'
    }

    It 'is uninstalled once, on removal or on closing: <Shape>' -ForEach @(
        @{ Shape = 'a C# class with Uninstall'; Make = { [LeavingPlugin]::Left = 0; [LeavingPlugin]::new() }; Count = { [LeavingPlugin]::Left } }
        @{ Shape = 'a C# class of the interface'; Make = { [ContractPlugin]::Left = 0; [ContractPlugin]::new() }; Count = { [ContractPlugin]::Left } }
        @{ Shape = 'an instance of a PowerShell class'; Make = { $script:instance = [ScriptClassPlugin]::new(); $script:instance }; Count = { $script:instance.Log.Count } }
        @{ Shape = 'a custom object'; Count = { $gone.Count }; Make = {
                [pscustomobject]@{} | Add-Member Attach -MemberType ScriptMethod {} -PassThru |
                    Add-Member Uninstall -MemberType ScriptMethod { $gone.Add('one') } -PassThru
            }
        }
        @{ Shape = 'a hashtable'; Make = { @{ Attach = {}; Uninstall = { $gone.Add('one') } } }; Count = { $gone.Count } }
        @{ Shape = 'made by New-AxiosPlugin'; Make = { New-AxiosPlugin p {} -Uninstall { $gone.Add('one') } }; Count = { $gone.Count } }
    ) {
        $api | Add-AxiosPlugin -Plugin (& $Make)
        $api | Get-AxiosPlugin | Remove-AxiosPlugin
        & $Count | Should -Be 1
        $api | Close-AxiosClient
        & $Count | Should -Be 1

        $other = New-AxiosClient -Plugin (& $Make)
        $gone.Clear()
        $other | Close-AxiosClient
        $other.Close()
        & $Count | Should -Be 1
    }

    It 'gets its client as $_ and as its argument, with which it may do all that a user does' {
        $api | Add-AxiosPlugin -Plugin {
            param($client)
            [object]::ReferenceEquals($client, $_) | Should -BeTrue
            $client.Defaults.Headers['X-Default'] = 'set'
            $client.Use({ param($context, $next) $context.Headers['X-Use'] = 'set'; & $next $context })
            $null = $client.Interceptors.Request.Use({ $_.Headers['X-Request'] = 'set' })
        }
        $headers = (Invoke-AxiosRequest /echo -Client $api -As Data).headers
        $headers.'x-default', $headers.'x-use', $headers.'x-request' | Should -Be 'set', 'set', 'set'
        $api.Plugins[0].Hooks.Stage | Should -Be 'Request', 'Middleware'
    }

    It 'of New-AxiosPlugin has all its hooks in their places' {
        $log = [Collections.Generic.List[string]]::new()
        $plugin = New-AxiosPlugin all { $log.Add('attach') } -OnRequest { $log.Add('request') } -OnResponse { $log.Add("response $($_.StatusCode)") } `
            -OnError { $log.Add("error $($_.StatusCode)") } -Middleware { param($context, $next) $log.Add('in'); & $next; $log.Add('out') } -Uninstall { $log.Add('uninstall') }
        $api | Add-AxiosPlugin -Plugin $plugin
        $null = Invoke-AxiosRequest /status/200 -Client $api
        $null = Get-Failure { Invoke-AxiosRequest /status/500 -Client $api }
        $api | Close-AxiosClient
        $log | Should -Be 'attach', 'request', 'in', 'out', 'response 200', 'request', 'in', 'out', 'error 500', 'uninstall'
    }

    It 'whose Attach throws leaves the client as it was' {
        Add-AxiosInterceptor {} $api -Name mine
        $before = $api.Pipeline.Name
        $failure = Get-Failure {
            Add-AxiosPlugin -Client $api -Plugin @{ Name = 'half'; Attach = {
                    Add-AxiosInterceptor { $_.Headers['X-Half'] = 'yes' } $args[0]
                    $args[0].Use({ & $args[1] })
                    throw 'halfway'
                }
            }
        }
        $failure.Exception | Should -BeOfType AxiosPS.AxiosHookException
        $failure.FullyQualifiedErrorId | Should -Be 'HookFailed,AxiosPS.Commands.AddAxiosPluginCommand'
        "$failure" | Should -BeLike "*'half'*Attach*Plugins.Tests.ps1:*halfway*"
        $api.Pipeline.Name | Should -Be $before
        $api.Plugins.Count | Should -Be 0
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.PSObject.Properties.Name | Should -Not -Contain 'x-half'
    }

    It 'whose Attach throws is refused even where errors are silent' {
        & {
            $ErrorActionPreference = 'SilentlyContinue'
            try { $api | Add-AxiosPlugin -Plugin { throw 'no'; $gone.Add('went on') } } catch { $null = $_ }
        }
        $gone.Count | Should -Be 0
        $api.Plugins.Count | Should -Be 0
    }

    It 'is refused: <Case>' -ForEach @(
        @{ Case = 'an object without Attach, with what one looks like'; Plugin = { [datetime]::Now }; Says = '*DateTime*Attach*' }
        @{ Case = 'a custom object without Attach'; Plugin = { [pscustomobject]@{ Atach = {} } }; Says = '*Attach*' }
        @{ Case = 'a string'; Plugin = { 'TimingPlugin' }; Says = '*Attach*' }
        @{ Case = 'a hashtable with an unknown key, with the nearest name'; Plugin = { @{ Atach = {} } }; Says = '*Atach*Attach*' }
        @{ Case = 'a hashtable that does nothing'; Plugin = { @{ Name = 'idle' } }; Says = "*'idle'*does nothing*Attach*" }
        @{ Case = 'a hashtable whose Attach is no scriptblock'; Plugin = { @{ Attach = 'x' } }; Says = '*Attach*scriptblock*String*' }
    ) {
        $failure = Get-Failure { Add-AxiosPlugin (& $Plugin) $api }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        "$failure" | Should -BeLike $Says
        $api.Plugins.Count | Should -Be 0
    }

    It 'is refused a second time' {
        $plugin = New-AxiosPlugin once {}
        Add-AxiosPlugin $plugin $api
        "$(Get-Failure { Add-AxiosPlugin $plugin $api })" | Should -BeLike "*'once'*attached*already*"
        $api.Plugins.Count | Should -Be 1
    }

    It 'comes from another runspace as well: its hooks are the plugin''s' {
        $plugin = New-AxiosPlugin far { $args[0].Interceptors.Request.Use({ $_.Headers['X-Far'] = 'yes' }) }
        1 | ForEach-Object -Parallel { Add-AxiosPlugin $using:plugin $using:api }
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-far' | Should -Be 'yes'
        Remove-AxiosPlugin $plugin $api
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.PSObject.Properties.Name | Should -Not -Contain 'x-far'
    }
}

Describe 'Taking plugins away' {
    BeforeEach {
        $log = [Collections.Generic.List[string]]::new()
        $api = New-AxiosClient $server
        foreach ($name in 'first', 'second', 'third') {
            $api | Add-AxiosPlugin -Plugin (New-AxiosPlugin $name { Add-AxiosInterceptor {} $args[0] } -Uninstall {
                    $log.Add("$name $($args[0].Pipeline.Plugin.Where{ $_ -eq $name }.Count)")
                    if ($name -eq 'second') { throw 'will not go' }
                }.GetNewClosure())
        }
    }

    It 'on Close: last first, each once, hooks gone before Uninstall, and one that throws stops no other' {
        $failure = Get-Failure { $api | Close-AxiosClient }
        $log | Should -Be 'third 0', 'second 0', 'first 0'
        "$failure" | Should -BeLike "*'second'*will not go*"
        $failure.Exception.InnerException | Should -BeOfType AggregateException
        $api.IsClosed | Should -BeTrue
        { $api | Close-AxiosClient } | Should -Not -Throw
        $log.Count | Should -Be 3
    }

    It 'by one that throws in Uninstall: it is gone with its hooks all the same' {
        $failure = Get-Failure { Remove-AxiosPlugin -Name second -Client $api }
        "$failure" | Should -BeLike "*'second'*Uninstall*will not go*"
        $failure.CategoryInfo.Category | Should -Be InvalidOperation
        $api.Plugins.Name | Should -Be 'first', 'third'
        $api.Pipeline.Plugin | Should -Not -Contain 'second'
    }

    It 'by name, with wildcards' {
        Remove-AxiosPlugin -Name *ir* -Client $api
        $api.Plugins.Name | Should -Be 'second'
        $log | Should -Be 'first 0', 'third 0'
    }

    It 'heeds -WhatIf' {
        Remove-AxiosPlugin -Name first -Client $api -WhatIf
        $api.Plugins.Count | Should -Be 3
        $log.Count | Should -Be 0
    }

    It 'says so where there is none' {
        Remove-AxiosPlugin -Name fourth -Client $api -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Be 'PluginNotFound,AxiosPS.Commands.RemoveAxiosPluginCommand'
        $failures[0].CategoryInfo.Category | Should -Be ObjectNotFound
        "$($failures[0])" | Should -BeLike "*'fourth'*Get-AxiosPlugin*"
    }

    It 'is done for the plugin alone: hooks of the user stay' {
        Add-AxiosInterceptor {} $api -Name mine
        Remove-AxiosPlugin -Name first -Client $api
        $api.Pipeline.Name | Should -Contain 'mine'
    }
}

Describe 'Get-AxiosPlugin' {
    It 'lists the plugins in order with their hooks, and takes a name' {
        $api = New-AxiosClient -Plugin (New-AxiosPlugin one -OnRequest {} -Middleware { & $args[1] }), (New-AxiosTimingPlugin)
        (Get-AxiosPlugin -Client $api).Name | Should -Be 'one', 'TimingPlugin'
        $listed = $api | Get-AxiosPlugin o*
        $listed.Hooks.Stage | Should -Be 'Request', 'Middleware'
        [object]::ReferenceEquals($listed.Client, $api) | Should -BeTrue
    }
}

Describe 'What adds to a client' {
    It 'takes it from the pipeline and gives it with -PassThru' {
        $api = New-AxiosClient $server |
            Add-AxiosPlugin -Plugin (New-AxiosRequestSourcePlugin chain) -PassThru |
            Add-AxiosInterceptor -Request { $_.Headers['X-Chain'] = 'yes' } -PassThru |
            Add-AxiosMiddleware -Middleware { param($context, $next) & $next } -PassThru
        $api | Should -BeOfType AxiosPS.AxiosClient
        (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-chain' | Should -Be 'yes'
        $api | Add-AxiosInterceptor -Request {} | Should -BeNullOrEmpty
    }
}

Describe 'A client, wherever it stands' {
    BeforeEach {
        $plugin = New-AxiosTimingPlugin
        $api = New-AxiosClient $server -Plugin $plugin, @{ Name = 'mine'; Attach = {} }
    }

    It 'is found by Get-AxiosPlugin alone, before a name, after it and in the pipeline' {
        (Get-AxiosPlugin $api).Name | Should -Be TimingPlugin, mine
        (Get-AxiosPlugin $api m*).Name | Should -Be mine
        (Get-AxiosPlugin m* $api).Name | Should -Be mine
        (Get-AxiosPlugin m* -Client $api).Name | Should -Be mine
        (Get-AxiosPlugin -Name m* $api).Name | Should -Be mine
        ($api | Get-AxiosPlugin m*).Name | Should -Be mine
        ($api | Get-AxiosPlugin).Name | Should -Be TimingPlugin, mine
        ($api, $api | Get-AxiosPlugin -Name Timing*).Name | Should -Be TimingPlugin, TimingPlugin
    }

    It 'is piped to Remove-AxiosPlugin as to Add-AxiosPlugin, with <Case>' -ForEach @(
        @{ Case = 'the plugin'; Remove = { $api | Remove-AxiosPlugin -Plugin $plugin } }
        @{ Case = 'its name'; Remove = { $api | Remove-AxiosPlugin -Name Timing* } }
    ) {
        & $Remove
        (Get-AxiosPlugin $api).Name | Should -Be mine
    }

    It 'says of a client that is piped alone that it is no plugin' {
        $api | Remove-AxiosPlugin -ErrorVariable failures -ErrorAction SilentlyContinue
        "$($failures[0])" | Should -BeLike '*No plugin like the one given is attached*'
        $api.Plugins.Count | Should -Be 2
    }

    It 'is warned by a C# plugin in the streams of the command, without secrets' {
        $api = New-AxiosClient http://x.test -Plugin ([GrumblingPlugin]::new())
        Close-AxiosClient $api -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Be '3 numbers were lost at https://x.test/?token=***'
    }
}
