BeforeAll {
    . $PSScriptRoot/common.ps1

    # The part of a repository that a release looks at, with packages to send.
    $copy = "$TestDrive/repository"
    $null = New-Item $copy/out -ItemType Directory
    Copy-Item $root/packaging $copy -Recurse
    Set-Content $copy/CHANGELOG.md "# Changelog`n`n## 1.2.3 (2026-01-02)`n"
    foreach ($package in @{ Name = 'AxiosPS'; Version = '1.2.3'; In = '.' }, @{ Name = 'AxiosPS.Plugin.Alpha'; Version = '1.0.0'; In = 'plugins/Alpha' }, @{ Name = 'AxiosPS.Plugin.Beta'; Version = '2.0.0'; In = 'plugins/Beta' }) {
        $null = New-Item "$copy/$($package.In)/module/$($package.Name).psd1" -Force -Value "@{ ModuleVersion = '$($package.Version)' }"
        $archive = [IO.Compression.ZipFile]::Open("$copy/out/$($package.Name).$($package.Version).nupkg", 'Create')
        $writer = [IO.StreamWriter]::new($archive.CreateEntry("$($package.Name).nuspec").Open())
        $writer.Write("<package><metadata><id>$($package.Name)</id><version>$($package.Version)</version><authors>a</authors><description>d</description></metadata></package>")
        $writer.Dispose()
        $archive.Dispose()
    }

    # NuGet takes an address without TLS only from a configuration that allows it.
    $feed = (Get-DeadAddress).Replace('127.0.0.1', 'localhost') # the name that Windows lets everyone listen at
    Set-Content $TestDrive/nuget.config "<configuration><packageSources><clear /><add key='Feed' value='$feed/api/v2/package' allowInsecureConnections='true' /></packageSources></configuration>"

    function Invoke-Publish([string] $Tag, [string] $Key, [switch] $Dry) {
        $env:PSGALLERY_API_KEY = $Key
        $errors = New-TemporaryFile
        Push-Location $TestDrive
        try {
            $output = pwsh -NoProfile -NonInteractive -File $copy/packaging/publish.ps1 -Tag $Tag -Source Feed -WhatIf:$Dry 2>$errors
            [pscustomobject]@{ Output = $output -join "`n"; Error = Get-Content $errors -Raw; ExitCode = $LASTEXITCODE }
        }
        finally {
            Pop-Location
            $env:PSGALLERY_API_KEY = $null
            Remove-Item $errors
        }
    }

    # A feed that answers each package with the next status.
    function Start-Feed([int[]] $Status) {
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("$feed/")
        $listener.Start()
        $shell = Start-TestShell {
            param($listener, $statuses)
            foreach ($status in $statuses) {
                $context = $listener.GetContext()
                $body = [IO.StreamReader]::new($context.Request.InputStream, [Text.Encoding]::Latin1).ReadToEnd()
                $context.Response.StatusCode = $status
                $context.Response.Close()
                "$($context.Request.HttpMethod) $([regex]::Match($body, 'AxiosPS[A-Za-z.]*(?=\.nuspec)')) $($context.Request.Headers['X-NuGet-ApiKey'])"
            }
        } @{ listener = $listener; statuses = $Status }
        @{ Listener = $listener; Shell = $shell }
    }

    # What was put there.
    function Stop-Feed($Feed) {
        $Feed.Listener.Close()
        Receive-TestShell $Feed.Shell
    }
}

Describe 'Publishing a release' {
    It 'sends the module first, leaves alone what is there, and shows no key' {
        $listening = Start-Feed 201, 409, 201
        $run = Invoke-Publish v1.2.3 the-key
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        Stop-Feed $listening | Should -Be 'PUT AxiosPS the-key', 'PUT AxiosPS.Plugin.Alpha the-key', 'PUT AxiosPS.Plugin.Beta the-key'
        $run.Output | Should -Match 'AxiosPS\.Plugin\.Alpha\.1\.0\.0\.nupkg. already exists'
        $run.Output | Should -Not -Match 'the-key'
    }

    It 'ends at the first that is refused, and names it' {
        $listening = Start-Feed 201, 403
        $run = Invoke-Publish v1.2.3 the-key
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike '*AxiosPS.Plugin.Alpha.1.0.0.nupkg was not published.*'
        @(Stop-Feed $listening).Count | Should -Be 2
    }

    It 'tells what it would send, without a key, and sends nothing' {
        $run = Invoke-Publish v1.2.3 -Dry
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        [regex]::Matches($run.Output, 'AxiosPS\S*\.nupkg').Value | Should -Be 'AxiosPS.1.2.3.nupkg', 'AxiosPS.Plugin.Alpha.1.0.0.nupkg', 'AxiosPS.Plugin.Beta.2.0.0.nupkg'
    }

    It 'wants a key' {
        $run = Invoke-Publish v1.2.3
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike 'PSGALLERY_API_KEY, the key of the Gallery, is not set.*'
    }

    It 'wants the tag of the module''s version: not <_>' -ForEach 'v1.2.4', '1.2.3', 'V1.2.3', 'v1.2.3-beta', 'v1.2.30' {
        $run = Invoke-Publish $_ the-key
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike "The tag '$_' is not 'v1.2.3': *"
    }

    It 'wants the version in the changelog, with its day: not <_>' -ForEach '## 1.2.3 (unreleased)', '## 1.2.30 (2026-01-02)', '## 1x2.3 (2026-01-02)' {
        $before = Get-Content $copy/CHANGELOG.md -Raw
        Set-Content $copy/CHANGELOG.md "# Changelog`n`n$_`n"
        try { $run = Invoke-Publish v1.2.3 the-key }
        finally { Set-Content $copy/CHANGELOG.md $before }
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike "CHANGELOG.md has no heading '## 1.2.3 (yyyy-mm-dd)'.*"
    }

    It 'wants the packages of those versions' {
        Move-Item $copy/out/AxiosPS.Plugin.Beta.2.0.0.nupkg $copy/out/AxiosPS.Plugin.Beta.1.9.0.nupkg
        try { $run = Invoke-Publish v1.2.3 the-key }
        finally { Move-Item $copy/out/AxiosPS.Plugin.Beta.1.9.0.nupkg $copy/out/AxiosPS.Plugin.Beta.2.0.0.nupkg }
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike "Not in '*out': AxiosPS.Plugin.Beta.2.0.0.nupkg. Make it: ./build.sh Package*"
    }
}
