BeforeDiscovery {
    # The real thing, with folders as repositories. What it registers is in the home folder, and Windows has but one.
    $reason = if ($IsWindows) { 'on Windows it would change the repositories of the user' }
    elseif (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) { 'Compress-PSResource (PSResourceGet 1.1 or later) is not installed' }
    $real = @{ Real = "finds packages in real repositories, and pipes them to Install-PSResource$($reason ? " (skipped: $reason)" : '')" }
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    . $PSScriptRoot/packages.ps1

    # What a package manager says of its packages, in a module that has its commands and asks nobody.
    $stub = @'
$known = @{
    First  = @(
        @{ Name = 'AxiosPS.Plugin.Redis'; Version = '1.2.0'; Tags = 'AxiosPSPlugin', 'x'; Dependencies = @(@{ Name = 'AxiosPS'; VersionRange = '[1.0.0, 1.999.999]' }) }
        @{ Name = 'AxiosPS.Plugin.Redis'; Version = '2.0.0'; Prerelease = 'beta2'; Tags = 'AxiosPSPlugin'; Dependencies = @(@{ Name = 'AxiosPS'; VersionRange = '[2.0.0, 3.0.0)' }) }
        @{ Name = 'AxiosPS.Plugin.NoTag'; Version = '1.0.0'; Tags = @('other') }
        @{ Name = 'AxiosPS.Plugin.Alone'; Version = '0.1.0'; Tags = 'axiospsplugin' }
    )
    Second = @(
        @{ Name = 'AxiosPS.Plugin.Redis'; Version = '1.10.0'; Tags = 'AxiosPSPlugin'; Dependencies = @(@{ Name = 'Other' }, @{ Name = 'AxiosPS'; MinimumVersion = '1.0'; MaximumVersion = '1.999.999' }) }
        @{ Name = 'AxiosPS.Plugin.Alone'; Version = '0.1.0'; Tags = 'AxiosPSPlugin' }
        @{ Name = 'AxiosPS.Plugin.New'; Version = '1.0.0'; Tags = 'AxiosPSPlugin'; Dependencies = @(@{ Name = 'AxiosPS'; MinimumVersion = '2.0'; MaximumVersion = '2.999' }) }
    )
    Down   = $null
}

function List([string[]] $Name) {
    $all = @('First', 'Second', 'Down') + $global:registered | Where-Object { $_ -and $_ -notin $global:unregistered }
    foreach ($one in $Name ? $Name : $all) {
        $fitting = @($all -like $one)
        if (-not $fitting -and $one -notmatch '\*') { Write-Error "No repository $one." -ErrorId Unknown }
        $fitting | ForEach-Object { [pscustomobject]@{ Name = $_ } }
    }
}

function Search([string] $Name, [string] $Repository, [bool] $Prerelease) {
    $global:asked += @("$Name in $Repository")
    $found = $known[$Repository] | Where-Object { $_.Name -like $Name -and ($Prerelease -or -not $_.Prerelease) } |
        ForEach-Object { [pscustomobject]$_ | Add-Member Author Ann -PassThru | Add-Member Description "About $($_.Name)" -PassThru }
    $found | Group-Object Name | ForEach-Object { $_.Group | Sort-Object { [version]$_.Version } | Select-Object -Last 1 }
}
'@
    $stubs = @{
        'Microsoft.PowerShell.PSResourceGet' = $stub + @'

function Get-PSResourceRepository { [CmdletBinding()] param([string[]] $Name) List $Name }

function Find-PSResource {
    [CmdletBinding()] param([string[]] $Name, [string[]] $Repository, [switch] $Prerelease)
    if ($Repository[0] -eq 'Down') { $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new([IO.IOException]::new('Connection refused'), 'Http', 'ConnectionError', $null)) }
    if ($Repository[0] -eq 'Whole' -and $Name[0] -match '\*') { Write-Error "Find with Name containing wildcards is not supported for the V3 server protocol repository 'Whole'" -ErrorId FindNameGlobbingFailure }
    $found = @(Search $Name[0] $Repository[0] $Prerelease)
    if (-not $found -and $Name[0] -notmatch '\*') { Write-Error 'No such package.' -ErrorId PackageNotFound }
    $found
}
'@
        PowerShellGet                        = $stub + @'

function Get-PSRepository { [CmdletBinding()] param([string[]] $Name) List $Name }

function Find-Module {
    [CmdletBinding()] param([string[]] $Name, [string[]] $Repository, [switch] $AllowPrerelease)
    if ($Repository[0] -eq 'Down') { Write-Warning "Unable to resolve package source 'Down'." }
    $found = @(Search $Name[0] $Repository[0] $AllowPrerelease)
    if (-not $found) { Write-Error 'No match was found.' -ErrorId NoMatchFoundForCriteria }
    $found
}
'@
    }

    $exports = @{ 'Microsoft.PowerShell.PSResourceGet' = 'Find-PSResource', 'Get-PSResourceRepository'; PowerShellGet = 'Find-Module', 'Get-PSRepository' }

    # A pwsh that has these package managers and no other.
    function Invoke-WithManager([string[]] $Manager, [scriptblock] $Script, [string[]] $ArgumentList) {
        $folder = "$TestDrive/$([guid]::NewGuid())"
        foreach ($one in $Manager) {
            $null = New-Item -ItemType Directory "$folder/$one"
            Set-Content "$folder/$one/$one.psm1" $stubs[$one]
            Set-Content "$folder/$one/$one.psd1" "@{ RootModule = '$one.psm1'; ModuleVersion = '1.0'; FunctionsToExport = '$($exports[$one] -join "', '")' }"
        }

        $null = New-Item -ItemType Directory $folder -Force
        $run = Invoke-FreshPwsh ([scriptblock]::Create("param(`$folder) `$env:PSModulePath = `$folder; `$ProgressPreference = 'SilentlyContinue'; `$PSStyle.OutputRendering = 'PlainText'`n& {$Script} @args")) (@($folder) + $ArgumentList)
        $run.ExitCode | Should -Be 0
        $run
    }
}

