@{
    RootModule           = 'AxiosPS.Plugin.__Name__.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '__Guid__'
    Author               = '__Author__'
    CompanyName          = '__Author__'
    Copyright            = '(c) __Year__ __Author__. MIT licence.'
    Description          = '__Description__'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'
    RequiredModules      = @(@{ ModuleName = 'AxiosPS'; ModuleVersion = '1.0'; MaximumVersion = '1.999.999' })

    FunctionsToExport    = @('New-Axios__Name__Plugin')
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            # By the tag AxiosPSPlugin it is found.
            Tags         = @('AxiosPSPlugin', 'AxiosPS', 'HTTP', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            # ProjectUri = 'https://github.com/you/AxiosPS.Plugin.__Name__'
            ReleaseNotes = 'The first version.'
        }
    }
}
