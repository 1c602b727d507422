#requires -Version 7.6
$ErrorActionPreference = 'Stop'

$assembly = [AxiosPS.PluginAssembly]::Load("$PSScriptRoot/AxiosPS.Plugin.OpenTelemetry.dll")
$pluginType = $assembly.GetType('AxiosPS.Plugin.OpenTelemetry.OpenTelemetryPlugin', $true)
$optionsType = $assembly.GetType('AxiosPS.Plugin.OpenTelemetry.OpenTelemetryOptions', $true)

function New-AxiosOpenTelemetryPlugin {
    <#
    .SYNOPSIS
        Makes a plugin that exports spans and metrics of the calls to an OpenTelemetry collector.
    .DESCRIPTION
        Each call is a span, with the names and attributes of the OpenTelemetry conventions for HTTP clients; its retries and answers of
        caches are events in it. Durations, calls under way, retries and cache hits are metrics. The server learns of the span by the
        header traceparent. All this is the work of a TracePlugin, which this plugin attaches by itself: do not attach another one.

        Attach it first, to see calls as their caller does, and to no client that has a TracePlugin. One plugin may serve many clients;
        they share one exporter. What has not been sent yet is sent when the last of them is closed, or the process ends; that takes no
        longer than the limit of -TimeoutSec. What could not be sent is a warning then. It is never an error of a call.

        What is not given comes from the environment variables of OpenTelemetry (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME and so
        on), then from its defaults.
    .PARAMETER Endpoint
        The base address of the collector; /v1/traces and /v1/metrics are added. Default: OTEL_EXPORTER_OTLP_ENDPOINT, else
        http://localhost:4318, for Grpc http://localhost:4317.
    .PARAMETER Protocol
        HttpProtobuf or Grpc. Default: OTEL_EXPORTER_OTLP_PROTOCOL, else HttpProtobuf.
    .PARAMETER Headers
        Headers for the collector, such as its key: texts or, better, SecureStrings. They are shown nowhere, and no redirect gets them.
        Default: OTEL_EXPORTER_OTLP_HEADERS.
    .PARAMETER ServiceName
        The name under which the telemetry is found. Default: OTEL_SERVICE_NAME, the service.name of OTEL_RESOURCE_ATTRIBUTES, then the name
        of the script that is running, else pwsh.
    .PARAMETER ResourceAttributes
        What else is known of the service, such as @{ 'deployment.environment.name' = 'test' }: texts, numbers and booleans. They add to
        those of OTEL_RESOURCE_ATTRIBUTES.
    .PARAMETER SamplingRatio
        The share of traces that is exported, from 0 to 1. A call within a trace does as the trace does. Default: OTEL_TRACES_SAMPLER and
        OTEL_TRACES_SAMPLER_ARG, else all. Metrics count every call.
    .PARAMETER Signal
        Traces, Metrics or both. Default: both.
    .PARAMETER ExportIntervalSec
        The seconds between two exports. Default: OTEL_BSP_SCHEDULE_DELAY, else 5, for spans; OTEL_METRIC_EXPORT_INTERVAL, else 60, for
        metrics.
    .PARAMETER TimeoutSec
        How many seconds one export may take, and also the last one of all, when the last client is closed. Default:
        OTEL_EXPORTER_OTLP_TIMEOUT, else 10.
    .PARAMETER Source
        Names of other sources of activities in this process that are to be exported too; * stands for any text. AxiosPS is that of
        clients with a TracePlugin alone.
    .PARAMETER Tag
        Attributes for every span: texts, numbers and booleans.
    .PARAMETER NoQuery
        Leave the query out of the recorded address. Its secrets are masked in any case.
    .PARAMETER NoPropagation
        Send no traceparent: for APIs of somebody else's.
    .EXAMPLE
        $api = New-AxiosClient https://api.example.com -Plugin (New-AxiosOpenTelemetryPlugin http://localhost:4318 -ServiceName nightly)
        $order = Invoke-AxiosRequest /orders/7 -Client $api
        Close-AxiosClient $api

        The span of the call is at the collector when the client is closed.
    .EXAMPLE
        $key = Read-Host 'Key of the collector' -AsSecureString
        $telemetry = New-AxiosOpenTelemetryPlugin https://otlp.example.com -Headers @{ 'x-api-key' = $key } -SamplingRatio 0.1
        $shop = New-AxiosClient https://shop.example.com -Plugin $telemetry
        $bank = New-AxiosClient https://bank.example.com -Plugin $telemetry

        Two clients share an exporter, which gets every tenth trace.
    .EXAMPLE
        $telemetry = New-AxiosOpenTelemetryPlugin -ResourceAttributes @{ 'deployment.environment.name' = 'test' } -Tag @{ team = 'shop' }
        $api = New-AxiosClient https://api.example.com -Plugin $telemetry, (New-AxiosCachePlugin)

        Attached before the cache, so that its answers are seen too, as spans with the event cache.hit.
    .OUTPUTS
        The plugin. Its property LastError says why the last export that failed did so.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It makes an object and changes nothing.')]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNull()]
        [uri] $Endpoint,

        [ValidateSet('HttpProtobuf', 'Grpc')]
        [string] $Protocol,

        [ValidateNotNull()]
        [Collections.IDictionary] $Headers,

        [ValidateNotNullOrWhiteSpace()]
        [string] $ServiceName,

        [ValidateNotNull()]
        [Collections.IDictionary] $ResourceAttributes,

        [ValidateRange(0.0, 1.0)]
        [double] $SamplingRatio,

        [ValidateSet('Traces', 'Metrics')]
        [string[]] $Signal,

        [ValidateRange(0.001, 2147483)]
        [double] $ExportIntervalSec,

        [ValidateRange(0.001, 2147483)]
        [double] $TimeoutSec,

        [ValidateNotNullOrWhiteSpace()]
        [string[]] $Source,

        [ValidateNotNull()]
        [Collections.IDictionary] $Tag,

        [switch] $NoQuery,

        [switch] $NoPropagation
    )

    try {
        $options = $optionsType::new()
        $script = (Get-PSCallStack).ScriptName.Where{ $_ -and $_ -ne $PSCommandPath } | Select-Object -Last 1
        $options.FallbackServiceName = $script ? [IO.Path]::GetFileNameWithoutExtension($script) : 'pwsh'
        $options.RecordQuery = -not $NoQuery
        $options.Propagate = -not $NoPropagation
        switch ($PSBoundParameters.Keys) {
            Endpoint { $options.Endpoint = $Endpoint }
            Protocol { $options.Protocol = $Protocol }
            ServiceName { $options.ServiceName = $ServiceName }
            SamplingRatio { $options.SamplingRatio = $SamplingRatio }
            Signal { $options.Signals = $Signal -join ', ' }
            ExportIntervalSec { $options.ExportInterval = [timespan]::FromSeconds($ExportIntervalSec) }
            TimeoutSec { $options.Timeout = [timespan]::FromSeconds($TimeoutSec) }
            Source { $options.Sources = $Source }
            Headers { $options.Headers = ConvertTo-Table $Headers string }
            ResourceAttributes { $options.ResourceAttributes = ConvertTo-Table $ResourceAttributes object }
            Tag { $options.Tags = ConvertTo-Table $Tag object }
        }

        $pluginType::new($options)
    }
    catch {
        $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new($_.Exception.GetBaseException(), 'InvalidOption', 'InvalidArgument', $null))
    }
}

# The entries without PowerShell's wrappers; a SecureString as its text where texts are wanted.
function ConvertTo-Table([Collections.IDictionary] $Entries, [type] $ValueType) {
    $table = [Activator]::CreateInstance([Collections.Generic.Dictionary`2].MakeGenericType([string], $ValueType))
    foreach ($entry in $Entries.GetEnumerator()) {
        $value = $null -eq $entry.Value ? $null : $entry.Value.psobject.BaseObject
        $table["$($entry.Key)"] = $ValueType -eq [string] -and $value -is [securestring] ? [Net.NetworkCredential]::new('', $value).Password : $value
    }
    , $table
}

Export-ModuleMember -Function New-AxiosOpenTelemetryPlugin
