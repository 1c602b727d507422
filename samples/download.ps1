# A download that breaks off, goes on where it was, and is checked.
$ErrorActionPreference = 'Stop'
Add-Type -Path $PSScriptRoot/EchoServer.cs -IgnoreWarnings -WarningAction Ignore
$server = [AxiosPS.Samples.EchoServer]::new()
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))

try {
    $sha = [Security.Cryptography.SHA256]::HashData([byte[]]@(foreach ($i in 0..49999) { $i % 256 }))
    $download = @{
        Uri     = "$($server.Uri)/files/50000?break" # this server breaks it off once
        OutFile = Join-Path $folder file.bin
        Resume  = $true
        Hash    = "sha256:$([Convert]::ToHexString($sha))"
    }

    try {
        $null = Invoke-AxiosRequest @download
    }
    catch [AxiosPS.AxiosNetworkException] {
        "broken: $($_.Exception.Failure); there is $((Get-ChildItem $folder).Name -join ', ')"
    }

    $response = Invoke-AxiosRequest @download
    "whole: status $($response.StatusCode), $($response.File.Length) bytes, the hash is right"
}
finally {
    $server.Dispose()
    Remove-Item $folder -Recurse
}
