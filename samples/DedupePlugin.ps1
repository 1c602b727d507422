# Dot-source this file, then: $api | Add-AxiosPlugin -Plugin (New-DedupePlugin)

# Lets identical GET requests that are under way at the same time share one call, in ForEach-Object -Parallel too. The key
# holds the credentials, so that nobody gets what was meant for another; everyone who waited gets a copy. Give each client
# one of its own.
function New-DedupePlugin {
    $inFlight = [Collections.Concurrent.ConcurrentDictionary[string, object]]::new()

    New-AxiosPlugin Dedupe -Middleware {
        param($context, $next)
        if ($context.Method -ne 'GET' -or $context.Content) { return & $next $context }

        $key = "$($context.Uri.AbsoluteUri) $($context.CredentialFingerprint) $($context.Headers)"
        $mine = [Threading.Tasks.TaskCompletionSource[AxiosPS.AxiosResponse]]::new()
        while ($true) {
            $first = $inFlight.GetOrAdd($key, $mine)
            if ([object]::ReferenceEquals($first, $mine)) { break }

            $first.Task.Wait($context.CancellationToken)
            if ($first.Task.Result) { return $first.Task.Result.Copy() }
            # The first one failed or was cancelled: the next one sends for itself.
        }

        $response = $null
        try {
            ($response = & $next $context)
        }
        finally {
            [void] $inFlight.TryRemove($key, [ref] $null)
            $mine.SetResult(${response}?.Copy())
        }
    }.GetNewClosure() -Uninstall { $inFlight.Clear() }.GetNewClosure()
}
