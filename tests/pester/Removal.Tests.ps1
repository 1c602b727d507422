# What Remove-Module leaves behind: each time in a fresh pwsh.

BeforeAll {
    . $PSScriptRoot/common.ps1
    . $PSScriptRoot/packages.ps1

    $script = @'
function Get-ZedWord { 'zed' }
function New-AxiosZedPlugin {
    @{
        Name      = 'Zed'
        Attach    = { param($client) $client.Interceptors.Request.Use({ $_.Headers['X-Word'] = Get-ZedWord }) }
        Uninstall = { Write-Host 'Zed is uninstalled' }
    }
}
Export-ModuleMember New-AxiosZedPlugin
'@
    $packages = "$TestDrive/packages"
    $null = New-TestPackage $packages/AxiosPS.Plugin.Zed AxiosPS.Plugin.Zed -Script $script

    function Invoke-WithPackage([scriptblock] $Script) {
        $run = Invoke-FreshPwsh ([scriptblock]::Create("param(`$server, `$packages) `$env:PSModulePath = `$packages + [IO.Path]::PathSeparator + `$env:PSModulePath; `$PSStyle.OutputRendering = 'PlainText'`n. {$Script}")) $server, $packages
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Output
    }
}

Describe 'Remove-Module AxiosPS' {
    It 'closes the clients that were made in the runspace, and uninstalls their plugins' {
        Invoke-WithPackage {
            $api = New-AxiosClient $server -Plugin @{ Name = 'Mine'; Attach = { }; Uninstall = { param($client) Write-Host "uninstalled: $($client.IsClosed)" } }
            $null = New-AxiosClient $server -Plugin @{ Name = 'Yours'; Attach = { }; Uninstall = { Write-Host "uninstalled too" } }
            Remove-Module AxiosPS
            "$($api.IsClosed) $(Get-Module AxiosPS)"
            try { $api.Get('/json') } catch { $_.Exception.InnerException.Message }
        } | Should -BeIn @(
            "uninstalled: True`nuninstalled too`nTrue `nThe client is closed. Make a new one."
            "uninstalled too`nuninstalled: True`nTrue `nThe client is closed. Make a new one."
        )
    }

    It 'ends the requests that they have under way' {
        Clear-TestLog
        Invoke-WithPackage {
            $api = New-AxiosClient $server
            $task = $api.GetAsync('/hold/removal')
            $null = Invoke-RestMethod "$server/_held/removal"
            Remove-Module AxiosPS
            try { $task.GetAwaiter().GetResult() } catch { $_.Exception.InnerException.GetType().Name }
        } | Should -Be AxiosCanceledException
        Wait-TestAbort
    }

    It 'leaves the clients of other runspaces alone' {
        Invoke-WithPackage {
            $other = [powershell]::Create([initialsessionstate]::CreateDefault())
            $elsewhere = $other.AddCommand('Import-Module').AddArgument((Get-Module AxiosPS).Path).AddStatement().AddCommand('New-AxiosClient').AddArgument($server).Invoke()[0]
            $given = New-AxiosClient $server
            $other.Commands.Clear()
            $null = $other.AddCommand('Invoke-AxiosRequest').AddArgument('/json').AddParameter('Client', $given).Invoke()
            Remove-Module AxiosPS
            "$($given.IsClosed) $($elsewhere.IsClosed)"
            $other.Commands.Clear()
            $other.AddCommand('Invoke-AxiosRequest').AddArgument('/json').AddParameter('Client', $elsewhere).AddParameter('As', 'Data').Invoke().name
            $other.Commands.Clear()
            $null = $other.AddCommand('Remove-Module').AddArgument('AxiosPS').Invoke()
            $elsewhere.IsClosed
        } | Should -Be "True False`naxios`nTrue"
    }

    It 'goes on where an Uninstall throws, and warns of it' {
        Invoke-WithPackage {
            $bad = New-AxiosClient $server -Plugin @{ Name = 'Bad'; Attach = { }; Uninstall = { throw 'I stay' } }
            $good = New-AxiosClient $server
            Remove-Module AxiosPS
            "$($bad.IsClosed) $($good.IsClosed) $([bool](Get-Module AxiosPS))"
        } | Should -Match "(?s)^WARNING: .*'Bad'.*I stay.*`nTrue True False$"
    }

    It 'keeps no client that nobody has any more' {
        Invoke-WithPackage {
            function New-Forgotten { [WeakReference]::new((New-AxiosClient $server)) }
            $forgotten = New-Forgotten
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while ($forgotten.IsAlive -and $clock.Elapsed.TotalSeconds -lt 20) { [GC]::Collect(); [GC]::WaitForPendingFinalizers(); $null = 1..50 | ForEach-Object { $_ } }
            $forgotten.IsAlive
        } | Should -Be False
    }

    It 'closes the default client, and a later call has a new one' {
        Invoke-WithPackage {
            $first, $second = 1..2 | ForEach-Object { (Invoke-AxiosRequest "$server/echo" -As Data).connection }
            $path = (Get-Module AxiosPS).Path
            Remove-Module AxiosPS
            Import-Module "$(Split-Path $path)/AxiosPS.psd1"
            $third = (Invoke-AxiosRequest "$server/echo" -As Data).connection
            "$($second -eq $first) $($third -eq $first)"
        } | Should -Be 'True False'
    }

    It 'leaves no runspace, thread, timer, listener or event handler' {
        $outputs = Invoke-WithPackage {
            # Handlers of this module at the runspace, the process and the loading of assemblies.
            function Get-OwnHandler {
                $all = [Reflection.BindingFlags]'NonPublic, Public, Instance, Static, FlattenHierarchy'
                foreach ($owner in [runspace]::DefaultRunspace, [AppDomain]::CurrentDomain, [AppContext], [Runtime.Loader.AssemblyLoadContext]::Default) {
                    for ($type = $owner -is [type] ? $owner : $owner.GetType(); $type; $type = $type.BaseType) {
                        foreach ($field in $type.GetFields($all).Where{ [Delegate].IsAssignableFrom($_.FieldType) }) {
                            $field.GetValue($field.IsStatic ? $null : $owner)?.GetInvocationList().Where{ $_.Method.Module.Assembly.GetName().Name -eq 'AxiosPS' }
                        }
                    }
                }
            }

            function Get-Left {
                $telemetry = [AxiosPS.AxiosClient].Assembly.GetType('AxiosPS.Plugins.Telemetry')
                $source = $telemetry.GetProperty('Source').GetValue($telemetry.GetField('Shared', [Reflection.BindingFlags]'NonPublic, Static').GetValue($null))
                @(
                    "runspaces $(@(Get-Runspace).Count)"
                    "handlers $(@(Get-OwnHandler).Count)"
                    "listener $($source.HasListeners())"
                    "timers $([Math]::Max(0, [Threading.Timer]::ActiveCount - $timers))"
                    if ($IsLinux) { "threads $(@(Get-Content /proc/self/task/*/comm -ErrorAction Ignore | Where-Object { $_ -like 'AxiosPS*' }).Count)" }
                ) -join ', '
            }

            function Use-Everything {
                $api = New-AxiosClient $server -Plugin (New-AxiosTracePlugin -Keep 10), (New-AxiosCachePlugin), (New-AxiosDedupePlugin), (New-AxiosLoggerPlugin), (New-AxiosAuthPlugin -Token x), (New-AxiosZedPlugin)
                Add-AxiosMiddleware -Client $api -Concurrent { & $args[1] }
                $null = Invoke-AxiosRequest /json -Client $api
                $null = Invoke-AxiosRequest "$server/json"
                $null = Start-AxiosRequest /hold/left -Client $api
                $null = Invoke-RestMethod "$server/_held/left"
            }

            $path = "$(Split-Path (Get-Module AxiosPS).Path)/AxiosPS.psd1"
            Use-Everything # so that what .NET itself keeps is there
            Get-Left
            foreach ($time in 1..2) {
                Remove-Module AxiosPS, AxiosPS.Plugin.Zed -Force 6>$null
                if ($time -eq 1) {
                    $clock = [Diagnostics.Stopwatch]::StartNew()
                    $timers = 1000
                    while ((Get-Left) -match 'runspaces [^1]' -and $clock.Elapsed.TotalSeconds -lt 20) { }
                    $timers = [Threading.Timer]::ActiveCount
                    Import-Module $path
                    Use-Everything
                    Get-Left
                }
            }

            $clock = [Diagnostics.Stopwatch]::StartNew()
            while ((Get-Left) -notmatch 'runspaces 1, handlers 0, listener False, timers 0(, threads 0)?$' -and $clock.Elapsed.TotalSeconds -lt 20) { }
            Get-Left
        }
        $before, $during, $after = $outputs -split "`n"
        $before | Should -Match 'runspaces [2-9], handlers 1, listener True, timers \d+(, threads [1-9])?$'
        $during | Should -Match 'runspaces [2-9], handlers 1, listener True, timers [1-9]\d*(, threads [1-9])?$'
        $after | Should -Match 'runspaces 1, handlers 0, listener False, timers 0(, threads 0)?$'
    }

    It 'is refused by PowerShell while a package that needs it is there, unless it is forced' {
        Invoke-WithPackage {
            $api = New-AxiosClient $server -Plugin (New-AxiosZedPlugin)
            try { Remove-Module AxiosPS -ErrorAction Stop } catch { "$_" -replace '.*required by (.*)\. .*', '$1' }
            $api.IsClosed
            Remove-Module AxiosPS -Force
            $api.IsClosed
        } | Should -Be "'AxiosPS.Plugin.Zed'`nFalse`nZed is uninstalled`nTrue"
    }

    It 'and importing it again leaves packages that were loaded before as they were' {
        Invoke-WithPackage {
            $old = New-AxiosZedPlugin
            $path = "$(Split-Path (Get-Module AxiosPS).Path)/AxiosPS.psd1"
            Remove-Module AxiosPS -Force
            Import-Module $path
            foreach ($plugin in $old, (New-AxiosZedPlugin)) {
                $api = New-AxiosClient $server -Plugin $plugin
                (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-word'
            }
        } | Should -Be "zed`nzed"
    }
}

Describe 'Remove-Module of a package' {
    It 'takes its function away, and a plugin that is attached goes on until it is removed' {
        Invoke-WithPackage {
            $api = New-AxiosClient $server -Plugin (New-AxiosZedPlugin)
            Remove-Module AxiosPS.Plugin.Zed
            "$(Get-Module AxiosPS.Plugin.Zed) $((Get-Module AxiosPS).Name) $($api.IsClosed)"
            (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-word'
            Get-AxiosPlugin $api | Remove-AxiosPlugin
            "$((Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-word')."
            $env:PSModulePath = ''
            try { New-AxiosZedPlugin } catch { $_.FullyQualifiedErrorId }
        } | Should -Be " AxiosPS False`nzed`nZed is uninstalled`n.`nCommandNotFoundException"
    }

    It 'and importing it again, with -Force or without, changes nothing of clients and their plugins' {
        Invoke-WithPackage {
            $api = New-AxiosClient $server -Plugin (New-AxiosZedPlugin)
            Import-Module AxiosPS.Plugin.Zed -Force
            Remove-Module AxiosPS.Plugin.Zed
            Import-Module AxiosPS.Plugin.Zed
            $api | Add-AxiosPlugin -Plugin (New-AxiosZedPlugin)
            "$($api.Plugins.Count) $($api.IsClosed)"
            (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-word'
        } | Should -Be "2 False`nzed"
    }
}
