BeforeAll {
    . $PSScriptRoot/common.ps1

    # What the scripts below are made of. They run in a pwsh of their own, which is killed when its time is up: a dead-lock ends as an error.
    $parts = {
        param($server, $seconds)
        $ErrorActionPreference = 'Stop'
        $references = [AxiosPS.AxiosClient].Assembly.Location, 'System.Runtime', 'System.Threading', 'System.Threading.Tasks', 'System.Threading.Timer', 'System.Console', 'System.Diagnostics.Process', 'System.ComponentModel.Primitives', 'System.Collections'
        Add-Type -IgnoreWarnings -WarningAction SilentlyContinue -ReferencedAssemblies $references -TypeDefinition @'
            using System;
            using System.Collections.Generic;
            using System.Diagnostics;
            using System.Threading;
            using System.Threading.Tasks;
            using AxiosPS;

            public sealed class Limiter : IMiddleware
            {
                private readonly SemaphoreSlim room;
                public Limiter(int most) { room = new SemaphoreSlim(most); }
                public async Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
                {
                    await room.WaitAsync(context.CancellationToken).ConfigureAwait(false);
                    try
                    {
                        var answer = next(context);
                        Moment.Hit("limiter");
                        return await answer.ConfigureAwait(false);
                    }
                    finally { room.Release(); }
                }
            }

            // One waits until something has happened so many times; whoever does it waits for nobody.
            public static class Moment
            {
                private static readonly object gate = new object();
                private static readonly ManualResetEventSlim reached = new ManualResetEventSlim();
                private static string kind;
                private static int left;
                private static readonly List<string> late = new List<string>();
                private static bool isOver;
                public static string[] Over { get { lock (gate) { return late.ToArray(); } } }
                public static void End() { lock (gate) { isOver = true; } }
                public static void Set(string kind, int number)
                {
                    lock (gate) { Moment.kind = kind; left = number; isOver = false; late.Clear(); reached.Reset(); }
                }
                public static void Hit(string what)
                {
                    lock (gate)
                    {
                        if (isOver) { late.Add(what); }
                        if (what == kind && --left <= 0) { kind = null; reached.Set(); }
                    }
                }
                public static bool Wait(int milliseconds) { return reached.Wait(milliseconds); }
            }

            public static class Watchdog
            {
                private static Timer timer;
                public static void Start(int seconds)
                {
                    timer = new Timer(_ => { Console.Out.WriteLine("time is up"); Console.Out.Flush(); Process.GetCurrentProcess().Kill(); }, null, seconds * 1000, -1);
                }
            }
'@
        [Watchdog]::Start($seconds)

        # An interceptor, a middleware that calls next, Dedupe, a limiter, a second middleware further in.
        function New-Api([bool] $OuterConcurrent, [bool] $InnerConcurrent) {
            $api = New-AxiosClient $server
            Add-AxiosInterceptor { [Moment]::Hit('interceptor'); $_.Headers['X-Seen'] = $_.Uri } $api
            Add-AxiosMiddleware -Client $api -Concurrent:$OuterConcurrent {
                param($context, $next)
                [Moment]::Hit('before next')
                $response = & $next $context
                [Moment]::Hit('after next')
                $response.Headers['X-Outer'] = $context.Headers['X-Seen']
                $response
            }
            $api | Add-AxiosPlugin -Plugin (New-AxiosDedupePlugin)
            Add-AxiosMiddleware -Client $api ([Limiter]::new(48))
            Add-AxiosMiddleware -Client $api -Concurrent:$InnerConcurrent {
                param($context, $next)
                [Moment]::Hit('further in')
                $response = & $next $context
                $response.Headers['X-Inner'] = $context.Headers['X-Seen']
                $response
            }
            $api
        }
    }

    function Invoke-Stress([scriptblock] $Script, [int] $Seconds, [object[]] $More) {
        $run = Invoke-FreshPwsh ([scriptblock]::Create("$parts`n$($Script.ToString())")) (@($server, $Seconds) + $More)
        $run.Output | Should -Not -BeLike '*time is up*' -Because 'nothing waits for ever'
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Output
    }
}

