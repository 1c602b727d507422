$ErrorActionPreference = 'Stop'

$assembly = [AxiosPS.PluginAssembly]::Load("$PSScriptRoot/AxiosPS.Plugin.RedisCache.dll")
$optionsType = $assembly.GetType('AxiosPS.Plugin.RedisCache.RedisCacheOptions', $true)
$storeType = $assembly.GetType('AxiosPS.Plugin.RedisCache.RedisCacheStore', $true)
$pluginType = $assembly.GetType('AxiosPS.Plugin.RedisCache.RedisCachePlugin', $true)

function New-AxiosRedisCacheStore {
    <#
    .SYNOPSIS
        Makes a store in Redis for New-AxiosCachePlugin -Store, so that processes and machines share one cache.
    .DESCRIPTION
        New-AxiosRedisCachePlugin makes store and plugin in one, and closes the connection with the last client. Take this command where
        several plugins are to have the same store, and call its Dispose() in the end. Nothing is connected before the first request;
        stores with the same configuration share a connection.

        While Redis is out of reach requests go to the network, and a warning says so, once a minute at most. When it is back it is used again.

        Whole answers are in Redis, not encrypted: whoever can read the database can read them, and whoever can write to it can answer in the
        place of servers. Let the fleet alone have it, and use -Tls wherever the way to it is not your own.
    .PARAMETER Configuration
        The servers: redis.example.com:6379, several with commas, and after them options as StackExchange.Redis knows them
        (a:6379,b:6379,connectTimeout=2000). Or an address: redis://host:6379/2, and rediss:// for TLS. Default: localhost:6379.
    .PARAMETER Credential
        User and password, where Redis has users (ACL).
    .PARAMETER Password
        The password, where Redis has no users, best as a SecureString.
    .PARAMETER Tls
        Speaks TLS and checks the server's certificate.
    .PARAMETER TrustedIssuer
        The path of the certificate of an authority of your own that has signed that of the server. Default: those that the system trusts.
    .PARAMETER Database
        The number of the database. Default: 0, or what the configuration says.
    .PARAMETER Prefix
        What all keys begin with. Who has the same prefix has the same cache; clearing it forgets all that is under the prefix. Default: axiosps:
    .PARAMETER StoreTimeoutSec
        The -StoreTimeoutSec of the cache, if that is more than 5 or than asyncTimeout in the configuration: then Redis is waited for as long.
    .EXAMPLE
        $store = New-AxiosRedisCacheStore redis.example.com:6380 -Password (Get-Secret redis) -Tls
        $api = New-AxiosClient https://api.example.com -Plugin (New-AxiosCachePlugin -TtlSec 300 -Store $store)
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It makes an object and nothing else.')]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Configuration,

        [ValidateNotNull()]
        [pscredential] $Credential,

        [AxiosPS.Commands.TokenText()]
        [ValidateNotNull()]
        [securestring] $Password,

        [switch] $Tls,

        [ValidateNotNullOrEmpty()]
        [string] $TrustedIssuer,

        [ValidateRange(0, [int]::MaxValue)]
        [int] $Database,

        [ValidateNotNullOrEmpty()]
        [string] $Prefix,

        [ValidateRange('NonNegative')]
        [double] $StoreTimeoutSec
    )

    try {
        if ($Credential -and $Password) { throw [ArgumentException]::new('-Credential and -Password are two passwords. Leave one of them out.') }

        $options = $optionsType::new()
        if ($Configuration) { $options.Configuration = $Configuration }
        if ($Credential) { $options.User, $options.Password = $Credential.UserName, $Credential.Password }
        if ($Password) { $options.Password = $Password }
        $options.Tls = $Tls
        if ($TrustedIssuer) { $options.TrustedIssuer = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($TrustedIssuer) }
        if ($PSBoundParameters.ContainsKey('Database')) { $options.Database = $Database }
        if ($Prefix) { $options.Prefix = $Prefix }
        $options.StoreTimeout = [timespan]::FromSeconds([Math]::Min($StoreTimeoutSec, 86400))
        $storeType::new($options)
    }
    catch {
        # Without a target, and without what PowerShell has wrapped around it: there may be a password in the configuration.
        $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new(($_.Exception.InnerException ?? $_.Exception), 'InvalidRedis', 'InvalidArgument', $null))
    }
}

