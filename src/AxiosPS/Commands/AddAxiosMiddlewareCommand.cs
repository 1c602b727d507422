using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Registers a middleware, inside those before it.</summary>
[Cmdlet(VerbsCommon.Add, "AxiosMiddleware")]
[OutputType(typeof(AxiosClient))]
public sealed class AddAxiosMiddlewareCommand : AddToClientCommand
{
    /// <summary>Gets the context and next, and puts a response out.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public IMiddleware Middleware { get; set; } = null!;

    /// <summary>The name that lists and errors show.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    private protected override void Add() => Client.Use(Middleware, new() { Name = Name });
}
