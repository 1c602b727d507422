# Dot-source this in a test file's BeforeAll. It imports the built module and finds, or starts, the test server.
$ErrorActionPreference = 'Stop'

$root = Split-Path (Split-Path $PSScriptRoot)
$modulePath = $env:AXIOSPS_MODULE ?? "$root/out/AxiosPS"
Import-Module $modulePath

# Other runspaces load it by its name, as they do an installed one.
$parent = Split-Path (Resolve-Path -LiteralPath $modulePath)
if (-not $env:PSModulePath.StartsWith($parent + [IO.Path]::PathSeparator)) {
    $env:PSModulePath = $parent + [IO.Path]::PathSeparator + $env:PSModulePath
}

if (-not $env:AXIOSPS_TEST_SERVER) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.ArgumentList.Add("$root/src/AxiosPS.Tests/bin/Release/net8.0/AxiosPS.Tests.dll")
    $start.ArgumentList.Add('serve')
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true

    # Global, because the server ends when its standard input is closed, and that must not happen before this process ends.
    $global:AxiosPSTestServer = [Diagnostics.Process]::Start($start)
    $env:AXIOSPS_TEST_SERVER = $global:AxiosPSTestServer.StandardOutput.ReadLine()
}

$server = $env:AXIOSPS_TEST_SERVER.TrimEnd('/')

function Get-TestLog {
    Invoke-RestMethod "$server/_requests" | ForEach-Object { $_ }
}

function Clear-TestLog {
    $null = Invoke-RestMethod "$server/_requests" -Method Delete
}

# Waits until that many requests are held at /hold/<key>.
function Wait-TestHold([string] $Key, [int] $Count = 1) {
    $null = Invoke-RestMethod "$server/_held/${Key}?count=$Count"
}

# How many requests it holds once it has heard of those that were given up: none, or what is left after a while.
function Get-TestHold([string] $Key) {
    $patience = [Diagnostics.Stopwatch]::StartNew()
    do { $held = Invoke-RestMethod "$server/_held/$Key" } while ($held -ne 0 -and $patience.ElapsedMilliseconds -lt 2000)
    $held
}

# Lets those requests answer.
function Complete-TestHold([string] $Key) {
    $null = Invoke-RestMethod "$server/_release/$Key" -Method Post
}

# Waits until the server has seen that many requests given up since the log was cleared.
function Wait-TestAbort([int] $Count = 1) {
    $null = Invoke-RestMethod "$server/_aborted?count=$Count"
}

# The error record of a script that must fail.
function Get-Failure([scriptblock] $Script) {
    try { $null = & $Script } catch { return $_ }
    throw "It did not fail: $Script"
}

# An address at which nobody listens.
function Get-DeadAddress {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    "http://$($listener.LocalEndpoint)"
    $listener.Stop()
}

# Starts a script in a runspace of its own that has imported the module, as a host does. Its parameters get the values.
function Start-TestShell([scriptblock] $Script, [hashtable] $Parameters = @{}) {
    $state = [initialsessionstate]::CreateDefault()
    $state.ImportPSModule($modulePath)
    $state.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new('ErrorActionPreference', 'Stop', ''))
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.ThreadOptions = 'ReuseThread'
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    $null = $shell.AddScript("$Script").AddParameters($Parameters)
    [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
}

# Waits for the script and gives what it put out. Errors that it did not handle are thrown.
function Receive-TestShell($Started) {
    try { $Started.Shell.EndInvoke($Started.Running) }
    finally { Close-TestShell $Started }
}

function Close-TestShell($Started) {
    $Started.Shell.Runspace.Dispose()
    $Started.Shell.Dispose()
}

# Runs a script in a pwsh of its own that has imported the module. Arguments reach the script as text.
function Invoke-FreshPwsh([scriptblock] $Script, [string[]] $ArgumentList) {
    $file = New-Item "$([IO.Path]::GetTempPath())/$([guid]::NewGuid()).ps1" -Value "Import-Module '$($modulePath.Replace("'", "''"))'`n& {$Script} @args"
    $errors = New-TemporaryFile
    try {
        $output = pwsh -NoProfile -NonInteractive -File $file @ArgumentList 2>$errors
        [pscustomobject]@{
            Output   = $output -join "`n"
            Error    = Get-Content $errors -Raw
            ExitCode = $LASTEXITCODE
        }
    }
    finally {
        Remove-Item $file, $errors
    }
}
