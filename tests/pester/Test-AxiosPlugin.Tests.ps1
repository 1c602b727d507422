BeforeDiscovery {
    # Each breaks one promise. Where it makes others hollow, they are skipped.
    $bad = @(
        @{ What = 'a text'; Fails = 'It is recognised as a plugin'; Says = '*String is no plugin*'; Plugin = { 'text' } }
        @{ What = 'an Attach that throws'; Fails = 'Attach throws nothing*'; Says = '*not today*'; Plugin = { @{ Name = 'bad'; Attach = { throw 'not today' } } } }
        @{ What = 'one that leaves another in its place'; Fails = 'The same client takes it only once'; Says = '*twice*'; Plugin = { [Leaving]::new() } }
        @{ What = 'one for a single use'; Fails = 'It may be attached again*'; Says = '*used up*'; Plugin = { [SingleUse]::new() } }
        @{ What = 'a hook that registers one'; Fails = 'All its hooks are registered in Attach*'; Says = "*'late' (Middleware) belongs to no plugin*"; Plugin = { [Late]::new() } }
        @{ What = 'an Uninstall that registers a hook'; Fails = 'None of its hooks is left*'; Says = "*'parting' (Middleware) is still there*"; Plugin = { [Parting]::new() } }
        @{ What = 'a default of the client that stays'; Fails = 'After its removal requests go out as*'; Says = '*X-Left*'; Plugin = {
                @{ Name = 'bad'; Attach = { param($client) $client.Defaults.Headers['X-Left'] = 'yes' } }
            }
        }
        @{ What = 'an Uninstall that throws'; Fails = 'Uninstall throws nothing*'; Says = '*Uninstall failed*stuck*'; Plugin = { @{ Name = 'bad'; Attach = {}; Uninstall = { throw 'stuck' } } } }
        @{ What = 'a hook that throws'; Fails = 'A plain call has an answer'; Says = '*not this one*'; Plugin = { New-AxiosPlugin bad -OnRequest { throw 'not this one' } } }
        @{ What = 'one switch for all clients'; Fails = 'It serves several clients*'; Says = '*after its removal from the first*switched off*'; Plugin = { [Switched]::new() } }
        @{ What = 'a middleware without an answer'; Fails = 'Every call has an answer*'; Says = '*HEAD*returned nothing*'; Plugin = { [Mute]::new() } }
        @{ What = 'a middleware that reads the stream'; Fails = 'The body of an answer arrives whole*'; Says = '*as a stream*'; Plugin = { [Reader]::new() } }
        @{ What = 'an object of one runspace'; Fails = 'Calls from 16 runspaces*'; Says = '*16 of 16 calls*another runspace*'; Plugin = { [HomeBody]::new() }
            Skips = 'A call that is cancelled while it waits for another one ends at once', 'Calls that are under way when it is removed are answered'
        }
        @{ What = 'a catch for cancellation'; Fails = 'A call that is cancelled while it is under way*'; Says = '*an answer with status 200*'; Plugin = { [Stubborn]::new() } }
        @{ What = 'a wait without a token'; Fails = 'A call that is cancelled while it waits for another one*'; Says = '*has not ended after*'; Plugin = { [Patient]::new() } }
        @{ What = 'an Uninstall that disposes of what is in use'; Fails = 'Calls that are under way when it is removed*'; Says = '*disposed*'; Plugin = { [Hasty]::new() } }
        @{ What = 'a list of all clients'; Fails = 'Nothing of it keeps a client*'; Says = '*something still holds*'; Plugin = { [Hoarder]::new() } }
        @{ What = 'a copy of a secret header'; Fails = 'No secret goes to another origin'; Says = "*'X-Debug' goes to another origin with the client's Authorization header*"; Plugin = { [Blabber]::new() } }
        @{ What = 'a log of the whole address'; Fails = 'No secret comes out*'; Says = 'The api_key parameter stands in what its scripts write.'; Plugin = {
                New-AxiosPlugin bad -Middleware { param($context, $next) Write-Verbose $context.Uri; & $next $context }
            }
        }
        @{ What = 'what it says to the console'; Fails = 'No secret comes out*'; Says = 'The Authorization header stands in what it writes to the console.'; Plugin = {
                New-AxiosPlugin bad -OnRequest { [Console]::Error.Write($_.Headers["Authorization"]) }
            }
        }
        @{ What = 'an error with the address'; Fails = 'No secret comes out*'; Says = 'The api_key parameter stands in the message of *'; Plugin = {
                New-AxiosPlugin bad -Middleware { param($context, $next) try { & $next $context } catch [AxiosPS.AxiosNetworkException] { throw [AxiosPS.AxiosNetworkException]::new("no luck with $($context.Uri)", 'Other', $_.Exception) } }
            }
        }
        @{ What = 'a 404 that becomes a 200'; Fails = 'A bad status comes to the caller'; Says = '*404*status 200*'; Plugin = {
                New-AxiosPlugin bad -Middleware { param($context, $next) $response = & $next $context; $response.StatusCode -eq 404 ? (New-AxiosResponse -Json @{}) : $response }
            }
        }
        @{ What = 'an empty answer for a broken connection'; Fails = 'A failure of the network comes*'; Says = '*status 200*'; Plugin = { New-AxiosPlugin bad -OnError { if ($_ -is [AxiosPS.AxiosNetworkException]) { New-AxiosResponse -Json @{} } } } }
        @{ What = 'another error for a broken connection'; Fails = 'A failure of the network comes*'; Says = '*something else*oops*'; Plugin = {
                New-AxiosPlugin bad -OnError { if ($_ -is [AxiosPS.AxiosNetworkException]) { throw 'oops' } }
            }
        }
    )

    $good = @(
        @{ Name = 'RequestSource'; Plugin = { New-AxiosRequestSourcePlugin test/1.0 } }
        @{ Name = 'Timing'; Plugin = { New-AxiosTimingPlugin } }
        @{ Name = 'Logger'; Plugin = { New-AxiosLoggerPlugin } }
        @{ Name = 'Cache'; Plugin = { New-AxiosCachePlugin } }
        @{ Name = 'Dedupe'; Plugin = { New-AxiosDedupePlugin } }
        @{ Name = 'Trace'; Plugin = { New-AxiosTracePlugin } }
        @{ Name = 'Auth with a token'; Plugin = { New-AxiosAuthPlugin -Token granted } }
        @{ Name = 'Auth with a provider'; Plugin = { New-AxiosAuthPlugin { @{ Token = 'granted'; ExpiresIn = 3600 } } } }
        @{ Name = 'a scriptblock'; Plugin = { { param($client) $client.Use({ param($context, $next) & $next $context }) } } }
        @{ Name = 'a concurrent script'; Plugin = { { param($client) $client.Use({ param($context, $next) & $next $context }, @{ Concurrent = $true }) } } }
        @{ Name = 'a custom object'; Plugin = { [pscustomobject]@{ Name = 'custom'; Attach = { param($client) $client.Interceptors.Request.Use({ $_.Headers['X-Custom'] = 'yes' }) } } } }
    )
}

