# A form with fields and files, and what the server makes of it.
$ErrorActionPreference = 'Stop'
Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()

try {
    $form = [ordered]@{
        title  = 'Notes'
        tags   = 'draft', 'private'                            # two parts of one name
        sample = Get-Item $PSCommandPath                       # a file with its name
        table  = @{ Value = "a,b`n1,2"; FileName = 'table.csv' } # a file out of text
    }
    $received = Invoke-AxiosRequest "$($server.Uri)/upload" -Form $form -As Data
    foreach ($part in $received.body) {
        'file' -in $part.psobject.Properties.Name ? "$($part.name): the file $($part.file)" : "$($part.name): $($part.value)"
    }
}
finally {
    $server.Dispose()
}
