# Dot-source this file, then: $api | Add-AxiosPlugin -Plugin (New-RequestSourcePlugin checkout-service/2.1)

# Stamps every request with where it comes from. It only sets a header, so it is an interceptor.
function New-RequestSourcePlugin {
    param([Parameter(Mandatory)] [string] $Source)

    New-AxiosPlugin RequestSource -OnRequest {
        param($config)
        $config.Headers['X-Request-Source'] = $Source
    }.GetNewClosure()
}
