BeforeDiscovery {
    Import-Module AxiosPS
}

BeforeAll {
    Import-Module "$PSScriptRoot/../out/AxiosPS.Plugin.__Name__/AxiosPS.Plugin.__Name__.psd1"

    # A client with the plugin, and no network: it answers 404 to /gone, and 200 to anything else.
    function Get-TestClient($Plugin) {
        $mock = New-AxiosMockTransport @{ Uri = '/gone'; StatusCode = 404 }, @{ Body = 'hello' }
        New-AxiosClient https://api.test -Transport $mock -Plugin $Plugin
    }
}

Describe 'New-Axios__Name__Plugin' {
    It 'says where each request comes from' {
        $api = Get-TestClient (New-Axios__Name__Plugin -Source shop/2.1)
        $null = Invoke-AxiosRequest /users -Client $api
        (Get-AxiosMockCall $api).Headers['X-Request-Source'] | Should -Be 'shop/2.1'
    }

    It 'refuses an empty source' {
        { New-Axios__Name__Plugin -Source '' } | Should -Throw
    }

    It 'counts the answers of each client by their status' {
        $plugin = New-Axios__Name__Plugin
        $one, $two = (Get-TestClient $plugin), (Get-TestClient $plugin)
        '/users', '/gone', '/orders' | Invoke-AxiosRequest -Client $one -SkipHttpErrorCheck | Out-Null
        $null = Invoke-AxiosRequest /users -Client $two
        $plugin.Answers[$one][200], $plugin.Answers[$one][404] | Should -Be 2, 1
        $plugin.Answers[$two][200] | Should -Be 1
    }

    It 'counts many at once, and those of other runspaces' {
        $plugin = New-Axios__Name__Plugin
        $api = Get-TestClient $plugin
        1..20 | ForEach-Object { "/$_" } | Invoke-AxiosRequest -Client $api -ThrottleLimit 8 | Out-Null
        1..80 | ForEach-Object -Parallel { Invoke-AxiosRequest /users -Client $using:api } | Out-Null
        $plugin.Answers[$api][200] | Should -Be 100
    }

    It 'does no more once it is removed, and forgets the client' {
        $plugin = New-Axios__Name__Plugin
        $api = Get-TestClient $plugin
        Remove-AxiosPlugin $plugin $api
        $null = Invoke-AxiosRequest /users -Client $api
        (Get-AxiosMockCall $api).Headers['X-Request-Source'] | Should -BeNullOrEmpty
        $plugin.Answers.Count | Should -Be 0
    }

    It 'has help with an example' {
        $help = Get-Help AxiosPS.Plugin.__Name__\New-Axios__Name__Plugin -Full
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.examples.example | Should -Not -BeNullOrEmpty
    }
}

Describe 'The package' {
    It '<_.Name>' -ForEach (Test-AxiosPlugin -Path $PSScriptRoot/..) {
        $_.Result | Should -Be Passed -Because "$($_.Message) $($_.Remedy)"
    }
}
