using System.Collections;
using System.Management.Automation;
using System.Text;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Makes a response without a server: for a middleware that answers by itself, a handler that recovers, a test.</summary>
[Cmdlet(VerbsCommon.New, "AxiosResponse", DefaultParameterSetName = "NoBody")]
[OutputType(typeof(AxiosResponse))]
public sealed class NewAxiosResponseCommand : PSCmdlet
{
    /// <summary>The status. Default 200.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(100, 599)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    public int StatusCode { get; set; } = 200;

    /// <summary>Any object as a JSON body.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Json))]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object? Json { get; set; }

    /// <summary>A string or byte[] as the body.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Body))]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object Body { get; set; } = "";

    /// <summary>The Content-Type. Default: what the kind of body says.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContentTypeCompleter))]
    public string? ContentType { get; set; }

    /// <summary>The headers.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResponseHeadersCompleter))]
    public IDictionary Headers { get; set; } = new Hashtable();

    /// <summary>The context that it answers: gives it its address and method.</summary>
    [Parameter]
    [ValidateNotNull]
    public RequestContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var (bytes, type) = Content();
            var headers = new HeaderCollection(Headers);
            if ((ContentType ?? (headers.Contains("Content-Type") ? null : type)) is { } named)
            {
                headers["Content-Type"] = named;
            }

            WriteObject(new AxiosResponse(StatusCode, bytes, headers, Context) { Format = PSDataFormat.Instance });
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    private (ReadOnlyMemory<byte> Bytes, string? Type) Content() => ParameterSetName switch
    {
        nameof(Json) => (PSDataFormat.Instance.Write(Json, JsonOptions.Default), MediaTypes.Json),
        nameof(Body) => ModuleLifetime.Unwrap(Body) switch
        {
            byte[] bytes => (bytes, MediaTypes.Bytes),
            string text => (Encoding.UTF8.GetBytes(text), MediaTypes.Text),
            var other => throw new ArgumentException($"Body takes a string or a byte[], not a {other.GetType().Name}. For data use -Json."),
        },
        _ => default,
    };
}
