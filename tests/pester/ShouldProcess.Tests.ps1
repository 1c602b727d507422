# -WhatIf and -Confirm: on the cmdlets that change something outside of the objects they are given, and nowhere else. What single ones say and
# leave is in the files of those.

BeforeDiscovery {
    $changes = 'Invoke-AxiosRequest', 'Start-AxiosRequest', 'Remove-AxiosPlugin', 'Remove-AxiosHook', 'New-AxiosPluginModule'
}

BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'ShouldProcess' {
    It 'is supported by those that send, write or take away, with an impact that does not ask by itself' -TestCases @{ changes = $changes } {
        $supporting = (Get-Command -Module AxiosPS -CommandType Cmdlet).Where{ $_.Parameters.ContainsKey('WhatIf') }
        $written = $supporting.Where{ $_.Name -notin $changes }
        $written.Where{ $_.Verb -notin 'Export', 'Save', 'Remove', 'Clear', 'Set' }.Name | Should -BeNullOrEmpty
        $changes | Should -BeIn $supporting.Name
        foreach ($command in $supporting) {
            $declared = $command.ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0]
            $declared.ConfirmImpact | Should -BeIn Medium, Low -Because $command.Name
        }
    }

    It 'is supported by every cmdlet with a verb that takes away' {
        (Get-Command -Module AxiosPS -CommandType Cmdlet).Where{ $_.Verb -in 'Remove', 'Clear', 'Set' -and -not $_.Parameters.ContainsKey('WhatIf') }.Name | Should -BeNullOrEmpty
    }

    Context 'is asked for each change' {
        BeforeAll {
            # A host that answers as it is told, and counts.
            Add-Type -IgnoreWarnings -WarningAction Ignore @'
using System; using System.Collections.Generic; using System.Collections.ObjectModel; using System.Globalization; using System.Management.Automation; using System.Management.Automation.Host; using System.Security;
public sealed class AnsweringHost : PSHost {
    public AnsweringUI Answering { get; } = new AnsweringUI();
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture; public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
    public override Guid InstanceId { get; } = Guid.NewGuid(); public override string Name => "Answering"; public override Version Version => new Version(1, 0);
    public override PSHostUserInterface UI => Answering;
    public override void EnterNestedPrompt() { } public override void ExitNestedPrompt() { } public override void NotifyBeginApplication() { } public override void NotifyEndApplication() { } public override void SetShouldExit(int code) { }
}
public sealed class AnsweringUI : PSHostUserInterface {
    public Queue<int> Answers { get; } = new Queue<int>(); public List<string> Asked { get; } = new List<string>();
    public override PSHostRawUserInterface RawUI => null;
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int standard) { Asked.Add(message); return Answers.Dequeue(); }
    public override Dictionary<string, PSObject> Prompt(string c, string m, Collection<FieldDescription> d) => throw new NotSupportedException();
    public override PSCredential PromptForCredential(string c, string m, string u, string t) => throw new NotSupportedException();
    public override PSCredential PromptForCredential(string c, string m, string u, string t, PSCredentialTypes a, PSCredentialUIOptions o) => throw new NotSupportedException();
    public override string ReadLine() => throw new NotSupportedException(); public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();
    public override void Write(string v) { } public override void Write(ConsoleColor f, ConsoleColor b, string v) { } public override void WriteLine(string v) { } public override void WriteDebugLine(string m) { }
    public override void WriteErrorLine(string v) { } public override void WriteProgress(long s, ProgressRecord r) { } public override void WriteVerboseLine(string m) { } public override void WriteWarningLine(string m) { }
}
'@
            $yes, $all, $no = 0, 1, 2

            function Invoke-Answered([int[]] $Answers, [string] $Script) {
                $answering = [AnsweringHost]::new()
                foreach ($answer in $Answers) { $answering.Answering.Answers.Enqueue($answer) }
                $runspace = [runspacefactory]::CreateRunspace($answering, [initialsessionstate]::CreateDefault2())
                $runspace.Open()
                $shell = [powershell]::Create($runspace)
                try {
                    $null = $shell.AddScript('param($path, $at, $drive) Import-Module $path; $global:server = $at; $global:TestDrive = $drive; $global:api = New-AxiosClient $server').AddArgument($modulePath).AddArgument($server).AddArgument("$TestDrive").Invoke()
                    $shell.Commands.Clear()
                    $output = $shell.AddScript($Script).Invoke()
                    $shell.Streams.Error | Should -BeNullOrEmpty
                    [pscustomobject]@{ Output = @($output); Asked = $answering.Answering.Asked }
                }
                finally {
                    $shell.Dispose()
                    $runspace.Dispose()
                }
            }
        }

        It 'request by request, of which only those with a yes are sent, and a yes to all ends the questions' {
            Clear-TestLog
            $run = Invoke-Answered $yes, $no, $all '"/echo?1", "/echo?2", "/echo?3", "/echo?4" | Invoke-AxiosRequest -Client $api -Method Delete -Confirm -As Data'
            $run.Output.query | Should -Be 1, 3, 4
            (Get-TestLog).query | Should -Be 1, 3, 4
            $run.Asked.Count | Should -Be 3
            $run.Asked[0] | Should -BeLike "*DELETE*$server/echo?1*"
        }

        It 'by -ThrottleLimit too, on the thread of the caller' {
            Clear-TestLog
            $run = Invoke-Answered $no, $yes '"/echo?1", "/echo?2" | Invoke-AxiosRequest -Client $api -Method Put -ThrottleLimit 4 -Confirm -As Data'
            $run.Output.query | Should -Be 2
            (Get-TestLog).query | Should -Be 2
        }

        It 'by $ConfirmPreference, of unsafe methods alone' {
            Clear-TestLog
            $run = Invoke-Answered @($no) '$ConfirmPreference = "Low"; Invoke-AxiosRequest /echo -Client $api -As Data; Invoke-AxiosRequest /echo -Client $api -Method Post'
            $run.Output.method | Should -Be GET
            $run.Asked.Count | Should -Be 1
            (Get-TestLog).method | Should -Be GET
        }

        It 'before a job is started, a hook or a plugin taken away, and a folder written' {
            Clear-TestLog
            $run = Invoke-Answered $no, $no, $no, $no @'
Add-AxiosPlugin -Client $api @{ Name = 'Mine'; Attach = { param($client) Add-AxiosInterceptor -Client $client {} -Name hook } }
Start-AxiosRequest /echo -Client $api -Method Delete -Confirm
Remove-AxiosPlugin -Client $api -Name Mine -Confirm
Get-AxiosPipeline $api | Where-Object Id | Remove-AxiosHook -Confirm
New-AxiosPluginModule Asked -Path $TestDrive -Confirm
$api.Plugins.Count, @(Get-AxiosPipeline $api | Where-Object Id).Count
'@
            $run.Asked.Count | Should -Be 4
            $run.Output | Should -Be 1, 1
            @(Get-TestLog).Count | Should -Be 0
            "$TestDrive/AxiosPS.Plugin.Asked" | Should -Not -Exist
        }
    }
}
