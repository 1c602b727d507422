<#
.SYNOPSIS
    Makes an account for everybody on the staff who has none.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string] $BaseUri = 'https://directory.example.com',
    [securestring] $Token,

    # Tests give one of their own.
    $Client
)

$ErrorActionPreference = 'Stop'
$Client ??= New-AxiosClient $BaseUri -Token $Token -MaxRetries 3 -RetryStrategy (New-AxiosRetryStrategy -Exponential)

$accounts = Invoke-AxiosRequest /accounts -Client $Client -As Data
foreach ($person in Invoke-AxiosRequest /staff -Query @{ active = $true } -Client $Client -Paginate) {
    if ($person.mail -in $accounts.mail) { continue }

    $call = @{
        Uri     = '/accounts'
        Method  = 'POST'
        Json    = @{ mail = $person.mail; unit = $person.unit }
        Headers = @{ 'Idempotency-Key' = $person.id } # so that it may be tried again
        Client  = $Client
    }
    try {
        if ($response = Invoke-AxiosRequest @call) { # none with -WhatIf
            [pscustomobject]@{ Mail = $person.mail; Result = 'made'; Id = $response.Data.id }
        }
    }
    catch [AxiosPS.AxiosStatusException] {
        if ($_.Exception.StatusCode -ne 409) { throw }
        [pscustomobject]@{ Mail = $person.mail; Result = 'there already'; Id = $null }
    }
}