Describe 'Find-AxiosPlugin with <_>' -ForEach 'Microsoft.PowerShell.PSResourceGet', 'PowerShellGet' {
    BeforeAll {
        $manager = $_
    }

    It 'lists the newest version of each package with the tag and the name, sorted' {
        $run = Invoke-WithManager $manager {
            Find-AxiosPlugin -ErrorAction SilentlyContinue | ForEach-Object { "$($_.Name) $($_.Version) $($_.Repository) $($_.Author) $($_.Compatible) [$($_.Requires)] $($_.Description)" }
        }
        $run.Output | Should -Be (@(
                'AxiosPS.Plugin.Alone 0.1.0 First Ann True [] About AxiosPS.Plugin.Alone'
                'AxiosPS.Plugin.New 1.0.0 Second Ann False [2.0 to 2.999] About AxiosPS.Plugin.New'
                'AxiosPS.Plugin.Redis 1.10.0 Second Ann True [1.0 to 1.999.999] About AxiosPS.Plugin.Redis'
            ) -join "`n")
        $run.Error | Should -BeNullOrEmpty
    }

    It 'names a repository that cannot be reached in an error of its own, and gives what the others have' {
        $run = Invoke-WithManager $manager {
            $found = Find-AxiosPlugin Alone -ErrorAction SilentlyContinue -ErrorVariable failed
            "$found", $failed.Count, "$($failed[0])", $failed[0].FullyQualifiedErrorId, $failed[0].TargetObject
        }
        $run.Output | Should -BeLike "AxiosPS.Plugin.Alone 0.1.0`n1`nThe repository 'Down' could not be searched: *`nRepositoryNotSearched,AxiosPS.Commands.FindAxiosPluginCommand`nDown"
    }

    It 'takes the short name, the whole one, wildcards on either and several' {
        $run = Invoke-WithManager $manager {
            $global:unregistered = 'Down'
            foreach ($name in 'redis', 'axiosps.plugin.Redis', 'Re*s', 'AxiosPS*.R?d*', @('New', 'A*', 'alone')) { "$((Find-AxiosPlugin $name).Name)" }
        }
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be (@(@('AxiosPS.Plugin.Redis') * 4) + 'AxiosPS.Plugin.Alone AxiosPS.Plugin.New' -join "`n")
    }

    It 'gives nothing for a wildcard without hits, and an error for a name' {
        $run = Invoke-WithManager $manager {
            $global:unregistered = 'Down'
            @(Find-AxiosPlugin Nix*).Count
            foreach ($name in 'Nix', 'NoTag') {
                $null = Find-AxiosPlugin $name -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed.Count, "$($failed[0])", $failed[0].CategoryInfo.Category
            }
        }
        $run.Output | Should -Be (@(
                '0'
                '1', 'No package AxiosPS.Plugin.Nix with the tag AxiosPSPlugin is in First, Second. Find-AxiosPlugin without a name lists all that are.', 'ObjectNotFound'
                '1', 'No package AxiosPS.Plugin.NoTag with the tag AxiosPSPlugin is in First, Second. Find-AxiosPlugin without a name lists all that are.', 'ObjectNotFound'
            ) -join "`n")
    }

    It 'searches the repositories that are asked for, and no other' {
        $run = Invoke-WithManager $manager {
            "$(Find-AxiosPlugin redis -Repository First)"
            "$(Find-AxiosPlugin redis -Repository Sec*)"
            $asked -join ', '
            $null = Find-AxiosPlugin redis -Repository Unknown -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count, $failed[0].FullyQualifiedErrorId, "$($failed[0])"
            try { Find-AxiosPlugin redis -Repository Unknown* } catch { "$_" }
        }
        $run.Output | Should -BeLike (@(
                'AxiosPS.Plugin.Redis 1.2.0', 'AxiosPS.Plugin.Redis 1.10.0', 'AxiosPS.Plugin.redis in First, AxiosPS.Plugin.redis in Second'
                '1', 'RepositoryNotFound,AxiosPS.Commands.FindAxiosPluginCommand', 'No repository Unknown.'
                'No repository is named Unknown`*. Get-PS*Repository lists those that are registered.'
            ) -join "`n")
    }

    It 'finds versions that are not released yet where they are asked for' {
        $run = Invoke-WithManager $manager {
            $found = Find-AxiosPlugin redis -Repository First -Prerelease
            "$found", $found.Compatible, $found.Requires
        }
        $run.Output | Should -Be "AxiosPS.Plugin.Redis 2.0.0-beta2`nFalse`n2.0.0 to before 3.0.0"
    }

    It 'says which version is installed' {
        $folder = New-TestPackage "$TestDrive/installed/AxiosPS.Plugin.Redis/1.9.0" AxiosPS.Plugin.Redis -Manifest @{ Version = '1.9.0' }
        $null = New-TestPackage "$(Split-Path $folder)/1.10.0" AxiosPS.Plugin.Redis -Manifest @{ Version = '1.10.0'; Prerelease = 'rc1' }
        $run = Invoke-WithManager $manager {
            param($installed)
            $env:PSModulePath += [IO.Path]::PathSeparator + $installed
            $global:unregistered = 'Down'
            Find-AxiosPlugin | ForEach-Object { "$($_.Name) $($_.Installed)" }
        } (Split-Path (Split-Path $folder))
        $run.Output | Should -Be "AxiosPS.Plugin.Alone `nAxiosPS.Plugin.New `nAxiosPS.Plugin.Redis 1.10.0-rc1"
    }

    It 'says what to do where no repository is registered' {
        $run = Invoke-WithManager $manager {
            $global:unregistered = 'First', 'Second', 'Down'
            try { Find-AxiosPlugin } catch { "$_" }
        }
        $run.Output | Should -BeLike 'No repository is registered. Register the PowerShell Gallery: Register-PS*'
    }

    It 'is asked nothing when the module is imported' {
        $run = Invoke-WithManager $manager { Import-Module (Get-Module AxiosPS).Path -Force; Get-AxiosPlugin -ListAvailable; "$asked;$(Get-Module $args[0])" } $manager
        $run.Output | Should -Be ';'
    }
}

