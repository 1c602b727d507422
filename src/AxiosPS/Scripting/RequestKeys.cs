using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using AxiosPS.Commands;

namespace AxiosPS.Scripting;

/// <summary>The names that a request object has for what it says: the options of a config, or the parameters of Invoke-AxiosRequest and their aliases.</summary>
internal static class RequestKeys
{
    private const string NoDecompress = nameof(RequestCommand.NoDecompress);
    private const string SkipHttpErrorCheck = nameof(RequestCommand.SkipHttpErrorCheck);
    private const string Token = nameof(RequestCommand.Token);
    private const string UserAgent = nameof(RequestCommand.UserAgent);

    private const double LeastMilliseconds = 100; // who gives fewer means seconds

    private const string Hint = "The usual ones are Uri, Method, Headers, Query, Json, Body and TimeoutSec (Get-Help Invoke-AxiosRequest -Parameter InputObject). "
        + "Values of your own are for rows ([pscustomobject]): their other columns come back in .Input.";

    // The parameters whose option has another name, or that are more than an option.
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(RequestCommand.TimeoutSec)] = nameof(RequestConfig.Timeout),
        [nameof(RequestCommand.AttemptTimeoutSec)] = nameof(RequestConfig.AttemptTimeout),
        [nameof(RequestCommand.ReadTimeoutSec)] = nameof(RequestConfig.ReadTimeout),
        [nameof(RequestCommand.MaxRetryAfterSec)] = nameof(RequestConfig.MaxRetryAfter),
        [nameof(RequestCommand.PathParameter)] = nameof(RequestConfig.PathParameters),
        [nameof(RequestCommand.Force)] = nameof(RequestConfig.Overwrite),
        [nameof(RequestCommand.OnProgress)] = nameof(RequestConfig.Progress),
        [NoDecompress] = NoDecompress,
        [SkipHttpErrorCheck] = SkipHttpErrorCheck,
        [Token] = Token,
        [UserAgent] = UserAgent,
    };

    // What those write who come from axios, where no name here is near.
    private static readonly Dictionary<string, string> OfAxios = new(StringComparer.OrdinalIgnoreCase)
    {
        ["params"] = nameof(RequestConfig.Query),
        ["data"] = nameof(RequestConfig.Json),
        ["signal"] = nameof(RequestConfig.CancelToken),
        ["maxContentLength"] = nameof(RequestConfig.MaxResponseBytes),
        ["onDownloadProgress"] = nameof(RequestCommand.OnProgress),
        ["onUploadProgress"] = nameof(RequestCommand.OnProgress),
        ["beforeRedirect"] = nameof(RequestConfig.OnRedirect),
    };

    private static readonly string[] Names = [.. RequestConfig.OptionNames, .. Parameters.Keys];

    private static readonly Dictionary<string, string> Options = Names
        .ToDictionary(name => name, name => Parameters.GetValueOrDefault(name, name), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> OfRow =
    [
        nameof(RequestConfig.Uri), nameof(RequestConfig.Method), nameof(RequestConfig.Headers), nameof(RequestConfig.Query), nameof(RequestConfig.PathParameters),
        nameof(RequestConfig.ArrayFormat), nameof(RequestConfig.Json), nameof(RequestConfig.UrlEncoded), nameof(RequestConfig.Form), nameof(RequestConfig.Body),
        nameof(RequestConfig.ContentType), nameof(RequestConfig.OutFile), nameof(RequestConfig.Hash), nameof(RequestConfig.Timeout), nameof(RequestConfig.AttemptTimeout),
        nameof(RequestConfig.ReadTimeout), nameof(RequestConfig.MaxRetries), nameof(RequestConfig.RetryOnStatus), nameof(RequestConfig.MaxRetryAfter),
        nameof(RequestConfig.MaxRedirects), nameof(RequestConfig.Decompress), nameof(RequestConfig.DateKind), NoDecompress, UserAgent,
    ];

    // What a command says once, for all that it sends.
    private static readonly HashSet<string> OfCommand = new(StringComparer.OrdinalIgnoreCase);

    static RequestKeys()
    {
        foreach (var parameter in typeof(InvokeAxiosRequestCommand).GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute))))
        {
            string[] names = [parameter.Name, .. parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];
            var option = Options.GetValueOrDefault(parameter.Name);
            foreach (var name in names)
            {
                if (option is null)
                {
                    OfCommand.Add(name);
                }
                else
                {
                    Options.TryAdd(name, option);
                }
            }
        }
    }

    /// <summary>Whether a row may say something by this name: of its own request, and nothing that loosens a guard or reads a file.</summary>
    public static bool IsOfRow(string name) => Options.TryGetValue(name, out var option) && OfRow.Contains(option);

    /// <summary>The option that a request says something of by this name; the name itself if it is none.</summary>
    public static string OptionOf(string name) => Options.GetValueOrDefault(name, name);

    /// <summary>A config that says what these entries say.</summary>
    /// <exception cref="ArgumentException">One of them is no option, or cannot have its value.</exception>
    public static RequestConfig Config(IEnumerable<(string Name, object? Value)> entries)
    {
        var config = new RequestConfig();
        object? token = null, agent = null;
        foreach (var (name, value) in entries)
        {
            switch (Option(name))
            {
                case SkipHttpErrorCheck:
                    config.ValidateStatus = IsTrue(name, value) ? StatusCheck.Any : config.ValidateStatus;
                    break;
                case NoDecompress:
                    config.Decompress = !IsTrue(name, value);
                    break;
                case Token:
                    token = value;
                    break;
                case UserAgent:
                    agent = value;
                    break;
                case nameof(RequestConfig.Uri):
                    config[nameof(RequestConfig.Uri)] = Address(value);
                    break;
                case nameof(RequestConfig.Timeout) when name.Equals(nameof(RequestConfig.Timeout), StringComparison.OrdinalIgnoreCase) && Number(value) is > 0 and var number:
                    throw new ArgumentException(FormattableString.Invariant(
                        $"'{name}' is in milliseconds for axios. Seconds are '{nameof(RequestCommand.TimeoutSec)}' here: {nameof(RequestCommand.TimeoutSec)} = {(number < LeastMilliseconds ? number : number / 1000)}."));
                case nameof(RequestConfig.RetryOnStatus) when value is string several:
                    config.Set(nameof(RequestConfig.RetryOnStatus), several.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries), name);
                    break;
                case var option:
                    config.Set(option, value, name);
                    break;
            }
        }

        AddHeaders(config, agent, token); // last, for Headers replaces them all
        return config;
    }

    private static string Option(string name)
    {
        if (Options.TryGetValue(name, out var option))
        {
            return option;
        }

        return OfCommand.TryGetValue(name, out var parameter)
            ? throw new ArgumentException($"'{parameter}' is no option of one request. -{parameter} of the command is for all that it sends: give it there, or splat a hashtable that has it ($request = …; Invoke-AxiosRequest @request).")
            : OfAxios.TryGetValue(name, out var here) ? throw new ArgumentException($"'{name}' is no option of a request. What axios calls so is '{here}' here.")
            : Known.Name(name, Names, "a request", Hint);
    }

    private static double? Number(object? value) => (value is null ? null : ModuleLifetime.Unwrap(value)) switch
    {
        IConvertible number and not (string or Enum or bool or char or DateTime) => number.ToDouble(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Address(object? value) => (value is null ? null : ModuleLifetime.Unwrap(value)) switch
    {
        null => null,
        string text => text,
        Uri uri => uri.OriginalString, // a conversion to a text would unescape it
        IFormattable number and not PSObject => number.ToString(null, CultureInfo.InvariantCulture),
        var other => throw new ArgumentException($"Uri takes an address, a text or a Uri, and not {RequestInput.Kind(other)}."),
    };

    private static bool IsTrue(string name, object? value) => (value is null ? null : ModuleLifetime.Unwrap(value)) switch
    {
        string text => bool.TryParse(text, out var flag) ? flag : throw new ArgumentException($"{name} cannot be '{text}'. Write true or false."), // any text is true to PowerShell
        var other => LanguagePrimitives.IsTrue(other),
    };

    private static void AddHeaders(RequestConfig config, object? agent, object? token)
    {
        if (agent is not null)
        {
            config.Headers["User-Agent"] = agent;
        }

        if (token is null)
        {
            return;
        }

        if (config.Headers.Contains("Authorization"))
        {
            throw new ArgumentException("The Authorization header is given twice, by Headers and by Token. Leave one of them out.");
        }

        var text = ModuleLifetime.Unwrap(token) switch
        {
            SecureString secure => Secrets.Reveal(secure),
            string plain => plain,
            var other => throw new ArgumentException($"Token takes a SecureString or a text, and not {RequestInput.Kind(other)}."),
        };
        config.Headers["Authorization"] = text is "" or Secrets.Mask ? throw new ArgumentException("Token is empty or masked.") : "Bearer " + text;
    }
}