function New-AxiosRedisCachePlugin {
    <#
    .SYNOPSIS
        Makes a plugin that keeps answers in Redis, where all processes and machines that use it have them too.
    .DESCRIPTION
        It is the CachePlugin of New-AxiosCachePlugin, and what that one's help and docs/caching.md say holds here as well: which answers are kept, that
        a POST, PUT, PATCH or DELETE ends what is kept of its address, now on all machines, and what -RespectHeaders does. Answers that are private by
        their Cache-Control are not put into Redis.

        Redis lets answers expire. While it is out of reach requests go to the network, and a warning says so, once a minute at most; making the
        plugin never fails for that. When Redis is back it is used again. The connection is opened with the first client that has the
        plugin, shared by plugins with the same configuration, and closed with the last.

        Whole answers are in Redis, not encrypted: whoever can read the database can read them, and whoever can write to it can answer in the
        place of servers. Let the fleet alone have it, and use -Tls wherever the way to it is not your own. Give it a limit
        (maxmemory) and the policy volatile-ttl: then those answers go first that end soonest, and the marks of what has changed last.
    .PARAMETER Configuration
        The servers: redis.example.com:6379, several with commas, and after them options as StackExchange.Redis knows them
        (a:6379,b:6379,connectTimeout=2000). Or an address: redis://host:6379/2, and rediss:// for TLS. Default: localhost:6379.
    .PARAMETER TtlSec
        For how many seconds an answer is good. Default: 60; with -RespectHeaders none, and then it is for answers that do not say it themselves.
    .PARAMETER RespectHeaders
        Lets servers decide what is kept and how long, and asks them by ETag and Last-Modified whether it is still good (RFC 9111).
    .PARAMETER StaleWhileRevalidateSec
        With -RespectHeaders: for how many seconds after its time an answer is still given while a fresh one is fetched behind the scenes, where
        the server says nothing of that. Default: 0.
    .PARAMETER StaleIfErrorSec
        With -RespectHeaders: for how many seconds after its time an answer is still given where the server fails, and has said nothing of
        that. Default: 0.
    .PARAMETER MaxEntryBytes
        The largest body that is kept, in bytes. Default: 8MB.
    .PARAMETER IgnoreHeader
        Headers that may differ though the answer is the same, beside X-Request-Id, traceparent and their like.
    .PARAMETER StoreTimeoutSec
        For how many seconds Redis is waited for, each time; then the network is asked, and Redis left alone for ten seconds. Default: 1.
    .PARAMETER FingerprintKey
        A secret of the fleet, best as a SecureString: with it, answers to requests with credentials serve whoever brings the same credentials, on
        all machines. Without it they serve the process alone that made them. At least 16 bytes of random text.
    .PARAMETER Credential
        User and password, where Redis has users (ACL).
    .PARAMETER Password
        The password, where Redis has no users, best as a SecureString.
    .PARAMETER Tls
        Speaks TLS and checks the server's certificate.
    .PARAMETER TrustedIssuer
        The path of the certificate of an authority of your own that has signed that of the server. Default: those that the system trusts.
    .PARAMETER Database
        The number of the database. Default: 0, or what the configuration says.
    .PARAMETER Prefix
        What all keys begin with. Who has the same prefix has the same cache; clearing it forgets all that is under the prefix. Default: axiosps:
    .EXAMPLE
        $cache = New-AxiosRedisCachePlugin redis.example.com:6380 -Password (Get-Secret redis) -Tls -TtlSec 300
        $api = New-AxiosClient https://api.example.com -Plugin $cache
        (Invoke-AxiosRequest /orders/5 -Client $api).FromCache

        True if any machine of the fleet has asked for it in the last five minutes.
    .EXAMPLE
        $cache = New-AxiosRedisCachePlugin redis.example.com -RespectHeaders -FingerprintKey (Get-Secret fleet)
        $api = New-AxiosClient https://api.example.com -Authentication Bearer -Token (Get-Secret api) -Plugin $cache

        Answers to requests with this token are shared by all machines that have the token and the key, as far as the server allows it.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It makes an object and nothing else.')]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Configuration,

        [double] $TtlSec,
        [switch] $RespectHeaders,
        [double] $StaleWhileRevalidateSec,
        [double] $StaleIfErrorSec,
        [long] $MaxEntryBytes,
        [string[]] $IgnoreHeader,
        [double] $StoreTimeoutSec,

        [AxiosPS.Commands.TokenText()]
        [securestring] $FingerprintKey,

        [ValidateNotNull()]
        [pscredential] $Credential,

        [AxiosPS.Commands.TokenText()]
        [ValidateNotNull()]
        [securestring] $Password,

        [switch] $Tls,

        [ValidateNotNullOrEmpty()]
        [string] $TrustedIssuer,

        [ValidateRange(0, [int]::MaxValue)]
        [int] $Database,

        [ValidateNotNullOrEmpty()]
        [string] $Prefix
    )

    try {
        $ofStore, $ofCache = @{}, @{}
        foreach ($name in $PSBoundParameters.Keys) {
            if ($name -in 'Configuration', 'Credential', 'Password', 'Tls', 'TrustedIssuer', 'Database', 'Prefix') { $ofStore[$name] = $PSBoundParameters[$name] }
            else { $ofCache[$name] = $PSBoundParameters[$name] }
            if ($name -eq 'StoreTimeoutSec') { $ofStore[$name] = $StoreTimeoutSec }
        }

        $store = New-AxiosRedisCacheStore @ofStore
        $pluginType::new((New-AxiosCachePlugin -Store $store @ofCache))
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}

Export-ModuleMember -Function New-AxiosRedisCachePlugin, New-AxiosRedisCacheStore