BeforeAll {
    . $PSScriptRoot/common.ps1

    Add-Type -ReferencedAssemblies ([AxiosPS.AxiosClient].Assembly.Location), 'System.Collections', 'System.Collections.Concurrent', 'System.Runtime', 'System.Threading' -IgnoreWarnings -WarningAction SilentlyContinue -TypeDefinition @'
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using AxiosPS;

        public static class Unseen
        {
            // The client does not know whose hooks these are.
            public static void Do(Action action)
            {
                using (ExecutionContext.SuppressFlow()) { Task.Run(action).Wait(); }
            }

            public static int Hook(AxiosClient client, string name)
            {
                var id = 0;
                Do(() => id = client.Use((context, next) => next(context), new HookOptions { Name = name }));
                return id;
            }
        }
        public class Leaving
        {
            public void Attach(AxiosClient client) => Unseen.Do(() => client.RemovePlugin(this));
        }
        public class SingleUse
        {
            private bool isUsed;
            public void Attach(AxiosClient client) { if (isUsed) throw new InvalidOperationException("It is used up."); }
            public void Uninstall(AxiosClient client) => isUsed = true;
        }
        public class Late
        {
            private readonly ConcurrentDictionary<AxiosClient, int> late = new();
            public void Attach(AxiosClient client) => client.Interceptors.Request.Use(config => { late.GetOrAdd(client, c => Unseen.Hook(c, "late")); });
            public void Uninstall(AxiosClient client) { if (late.TryRemove(client, out var id)) client.Eject(id); }
        }
        public class Parting
        {
            public void Attach(AxiosClient client) { }
            public void Uninstall(AxiosClient client) { if (!client.IsClosed) Unseen.Hook(client, "parting"); }
        }
        public class Switched
        {
            private bool isOn;
            public void Attach(AxiosClient client)
            {
                isOn = true;
                client.Interceptors.Request.Use(config => { if (!isOn) throw new InvalidOperationException("It is switched off."); });
            }
            public void Uninstall(AxiosClient client) => isOn = false;
        }
        public class Mute
        {
            public void Attach(AxiosClient client) => client.Use(async (context, next) => { var response = await next(context); return context.Method == "HEAD" ? null : response; });
        }
        public class Reader
        {
            public void Attach(AxiosClient client) => client.Use(async (context, next) =>
            {
                var response = await next(context);
                if (response.Stream is { } stream) await stream.CopyToAsync(Stream.Null);
                return response;
            });
        }
        public class Stubborn
        {
            private int calls;
            public void Attach(AxiosClient client) => client.Use(async (context, next) =>
            {
                Interlocked.Increment(ref calls);
                try { return await next(context); }
                catch (OperationCanceledException) when (calls == 1) { return new AxiosResponse(200); }
                catch (AxiosCanceledException) when (calls == 1) { return new AxiosResponse(200); }
                finally { Interlocked.Decrement(ref calls); }
            });
        }
        public class Patient
        {
            private readonly ConcurrentDictionary<string, TaskCompletionSource<AxiosResponse>> shared = new();
            public void Attach(AxiosClient client) => client.Use(async (context, next) =>
            {
                var own = new TaskCompletionSource<AxiosResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
                var first = shared.GetOrAdd(context.Method + context.Uri, own);
                if (first != own) return (await first.Task).Copy();
                try { var response = await next(context); own.SetResult(response.Copy()); return response; }
                catch (Exception e) { own.SetException(e); throw; }
                finally { shared.TryRemove(context.Method + context.Uri, out _); }
            });
        }
        public class Hasty
        {
            private readonly ConcurrentDictionary<AxiosClient, SemaphoreSlim> gates = new();
            public void Attach(AxiosClient client)
            {
                var gate = gates[client] = new SemaphoreSlim(100);
                client.Use(async (context, next) =>
                {
                    await gate.WaitAsync(context.CancellationToken);
                    try { return await next(context); }
                    finally { gate.Release(); }
                });
            }
            public void Uninstall(AxiosClient client) { if (gates.TryRemove(client, out var gate)) gate.Dispose(); }
        }
        public class Hoarder
        {
            private static readonly List<AxiosClient> Clients = new();
            public void Attach(AxiosClient client) => Clients.Add(client);
        }
        public class Hanging
        {
            public static readonly ManualResetEventSlim Entered = new();
            public void Attach(AxiosClient client) => client.Use(async (context, next) => { Entered.Set(); await new TaskCompletionSource().Task; return null; });
        }
        public class Blabber
        {
            public void Attach(AxiosClient client) => client.Interceptors.Request.Use(config => config.Headers["X-Debug"] = client.Defaults.Headers.Get("Authorization"));
        }
'@

    class HomeBody {
        [void] Attach($client) { $client.Interceptors.Request.Use($this.Stamp) }
        [void] Stamp($config) { $config.Headers['X-Home'] = 'yes' }
    }
}

