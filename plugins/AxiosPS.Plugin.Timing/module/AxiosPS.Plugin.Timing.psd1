@{
    RootModule           = 'AxiosPS.Plugin.Timing.psm1'
    ModuleVersion        = '1.0.0'
    GUID                 = '5f3c0a0e-6a0b-4a55-8f0e-3a3f1a8f8b0d'
    Author               = 'AxiosPS contributors'
    CompanyName          = 'AxiosPS contributors'
    Copyright            = '(c) AxiosPS contributors. MIT licence.'
    Description          = 'A plugin for AxiosPS that writes how long each call took, and sums up the times for each host.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'
    RequiredModules      = @(@{ ModuleName = 'AxiosPS'; ModuleVersion = '1.0'; MaximumVersion = '1.999.999' })

    FunctionsToExport    = @('New-AxiosTimingPlugin')
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags         = @('AxiosPSPlugin', 'AxiosPS', 'HTTP', 'Timing', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'The first version.'
        }
    }
}
