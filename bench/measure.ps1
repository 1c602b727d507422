# What the parts of the benchmark share: peers in turns, medians, rows.

# Runs the peers in turns, so that all meet the same machine at the same time, and gives the median of each in milliseconds. A peer is a
# scriptblock; one that puts out a TimeSpan at its end has timed itself.
function Measure-InTurn {
    param(
        [Collections.IDictionary] $Peers,
        [int] $Rounds,
        [int] $Times = 1,              # how often a peer runs in its turn, each time by itself
        [double] $WarmUpSec = 0,       # .NET compiles anew what runs often, and in pwsh that takes it seconds: until then nothing is counted,
        [int] $WarmUpRounds = 1,       # nor are the first rounds
        [Collections.IDictionary] $Seldom = @{}, # the peers that take seconds, with the rounds between two of their turns
        [switch] $Collect,             # the litter of one is not the next one's affair
        [scriptblock] $AfterEach = {}
    )

    $samples = [ordered]@{}
    foreach ($name in $Peers.Keys) { $samples[$name] = [Collections.Generic.List[double]]::new() }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    for ($round = 1 - $WarmUpRounds; $round -le $Rounds; $round++) {
        if ($round -eq 1 -and $clock.Elapsed.TotalSeconds -lt $WarmUpSec) { $round = 0 }
        foreach ($name in $Peers.Keys) {
            if ($Seldom.Contains($name) -and $round -gt 1 -and ($round - 1) % $Seldom[$name]) { continue }
            $peer = $Peers[$name]
            for ($i = 0; $i -lt $Times; $i++) {
                if ($Collect) { [GC]::Collect() }
                $start = [Diagnostics.Stopwatch]::GetTimestamp()
                $output = . $peer
                $took = [Diagnostics.Stopwatch]::GetElapsedTime($start)
                if ($output -is [timespan]) { $took = $output }
                if ($round -gt 0) { $samples[$name].Add($took.TotalMilliseconds) }
            }
            . $AfterEach
        }
    }

    $medians = @{}
    foreach ($name in $samples.Keys) { $medians[$name] = Get-Median $samples[$name] }
    $medians
}

function Get-Median([double[]] $Values) {
    ($Values | Sort-Object)[[Math]::Floor($Values.Count / 2)]
}

# A row of the table: what was measured, what it takes here and with the peer. Less than 1 is faster.
function Get-Row([string] $Measured, [double] $Ours, [string] $Beside, [double] $Theirs, [string] $Unit = 'ms') {
    $ratio = ($Ours / $Theirs).ToString('0.00', [cultureinfo]::InvariantCulture)
    if ($Unit -eq 'ms' -and [Math]::Min($Ours, $Theirs) -lt 10) { $Ours, $Theirs, $Unit = ($Ours * 1000), ($Theirs * 1000), 'µs' }
    [pscustomobject]@{
        Measured = $Measured
        AxiosPS  = Format-Amount $Ours $Unit
        Beside   = $Beside
        Takes    = Format-Amount $Theirs $Unit
        Ratio    = $ratio
    }
}

function Format-Amount([double] $Amount, [string] $Unit) {
    $format = if ($Amount -lt 10) { '0.0' } else { '#,0' }
    "$($Amount.ToString($format, [cultureinfo]::InvariantCulture)) $Unit"
}

function ConvertTo-Markdown([object[]] $Rows) {
    '| measured | AxiosPS | beside | which takes | ratio |'
    '| --- | --: | --- | --: | --: |'
    foreach ($row in $Rows) { "| $($row.Measured) | $($row.AxiosPS) | $($row.Beside) | $($row.Takes) | $($row.Ratio) |" }
}
