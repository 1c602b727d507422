# Downloads to a file, beside curl.
param([hashtable] $Plan)

$curl = Get-Command curl -CommandType Application -ErrorAction Ignore | Select-Object -First 1
if (-not $curl) { return 'downloads: there is no `curl` on this machine.' }

$bytes = $Plan.Bytes
$uri = "$server/file/$bytes"
$folder = New-Item "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())" -ItemType Directory
$file = "$folder/file"
$client = New-AxiosClient $server
try {
    $null = Invoke-AxiosRequest $uri -Client $client -OutFile $file
    $hash = (Get-FileHash $file).Hash
    Remove-Item $file

    $peers = [ordered]@{
        Curl = { & $curl -sS -o $file $uri }
        Ours = { $null = Invoke-AxiosRequest $uri -Client $client -OutFile $file }
        Hash = { $null = Invoke-AxiosRequest $uri -Client $client -OutFile $file -Hash $hash }
        Web  = { $ProgressPreference = 'SilentlyContinue'; Invoke-WebRequest $uri -OutFile $file }
    }
    $took = Measure-InTurn $peers -Rounds $Plan.Downloads -AfterEach {
        if ((Get-Item $file).Length -ne $bytes) { throw 'A peer has not downloaded the whole.' }
        Remove-Item $file
    }
    $size = '{0:0} MB' -f ($bytes / 1MB)
    Get-Row "a download of $size, ``-OutFile``" $took.Ours '`curl -o`' $took.Curl
    Get-Row "the same with ``-Hash``" $took.Hash '`curl -o`' $took.Curl
    Get-Row "a download of $size, ``-OutFile``" $took.Ours '`Invoke-WebRequest -OutFile`' $took.Web
}
finally {
    Remove-Item $folder -Recurse
}
