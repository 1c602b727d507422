# Dot-source this file, then: $api | Add-AxiosPlugin -Plugin (New-TimingPlugin)

# Writes how long every request took. It has to know the time before and after, so it is a middleware.
function New-TimingPlugin {
    New-AxiosPlugin Timing -Middleware {
        param($context, $next)
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $response = & $next $context
        $ms = $clock.Elapsed.TotalMilliseconds.ToString('0.0', [cultureinfo]::InvariantCulture)
        Write-Information "[$($context.Method)] $($context.DisplayUri) — ${ms}ms (HTTP $($response.StatusCode))"
        $response
    }
}