Describe 'Test-AxiosPlugin' {
    It 'finds <What>, and nothing else' -ForEach $bad {
        $results = Test-AxiosPlugin (& $Plugin)
        $failed = @($results | Where-Object Result -eq Failed)
        $failed.Name | Should -HaveCount 1 -Because ($failed.ForEach{ "$($_.Name): $($_.Message)" } -join '; ')
        $failed.Name | Should -BeLike $Fails
        $failed.Message | Should -BeLike $Says
        $failed.Remedy | Should -Not -BeNullOrEmpty
        if ($Skips) { ($results | Where-Object Result -eq Skipped).Name | Should -Be $Skips }
    }

    It 'finds a hook that does not come to an end, and tries no more' {
        $results = Test-AxiosPlugin ([Hanging]::new()) -TimeoutSec 1
        ($results | Where-Object Result -eq Failed).Name | Should -Be 'A plain call has an answer'
        ($results | Where-Object Result -eq Skipped).Message | Select-Object -Unique | Should -Be "There was nothing to check, because of 'A plain call has an answer'."
    }

    It 'cannot tell what comes of the transport where the plugin answers by itself' {
        $results = Test-AxiosPlugin -Factory { New-AxiosFaultPlugin -Status 503 }
        ($results | Where-Object Result -eq Failed).Name | Should -BeNullOrEmpty
        $skipped = $results | Where-Object Result -eq Skipped
        $skipped.Message | Select-Object -Unique | Should -Be 'The plugin has answered by itself: the transport was not reached.'
        foreach ($like in 'The body*', '*while it is under way*', '*waits for another*', '*when it is removed*', '*another origin', 'A bad status*', 'A failure of the network*') { @($skipped.Name) -like $like | Should -HaveCount 1 }
        Test-AxiosPlugin (New-AxiosFaultPlugin -Status 503) -Include 'A bad status*' -Quiet | Should -BeFalse
    }

    It 'has no check that has not been seen to fail' -ForEach @{ Seen = $bad.Fails } {
        (Test-AxiosPlugin { param($client) }).Name | Where-Object { $name = $_; -not ($Seen | Where-Object { $name -like $_ }) } | Should -BeNullOrEmpty
    }

    It 'finds an Attach that takes its time' {
        $slow = @{ Attach = { $null = [Threading.ManualResetEventSlim]::new().Wait(500) } }
        $result = Test-AxiosPlugin $slow -TimeoutSec 0.2 -Include 'Attach throws*'
        $result.Result | Should -Be Failed
        $result.Message | Should -Match '^Attach has taken \d\.\d s\.$'
    }

    It 'has nothing to say against <Name>' -ForEach $good {
        $results = Test-AxiosPlugin -Factory $Plugin
        ($results | Where-Object Result -eq Failed).ForEach{ "$($_.Name): $($_.Message)" } | Should -BeNullOrEmpty
        ($results | Where-Object Result -eq Skipped).ForEach{ "$($_.Name): $($_.Message)" } | Should -BeNullOrEmpty
        $results.Count | Should -BeGreaterThan 15
    }
}

