# Pairs downloads to a file with curl -o, in turns within one run, from the test server. What counts is the ratio of the
# medians of the rates.
param([int] $Rounds = 7, [long] $Bytes = 512MB)

. $PSScriptRoot/../tests/pester/common.ps1

$curl = Get-Command curl -CommandType Application -ErrorAction Ignore | Select-Object -First 1
if (-not $curl) {
    'The downloads were not measured: there is no curl on this machine to compare with.'
    return
}

$uri = "$server/file/$Bytes"
$folder = New-Item "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())" -ItemType Directory
$file = "$folder/file"
$client = New-AxiosClient $server
$null = Invoke-AxiosRequest $uri -Client $client -OutFile $file
$hash = (Get-FileHash $file).Hash
Remove-Item $file

$peers = [ordered]@{
    'curl -o'                            = { & $curl -sS -o $file $uri }
    'Invoke-AxiosRequest -OutFile'       = { Invoke-AxiosRequest $uri -Client $client -OutFile $file }
    'Invoke-AxiosRequest -OutFile -Hash' = { Invoke-AxiosRequest $uri -Client $client -OutFile $file -Hash $hash }
    'Invoke-WebRequest -OutFile'         = { $ProgressPreference = 'SilentlyContinue'; Invoke-WebRequest $uri -OutFile $file }
}

$times = @{}
foreach ($name in $peers.Keys) { $times[$name] = [Collections.Generic.List[double]]::new() }
try {
    for ($round = 0; $round -le $Rounds; $round++) {
        foreach ($name in $peers.Keys) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $null = & $peers[$name]
            $took = $clock.Elapsed.TotalSeconds
            if ((Get-Item $file).Length -ne $Bytes) { throw "$name has not downloaded the whole." }
            Remove-Item $file
            if ($round -gt 0) { $times[$name].Add($took) } # the first time .NET compiles
        }
    }
}
finally {
    Remove-Item $folder -Recurse
}

function Median($values) { ($values | Sort-Object)[[Math]::Floor($values.Count / 2)] }

$base = Median $times['curl -o']
$peers.Keys | ForEach-Object {
    $median = Median $times[$_]
    [pscustomobject]@{
        Peer                = $_
        'median MB/s'       = [Math]::Round($Bytes / 1e6 / $median)
        'times curl''s rate' = '{0:0.00}' -f ($base / $median)
    }
} | Format-Table -AutoSize | Out-String -Width 140