Describe 'Find-AxiosPlugin' {
    It 'says what is missing where neither PSResourceGet nor PowerShellGet is installed' {
        $run = Invoke-WithManager @() { try { Find-AxiosPlugin } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; "$_" } }
        $run.Output | Should -BeLike "NoPackageSearch,AxiosPS.Commands.FindAxiosPluginCommand`nNotInstalled`nPackages are found by PSResourceGet or by PowerShellGet, and neither is here.*"
    }

    It 'asks PSResourceGet where both are installed' {
        $run = Invoke-WithManager 'PowerShellGet', 'Microsoft.PowerShell.PSResourceGet' {
            "$(Find-AxiosPlugin redis -Repository First)"
            (Get-Module *Get).Name
        }
        $run.Output | Should -Be "AxiosPS.Plugin.Redis 1.2.0`nMicrosoft.PowerShell.PSResourceGet"
    }

    It 'says what to do where a repository takes whole names alone' {
        $run = Invoke-WithManager Microsoft.PowerShell.PSResourceGet {
            $global:registered = 'Whole'
            Find-AxiosPlugin -Repository Whole -ErrorAction SilentlyContinue -ErrorVariable failed
            "$failed"
        }
        $run.Output | Should -BeLike "The repository 'Whole' could not be searched: *repository 'Whole'. Give the whole name: Find-AxiosPlugin RedisCache"
    }

    It 'completes the names of the repositories' {
        $complete = { (TabExpansion2 ($line = 'Find-AxiosPlugin -Repository Se') $line.Length).CompletionMatches.CompletionText }
        (Invoke-WithManager Microsoft.PowerShell.PSResourceGet $complete).Output | Should -Be 'Second'
    }

    It 'completes nothing where PSResourceGet is not installed, or fails' {
        $run = Invoke-WithManager PowerShellGet {
            $complete = { @((TabExpansion2 ($line = 'Find-AxiosPlugin -Repository Se') $line.Length).CompletionMatches).Count }
            & $complete
            $asked.Count, $Error.Count
            function global:Get-PSResourceRepository { throw 'broken' }
            & $complete
        }
        $run.Output | Should -Be "0`n0`n0`n0"
    }

    It 'shows a table' {
        $run = Invoke-WithManager Microsoft.PowerShell.PSResourceGet { Find-AxiosPlugin redis -Repository First | Out-String -Width 200 }
        $run.Output | Should -Match 'Name +Version +Installed +Compatible +Repository +Description'
        $run.Output | Should -Match 'AxiosPS\.Plugin\.Redis +1\.2\.0 +True +First +About'
    }

    It '<Real>' -ForEach $real -Skip:([bool]$reason) {
        $source = "$TestDrive/source"
        foreach ($one in @{ Name = 'Cache'; Version = '1.2.0' }, @{ Name = 'Cache'; Version = '1.3.0'; Prerelease = 'beta1' }, @{ Name = 'Log'; Version = '2.0.0'; RequiredModules = "@(@{ ModuleName = 'AxiosPS'; ModuleVersion = '2.0' })" }) {
            $name = "AxiosPS.Plugin.$($one.Name)"
            $one.Remove('Name')
            $null = New-TestPackage "$source/$($one.Version)/$name" $name -Manifest $one
        }

        $run = Use-TestHome "$TestDrive/home" {
            Invoke-FreshPwsh {
                param($drive, $source)
                $ErrorActionPreference = 'Stop'
                $ProgressPreference = 'SilentlyContinue'
                $null = New-Item -ItemType Directory $drive/packages, $drive/empty
                Get-ChildItem $source/*/* | ForEach-Object { Compress-PSResource $_.FullName $drive/packages -SkipModuleManifestValidate }
                Get-PSResourceRepository | Unregister-PSResourceRepository
                Register-PSResourceRepository Here $drive/packages -Trusted
                Register-PSResourceRepository Empty $drive/empty -Trusted
                Register-PSResourceRepository Down http://127.0.0.1:1/api/v2
                $found = Find-AxiosPlugin -ErrorAction SilentlyContinue -ErrorVariable failed
                $found.ForEach{ "$_ $($_.Author) $($_.Compatible) $($_.Requires) $($_.Repository)" }
                $failed.Count, "$($failed[0])".Split(':')[0]
                "$(Find-AxiosPlugin Cache -Prerelease -Repository Here, Empty)"
                try { Find-AxiosPlugin Nix -Repository Here, Empty } catch { "$_" }
                Find-AxiosPlugin Cache -Prerelease -Repository Here | Install-PSResource -SkipDependencyCheck
                Find-AxiosPlugin Cache -Repository Here | ForEach-Object { "$($_.Installed) $($_.Installed -gt $_.Version) $($_.Version -lt '1.10')" }
            } "$TestDrive/real", $source
        }

        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be (@(
                'AxiosPS.Plugin.Cache 1.2.0 Ann True 1.0.0 to 1.999.999 Here'
                'AxiosPS.Plugin.Log 2.0.0 Ann False 2.0.0 or later Here'
                '1', "The repository 'Down' could not be searched"
                'AxiosPS.Plugin.Cache 1.3.0-beta1'
                'No package AxiosPS.Plugin.Nix with the tag AxiosPSPlugin is in Empty, Here. Find-AxiosPlugin without a name lists all that are.'
                '1.3.0-beta1 True True'
            ) -join "`n")
    }
}