Describe 'The results' {
    It 'are objects whose names are sentences, and each name is there once' {
        $results = Test-AxiosPlugin @{ Name = 'none'; Attach = {} }
        $results | Should -BeOfType AxiosPS.PluginCheckResult
        ($results.Name | Select-Object -Unique).Count | Should -Be $results.Count
        $results.Name | Should -Match '^[A-Z].* .*[^.]$'
        $results.Plugin | Select-Object -Unique | Should -Be none
    }

    It 'are one Boolean for each plugin with -Quiet' {
        { param($client) }, 'text' | Test-AxiosPlugin -Quiet | Should -Be $true, $false
    }

    It 'are those of the checks that were asked for' {
        (Test-AxiosPlugin { param($client) } -Include '*secret*' -Exclude '*origin*').Name | Should -Be 'No secret comes out in what it writes or throws'
    }

    It 'are none, but an error, where no check is called so: <Arguments.Values>' -ForEach @(
        @{ Arguments = @{ Include = 'Attach thorws*' }; Says = "No check is called 'Attach thorws*'. Did you mean 'Attach throws nothing and returns at once'?" }
        @{ Arguments = @{ Exclude = '*zzz*' }; Says = "No check is called '*zzz*'. They are called:*Attach throws nothing*" }
        @{ Arguments = @{ Exclude = '*' }; Says = '*leave none of the checks of a plugin.' }
        @{ Arguments = @{ Include = 'It has a README' }; Says = '*leave none of the checks of a plugin.' }
    ) {
        $failure = Get-Failure { Test-AxiosPlugin { param($client) } @Arguments -Quiet }
        $failure.Exception.Message | Should -BeLike $Says
        $failure.FullyQualifiedErrorId | Should -Be 'CheckNotFound,AxiosPS.Commands.TestAxiosPluginCommand'
    }

    It 'have names that Tab completes' {
        (TabExpansion2 'Test-AxiosPlugin -Include It<tab>'.Replace('<tab>', '')).CompletionMatches.CompletionText | Should -Contain "'It can be imported'"
        (TabExpansion2 "Test-AxiosPlugin -Exclude 'No secret g").CompletionMatches.CompletionText | Should -Be "'No secret goes to another origin'"
    }

    It 'say in JSON what has come of it, and after a way through CLIXML' {
        $result = Test-AxiosPlugin text -Include 'It is recognised*'
        ($result | ConvertTo-Json | ConvertFrom-Json).Result | Should -BeExactly Failed
        [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($result)).Result | Should -BeExactly Failed
    }

    It 'show as a table what has come of it' {
        $table = Test-AxiosPlugin text | Format-Table | Out-String -Width 80
        $table | Should -Match '(?m)^Result +Name +Message'
        $table | Should -Match '(?m)^Failed +It is recognised as a plugin'
    }

    It 'are one line each where the reason is that of another one' {
        $text = Test-AxiosPlugin text | Out-String -Width 200
        $text | Should -Match 'no plugin'
        $text | Should -Not -Match 'There was nothing to check'
        $text | Should -Match '(?m)Attach throws nothing and returns at once\r?\n.*It may be attached again'
    }

    It 'tell of a missing basis even if that was not asked for' {
        (Test-AxiosPlugin text -Include '*secret*').Result | Should -Be Failed, Skipped, Skipped
    }
}

