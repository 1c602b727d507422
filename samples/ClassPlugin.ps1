# A plugin as a PowerShell class: a circuit breaker, which stops asking a server that has failed several times in a row.
# Dot-source this file, then: $api | Add-AxiosPlugin -Plugin ([CircuitBreaker]::new(3, 30))
# An instance belongs to its runspace: for ForEach-Object -Parallel write the plugin as scriptblocks or in C#.
class CircuitBreaker {
    [string] $Name = 'CircuitBreaker'
    [int] $Limit
    [double] $RestSec
    [int] $Failures = 0
    [datetime] $OpenUntil = [datetime]::MinValue

    CircuitBreaker([int] $limit, [double] $restSec) {
        $this.Limit = $limit
        $this.RestSec = $restSec
    }

    [void] Attach($client) {
        $client.Use($this.Guard)
    }

    [object] Guard($context, $next) {
        if ([datetime]::UtcNow -lt $this.OpenUntil) {
            throw "The server has failed $($this.Failures) times in a row and rests until $($this.OpenUntil.ToString('u'))."
        }

        $ok = $false
        try {
            $response = & $next $context
            $ok = $response.StatusCode -lt 500
            return $response
        }
        finally {
            $this.Failures = $ok ? 0 : $this.Failures + 1
            if ($this.Failures -ge $this.Limit) {
                $this.OpenUntil = [datetime]::UtcNow.AddSeconds($this.RestSec)
            }
        }
    }
}
