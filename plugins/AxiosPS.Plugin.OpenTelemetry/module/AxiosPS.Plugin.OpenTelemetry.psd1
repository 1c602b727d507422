@{
    RootModule           = 'AxiosPS.Plugin.OpenTelemetry.psm1'
    ModuleVersion        = '1.0.0'
    GUID                 = '0f5b7c9e-64c3-4f0e-9d5a-6f2f7f3e8a41'
    Author               = 'AxiosPS contributors'
    CompanyName          = 'AxiosPS contributors'
    Copyright            = '(c) AxiosPS contributors. MIT licence.'
    Description          = 'A plugin for AxiosPS that exports spans and metrics of the calls to an OpenTelemetry collector, by OTLP.'
    CompatiblePSEditions = @('Core')
    # That of .NET 10: OpenTelemetry hears the calls of a PowerShell alone that brings the DiagnosticSource that it was built for.
    PowerShellVersion    = '7.6'
    RequiredModules      = @(@{ ModuleName = 'AxiosPS'; ModuleVersion = '1.0'; MaximumVersion = '1.999.999' })

    FunctionsToExport    = @('New-AxiosOpenTelemetryPlugin')
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags         = @('AxiosPSPlugin', 'AxiosPS', 'HTTP', 'OpenTelemetry', 'OTLP', 'Tracing', 'Metrics', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'The first version.'
        }
    }
}
