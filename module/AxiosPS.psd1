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
    )

    # Those beside the assembly and the help.
    FileList             = @(
        'templates/Shared/.gitignore'
        'templates/Shared/LICENSE'
        'templates/Shared/README.md'
        'templates/Shared/build.ps1'
        'templates/Shared/module/AxiosPS.Plugin.__Name__.psd1'
        'templates/Shared/tests/AxiosPS.Plugin.__Name__.Tests.ps1'
        'templates/PowerShell/module/AxiosPS.Plugin.__Name__.psm1'
        'templates/CSharp/module/AxiosPS.Plugin.__Name__.psm1'
        'templates/CSharp/src/AxiosPS.Plugin.__Name__.csproj'
        'templates/CSharp/src/__Name__Plugin.cs'
    )

    PrivateData          = @{
        PSData = @{
            Tags         = @('Axios', 'HTTP', 'REST', 'WebRequest', 'Interceptor', 'Middleware', 'Retry', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
