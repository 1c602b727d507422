@{
    RootModule           = 'AxiosPS.Plugin.Resilience.psm1'
    ModuleVersion        = '1.0.0'
    GUID                 = '8c0b8f0c-52a6-4d6e-9a35-6d1c0f5b7e42'
    Author               = 'AxiosPS contributors'
    CompanyName          = 'AxiosPS contributors'
    Copyright            = '(c) AxiosPS contributors. MIT licence.'
    Description          = 'A plugin for AxiosPS: circuit breaker, rate limiter, concurrency limiter and hedging, on Polly.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'
    RequiredModules      = @(@{ ModuleName = 'AxiosPS'; ModuleVersion = '1.0'; MaximumVersion = '1.999.999' })
    FormatsToProcess     = @('AxiosPS.Plugin.Resilience.Format.ps1xml')

    FunctionsToExport    = @('New-AxiosResiliencePlugin', 'Get-AxiosResilience')
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags         = @('AxiosPSPlugin', 'AxiosPS', 'HTTP', 'Polly', 'CircuitBreaker', 'RateLimiter', 'Hedging', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'The first version.'
        }
    }
}
