BeforeDiscovery {
    # Each is a good package with one fault. Break gets its folders; what is not named to fail passes or is skipped.
    $bad = @(
        @{ What = 'no manifest'; Fails = 'It is a module with a valid manifest'; Says = '*neither a manifest*'; Break = { Remove-Item $Project/module -Recurse } }
        @{ What = 'a manifest that cannot be read'; Fails = 'It is a module with a valid manifest'; Says = '*psd1*'; Break = { Set-Content $Manifest '@{ ModuleVersion = ' } }
        @{ What = 'a manifest that is computed'; Fails = 'It is a module with a valid manifest'; Says = "*psd1 cannot be read: Property references are not allowed*"; Break = { Edit-Text $Manifest "'1.2.3'" '"1.2.$((Get-Date).Day)"' } }
        @{ What = 'a manifest without a version'; Fails = 'It is a module with a valid manifest'; Says = '*ModuleVersion*'; Break = { Edit-Text $Manifest "ModuleVersion = '1.2.3'" '' } }
        @{ What = 'a root module that is not there'; Fails = 'It is a module with a valid manifest'; Says = '*none.psm1*'; Break = { Edit-Text $Manifest "RootModule = '*.psm1'" "RootModule = 'none.psm1'" } }
        @{ What = 'another name'; Fails = 'Its name is AxiosPS.Plugin.<Name>'; Says = "Its name is 'Contoso.Probe'."; Break = {
                Rename-Item $Manifest Contoso.Probe.psd1
            }
        }
        @{ What = 'no tags'; Fails = 'It has the tag AxiosPSPlugin'; Says = 'It has no tags.'; Break = { Edit-Text $Manifest "Tags = @('AxiosPSPlugin');" '' } }
        @{ What = 'another tag'; Fails = 'It has the tag AxiosPSPlugin'; Says = 'Its tags are Axios, Plugin.'; Break = { Edit-Text $Manifest "@('AxiosPSPlugin')" "@('Axios', 'Plugin')" } }
        @{ What = 'a text for its tags'; Fails = 'It has the tag AxiosPSPlugin'; Says = '*one text*'; Break = { Edit-Text $Manifest "@('AxiosPSPlugin')" "'AxiosPSPlugin'" } }
        @{ What = 'no need of AxiosPS'; Fails = 'It requires AxiosPS*'; Says = '*does not name AxiosPS*'; Break = { Edit-Text $Manifest '@(@{ ModuleName = * })' '@()' } }
        @{ What = 'any AxiosPS'; Fails = 'It requires AxiosPS*'; Says = '*any version*'; Break = { Edit-Text $Manifest '@{ ModuleName = * }' "'AxiosPS'" } }
        @{ What = 'a range without an end'; Fails = 'It requires AxiosPS*'; Says = '*has no MaximumVersion*'; Break = { Edit-Text $Manifest "; MaximumVersion = '1.999.999'" '' } }
        @{ What = 'a range into the next major'; Fails = 'It requires AxiosPS*'; Says = '*up to 2.0*'; Break = { Edit-Text $Manifest '1.999.999' '2.0' } }
        @{ What = 'a range with an asterisk'; Fails = 'It requires AxiosPS*'; Says = "*'1.`*'*"; Break = { Edit-Text $Manifest '1.999.999' '1.*' } }
        @{ What = 'the range of another major'; Fails = 'It requires AxiosPS*', 'The modules that it requires are there'; Says = '*2.0 to 2.999*'; Break = { Edit-Text $Manifest "'1.0'; MaximumVersion = '1.999.999'" "'2.0'; MaximumVersion = '2.999'" } }
        @{ What = 'a single version of AxiosPS'; Fails = 'It requires AxiosPS*'; Says = '*alone*'; Break = {
                Edit-Text $Manifest "ModuleVersion = '1.0'; MaximumVersion = '1.999.999'" "RequiredVersion = '$((Get-Module AxiosPS).Version)'"
            }
        }
        @{ What = 'an export of everything'; Fails = 'Its manifest exports*'; Says = "FunctionsToExport has the wildcard '`*'."; Break = { Edit-Text $Manifest "@('New-AxiosProbePlugin')" "'*'" } }
        @{ What = 'no list of cmdlets'; Fails = 'Its manifest exports*'; Says = 'CmdletsToExport is missing*'; Break = { Edit-Text $Manifest 'CmdletsToExport = @()' '' } }
        @{ What = 'an export of another name'; Fails = 'Its manifest exports*', 'Its factory is there*'; Says = '*New-Probe, and not New-AxiosProbePlugin*'; Break = {
                Edit-Text $Manifest New-AxiosProbePlugin New-Probe
                Edit-Text $Script New-AxiosProbePlugin New-Probe
            }
        }
        @{ What = 'an export of what is not there'; Fails = 'Its factory is there*'; Says = '*no command, and not New-AxiosProbePlugin*'; Break = { Edit-Text $Script New-AxiosProbePlugin New-Probe } }
        @{ What = 'no author'; Fails = 'It says what it does*'; Says = '*no Author*'; Break = { Edit-Text $Manifest "Author = 'Ann'" "Author = ''" } }
        @{ What = 'no licence'; Fails = 'It says what it does*'; Says = '*no licence*'; Break = { Edit-Text $Manifest "LicenseUri = '*license/mit'" '' } }
        @{ What = 'no README'; Fails = 'It has a README'; Says = '*no README*'; Break = { Remove-Item $Project/README.md } }
        @{ What = 'no tests'; Fails = 'It has Pester tests'; Says = '*no `*.Tests.ps1*'; Break = { Remove-Item $Project/tests -Recurse } }
        @{ What = 'a script that cannot be read'; Fails = 'Its scripts can be read'; Says = 'more.ps1, line 2: *'; Break = { Set-Content $Project/module/more.ps1 "'fine'`nif (" } }
        @{ What = 'a copy of AxiosPS'; Fails = 'It does not carry AxiosPS*'; Says = '*a copy of AxiosPS.dll*'; Break = { Copy-Item "$modulePath/AxiosPS.dll" $Project/module } }
        @{ What = 'an assembly for another major'; Fails = 'It was built for this major*'; Says = 'Next.dll was built for AxiosPS 2, and this is 1.'; Break = { Copy-Item $libraries/Next.dll $Project/module } }
        @{ What = 'an assembly without its library'; Fails = 'Its assemblies have what they refer to'; Says = 'Plugin.dll refers to Library *'; Break = { Copy-Item $libraries/Plugin.dll $Project/module } }
        @{ What = 'a module that is not installed'; Fails = 'The modules that it requires are there'; Says = '*ModuleName Nope*'; Break = { Edit-Text $Manifest '@(@{' "@(@{ ModuleName = 'Nope'; ModuleVersion = '1.0' }, @{" } }
        @{ What = 'an import that throws'; Fails = 'It can be imported'; Says = '*not today*'; Break = { Add-Content $Script "throw 'not today'" } }
        @{ What = 'an import that exits'; Fails = 'It can be imported'; Says = '*ended in the midst of it, with exit code 3*'; Break = { Add-Content $Script '[Environment]::Exit(3)' } }
        @{ What = 'an assembly that is not there'; Fails = 'It can be imported'; Says = '*There is no assembly*'; Break = { Add-Content $Script '$null = [AxiosPS.PluginAssembly]::Load("$PSScriptRoot/none.dll")' } }
        @{ What = 'an import that greets'; Fails = 'Its import is quiet*'; Says = "Its import writes 'hello' to the console."; Break = { Add-Content $Script 'Write-Host hello' } }
        @{ What = 'an import that writes to the console'; Fails = 'Its import is quiet*'; Says = "Its import writes 'hello' to the console."; Break = { Add-Content $Script '[Console]::WriteLine("hello")' } }
        @{ What = 'an import that sets a global variable'; Fails = 'Its import is quiet*'; Says = 'Its import changes the variable $probe.'; Break = { Add-Content $Script '$global:probe = 1' } }
        @{ What = 'an import that changes the environment'; Fails = 'Its import is quiet*'; Says = 'Its import changes the environment variable PROBE.'; Break = { Add-Content $Script '$env:PROBE = 1' } }
        @{ What = 'an import that connects'; Fails = 'Its import is quiet*'; Says = 'Its import connects to *'; Break = { Add-Content $Script 'try { [Net.Sockets.TcpClient]::new("127.0.0.1", 9) } catch { "nobody there" > $null }' } }
        @{ What = 'a factory without help'; Fails = 'Its factory has help*'; Says = '*lacks a synopsis, an example*'; Break = { Edit-Text $Script '<#*#>' '' } }
        @{ What = 'a parameter without help'; Fails = 'Its factory has help*'; Says = '*lacks a description of -Size.'; Break = { Edit-Text $Script 'param()' 'param([int] $Size)' } }
        @{ What = 'a factory that throws'; Fails = 'Its factory gives a plugin'; Says = '*no plugin today*'; Break = { Edit-Text $Script 'New-AxiosPlugin Probe * }' 'throw "no plugin today"' } }
        @{ What = 'a factory that gives nothing'; Fails = 'Its factory gives a plugin'; Says = 'The factory gives nothing.'; Break = { Edit-Text $Script 'New-AxiosPlugin Probe * }' '$null' } }
        @{ What = 'a factory that gives a text'; Fails = 'Its factory gives a plugin'; Says = '*String is no plugin*'; Break = { Edit-Text $Script 'New-AxiosPlugin Probe * }' '"text"' } }
        @{ What = 'libraries that are loaded for all'; Fails = 'Its libraries are loaded for it alone'; Says = '*loaded: Plugin *'; Break = {
                Copy-Item $libraries/Plugin.dll, $libraries/Library.dll $Project/module
                Add-Content $Script 'Add-Type -Path $PSScriptRoot/Plugin.dll'
            }
        }
        @{ What = 'an Attach that throws'; Fails = 'Attach throws nothing*'; Says = '*not attached today*'; Break = { Edit-Text $Script '-OnRequest {* }' '{ throw "not attached today" }' } }
    )
}

