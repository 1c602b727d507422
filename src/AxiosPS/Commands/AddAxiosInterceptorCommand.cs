using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Registers an interceptor.</summary>
[Cmdlet(VerbsCommon.Add, "AxiosInterceptor", DefaultParameterSetName = nameof(OnRejected))]
[OutputType(typeof(AxiosClient))]
public sealed class AddAxiosInterceptorCommand : AddToClientCommand
{
    /// <summary>Gets the config before it is sent.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Request))]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public IRequestHook? Request { get; set; }

    /// <summary>Gets the response before the caller does.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Response))]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public IResponseHook? Response { get; set; }

    /// <summary>Gets the errors from further in; a response that it puts out recovers. Alone, it is a response interceptor.</summary>
    [Parameter(ParameterSetName = nameof(Request))]
    [Parameter(ParameterSetName = nameof(Response))]
    [Parameter(Mandatory = true, ParameterSetName = nameof(OnRejected))]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public IErrorHook? OnRejected { get; set; }

    /// <summary>The name that lists and errors show. Default: where it is written, or its text.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Take part only where this scriptblock is true; $_ is what the interceptor would get.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public IHookCondition? When { get; set; }

    /// <summary>Run for every attempt instead of once per call.</summary>
    [Parameter]
    public SwitchParameter EachAttempt { get; set; }

    private protected override void Add()
    {
        var options = new HookOptions { Name = Name, When = When, EachAttempt = EachAttempt };
        if (ParameterSetName == nameof(Request))
        {
            Client.Interceptors.Request.Use(Request, OnRejected, options);
        }
        else
        {
            Client.Interceptors.Response.Use(Response, OnRejected, options);
        }
    }
}
