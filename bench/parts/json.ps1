# A list of JSON, 10 MB in the whole benchmark, fetched and parsed.
param([hashtable] $Plan)

$list = "$server/items/$($Plan.Items)"
$size = (Invoke-WebRequest $list -Method Head).Headers['Content-Length'][0] / 1MB
$peers = [ordered]@{
    Theirs = { $null = Invoke-RestMethod $list }
    Ours   = { $null = Invoke-AxiosRequest $list -As Data -NoEnumerate }
}
$took = Measure-InTurn $peers -Rounds $Plan.JsonRounds -WarmUpRounds 2 -Collect
Get-Row ('a JSON list of {0:0} MB, parsed' -f $size) $took.Ours '`Invoke-RestMethod`' $took.Theirs
