using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>An object of the pipeline as a request: what it says, and how it is shown.</summary>
internal sealed class RequestInput
{
    private const string Remedy = "Pipe addresses, hashtables such as @{ Uri = '/users'; Method = 'POST' }, or rows with such properties (Import-Csv).";

    private readonly object? given;

    private RequestInput(object? given, object shown, int index) => (this.given, Tag) = (given, new(shown, index));

    /// <summary>Goes to the answer or the error.</summary>
    public InputTag Tag { get; }

    /// <summary>Whether what the command says comes before it, and not the other way round.</summary>
    public bool IsRow => given is InputRecord { IsRow: true };

    /// <summary>Reads the object; whatever it is, this throws nothing.</summary>
    /// <param name="given">The object as the pipeline hands it over.</param>
    /// <param name="index">Which it is, from 0.</param>
    public static RequestInput Of(object? given, int index)
    {
        var value = given is null ? null : ModuleLifetime.Unwrap(given);
        return value switch
        {
            Uri uri => OfText(uri.OriginalString, uri, index),
            string text => OfText(text, text, index),
            RequestConfig or InputRecord => new(value, value, index),
            IDictionary options => OfRecord(new([.. RequestConfigConverter.Entries(options)], InputRecord.Shape.Options), index),
            PSObject row => OfRecord(new([.. Columns(row)], InputRecord.Shape.Row), index),
            _ when IsNumber(value) => new(value, value!, index),
            _ => new(value, Kind(value), index),
        };
    }

    /// <summary>What the object says of a request; nobody else holds it.</summary>
    /// <param name="command">What the command says for all.</param>
    /// <param name="client">What the client says.</param>
    /// <exception cref="ArgumentException">It is no request, or one that cannot be sent.</exception>
    public RequestConfig Config(RequestConfig command, RequestConfig client) => given switch
    {
        null or "" => throw new ArgumentException($"An object from the pipeline is empty or $null. {Remedy}"),
        string text => new() { Uri = text },
        InputRecord record => OfRecord(record, command, client),
        RequestConfig config => config.Copy(),
        _ when IsNumber(given) => new() { Uri = ((IFormattable)given).ToString(null, CultureInfo.InvariantCulture) },
        ICollection => throw new ArgumentException($"{Kind(given)} is no request. If there are requests in it, pipe them one by one: $requests | Invoke-AxiosRequest."),
        _ => throw new ArgumentException($"What came from the pipeline is {Kind(given)}, and that is no request. {Remedy}"),
    };

    /// <summary>An object by its type and not by its value, for messages.</summary>
    public static string Kind(object? value) => value is null ? "$null" : $"an object of the type {value.GetType().Name}";

    private static RequestConfig OfRecord(InputRecord record, RequestConfig command, RequestConfig client)
    {
        record.Streams ??= command.Streams;
        var config = record.Config();
        var fills = record.IsRow && RowPlaceholders.Fill(config, record, command, client);
        return fills || (command.Uri is null ? record.HasOptions : record.NamesOptions) ? config : throw new ArgumentException(
            "A row from the pipeline says nothing of its request: no column has the name of an option (Uri, Method, Query, Json, Body …) or of a placeholder of the address. "
            + "A column Id goes into -Uri '/users/{id}'; a row goes out as the body by Select-Object @{ Name = 'Json'; Expression = { $_ } }.");
    }

    private static RequestInput OfRecord(InputRecord record, int index) => new(record, record, index);

    // With a secret it is a record, which shows none and can be sent again all the same.
    private static RequestInput OfText(string text, object shown, int index) =>
        Secrets.RedactMalformed(text) == text ? new(text, shown, index) : OfRecord(new([(nameof(RequestConfig.Uri), text)], InputRecord.Shape.Address), index);

    private static bool IsNumber(object? value) => value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or System.Numerics.BigInteger;

    private static IEnumerable<(string Name, object? Value)> Columns(PSObject row)
    {
        foreach (var property in row.Properties)
        {
            if (property.IsGettable)
            {
                yield return (property.Name, Value(property));
            }
        }
    }

    // As PowerShell has it: a property that throws is empty.
    private static object? Value(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
