using System.Management.Automation;
using AxiosPS.Scripting;
using AxiosPS.Tests.Hosting;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Scripting;

/// <summary>Script hooks of a session in constrained language, which may call methods of a few types only.</summary>
public sealed class ConstrainedLanguageTests : IDisposable
{
    private const string Try =
        "$said = try { \"$([IO.File]::Exists('/'))\" } catch { 'denied' }; $context.Headers['X-Said'] = \"$said in $($ExecutionContext.SessionState.LanguageMode)\"";

    private readonly MemoryTransport transport = new();
    private readonly AxiosClient client;
    private readonly HostedShell shell = new();

    public ConstrainedLanguageTests() => client = new AxiosClient(new AxiosClientOptions { Transport = transport });

    public void Dispose()
    {
        shell.Dispose();
        client.Dispose();
    }

    [PwshFact]
    public void A_hook_is_constrained_at_home_and_its_middleware_goes_on_by_next()
    {
        Add($"Add-AxiosMiddleware -Client $client {{ param($context, $next) {Try}; & $next }}; $null = Invoke-AxiosRequest http://a.test/ -Client $client");

        Denied();
    }

    [PwshTheory]
    [InlineData("{ param($context, $next) TRY; & $next }")]
    [InlineData("{ param($context, $next) & { TRY }; & $next $context }")]
    [InlineData("{ param($context, $next) 1 | ForEach-Object { TRY }; & $next }")]
    [InlineData("${function:Hook}")]
    public async Task A_concurrent_middleware_may_do_no_more_in_its_worker(string hook)
    {
        Add($"function Hook($context, $next) {{ {Try}; & $next $context }}; Add-AxiosMiddleware -Client $client -Concurrent {hook.Replace("TRY", Try, StringComparison.Ordinal)}");

        await client.GetAsync("http://a.test/");

        Denied();
    }

    [PwshFact]
    public async Task A_hook_may_do_no_more_in_work_that_outlives_its_caller()
    {
        Add($"Add-AxiosMiddleware -Client $client {{ param($context, $next) {Try}; & $next }}");

        await BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/", cancellationToken: token), new SinkStreams(ActionPreference.Continue, [], _ => { }), CancellationToken.None);

        Denied();
    }

    [PwshFact]
    public void A_hook_may_do_no_more_in_another_runspace_which_may_do_what_it_could()
    {
        using var other = new HostedShell();
        Add($"Add-AxiosMiddleware -Client $client {{ param($context, $next) {Try}; & $next }}");

        var run = other.Run("param($client) $null = Invoke-AxiosRequest http://a.test/ -Client $client; [IO.File]::Exists('/')", ("client", client));

        Assert.Null(run.Thrown);
        Denied();
        Assert.Equal("False", Assert.Single(run.Records)!.ToString());
    }

    [PwshTheory]
    [InlineData("FullLanguage", "it returned the Boolean False")]
    [InlineData("ConstrainedLanguage", "only on core types")]
    public void A_method_as_a_hook_is_called_only_where_a_script_may_call_it(string mode, string expected)
    {
        var run = shell.Run(
            $"param($client) $ExecutionContext.SessionState.LanguageMode = '{mode}'; Add-AxiosInterceptor -Client $client ([IO.File]::Exists); Invoke-AxiosRequest http://a.test/ -Client $client", ("client", client));

        Assert.Contains(expected, run.Thrown?.Message ?? Assert.Single(run.Records)!.ToString(), StringComparison.Ordinal);
    }

    [PwshFact]
    public async Task A_block_that_was_made_outside_of_any_session_runs_in_no_worker()
    {
        var block = await Task.Run(() => ScriptBlock.Create("& $args[1]"));
        Assert.Null(shell.Run("param($client, $block) Add-AxiosMiddleware -Client $client -Concurrent $block", ("client", client), ("block", block)).Thrown);

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("http://a.test/"));

        Assert.Contains("language mode", error.Message, StringComparison.Ordinal);
    }

    private void Add(string script)
    {
        var run = shell.Run($"param($client) $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; {script}", ("client", client));
        Assert.Null(run.Thrown);
        Assert.Empty(run.Records);
    }

    private void Denied() => Assert.Equal("denied in ConstrainedLanguage", transport.Last.Header("X-Said"));
}
