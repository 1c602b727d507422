@{
    RootModule           = 'AxiosPS.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = '38f437c9-3078-4676-80ed-c6127f7f4714'
    Author               = 'AxiosPS contributors'
    CompanyName          = 'AxiosPS contributors'
    Copyright            = '(c) AxiosPS contributors. MIT licence.'
    Description          = 'An Axios for PowerShell: HTTP clients with interceptors, middleware, plugins and retries.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'

    TypesToProcess       = @('AxiosPS.Types.ps1xml')
    FormatsToProcess     = @('AxiosPS.Format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @('axios')
    CmdletsToExport      = @(
        'New-AxiosClient'
        'Close-AxiosClient'
        'Invoke-AxiosRequest'
        'Start-AxiosRequest'
        'Add-AxiosInterceptor'
        'Add-AxiosMiddleware'
        'Add-AxiosPlugin'
        'Get-AxiosPlugin'
        'Remove-AxiosPlugin'
        'New-AxiosPlugin'
        'Get-AxiosPipeline'
        'Remove-AxiosHook'
        'New-AxiosResponse'
        'New-AxiosRetryStrategy'
        'New-AxiosCancelToken'
        'New-AxiosMockTransport'
        'Get-AxiosMockCall'
        'New-AxiosLoggerPlugin'
        'New-AxiosTimingPlugin'
        'New-AxiosRequestSourcePlugin'
        'New-AxiosCachePlugin'
        'New-AxiosDedupePlugin'
        'New-AxiosFaultPlugin'
        'New-AxiosTracePlugin'
        'New-AxiosAuthPlugin'
        'New-AxiosCassette'
        'Find-AxiosPlugin'
        'Test-AxiosPlugin'
        'New-AxiosPluginModule'
        'ConvertTo-AxiosCurl'
        'ConvertFrom-AxiosCurl'
        'New-AxiosHarPlugin'
        'Export-AxiosHar'
    )

    # What is beside the assembly and the help. (The import resolves each path: a folder takes the time of one.)
    FileList             = @('templates')

    PrivateData          = @{
        PSData = @{
            Tags         = @('Axios', 'HTTP', 'REST', 'WebRequest', 'Interceptor', 'Middleware', 'Retry', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
