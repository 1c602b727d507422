@{
    RootModule           = 'AxiosPS.Plugin.RedisCache.psm1'
    ModuleVersion        = '1.0.0'
    GUID                 = 'c0f7f1a4-8a53-4a1c-9d2e-52f5c1a7b9e4'
    Author               = 'AxiosPS contributors'
    CompanyName          = 'AxiosPS contributors'
    Copyright            = '(c) AxiosPS contributors. MIT licence.'
    Description          = 'A plugin for AxiosPS: the HTTP cache of a fleet, in Redis. All machines that use it share their answers, and what one of them changes is stale for all.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'
    RequiredModules      = @(@{ ModuleName = 'AxiosPS'; ModuleVersion = '1.0'; MaximumVersion = '1.999.999' })

    FunctionsToExport    = @('New-AxiosRedisCachePlugin', 'New-AxiosRedisCacheStore')
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags         = @('AxiosPSPlugin', 'AxiosPS', 'HTTP', 'Cache', 'Redis', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'The first version.'
        }
    }
}
