# Pairs Invoke-AxiosRequest with its peers against the test server, in turns within one run, so that both meet the same machine.
param([int] $Rounds = 20, [int] $Requests = 200)

. $PSScriptRoot/../tests/pester/common.ps1

$client = New-AxiosClient $server
$uri = "$server/json"
$peers = [ordered]@{
    'Invoke-RestMethod'           = { Invoke-RestMethod $uri }
    'Invoke-AxiosRequest'         = { Invoke-AxiosRequest $uri -As Data }
    'Invoke-AxiosRequest -Client' = { Invoke-AxiosRequest /json -Client $client -As Data }
}

$times = @{}
foreach ($round in 0..$Rounds) {
    foreach ($name in $peers.Keys) {
        $peer = $peers[$name]
        $clock = [Diagnostics.Stopwatch]::StartNew()
        for ($i = 0; $i -lt $Requests; $i++) { $null = & $peer }

        # Round 0 warms up.
        if ($round) { $times[$name] += @($clock.Elapsed.TotalMilliseconds / $Requests) }
    }
}

foreach ($name in $peers.Keys) {
    $sorted = $times[$name] | Sort-Object
    [pscustomobject]@{
        Peer        = $name
        'median ms' = [Math]::Round($sorted[[int][Math]::Floor($sorted.Count / 2)], 3)
        'best ms'   = [Math]::Round($sorted[0], 3)
    }
}
