# A tour of AxiosPS. It needs the module imported and no internet: the server is in this process. './build.sh Demo' runs it.
$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue' # shows what the plugins write

Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()
$script:heading = 0
$rendering = $PSStyle.OutputRendering
if ([Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }

$script:heading = 0
function Show-Heading([string] $Text) {
    $script:heading++
    Write-Host "`n$($PSStyle.Bold)$($PSStyle.Foreground.Cyan)$script:heading  $Text$($PSStyle.Reset)"
}

# Prints the code, runs it, and prints what it puts out.
function Show-Code([scriptblock] $Code) {
    $lines = $Code.ToString().Trim("`r", "`n").TrimEnd() -split '\r?\n'
    $indent = [regex]::Match($lines[0], '^ *').Length
    Write-Host ''
    $lines | ForEach-Object { Write-Host "   $($PSStyle.Foreground.BrightBlack)> $($_ -replace "^ {0,$indent}")$($PSStyle.Reset)" }
    . $Code 6>&1 |
        ForEach-Object { $_ -is [Management.Automation.InformationRecord] ? "$($PSStyle.Foreground.Yellow)$_$($PSStyle.Reset)" : $_ } |
        Out-String -Stream -Width 100 | Where-Object { $_.Trim() } | ForEach-Object { Write-Host "   $_" }
}

$api = $null
try {
    Write-Host "$($PSStyle.Bold)AxiosPS, a tour$($PSStyle.Reset)"
    Write-Host 'The server is in this process and answers with what it received.'

    Show-Heading 'A client'
    . Show-Code {
        $api = New-AxiosClient $server.Uri -Headers @{ 'X-Team' = 'blue' } -TimeoutSec 10
        $api
    }

    Show-Heading 'Plugins, as scriptblocks'
    . Show-Code {
        . $PSScriptRoot/TimingPlugin.ps1
        . $PSScriptRoot/RequestSourcePlugin.ps1
        . $PSScriptRoot/DedupePlugin.ps1

        $api | Add-AxiosPlugin -Plugin (New-TimingPlugin)
        $api | Add-AxiosPlugin -Plugin (New-RequestSourcePlugin demo/1.0)
        $api | Add-AxiosPlugin -Plugin (New-DedupePlugin)
        $api | Get-AxiosPlugin
    }

    Show-Heading 'GET some JSON'
    . Show-Code {
        $echo = Invoke-AxiosRequest /users/octocat -Client $api -Query @{ page = 2 } -As Data
        $echo | Select-Object method, path, @{ n = 'page'; e = { $_.query.page } }
        "stamped by the plugin: $($echo.headers.'x-request-source')"
    }

    Show-Heading 'POST some JSON'
    . Show-Code {
        $order = @{ item = 'tea'; options = @{ sugar = @{ cubes = 2 } } }
        $echo = Invoke-AxiosRequest /orders -Client $api -Json $order -As Data
        "$($echo.method), and the server has read $($echo.body.options.sugar.cubes) cubes of sugar"
    }

    Show-Heading 'Five equal GETs at once'
    . Show-Code {
        $before = $server.Count
        $answers = 1..5 | ForEach-Object -Parallel { $api = $using:api; $api.Get('/delay/1500') }
        "$(@($answers).Count) answers, $($server.Count - $before) request: they shared it"
    }

    Show-Heading 'An error'
    . Show-Code {
        try {
            Invoke-AxiosRequest /status/404 -Client $api
        }
        catch [AxiosPS.AxiosStatusException] {
            $_.Exception.Message
            "category $($_.CategoryInfo.Category), id $($_.FullyQualifiedErrorId.Split(',')[0])"
            "the server said: $($_.Exception.Response.Data.error)"
        }
    }

    Show-Heading 'Recovering from it'
    . Show-Code {
        Add-AxiosInterceptor -Client $api -Name Fallback -OnRejected {
            if ($_.Response.StatusCode -eq 404) { New-AxiosResponse -Json @{ name = 'nobody' } }
        }

        (Invoke-AxiosRequest /status/404 -Client $api).Data.name
    }

    Show-Heading 'Trying again'
    . Show-Code {
        $strategy = New-AxiosRetryStrategy -Fixed 0.1
        $response = Invoke-AxiosRequest /status/503 -Client $api -MaxRetries 2 -RetryStrategy $strategy -SkipHttpErrorCheck
        $response.Attempts | ForEach-Object ToString
    }

    Show-Heading 'The pipeline'
    . Show-Code {
        Get-AxiosPipeline $api
    }
    Close-AxiosClient $api

    Show-Heading 'The same plugins in C#'
    . Show-Code {
        $module = [AxiosPS.AxiosClient].Assembly.Location
        Add-Type -Path (Get-ChildItem $PSScriptRoot/csharp/Plugins/*.cs).FullName -IgnoreWarnings -WarningAction Ignore `
            -ReferencedAssemblies $module, System.Collections.Concurrent

        $log = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $api = New-AxiosClient $server.Uri -Plugin @(
            [AxiosPS.Samples.TimingPlugin]::new($log.Enqueue)
            [AxiosPS.Samples.RequestSourcePlugin]::new('demo/1.0')
            [AxiosPS.Samples.DedupePlugin]::new()
        )

        $before = $server.Count
        $tasks = 1..5 | ForEach-Object { $api.GetAsync('/delay/200') } # C# hooks need no thread of PowerShell's
        $answers = $tasks | ForEach-Object { $_.GetAwaiter().GetResult() }
        "$(@($answers).Count) answers, $($server.Count - $before) request"
        $log
    }
}
finally {
    if ($api) { Close-AxiosClient $api }
    $server.Dispose()
    $PSStyle.OutputRendering = $rendering
}

Write-Host "`nWhere to go from here: README.md, docs/, and Get-Help about_AxiosPS."
