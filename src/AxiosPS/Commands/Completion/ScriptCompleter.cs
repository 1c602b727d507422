namespace AxiosPS.Commands;

/// <summary>Completes a scriptblock with the arguments that it gets, where nothing has been typed yet.</summary>
internal sealed class ScriptCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => Script(request.Parameter) is var (script, tip) ? [new(script, tip) { IsCode = true }] : [];

    private static (string Script, string Tip)? Script(string parameter) => parameter switch
    {
        "Request" or "OnRequest" => ("{ param($config) }", "changes the config in place, or puts out another one"),
        "Response" or "OnResponse" => ("{ param($response) }", "changes the response in place, or puts out another one"),
        "OnRejected" or "OnError" => ("{ param($failure) }", "gets the error; a response that it puts out recovers, nothing lets the error go on"),
        "Middleware" => ("{ param($context, $next) & $next $context }", "puts out a response: that of & $next $context, or another one"),
        "When" => ("{ $_.Method -eq 'GET' }", "whether to take part; $_ is what the hook would get"),
        "Attach" or "Uninstall" => ("{ param($client) }", "gets the client"),
        "TransformRequest" => ("{ param($data, $headers) $data }", "gets the value of the body and the headers, and puts out the value to send"),
        "TransformResponse" => ("{ param($data, $headers) $data }", "gets the data and the headers, and puts out the data to go on with"),
        "OnRedirect" => ("{ param($redirect) }", "gets From, To, Headers and Follow of the redirect"),
        "OnProgress" => ("{ param($progress) }", "gets Direction, Bytes, TotalBytes and Percent"),
        "NextPage" => ("{ param($response) $response.Data.next }", "puts out the address of the next page, or nothing after the last"),
        "TokenProvider" => ("{ @{ Token = ''; ExpiresIn = 3600 } }", "puts out a token, and how many seconds it is good; $_.IsRefused says whether the last one was refused"),
        "Sink" => ("{ param($record) }", "gets each record of the log"),
        "ScriptBlock" => ("{ param($retry) $retry.Retry * 2 }", "puts out how many seconds to wait"),
        "Factory" => ("{  }", "puts out a new plugin each time"),
        _ => null,
    };
}