Describe 'Up to 1,000 requests, 64 at once, through scripts, Dedupe, a limiter and more scripts' {
    BeforeAll {
        Clear-TestLog
        $report = Invoke-Stress -Seconds 240 {
            $counts = [ordered]@{ 'plain, plain' = 1000; 'concurrent, plain' = 1000; 'concurrent, concurrent' = 300; 'plain, concurrent' = 300 }
            foreach ($variant in $counts.Keys) {
                $null = Invoke-RestMethod "$server/_requests" -Method Delete
                $outer, $inner = $variant -split ', '
                $api = New-Api ($outer -eq 'concurrent') ($inner -eq 'concurrent')

                # Two by two they ask for the same, for Dedupe.
                $results = 1..$counts[$variant] | ForEach-Object { [pscustomobject]@{ Id = $_; Uri = "/busy/$([Math]::Floor($_ / 2))?ms=2" } } |
                    Invoke-AxiosRequest -Client $api -ThrottleLimit 64
                $number = 0
                $wrong = foreach ($result in $results) {
                    $number++
                    $key = "$([Math]::Floor($number / 2))"
                    if ($result.Input.Id -ne $number -or $result.Index -ne $number - 1) { "not in order: $($result.Input.Id) as number $number" }
                    if ($result.Data.key -ne $key) { "$number has the answer of another: $($result.Text)" }
                    if ($result.Headers['X-Outer'] -ne "/busy/$key`?ms=2" -or $result.Headers['X-Inner'] -ne $result.Headers['X-Outer']) { "$number went past a script" }
                }
                Close-AxiosClient $api
                [pscustomobject]@{ Variant = $variant; Results = $number; Wrong = @($wrong); Errors = @($Error | ForEach-Object { "$_" }); Most = Invoke-RestMethod "$server/_busy/most" } | ConvertTo-Json -Compress
            }
        }
        $report = $report -split "`n" | ConvertFrom-Json
    }

    It 'give what each asked for, in order, and are never more: middleware <Variant>' -ForEach @(
        @{ Variant = 'plain, plain'; Count = 1000 }
        @{ Variant = 'concurrent, plain'; Count = 1000 }
        @{ Variant = 'concurrent, concurrent'; Count = 300 }
        @{ Variant = 'plain, concurrent'; Count = 300 }
    ) {
        $one = $report | Where-Object Variant -EQ $Variant
        $one.Results | Should -Be $Count
        $one.Wrong | Should -BeNullOrEmpty
        $one.Errors | Should -BeNullOrEmpty
        $one.Most | Should -BeLessOrEqual 64
    }

    It 'are truly at once where all middleware is concurrent' {
        ($report | Where-Object Variant -EQ 'concurrent, concurrent').Most | Should -BeGreaterThan 4
    }
}