BeforeAll {
    . $PSScriptRoot/common.ps1

    # Those of the plugin have their own tests.
    $quick = @{ Exclude = (Test-AxiosPlugin { param($client) }).Name }

    # A package in the folder of its project, with nothing wrong.
    function New-Package {
        $project = New-Item "TestDrive:/$([guid]::NewGuid())/AxiosPS.Plugin.Probe" -ItemType Directory
        $null = New-Item $project/module, $project/tests -ItemType Directory
        Set-Content $project/README.md 'A plugin.'
        Set-Content $project/tests/Probe.Tests.ps1 "Describe probe { It works { } }"
        Set-Content $project/module/AxiosPS.Plugin.Probe.psd1 @'
@{
    RootModule = 'AxiosPS.Plugin.Probe.psm1'
    ModuleVersion = '1.2.3'
    GUID = '0e0f5a7e-0f55-4e4b-9a57-3f4d6c8a6a51'
    Author = 'Ann'
    Description = 'A plugin.'
    RequiredModules = @(@{ ModuleName = 'AxiosPS'; ModuleVersion = '1.0'; MaximumVersion = '1.999.999' })
    FunctionsToExport = @('New-AxiosProbePlugin')
    CmdletsToExport = @()
    AliasesToExport = @()
    VariablesToExport = @()
    PrivateData = @{ PSData = @{ Tags = @('AxiosPSPlugin'); LicenseUri = 'https://opensource.org/license/mit' } }
}
'@
        Set-Content $project/module/AxiosPS.Plugin.Probe.psm1 @'
function New-AxiosProbePlugin {
    <#
    .SYNOPSIS
        Makes a plugin.
    .EXAMPLE
        New-AxiosProbePlugin
    #>
    param()
    New-AxiosPlugin Probe -OnRequest { $_.Headers['X-Probe'] = 'yes' }
}
'@
        $project.FullName
    }

    # Replaces the text that is like the pattern; it must be there.
    function Edit-Text([string] $Path, [string] $Pattern, [string] $Text) {
        $before = Get-Content $Path -Raw
        $after = $before -replace "(?s)$([regex]::Escape($Pattern).Replace('\*', '.*?'))", $Text.Replace('$', '$$')
        $after | Should -Not -Be $before
        Set-Content $Path $after
    }

    function Get-NotPassed($Results, [string] $Result = 'Failed') {
        @($Results | Where-Object Result -eq $Result | ForEach-Object { "$($_.Name): $($_.Message)" })
    }

    # Libraries to go wrong with. Of the next AxiosPS there is only the name.
    Add-Type -AssemblyName Microsoft.CodeAnalysis.CSharp
    function New-Library([string] $Name, [string] $Source, [string[]] $References) {
        $tree = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText($Source)
        $options = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new('DynamicallyLinkedLibrary')
        $metadata = $References + "$PSHOME/ref/System.Runtime.dll" | ForEach-Object { [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile($_) }
        $file = [IO.File]::Create("$libraries/$Name.dll")
        try { [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create($Name, [Microsoft.CodeAnalysis.SyntaxTree[]] $tree, [Microsoft.CodeAnalysis.MetadataReference[]] $metadata, $options).Emit($file).Success | Should -BeTrue }
        finally { $file.Dispose() }
    }

    $libraries = New-Item TestDrive:/libraries -ItemType Directory | ForEach-Object FullName
    New-Library AxiosPS '[assembly: System.Reflection.AssemblyVersion("2.0.0.0")] public class Later { }'
    New-Library Next 'public class Next : Later { }' $libraries/AxiosPS.dll
    New-Library Library 'public class Library { }'
    New-Library Plugin 'public class Plugin : Library { public void Attach(AxiosPS.AxiosClient client) { } }' $libraries/Library.dll, (Resolve-Path $modulePath/AxiosPS.dll).Path
}

Describe 'Test-AxiosPlugin -Path' {
    It 'has nothing to say against a good package' {
        $results = Test-AxiosPlugin -Path (New-Package)
        Get-NotPassed $results | Should -BeNullOrEmpty
        Get-NotPassed $results Skipped | Should -BeNullOrEmpty
        $results.Plugin | Select-Object -Unique | Should -Be AxiosPS.Plugin.Probe
        ($results.Name | Select-Object -Unique).Count | Should -Be $results.Count
        $results.Count | Should -BeGreaterThan 35
    }

    It 'finds <What>, and nothing else' -ForEach $bad {
        $Project = New-Package
        $Manifest = "$Project/module/AxiosPS.Plugin.Probe.psd1"
        $Script = "$Project/module/AxiosPS.Plugin.Probe.psm1"
        . $Break
        if ($Fails -like 'Attach*') { $quick = @{} }
        $results = Test-AxiosPlugin -Path $Project @quick
        $failed = @($results | Where-Object Result -eq Failed)
        $names = @($Fails)
        $failed.Count | Should -Be $names.Count -Because (Get-NotPassed $results)
        foreach ($index in 0..($names.Count - 1)) { $failed[$index].Name | Should -BeLike $names[$index] }
        $failed[0].Message | Should -BeLike $Says
        $failed.Remedy | Should -Not -BeNullOrEmpty
        $failed.Remedy | Should -Not -Match 'New-Axios<Name>'
        if ('It can be imported' -notin $Fails) { $results[-1].Name | Should -Be 'Its libraries are loaded for it alone' }
    }

    It 'has no check that has not been seen to fail' -ForEach @{ Seen = $bad.Fails } {
        (Test-AxiosPlugin -Path (New-Package) @quick).Name | Where-Object { $name = $_; -not ($Seen | Where-Object { $name -like $_ }) } | Should -BeNullOrEmpty
    }

    It 'is an argument error where there is no such path: <_>' -ForEach 'TestDrive:/none', 'TestDrive:/none*' {
        $failure = Get-Failure { Test-AxiosPlugin -Path $_ }
        $failure.FullyQualifiedErrorId | Should -Be 'PathNotFound,AxiosPS.Commands.TestAxiosPluginCommand'
        $failure.CategoryInfo.Category | Should -Be ObjectNotFound
        (Get-Failure { Test-AxiosPlugin -Path Env:/PATH }).Exception.Message | Should -BeLike '*file system*'
    }

    It 'leaves nothing of the package in this process' {
        Test-AxiosPlugin -Path (New-Package) -Quiet -Include 'Its factory*' | Should -BeTrue
        Get-Module AxiosPS.Plugin.Probe | Should -BeNullOrEmpty
        Get-Command New-AxiosProbePlugin -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'is not disturbed by what the plugin writes to the console' {
        $project = New-Package
        Edit-Text "$project/module/AxiosPS.Plugin.Probe.psm1" "'yes'" "'yes'; [Console]::Write('noise '); [Console]::Error.Write('more noise ')"
        $results = Test-AxiosPlugin -Path $project
        Get-NotPassed $results | Should -BeNullOrEmpty
        Get-NotPassed $results Skipped | Should -BeNullOrEmpty
    }
}

Describe 'A package that is loud' {
    It 'does not disturb its results, whatever it writes between their lines' -Skip:(-not $IsLinux) {
        $project = New-Package
        Add-Content "$project/module/AxiosPS.Plugin.Probe.psm1" "[Console]::WriteLine('x' * 200000); `$null = [Diagnostics.Process]::Start('timeout', '6 yes')"
        $results = Test-AxiosPlugin -Path $project @quick
        Get-NotPassed $results | Should -BeLike 'Its import is quiet*xxx*'
        "$(Get-NotPassed $results)".Length | Should -BeLessThan 700
        Get-NotPassed $results Skipped | Should -BeNullOrEmpty
    }

    It 'has no variable of what its process was asked' {
        $project = New-Package
        Add-Content "$project/module/AxiosPS.Plugin.Probe.psm1" @'
foreach ($text in Get-Variable -Scope Global -ValueOnly | Where-Object { $_ -is [string] -and $_.Length -gt 200 }) {
    try { $request = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($text)) } catch { continue }
    throw "found: $request"
}
'@
        Get-NotPassed (Test-AxiosPlugin -Path $project @quick) | Should -BeNullOrEmpty
    }
}

Describe 'A package that leaves a process behind' {
    It 'has its results when its own process has ended, and the exit code in them' -Skip:(-not $IsLinux) {
        $project = New-Package
        $left = "$TestDrive/left"
        Add-Content "$project/module/AxiosPS.Plugin.Probe.psm1" "`$null = [Diagnostics.Process]::Start('setsid', [string[]]('--fork', 'sh', '-c', 'echo `$`$ > `"$left`"; exec sleep 60')); while (-not (Get-Content '$left' -ErrorAction Ignore)) { `$null = [Threading.Thread]::Yield() }; [Environment]::Exit(3)"
        try {
            $results = Test-AxiosPlugin -Path $project -TimeoutSec 1
            Test-Path "/proc/$(Get-Content $left)" | Should -BeTrue -Because 'nobody waits for it'
        }
        finally { Stop-Process (Get-Content $left) }
        Get-NotPassed $results | Should -BeLike 'It can be imported: Its process has ended in the midst of it, with exit code 3*'
    }
}

Describe 'A package' {
    It 'may be <What>' -ForEach @(
        @{ What = 'the folder of its project, built'; Of = { "$built/../.." } }
        @{ What = 'the folder of its module'; Of = { $built } }
        @{ What = 'its manifest'; Of = { "$built/AxiosPS.Plugin.Probe.psd1" } }
        @{ What = 'installed'; Tests = 'Skipped'; Of = { Install-Copy; 'TestDrive:/installed/AxiosPS.Plugin.Probe' } }
        @{ What = 'one installed version'; Tests = 'Skipped'; Of = { Install-Copy; 'TestDrive:/installed/AxiosPS.Plugin.Probe/1.2.3' } }
        @{ What = 'one of those that are like a pattern'; Of = { "$built/../*" } }
    ) {
        function Install-Copy {
            $null = New-Item TestDrive:/installed/AxiosPS.Plugin.Probe/1.2.3, TestDrive:/installed/AxiosPS.Plugin.Probe/0.9 -ItemType Directory -Force
            Copy-Item $built/* TestDrive:/installed/AxiosPS.Plugin.Probe/1.2.3 -Force
        }

        $project = New-Package
        $built = New-Item $project/out/AxiosPS.Plugin.Probe -ItemType Directory
        Copy-Item $project/module/*, $project/README.md $built
        Set-Content $project/module/AxiosPS.Plugin.Probe.psd1 '@{' # what is built is what counts
        $results = Test-AxiosPlugin -Path (& $Of) -Include 'It has *', 'Its factory gives a plugin'
        Get-NotPassed $results | Should -BeNullOrEmpty
        $results.Plugin | Select-Object -Unique | Should -Be AxiosPS.Plugin.Probe
        ($results | Where-Object Name -eq 'It has Pester tests').Result | Should -Be ($Tests ?? 'Passed')
    }
}

Describe 'From the pipeline' {
    It 'comes <What>' -ForEach @(
        @{ What = 'a folder'; Of = { Get-Item $built } }
        @{ What = 'a manifest'; Of = { Get-Item "$built/AxiosPS.Plugin.Probe.psd1" } }
        @{ What = 'a folder with settings'; Of = { Get-Item $built }; More = @{ Parameters = @{} } }
        @{ What = 'an installed package'; Of = { Get-AxiosPlugin -ListAvailable Probe } }
        @{ What = 'an installed package with settings'; Of = { Get-AxiosPlugin -ListAvailable Probe }; More = @{ Parameters = @{} } }
        @{ What = 'a module that is there'; Of = { Get-Module AxiosPS.Plugin.Probe -ListAvailable } }
        @{ What = 'a module that is there, with settings'; Of = { Get-Module AxiosPS.Plugin.Probe -ListAvailable }; More = @{ Parameters = @{} } }
    ) {
        $project = New-Package
        $built = New-Item $project/out/AxiosPS.Plugin.Probe -ItemType Directory
        Copy-Item $project/module/*, $project/README.md $built
        $before = $env:PSModulePath
        try {
            $env:PSModulePath = "$project/out$([IO.Path]::PathSeparator)$before"
            $settings = $More ?? @{}
            $results = & $Of | Test-AxiosPlugin @settings -Include 'It has a README', 'Its factory gives a plugin'
        } finally { $env:PSModulePath = $before }
        $results.Result | Should -Be Passed, Passed
    }
}

Describe 'A factory that needs arguments' {
    BeforeAll {
        $project = New-Package
        Edit-Text "$project/module/AxiosPS.Plugin.Probe.psm1" 'param()' 'param([Parameter(Mandatory)] [securestring] $Key, [int] $Size); if ($Size -ne 3 -or $Key.Length -ne 6) { throw "size $Size, key of $($Key.Length)" }'
        $only = @{ Path = $project; Include = 'Its factory gives a plugin', 'Attach*' }
    }

    It 'is skipped, and how to give them is told' {
        $results = Test-AxiosPlugin @only
        $results.Result | Should -Be Skipped, Skipped
        $results[0].Message | Should -Be 'New-AxiosProbePlugin needs Key: give -Parameters @{ Key = … }, or -Factory { New-AxiosProbePlugin … }.'
    }

    It 'gets them from -Parameters, secure ones too' {
        $key = ConvertTo-SecureString secret -AsPlainText -Force
        (Test-AxiosPlugin @only -Parameters @{ Key = $key; Size = 3 }).Result | Should -Be Passed, Passed
        (Test-AxiosPlugin @only -Parameters @{ Key = $key; Size = 4 })[0].Message | Should -BeLike '*size 4, key of 6*'
    }

    It 'gets them in -Factory' {
        (Test-AxiosPlugin @only -Factory { New-AxiosProbePlugin (ConvertTo-SecureString secret -AsPlainText -Force) 3 }).Result | Should -Be Passed, Passed
    }
}

Describe 'A package that hangs' {
    BeforeAll {
        # Its import says that it has begun, and waits for an answer.
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $project = New-Package
        Add-Content "$project/module/AxiosPS.Plugin.Probe.psm1" "`$null = [Net.Sockets.TcpClient]::new('127.0.0.1', $($listener.LocalEndpoint.Port)).GetStream().ReadByte()"

        # The connection of a process that is gone is gone as well.
        function Test-Gone($Connection) {
            try { $Connection.GetStream().ReadByte() -eq -1 } catch [IO.IOException] { $true }
        }
    }

    AfterAll { $listener.Stop() }

    It 'is killed, and its check named' {
        $results = Test-AxiosPlugin -Path $project -TimeoutSec 1
        $connection = $listener.AcceptTcpClient()
        Test-Gone $connection | Should -BeTrue
        $failed = $results | Where-Object Result -eq Failed
        $failed.Name | Should -Be 'It can be imported'
        $failed.Message | Should -BeLike 'It has not ended after * s, and its process was killed.'
        $results[-1].Result | Should -Be Skipped
    }

    It 'is killed with the command' {
        $started = Start-TestShell { param($project) Test-AxiosPlugin -Path $project } @{ project = $project }
        $connection = $listener.AcceptTcpClient()
        $started.Shell.Stop()
        Test-Gone $connection | Should -BeTrue
        Close-TestShell $started
    }
}

Describe 'The packages that come along' {
    It '<_.Name> passes' -ForEach (Get-ChildItem $PSScriptRoot/../../plugins -Directory) {
        $package = $_
        if (-not (Test-Path "$package/out/$($package.Name)")) { Set-ItResult -Skipped -Because 'it is not built' }
        $needed = (Import-PowerShellDataFile "$package/module/$($package.Name).psd1").PowerShellVersion
        if ($PSVersionTable.PSVersion -lt $needed) { Set-ItResult -Skipped -Because "it needs PowerShell $needed" }

        # One that does nothing by itself is switched on, generously.
        $arguments = switch ($package.Name) {
            AxiosPS.Plugin.Resilience { @{ Parameters = @{ FailureRatio = 0.9; RatePerSec = 10000; Burst = 100; MaxConcurrent = 50; HedgeAfterSec = 60 } } }
            default { @{} }
        }
        $results = Test-AxiosPlugin -Path $package @arguments
        Get-NotPassed $results | Should -BeNullOrEmpty
        Get-NotPassed $results Skipped | Should -BeNullOrEmpty
    }
}
