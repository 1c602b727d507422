using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Registers a middleware, inside those before it.</summary>
[Cmdlet(VerbsCommon.Add, "AxiosMiddleware")]
[OutputType(typeof(AxiosClient))]
public sealed class AddAxiosMiddlewareCommand : AddToClientCommand
{
    /// <summary>Gets the context and next, and puts a response out.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public IMiddleware Middleware { get; set; } = null!;

    /// <summary>The name that lists and errors show. Default: where it is written, or its text.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>
    /// Let many requests be in it at once: it runs as copies in runspaces of its own. It sees its arguments, the values of $using: and of a
    /// closure, and the functions of modules that it imports.
    /// </summary>
    [Parameter]
    public SwitchParameter Concurrent { get; set; }

    private protected override void Add() => Client.Use(Middleware, new() { Name = Name, Concurrent = Concurrent });
}