Describe 'Such a batch, stopped at any of 50 moments' {
    It 'gives the prompt back at once, and leaves no task, socket, thread or runspace behind' {
        $patience = 3000 # ms; the promise is a second, and a busy machine has its own ideas
        $report = Invoke-Stress -Seconds 240 {
            $random = [Random]::new(4)
            $kinds = 'start', 'interceptor', 'before next', 'limiter', 'further in', 'after next', 'result'
            $makeApis = "param(`$server) function New-Api { ${function:New-Api} } New-Api `$false `$false; New-Api `$true `$false; New-Api `$true `$true"

            function Invoke-InConsole([string] $Script, $Argument) {
                $shell = [powershell]::Create($console)
                $shell.AddScript($Script).AddArgument($Argument).Invoke()
                if ($shell.HadErrors) { throw "$($shell.Streams.Error)" }
                $shell.Dispose()
            }

            $batch = {
                param($call)
                1..$call.Count | ForEach-Object { [pscustomobject]@{ Id = $_; Uri = "/busy/$([Math]::Floor($_ / 2))?ms=2" } } |
                    Invoke-AxiosRequest -Client $call.Api -ThrottleLimit 64 |
                    ForEach-Object { [Moment]::Hit('result'); $_ }
            }

            # Stops a batch at a moment, and gives the milliseconds until the prompt is back.
            function Stop-Batch([AxiosPS.AxiosClient] $Api, [string] $Kind, [int] $Number) {
                $what = "'$Kind' number $Number of client $([array]::IndexOf($apis, $Api))"
                [Moment]::Set($Kind, $Number)
                $shell = [powershell]::Create($console)
                $null = $shell.AddScript($batch).AddArgument(@{ Api = $Api; Count = 200 }).BeginInvoke()
                if ($Kind -ne 'start' -and -not [Moment]::Wait(20000)) { throw "$what did not come" }
                $clock = [Diagnostics.Stopwatch]::StartNew()
                $shell.Stop()
                $clock.ElapsedMilliseconds
                if ($Api -eq $apis[0]) { [Moment]::End() }
                if ($shell.InvocationStateInfo.State -ne 'Stopped') { throw "${what}: $($shell.InvocationStateInfo.State) $($shell.InvocationStateInfo.Reason)" }
                if ($shell.Streams.Error.Count) { throw "${what}: $($shell.Streams.Error)" }
                if ($console.RunspaceAvailability -ne 'Available') { throw "${what}: the console is $($console.RunspaceAvailability)" }
                $shell.Dispose()
                $null = Invoke-RestMethod "$server/_busy" # waits until the server has seen that all have gone

                # What runs in a runspace of its own is stopped too, but nobody waits for that. What runs here has run.
                if ([Moment]::Over) { throw "${what}: after the stop there ran on $([Moment]::Over)" }
            }

            # One console, in which everything happens, as for a user: batches that are stopped, then whole ones, then the end of it.
            function Invoke-Stop([int] $Count) {
                $state = [initialsessionstate]::CreateDefault()
                $state.ImportPSModule((Get-Module AxiosPS).Path)
                $console = [runspacefactory]::CreateRunspace($state)
                $console.ThreadOptions = 'ReuseThread'
                $console.Open()
                $apis = @(Invoke-InConsole $makeApis $server)
                for ($i = 0; $i -lt $Count; $i++) {
                    Stop-Batch $apis[$i % 3] $kinds[$random.Next($kinds.Count)] $random.Next(1, 40)
                }
                foreach ($api in $apis) {
                    $answers = @(Invoke-InConsole $batch @{ Api = $api; Count = 60 })
                    if ($answers.Count -ne 60) { throw "after the stops a batch has $($answers.Count) answers" }
                    $api.Close()
                }
                $console.Dispose()
            }

            function Measure-Process {
                [GC]::Collect()
                [GC]::WaitForPendingFinalizers()
                $process = [Diagnostics.Process]::GetCurrentProcess()
                @{
                    Threads   = $process.Threads.Count
                    Handles   = if (Test-Path /proc/self/fd) { @(Get-ChildItem "/proc/$PID/fd").Count } else { $process.HandleCount }
                    Runspaces = @(Get-Runspace).Count
                    Open      = Invoke-RestMethod "$server/_open"
                }
            }

            $null = '/json' | Invoke-AxiosRequest -Client (New-Api) # what is made once for all
            $before = Measure-Process
            $times = Invoke-Stop 50

            # The runspaces of concurrent middleware, and threads, end by themselves when they have had nothing to do for a while.
            $clock = [Diagnostics.Stopwatch]::StartNew()
            do {
                $null = Invoke-RestMethod "$server/delay/200"
                $after = Measure-Process
                $isAsBefore = -not $before.Keys.Where{ $after[$_] -gt $before[$_] + ($_ -in 'Threads', 'Handles' ? 20 : 0) }
            } until ($isAsBefore -or $clock.Elapsed.TotalSeconds -gt 60)

            [pscustomobject]@{ Stops = @($times).Count; Longest = ($times | Measure-Object -Maximum).Maximum; Before = $before; After = $after } | ConvertTo-Json
        } | ConvertFrom-Json

        $report.Stops | Should -Be 50
        $report.Longest | Should -BeLessThan $patience
        $report.After.Runspaces | Should -BeLessOrEqual $report.Before.Runspaces
        $report.After.Open | Should -BeLessOrEqual $report.Before.Open
        $report.After.Threads | Should -BeLessOrEqual ($report.Before.Threads + 20) -Because 'one for each stop would be 50'
        $report.After.Handles | Should -BeLessOrEqual ($report.Before.Handles + 20) -Because 'one for each stop would be 50'
    }
}
