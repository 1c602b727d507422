BeforeAll {
    . $PSScriptRoot/common.ps1

    # Runs a script in a pwsh of its own and hands back the process; what it writes can be read while it runs.
    function Start-FreshPwsh([scriptblock] $Script, [string[]] $ArgumentList) {
        $file = New-Item "$TestDrive/$([guid]::NewGuid()).ps1" -Value "Import-Module '$($modulePath.Replace("'", "''"))'`n& {$Script} @args"
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
        foreach ($argument in @('-NoProfile', '-NonInteractive', '-File', $file.FullName) + $ArgumentList) { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardOutput = $start.RedirectStandardInput = $true
        [Diagnostics.Process]::Start($start)
    }

    function Test-Mount {
        unshare -rm sh -c 'mount -t tmpfs -o size=64k tmpfs /mnt' 2>$null
        $LASTEXITCODE -eq 0
    }

    function Get-FileName { @(Get-ChildItem -LiteralPath $folder -Force | ForEach-Object Name | Sort-Object) }
}

Describe 'A download to a file' {
    BeforeEach {
        Clear-TestLog
        $folder = (New-Item "$TestDrive/a b [1] ü $([guid]::NewGuid())" -ItemType Directory).FullName
        Push-Location -LiteralPath $folder
        Set-StrictMode -Version Latest
    }

    AfterEach { Pop-Location }

    It 'gives a response that says where the file is and has no body' {
        $response = Invoke-AxiosRequest "$server/bytes/1000" -OutFile x.bin
        $response.File | Should -BeOfType IO.FileInfo
        $response.File.FullName | Should -Be (Join-Path $folder x.bin)
        $response.File.Length | Should -Be 1000
        $response.Bytes.Length | Should -Be 0
        Get-FileName | Should -Be 'x.bin'
    }

    It 'takes the path <Path> as it is, from the location of PowerShell' -ForEach @(
        @{ Path = 'x[1].bin' }, @{ Path = 'a b.bin' }, @{ Path = './ü 日本.bin' }, @{ Path = '[a-z]' }
    ) {
        (Invoke-AxiosRequest "$server/bytes/3" -OutFile $Path).File.Name | Should -Be (Split-Path $Path -Leaf)
        Get-FileName | Should -Be (Split-Path $Path -Leaf)
    }

    It 'takes the path that a hook sets from the location of PowerShell too, and so does a file to send' {
        $api = New-AxiosClient $server
        Add-AxiosInterceptor { param($config) $config.OutFile = './set.bin' } $api
        $api.Get('/bytes/3').File.FullName | Should -Be (Join-Path $folder set.bin)

        $api = New-AxiosClient $server
        Add-AxiosInterceptor { param($config) $config.InFile = 'set.bin' } $api
        $api.Put('/echo').StatusCode | Should -Be 200
        (Get-Failure { $api.Get('/bytes/3', @{ OutFile = 'nodrive:/x' }) }).Exception.Message | Should -BeLike "*drive*'nodrive'*"
    }

    It 'takes a path of a drive of PowerShell' {
        $null = New-PSDrive axiosfiles FileSystem $TestDrive
        $name = [guid]::NewGuid()
        (Invoke-AxiosRequest "$server/bytes/3" -OutFile axiosfiles:/$name).File.FullName | Should -Be (Join-Path $TestDrive $name)
    }

    It 'to a folder, given as <Target>, takes the name that the server gives' -ForEach @{ Target = '.' }, @{ Target = './' }, @{ Target = 'sub/' } {
        $null = New-Item sub -ItemType Directory
        $uri = "$server/status/200?body=x&header=" + [uri]::EscapeDataString('Content-Disposition:attachment; filename="../report 1.txt"')
        (Invoke-AxiosRequest $uri -OutFile $Target).File.FullName | Should -Be (Join-Path $folder ($Target -eq 'sub/' ? 'sub/report 1.txt' : 'report 1.txt'))
    }

    It 'of what is there already fails before anything is sent, and -Force replaces it' {
        [IO.File]::WriteAllText("$folder/x", 'old')
        $failure = Get-Failure { Invoke-AxiosRequest "$server/bytes/3" -OutFile x }
        $failure.FullyQualifiedErrorId | Should -Be 'FileExists,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failure.CategoryInfo.Category | Should -Be ResourceExists
        $failure.TargetObject | Should -Be "$server/bytes/3"
        $failure.Exception | Should -BeOfType AxiosPS.AxiosFileException
        "$failure" | Should -BeLike '*-Force*'
        [IO.File]::ReadAllText("$folder/x") | Should -Be old
        Get-TestLog | Should -BeNullOrEmpty

        (Invoke-AxiosRequest "$server/bytes/3" -OutFile x -Force).File.Length | Should -Be 3
    }

    It 'to a folder that is not there fails before anything is sent' {
        $failure = Get-Failure { Invoke-AxiosRequest "$server/bytes/3" -OutFile no/x }
        $failure.FullyQualifiedErrorId | Should -Be 'FileFailed,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failure.CategoryInfo.Category | Should -Be WriteError
        "$failure" | Should -BeLike "*$([WildcardPattern]::Escape((Join-Path $folder no)))*"
        Get-TestLog | Should -BeNullOrEmpty
    }

    It 'writes no error page, which is told as ever' {
        $failure = Get-Failure { Invoke-AxiosRequest "$server/status/404?body=gone" -OutFile x }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HttpStatus404,*'
        "$failure" | Should -BeLike 'gone*'
        $response = Invoke-AxiosRequest "$server/status/404?body=gone" -OutFile x -SkipHttpErrorCheck
        $response.Text | Should -Be gone
        $response.File | Should -BeNullOrEmpty
        Get-FileName | Should -BeNullOrEmpty
    }

    It 'whose parameters contradict each other says so: <Name>' -ForEach @(
        @{ Name = '-As'; Parameters = @{ OutFile = 'x'; As = 'Data' } }
        @{ Name = '-As'; Parameters = @{ OutFile = 'x'; As = 'Text' } }
        @{ Name = '-As'; Parameters = @{ OutFile = 'x'; As = [hashtable] } }
        @{ Name = '-Paginate'; Parameters = @{ OutFile = 'x'; Paginate = $true } }
        @{ Name = '-Resume'; Parameters = @{ Resume = $true } }
        @{ Name = '-Force'; Parameters = @{ Force = $true } }
        @{ Name = '-Hash'; Parameters = @{ Hash = 'sha256:00' } }
        @{ Name = 'sha256'; Parameters = @{ OutFile = 'x'; Hash = 'sha256:00' } }
        @{ Name = 'Environment'; Parameters = @{ OutFile = 'env:x' } }
        @{ Name = 'Resume'; Parameters = @{ OutFile = '.'; Resume = $true } }
    ) {
        $failure = Get-Failure { Invoke-AxiosRequest "$server/bytes/3" @Parameters }
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidRequest,AxiosPS.Commands.InvokeAxiosRequestCommand'
        "$failure" | Should -BeLike "*$Name*"
        Get-TestLog | Should -BeNullOrEmpty
    }

    It 'gives the response even where the client gives data, and where -As says Response' {
        $client = New-AxiosClient $server -As Data
        (Invoke-AxiosRequest /json -Client $client -OutFile 1).File.Name | Should -Be '1'
        (Invoke-AxiosRequest /json -Client $client -OutFile 2 -As Response).File.Name | Should -Be '2'
    }

    It 'writes nothing with -WhatIf' {
        Invoke-AxiosRequest "$server/bytes/3" -OutFile x -WhatIf | Should -BeNullOrEmpty
        Get-FileName | Should -BeNullOrEmpty
        Get-TestLog | Should -BeNullOrEmpty
    }

    It 'of many addresses goes on after one that fails' {
        [IO.File]::WriteAllText("$folder/4", 'old')
        $responses = "$server/bytes/3", "$server/bytes/4", "$server/bytes/5" | Invoke-AxiosRequest -OutFile . -ErrorAction SilentlyContinue -ErrorVariable failed
        $responses.File.Name | Should -Be 3, 5
        $failed.Exception | Should -BeOfType AxiosPS.AxiosFileException
        Get-FileName | Should -Be 3, 4, 5
    }

    It 'is checked against its hash, in the spelling of Get-FileHash too' {
        $null = Invoke-AxiosRequest "$server/bytes/100000" -OutFile x
        $hash = (Get-FileHash x).Hash
        (Invoke-AxiosRequest "$server/bytes/100000" -OutFile y -Hash $hash).File.Length | Should -Be 100000
        $failure = Get-Failure { Invoke-AxiosRequest "$server/bytes/100001" -OutFile z -Hash "sha256:$hash" }
        $failure.FullyQualifiedErrorId | Should -Be 'FileHash,AxiosPS.Commands.InvokeAxiosRequestCommand'
        $failure.CategoryInfo.Category | Should -Be InvalidData
        Get-FileName | Should -Be x, y
    }

    It 'that broke off is gone on with by -Resume' {
        $uri = "$server/file/1000000?cut=600000&key=$([guid]::NewGuid())"
        (Get-Failure { Invoke-AxiosRequest $uri -OutFile x -Resume }).FullyQualifiedErrorId | Should -BeLike 'NetworkConnectionLost,*'
        Get-FileName | Should -Be x.part, x.part.json
        $there = (Get-Item x.part).Length
        (Invoke-AxiosRequest $uri -OutFile x -Resume).File.Length | Should -Be 1000000
        Get-FileName | Should -Be x
        @(Get-TestLog)[-1].headers.range | Should -Be "bytes=$($there - 1)-"

        $null = Invoke-AxiosRequest $uri -OutFile y
        (Get-FileHash x).Hash | Should -Be (Get-FileHash y).Hash
    }

    It 'and by a retry of its own' {
        $response = Invoke-AxiosRequest "$server/file/1000000?cut=600000&key=$([guid]::NewGuid())" -OutFile x -Resume -MaxRetries 1 -RetryStrategy (New-AxiosRetryStrategy -Fixed 0)
        $response.Attempts.Count | Should -Be 2
        $response.File.Length | Should -Be 1000000
    }

    It 'can be asked for with the methods of a client, from the location of PowerShell' {
        $api = New-AxiosClient $server
        $api.Get('/bytes/7', @{ OutFile = 'x' }).File.FullName | Should -Be (Join-Path $folder x)
        $api.Get('/bytes/8', @{ OutFile = 'x'; Force = $true }).File.Length | Should -Be 8
        $api.Get('/bytes/8', @{ OutFile = './' }).File.FullName | Should -Be (Join-Path $folder 8)
    }

    It 'that is stopped leaves nothing' {
        $started = Start-TestShell { param($uri, $file, $begun) Invoke-AxiosRequest $uri -OutFile $file -OnProgress { $begun.Set() } } @{
            uri = "$server/trickle/1000000"; file = "$folder/x"; begun = ($begun = [Threading.ManualResetEventSlim]::new())
        }
        $begun.Wait(30000) | Should -BeTrue
        Get-FileName | Should -HaveCount 1
        $started.Shell.Stop()
        Get-FileName | Should -BeNullOrEmpty
        Close-TestShell $started
        Wait-TestAbort
    }

    It 'whose process is killed leaves no file of that name' {
        $process = Start-FreshPwsh { param($uri, $file) Invoke-AxiosRequest $uri -OutFile $file -OnProgress { [Console]::Out.WriteLine('begun') } } "$server/file/$(1TB)", "$folder/x"
        try {
            $process.StandardOutput.ReadLine() | Should -Be begun
        }
        finally {
            $process.Kill()
            $process.WaitForExit()
        }
        Get-FileName | Should -HaveCount 1
        Get-FileName | Should -BeLike '.*.part'
    }

    It 'to a disk that is full leaves nothing, and says that it is full' {
        # Root may mount, and others where the kernel lets them.
        if (-not $IsLinux -or -not (Get-Command unshare -ErrorAction Ignore) -or -not (Test-Mount)) {
            Set-ItResult -Skipped -Because 'a small file system can be mounted here by no one but root'
            return
        }
        $script = New-Item "$folder/full.ps1" -Value @"
Import-Module '$($modulePath.Replace("'", "''"))'
foreach (`$resume in `$false, `$true) {
    try { Invoke-AxiosRequest '$server/file/1000000' -OutFile /mnt/x -Resume:`$resume -MaxRetries 3 }
    catch { "`$(`$_.FullyQualifiedErrorId) `$(`$_.CategoryInfo.Category) `$(`$_.Exception.Attempts.Count) `$_" }
    "left: `$(Get-ChildItem /mnt -Force -Name)"
}
"@
        $output = unshare -rm sh -c 'mount -t tmpfs -o size=64k tmpfs /mnt && exec "$0" -NoProfile -NonInteractive -File "$1"' (Get-Process -Id $PID).Path $script.FullName
        $output[0] | Should -BeLike "FileFailed,AxiosPS.Commands.InvokeAxiosRequestCommand WriteError 1 '/mnt/x'*No space left on device*"
        $output[1] | Should -Be 'left: '
        $output[2] | Should -BeLike 'FileFailed,*No space left on device*'
        $output[3] | Should -Be 'left: x.part x.part.json'
    }

    It 'that may not be written says so' {
        if ($IsWindows -or (id -u) -eq 0) {
            Set-ItResult -Skipped -Because 'root, and who owns a folder on Windows, may write wherever they like'
            return
        }
        chmod u-w $folder
        try { $failure = Get-Failure { Invoke-AxiosRequest "$server/bytes/3" -OutFile x } }
        finally { chmod u+w $folder }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileFailed,*'
        "$failure" | Should -BeLike "*'$([WildcardPattern]::Escape((Join-Path $folder x)))'*"
    }

    It 'that grows larger than a file may be says so, and leaves nothing' {
        if ($IsWindows -or -not (Get-Command bash -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'it needs the ulimit of a bash'
            return
        }
        $script = New-Item "$TestDrive/$([guid]::NewGuid()).ps1" -Value @"
Import-Module '$($modulePath.Replace("'", "''"))'
try { Invoke-AxiosRequest '$server/file/90000000' -OutFile '$folder/x' -MaxRetries 3 }
catch { "`$(`$_.FullyQualifiedErrorId) `$(`$_.Exception.Attempts.Count) `$_" }
"@
        # The limit is in units of 1024 bytes, and a process that does not heed the signal gets an error of the write.
        $output = bash -c 'trap "" XFSZ; ulimit -f 30000; exec "$0" -NoProfile -NonInteractive -File "$1"' (Get-Process -Id $PID).Path $script.FullName
        $output | Should -BeLike "FileFailed,AxiosPS.Commands.InvokeAxiosRequestCommand 1 '$([WildcardPattern]::Escape("$folder/x"))'*"
        Get-FileName | Should -BeNullOrEmpty
    }
}

Describe 'Two gigabytes' {
    BeforeAll {
        $folder = (New-Item "$TestDrive/$([guid]::NewGuid())" -ItemType Directory).FullName
        $length = 2GB
        $hash = '6120b42534d2fd0186a5e50c964754da2d2e4881425abca5e770f6c3cd1f2049'
        $free = [IO.DriveInfo]::new($folder).AvailableFreeSpace
    }

    AfterAll { Remove-Item $folder -Recurse }

    It 'are downloaded by a process under 150 MB, gone on with after the first one was killed, and hash as they should' {
        if ($free -lt 6GB) { Set-ItResult -Skipped -Because "there are only $([Math]::Round($free / 1GB, 1)) GB free, and it needs 6"; return }
        $process = Start-FreshPwsh { param($uri, $file) Invoke-AxiosRequest $uri -OutFile $file -Resume -OnProgress { param($p) if ($p.Bytes -gt 200MB) { [Console]::Out.WriteLine('far'); $null = [Console]::In.Read() } } } "$server/file/$length", "$folder/big"
        try {
            $process.StandardOutput.ReadLine() | Should -Be far
        }
        finally {
            $process.Kill()
            $process.WaitForExit()
        }
        Get-FileName | Should -Be big.part, big.part.json
        $there = (Get-Item $folder/big.part).Length
        $there | Should -BeGreaterThan 200MB
        $there | Should -BeLessThan $length

        Clear-TestLog
        $run = Invoke-FreshPwsh {
            param($uri, $file, $hash)
            $response = Invoke-AxiosRequest $uri -OutFile $file -Resume -Hash "sha256:$hash"
            "$($response.StatusCode) $($response.File.Length) $([Math]::Ceiling([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB))"
        } "$server/file/$length", "$folder/big", $hash
        $run.Error | Should -BeNullOrEmpty
        $status, $size, $peak = $run.Output -split ' '
        $status | Should -Be 206
        $size | Should -Be $length
        [int]$peak | Should -BeLessThan 150
        (Get-TestLog).headers.range | Should -Be "bytes=$($there - 1)-"
        Get-FileName | Should -Be big
    }

    It 'are uploaded by a process under 150 MB' {
        if ($free -lt 6GB) { Set-ItResult -Skipped -Because "there are only $([Math]::Round($free / 1GB, 1)) GB free, and it needs 6"; return }
        $file = [IO.File]::Create("$folder/zeros")
        $file.SetLength($length) # takes no room where the file system knows holes
        $file.Dispose()
        $run = Invoke-FreshPwsh {
            param($uri, $file)
            $data = Invoke-AxiosRequest $uri -InFile $file -TimeoutSec 600 -As Data
            "$($data.count) $([Math]::Ceiling([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB))"
        } "$server/_sink", "$folder/zeros"
        $run.Error | Should -BeNullOrEmpty
        $count, $peak = $run.Output -split ' '
        $count | Should -Be $length
        [int]$peak | Should -BeLessThan 150
    }
}
