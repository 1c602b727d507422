# Cultures, time zones and the ways in which a script is started, each in a pwsh of its own.

BeforeAll {
    . $PSScriptRoot/common.ps1
    $manifest = (Resolve-Path "$modulePath/AxiosPS.psd1").Path
}

Describe 'In the culture <_>' -ForEach 'tr-TR', 'de-DE', 'fa-IR' {
    It 'numbers, dates, methods and names of headers are sent as elsewhere' {
        $run = Invoke-FreshPwsh {
            param($server, $culture)
            [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $culture
            $api = New-AxiosClient $server -TimeoutSec 20.5
            $data = Invoke-AxiosRequest /echo -Client $api -Method patch -Json @{ n = 1.5; i = -3 } -Query @{ q = 2.5; d = [datetimeoffset]::FromUnixTimeSeconds(1709168523).UtcDateTime } -Headers @{ 'X-ID' = 1.25; 'X-I' = 7 } -As Data
            $data.method
            $data.body -replace '[{}]' -split ',' | Sort-Object
            $data.query -split '&' | Sort-Object
            $data.headers.'x-id'
            (Invoke-AxiosRequest /json -Client $api).Headers['CONTENT-TYPE']
        } $server, $_
        $expected = Invoke-FreshPwsh {
            param($server)
            $api = New-AxiosClient $server -TimeoutSec 20.5
            $data = Invoke-AxiosRequest /echo -Client $api -Method patch -Json @{ n = 1.5; i = -3 } -Query @{ q = 2.5; d = [datetimeoffset]::FromUnixTimeSeconds(1709168523).UtcDateTime } -Headers @{ 'X-ID' = 1.25; 'X-I' = 7 } -As Data
            $data.method
            $data.body -replace '[{}]' -split ',' | Sort-Object
            $data.query -split '&' | Sort-Object
            $data.headers.'x-id'
            (Invoke-AxiosRequest /json -Client $api).Headers['CONTENT-TYPE']
        } $server
        $expected.Error | Should -BeNullOrEmpty
        $expected.Output | Should -BeLike 'PATCH*1.5*q=2.5*1.25*application/json*'
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be $expected.Output
    }
}

Describe 'A script' {
    It 'that nobody watches ends with an exit code: 1 for an error that stops it, its own for an exit, 0 else' -ForEach @(
        @{ Script = 'Invoke-AxiosRequest "$($args[0])/status/404"'; Code = 1; Preference = 'Stop' }
        @{ Script = 'try { Invoke-AxiosRequest "$($args[0])/status/404" } catch [AxiosPS.AxiosStatusException] { exit 44 }'; Code = 44; Preference = 'Stop' }
        @{ Script = '$null = Invoke-AxiosRequest "$($args[0])/status/404"; "it goes on"'; Code = 0; Preference = 'Continue' }
        @{ Script = '$api = New-AxiosClient $args[0]; Add-AxiosInterceptor -Client $api { exit 7 }; Invoke-AxiosRequest /json -Client $api'; Code = 7; Preference = 'Stop' }
    ) {
        $file = New-Item "$TestDrive/$([guid]::NewGuid()).ps1" -Value "`$ErrorActionPreference = '$Preference'; `$PSNativeCommandUseErrorActionPreference = `$true; Import-Module '$manifest'; $Script"
        $null = '' | pwsh -NoProfile -NonInteractive -File $file $server 2>&1
        $LASTEXITCODE | Should -Be $Code
    }

    It 'that comes by standard input, or is given with -Command, does its requests' {
        $said = "Import-Module '$manifest'; (Invoke-AxiosRequest $server/json -As Data).name`n" | pwsh -NoProfile -NonInteractive -Command -
        $said -join ' ' | Should -Match axios
        pwsh -NoProfile -NonInteractive -Command "Import-Module '$manifest'; (axios $server/json -As Data).name" | Should -Be axios
    }

    It 'takes lines of standard input as addresses' {
        "$server/json`n$server/json" | pwsh -NoProfile -NonInteractive -Command "Import-Module '$manifest'; `$input | Invoke-AxiosRequest -As Data | ForEach-Object name" | Should -Be axios, axios
    }

    It 'in a thread job uses a client of its caller' {
        $api = New-AxiosClient $server
        Start-ThreadJob { Import-Module $using:manifest; (Invoke-AxiosRequest /json -Client $using:api -As Data).name } | Receive-Job -Wait -AutoRemoveJob | Should -Be axios
    }
}

Describe 'In the time zone <_>' -ForEach 'Asia/Kathmandu', 'America/St_Johns' {
    It 'dates are sent as the moment that they are' {
        if ($IsWindows) { return Set-ItResult -Skipped -Because 'Windows takes no time zone from the environment' }
        $file = New-Item "$TestDrive/$([guid]::NewGuid()).ps1" -Value "Import-Module '$manifest'; (Invoke-AxiosRequest `"`$(`$args[0])/echo`" -Headers @{ 'If-Modified-Since' = [datetimeoffset]::FromUnixTimeSeconds(1709168523).LocalDateTime } -As Data).headers.'if-modified-since'; [timezoneinfo]::Local.Id"
        $zone, $env:TZ = $env:TZ, $_
        try { pwsh -NoProfile -NonInteractive -File $file $server | Should -Be 'Thu, 29 Feb 2024 01:02:03 GMT', $_ }
        finally { $env:TZ = $zone }
    }
}