Describe 'A factory' {
    It 'makes a plugin for each check' {
        $results = Test-AxiosPlugin -Factory { [SingleUse]::new() }
        ($results | Where-Object Result -eq Failed).Name | Should -BeLike 'It may be attached again*'
    }

    It 'that <What> is told of' -ForEach @(
        @{ What = 'throws'; Factory = { throw 'no plugin today' }; Says = '*no plugin today*' }
        @{ What = 'gives nothing'; Factory = {}; Says = 'The factory gives nothing.' }
        @{ What = 'gives $null'; Factory = { $null }; Says = 'The factory gives nothing.' }
        @{ What = 'gives two'; Factory = { 1, 2 }; Says = '*gives 2 objects*' }
    ) {
        $results = Test-AxiosPlugin -Factory $Factory
        $results[0].Result | Should -Be Failed
        $results[0].Message | Should -BeLike $Says
        $results[1].Result | Should -Be Skipped
    }
}

Describe 'The checks' {
    It 'leave the plugin as they found it, attached to nothing but where it was' {
        $plugin = New-AxiosPlugin mine -OnRequest { $_.Headers['X-Mine'] = 'yes' }
        $api = New-AxiosClient https://api.test -Transport (New-AxiosMockTransport @{ Body = 'hello' }) -Plugin $plugin
        Test-AxiosPlugin $plugin -Quiet | Should -BeTrue
        (Get-AxiosPlugin $api).Name | Should -Be mine
        $null = Invoke-AxiosRequest /x -Client $api
        (Get-AxiosMockCall -Client $api).Headers['X-Mine'] | Should -Be yes
    }

    It 'end when they are stopped, whatever the plugin waits for' {
        $started = Start-TestShell { Test-AxiosPlugin ([Hanging]::new()) }
        [Hanging]::Entered.Wait()
        $started.Shell.Stop()
        $started.Shell.InvocationStateInfo.State | Should -Be Stopped
        Close-TestShell $started
    }

    It 'show nothing of what the plugin writes' {
        $run = Invoke-FreshPwsh {
            $plugin = New-AxiosPlugin loud -OnRequest { Write-Warning loud; Write-Host loud; Write-Error loud; Write-Verbose loud -Verbose }
            Test-AxiosPlugin $plugin -Quiet
        }
        $run.Output | Should -Be True
        $run.Error | Should -BeNullOrEmpty
    }
}
