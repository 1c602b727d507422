BeforeAll {
    Import-Module "$PSScriptRoot/../out/AxiosPS.Plugin.Timing"
}

Describe 'New-AxiosTimingPlugin' {
    It 'writes method, address, time and status' {
        $mock = New-AxiosMockTransport @{ Body = 'hello' }
        $api = New-AxiosClient https://api.test -Transport $mock -Plugin (New-AxiosTimingPlugin)
        $null = Invoke-AxiosRequest /users -Client $api -InformationVariable lines
        "$lines" | Should -Match '^\[GET\] https://api\.test/users — \d+\.\dms \(HTTP 200\)$'
    }
}
