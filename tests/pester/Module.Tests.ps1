BeforeAll {
    . $PSScriptRoot/common.ps1
    $manifest = Import-PowerShellDataFile $modulePath/AxiosPS.psd1
    $module = Get-Module AxiosPS
}

Describe 'The module' {
    It 'is imported by its manifest' {
        Test-ModuleManifest $modulePath/AxiosPS.psd1 | Should -Not -BeNullOrEmpty
        $module.Version | Should -Be $manifest.ModuleVersion
    }

    It 'exports every cmdlet of the manifest, and no other' {
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
    }

    It 'exports every cmdlet of the assembly but the one behind the methods of a client' {
        $commands = $module.ImplementingAssembly.GetTypes().ForEach{
            $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ForEach{ "$($_.VerbName)-$($_.NounName)" }
        } | Where-Object { $_ -notin 'Invoke-AxiosWork', 'Invoke-AxiosHook', 'Invoke-AxiosPackageCheck' }
        $commands | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
    }

    It 'exports its aliases, no function and no variable' {
        $module.ExportedAliases.Keys | Should -Be $manifest.AliasesToExport
        $module.ExportedFunctions.Count | Should -Be 0
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'has the version of its assembly' {
        $file = [Diagnostics.FileVersionInfo]::GetVersionInfo("$modulePath/AxiosPS.dll")
        $file.ProductVersion | Should -Be $manifest.ModuleVersion
    }

    It 'binds plugins to the major version alone' {
        $version = [Reflection.AssemblyName]::GetAssemblyName((Resolve-Path "$modulePath/AxiosPS.dll")).Version
        $version | Should -Be ([version]"$(([version]$manifest.ModuleVersion).Major).0.0.0")
    }

    It 'writes nothing when it is imported into a fresh pwsh' {
        $run = Invoke-FreshPwsh { (Get-Module AxiosPS).Name }
        $run.Output | Should -Be 'AxiosPS'
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
    }
}

Describe 'A caller' {
    It 'may have Set-StrictMode -Version Latest and all preferences at Stop' {
        $run = Invoke-FreshPwsh {
            param($server)
            Set-StrictMode -Version Latest
            $ErrorActionPreference = $WarningPreference = 'Stop'
            $api = New-AxiosClient $server -Plugin (New-AxiosTimingPlugin), (New-AxiosDedupePlugin)
            Add-AxiosInterceptor { param($config) $config.Headers['X-Hook'] = 'yes' } $api
            Add-AxiosInterceptor -Response { $_.Headers['X-Seen'] = 'yes' } -Client $api
            Add-AxiosMiddleware { param($context, $next) & $next $context } $api
            $response = Invoke-AxiosRequest /echo -Client $api
            $response.Headers['X-Seen']
            $response.Data.headers.'x-hook'
            $api.Post('/echo', @{ a = 1 }).Data.body
            $response | Format-Table | Out-String | ForEach-Object Length | ForEach-Object { $_ -gt 0 }
            try { Invoke-AxiosRequest /status/404 -Client $api } catch { $_.Exception.GetType().Name }
        } $server
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be "yes`nyes`n{`"a`":1}`nTrue`nAxiosStatusException"
    }
}

Describe 'The test server' {
    It 'is reached and keeps a log' {
        Clear-TestLog
        $null = Invoke-RestMethod "$server/echo?a=1" -Headers @{ 'X-Test' = 'yes' }
        $log = @(Get-TestLog)
        $log.Count | Should -Be 1
        $log[0].path | Should -Be '/echo'
        $log[0].headers.'x-test' | Should -Be 'yes'
    }
}
