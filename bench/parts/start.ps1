# What a pwsh that has just started takes to import the module and to have its first answer.
param([hashtable] $Plan)

$module = "Import-Module '$($modulePath.Replace("'", "''"))'"
$starts = [ordered]@{
    Empty  = '1'
    Import = $module
    Ours   = "$module; Invoke-AxiosRequest $server/json -As Data"
    Theirs = "Invoke-RestMethod $server/json"
}
$peers = [ordered]@{}
foreach ($name in $starts.Keys) {
    $command = $starts[$name]
    $peers[$name] = { $null = pwsh -NoProfile -NonInteractive -Command $command; if ($LASTEXITCODE) { throw "This has failed: $command" } }.GetNewClosure()
}

$took = Measure-InTurn $peers -Rounds $Plan.Starts
Get-Row 'a fresh `pwsh`: import and first request' $took.Ours 'a fresh `pwsh`: `Invoke-RestMethod`' $took.Theirs
Get-Row 'a fresh `pwsh`: import alone' $took.Import 'a fresh `pwsh` that does nothing' $took.Empty
