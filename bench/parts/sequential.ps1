# One request after the other, small JSON: without hooks, with scriptblocks, with plugins, out of the cache.
param([hashtable] $Plan)

$uri = "$server/json"
$http = [Net.Http.HttpClient]::new()
$session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
$plain = New-AxiosClient $server
$interceptor = New-AxiosClient $server | Add-AxiosInterceptor -PassThru { param($config) $config.Headers['X-Bench'] = '1' }
$middleware = New-AxiosClient $server | Add-AxiosMiddleware -PassThru { param($context, $next) & $next $context }
$five = New-AxiosClient $server -Plugin @(
    New-AxiosLoggerPlugin
    New-AxiosTimingPlugin
    New-AxiosDedupePlugin
    New-AxiosAuthPlugin { @{ Token = 'of the benchmark'; ExpiresIn = 86400 } }
    New-AxiosCachePlugin -RespectHeaders # the answer may not be kept, so each call goes all the way
)
$cached = New-AxiosClient $server -Plugin (New-AxiosCachePlugin -TtlSec 86400)

$peers = [ordered]@{
    Bare        = { $null = $http.GetStringAsync($uri).GetAwaiter().GetResult() }
    Ours        = { $null = Invoke-AxiosRequest /json -Client $plain -As Data }
    Session     = { $null = Invoke-RestMethod $uri -WebSession $session }
    Rest        = { $null = Invoke-RestMethod $uri }
    Interceptor = { $null = Invoke-AxiosRequest /json -Client $interceptor -As Data }
    Middleware  = { $null = Invoke-AxiosRequest /json -Client $middleware -As Data }
    Five        = { $null = Invoke-AxiosRequest /json -Client $five -As Data }
    Cached      = { $null = Invoke-AxiosRequest /json -Client $cached -As Data }
}

$took = Measure-InTurn $peers -Rounds $Plan.Rounds -Times $Plan.Requests -WarmUpSec $Plan.WarmUpSec -AfterEach { Clear-TestLog }
$call = '`Invoke-AxiosRequest`'
Get-Row 'a request, parsed' $took.Ours 'a script''s `HttpClient.GetStringAsync`, not parsed' $took.Bare
Get-Row 'a request, parsed' $took.Ours '`Invoke-RestMethod -WebSession`' $took.Session
Get-Row 'a request, parsed' $took.Ours '`Invoke-RestMethod`' $took.Rest
Get-Row 'with a scriptblock interceptor' $took.Interceptor $call $took.Ours
Get-Row 'with a scriptblock middleware' $took.Middleware $call $took.Ours
Get-Row 'with Logger, Timing, Dedupe, Auth and Cache' $took.Five $call $took.Ours
Get-Row 'out of the cache' $took.Cached $call $took.Ours
