# What an import does, and what it leaves alone. Each in a pwsh of its own.

BeforeAll {
    . $PSScriptRoot/common.ps1

    # The path of the module is the first argument.
    function Invoke-Bare([string] $Script, [string[]] $ArgumentList) {
        $file = New-Item "$TestDrive/$([guid]::NewGuid()).ps1" -Value $Script
        $errors = New-TemporaryFile
        $output = pwsh -NoProfile -NonInteractive -File $file (Resolve-Path $modulePath).Path @ArgumentList 2>$errors
        Get-Content $errors -Raw | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0 -Because "$output"
        $output
    }
}

Describe 'An import' {
    It 'changes nothing in the session: variables, preferences, errors, functions, aliases, drives, events, culture, environment' {
        Invoke-Bare @'
            param($path)
            function Get-State {
                $changing = '?', '^', '$', '_', 'args', 'Error', 'ExecutionContext', 'foreach', 'input', 'LASTEXITCODE', 'MyInvocation', 'PSBoundParameters', 'PSCommandPath', 'PSItem', 'PSScriptRoot', 'StackTrace', 'Matches', 'before', 'null', 'switch', 'state', 'changing'
                Get-Variable -Scope Global | Where-Object Name -notin $changing | ForEach-Object { "variable $($_.Name) = $($_.Value)" }
                "errors $($global:Error.Count)"
                Get-ChildItem Function:, Alias: | Where-Object Name -notin axios, Get-State | ForEach-Object { "$($_.CommandType) $($_.Name)" }
                Get-PSDrive | ForEach-Object { "drive $($_.Name)" }
                Get-EventSubscriber -Force | ForEach-Object { "event $($_.SourceIdentifier)" }
                Get-Job | ForEach-Object { "job $($_.Id)" }
                Get-ChildItem Env: | ForEach-Object { "environment $($_.Name) = $($_.Value)" }
                "culture $([cultureinfo]::CurrentCulture) $([cultureinfo]::CurrentUICulture) $([cultureinfo]::DefaultThreadCurrentCulture)"
                "location $PWD $([Environment]::CurrentDirectory)"
                "service points $([Net.ServicePointManager]::DefaultConnectionLimit) $([Net.ServicePointManager]::SecurityProtocol) $([Net.ServicePointManager]::Expect100Continue)"
                "proxy $([Net.Http.HttpClient]::DefaultProxy.GetType())"
                "encodings $([Console]::OutputEncoding.WebName) $([Console]::InputEncoding.WebName)"
                "defaults $($global:PSDefaultParameterValues.Count)"
                "modules $((Get-Module | Where-Object Name -ne AxiosPS).Name)"
            }
            $null = Get-State; $null = Get-Random # their modules are there
            $before = Get-State
            Import-Module $path
            Compare-Object $before (Get-State) | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" }
'@ | Should -BeNullOrEmpty
    }

    It 'opens no socket and starts no thread or runspace of its own' {
        if (-not $IsLinux) { return Set-ItResult -Skipped -Because 'only Linux tells them so simply' }
        Invoke-Bare @'
            param($path)
            function Get-Sockets { @(Get-ChildItem /proc/self/fd | ForEach-Object { $_.LinkTarget } | Where-Object { $_ -like '*socket:*' }).Count }
            function Get-Threads { @(Get-Content /proc/self/task/*/comm -ErrorAction Ignore | Where-Object { $_ -like 'AxiosPS*' -or $_ -like '.NET Sockets*' }).Count }
            $null = Get-Sockets
            $threads = Get-Threads
            $sockets = Get-Sockets
            Import-Module $path
            "sockets $((Get-Sockets) - $sockets)"
            "runspaces $(@(Get-Runspace).Count)"
            "threads $((Get-Threads) - $threads)"
'@ | Should -Be 'sockets 0', 'runspaces 1', 'threads 0'
    }

    It 'writes no file, neither at home nor beside itself, so that a folder that is read-only will do' {
        $copy = Copy-Item $modulePath "$TestDrive/ReadOnly/AxiosPS" -Recurse -PassThru -Force -Container
        if (-not $copy) { throw 'It was not copied.' }
        $at = (Resolve-Path "$TestDrive/ReadOnly/AxiosPS").Path
        $before = (Get-ChildItem $at -Recurse -Force).FullName
        if (-not $IsWindows) { chmod -R a-w $at }
        try {
            $at = "$at"
            Invoke-Bare @'
                param($ignored, $path, $fresh)
                $env:HOME = $env:XDG_CONFIG_HOME = $env:XDG_CACHE_HOME = $env:XDG_DATA_HOME = $fresh
                Import-Module $path
                $null = New-AxiosClient http://a.test
                (Get-Module AxiosPS).ModuleBase -eq $path
                @(Get-ChildItem $fresh -Recurse -Force).Count
'@ $at, (New-Item -ItemType Directory "$TestDrive/home").FullName | Should -Be True, 0
        }
        finally { if (-not $IsWindows) { chmod -R u+w $at } }
        (Get-ChildItem $at -Recurse -Force).FullName | Should -Be $before
    }

    It 'takes a folder with blanks, brackets and letters of any kind in its name' {
        $folder = New-Item -ItemType Directory "$TestDrive/my modules [x] é`$"
        Copy-Item $modulePath "$folder/AxiosPS" -Recurse
        Invoke-Bare @'
            param($ignored, $folder, $server)
            Import-Module ([WildcardPattern]::Escape("$folder/AxiosPS/AxiosPS.psd1"))
            $api = New-AxiosClient $server
            Add-AxiosMiddleware -Client $api -Concurrent { $null = New-AxiosResponse; & $args[1] }
            (Invoke-AxiosRequest /json -Client $api -As Data).name
            1 | ForEach-Object -Parallel { ($using:api).Get('/json').Data.name }
            (Invoke-AxiosRequest /json -Client $api | Out-String) -match '200 OK'
            (Get-Help Invoke-AxiosRequest).Synopsis.Length -gt 20
            [AxiosPS.AxiosClient].Assembly.Location.Contains('[x]')
'@ $folder.FullName, $server | Should -Be axios, axios, True, True, True
    }

    It 'done twice, or with -Force, leaves clients and their hooks as they were' {
        Invoke-Bare @'
            param($path, $server)
            Import-Module $path
            $api = New-AxiosClient $server
            Add-AxiosInterceptor -Client $api { $_.Headers['X-Old'] = 'still' }
            Import-Module $path
            @(Get-Module AxiosPS).Count
            $api.IsClosed
            (Invoke-AxiosRequest /echo -Client $api -As Data).headers.'x-old'
            Import-Module $path -Force
            @(Get-Module AxiosPS).Count
            (Invoke-AxiosRequest /json -Client (New-AxiosClient $server) -As Data).name
'@ $server | Should -Be 1, False, still, 1, axios
    }

    It 'warns of no name, and takes -Prefix, -Cmdlet and -Alias' {
        Invoke-Bare @'
            param($path)
            Import-Module $path -WarningVariable warned 3>$null
            $warned.Count
            Remove-Module AxiosPS
            Import-Module $path -Prefix My
            (Get-Command New-MyAxiosClient).Name
            (New-MyAxiosClient http://a.test).GetType().Name
            Remove-Module AxiosPS
            $PSModuleAutoLoadingPreference = 'None'
            Import-Module $path -Cmdlet New-AxiosClient -Alias axios
            (Get-Command -Module AxiosPS).Name
'@ | Should -Be 0, New-MyAxiosClient, AxiosClient, New-AxiosClient
    }

    It 'comes by itself with the first command or the alias, by #Requires and by using module' {
        Invoke-Bare @'
            param($path, $drive, $server)
            $env:PSModulePath = (Split-Path $path) + [IO.Path]::PathSeparator + $env:PSModulePath
            pwsh -NoProfile -c "(New-AxiosClient http://a.test).GetType().Name"
            pwsh -NoProfile -c "(axios $server/json -As Data).name"
            Set-Content $drive/requires.ps1 "#Requires -Modules AxiosPS`n[AxiosPS.AxiosClient].Name"
            pwsh -NoProfile -File $drive/requires.ps1
            Set-Content $drive/version.ps1 "#Requires -Modules @{ ModuleName = 'AxiosPS'; ModuleVersion = '99.0' }`n'not reached'"
            pwsh -NoProfile -File $drive/version.ps1 2>$null
            $global:LASTEXITCODE
            Set-Content $drive/using.ps1 "using module AxiosPS`nusing namespace AxiosPS`n[AxiosClient].FullName`n(New-AxiosClient http://a.test).GetType().Name"
            pwsh -NoProfile -File $drive/using.ps1
            $global:LASTEXITCODE = 0
'@ "$TestDrive", $server | Should -Be AxiosClient, axios, AxiosClient, 1, AxiosPS.AxiosClient, AxiosClient
    }

    It 'is safe in eight runspaces at once, and in those of a pool' {
        Invoke-Bare @'
            param($path, $server)
            $shells = 1..8 | ForEach-Object { [powershell]::Create([initialsessionstate]::CreateDefault2()).AddScript('param($path, $server) Import-Module $path; (Invoke-AxiosRequest "$server/json" -As Data).name').AddArgument($path).AddArgument($server) }
            $running = foreach ($shell in $shells) { $shell.BeginInvoke() }
            for ($i = 0; $i -lt 8; $i++) { $shells[$i].EndInvoke($running[$i]); $shells[$i].Streams.Error }
            $state = [initialsessionstate]::CreateDefault2()
            $state.ImportPSModule($path)
            $pool = [runspacefactory]::CreateRunspacePool(1, 4, $state, $Host)
            $pool.Open()
            $shells = 1..8 | ForEach-Object { $shell = [powershell]::Create(); $shell.RunspacePool = $pool; $shell.AddScript('param($server) (Invoke-AxiosRequest "$server/json" -As Data).id').AddArgument($server) }
            $running = foreach ($shell in $shells) { $shell.BeginInvoke() }
            for ($i = 0; $i -lt 8; $i++) { $shells[$i].EndInvoke($running[$i]); $shells[$i].Streams.Error }
            $pool.Close()
'@ $server | Should -Be (@('axios') * 8 + @('1') * 8)
    }
}

Describe 'The names of the cmdlets' {
    It 'have approved verbs, the prefix Axios, a singular noun, and parameters that others have under the same names' {
        foreach ($command in Get-Command -Module AxiosPS -CommandType Cmdlet) {
            $command.Verb | Should -BeIn (Get-Verb).Verb
            $command.Noun | Should -BeLike 'Axios?*'
            $command.Noun | Should -Match '([^s]|ss)$'
            foreach ($parameter in $command.Parameters.Values) {
                $parameter.Name | Should -MatchExactly '^[A-Z][A-Za-z0-9]+$' -Because $command.Name
                if ($parameter.ParameterType -eq [bool]) { "$($command.Name) -$($parameter.Name)" | Should -BeNullOrEmpty -Because 'a yes or no is a switch' }
                if ($parameter.Name -in 'PassThru', 'Force', 'NoClobber', 'Quiet', 'Wait', 'AsJob') { $parameter.ParameterType | Should -Be ([switch]) }
                if ($parameter.Name -like '*Sec') { $parameter.ParameterType | Should -BeIn ([double]), ([double[]]), ([Nullable[double]]) -Because "$($command.Name) -$($parameter.Name)" }
                if ($parameter.Name -like '*Credential') { $parameter.ParameterType | Should -BeIn ([pscredential]), ([switch]) }
            }
        }
    }
}
