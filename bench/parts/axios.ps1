# The axios of JavaScript, on node, against the same server: parsed JSON here and there, warm, one after the other and 16 at once.
param([hashtable] $Plan)

$folder = "$PSScriptRoot/../node"
if (-not (Get-Command node -CommandType Application -ErrorAction Ignore)) { return 'axios on node: there is no `node` on this machine.' }
if (-not (Test-Path $folder/node_modules/axios)) { return 'axios on node: it is not there; `npm install` in `bench/node` gets it.' }

$start = [Diagnostics.ProcessStartInfo]::new('node')
$start.WorkingDirectory = $folder
$start.ArgumentList.Add('peer.mjs')
$start.ArgumentList.Add("$server/json")
$start.RedirectStandardInput = $start.RedirectStandardOutput = $true
$node = [Diagnostics.Process]::Start($start)

# Has node send that many, so many at once, and gives the time that it took there.
function Invoke-Node([int] $Count, [int] $AtOnce) {
    $node.StandardInput.WriteLine("$Count $AtOnce")
    $answer = $node.StandardOutput.ReadLine()
    if (-not $answer) { throw 'node has ended.' }
    [timespan]::FromMilliseconds([double]::Parse($answer, [cultureinfo]::InvariantCulture))
}

try {
    $version = $node.StandardOutput.ReadLine()
    $client = New-AxiosClient $server
    $count = $Plan.Many
    $uris = [string[]](@("$server/json") * $count)
    $peers = [ordered]@{
        Node       = { Invoke-Node $count 1 }
        Ours       = { for ($i = 0; $i -lt $count; $i++) { $null = Invoke-AxiosRequest /json -Client $client -As Data } }
        NodeAtOnce = { Invoke-Node $count 16 }
        OursAtOnce = { if (@($uris | Invoke-AxiosRequest -Client $client -ThrottleLimit 16 -As Data).Count -ne $count) { throw 'Answers are missing.' } }
    }
    $took = Measure-InTurn $peers -Rounds $Plan.ManyRounds -WarmUpSec $Plan.WarmUpSec -AfterEach { Clear-TestLog }
    Get-Row "$count requests, one after the other" $took.Ours $version $took.Node
    Get-Row "$count requests, ``-ThrottleLimit 16``" $took.OursAtOnce "$version, 16 at once" $took.NodeAtOnce
}
finally {
    $node.StandardInput.Close() # then it ends by itself
    $node.WaitForExit()
}
