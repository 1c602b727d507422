using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>What comes of the requests.</summary>
public sealed partial class AxiosRequestJob
{
    /// <summary>Puts an object out, as WriteObject does.</summary>
    internal void Write(object? value, bool enumerate)
    {
        if (value is null)
        {
            return; // Receive-Job leaves it out
        }

        if (enumerate && LanguagePrimitives.GetEnumerator(value) is { } items)
        {
            while (items.MoveNext())
            {
                Write(items.Current, false);
            }
        }
        else
        {
            Put(Output, PSObject.AsPSObject(value));
        }
    }

    /// <summary>Puts out the record of an error.</summary>
    internal void WriteError(Exception error, object? target) => Put(Error, ErrorRecords.From(error, target));

    /// <summary>Puts out what a hook wrote.</summary>
    internal void Write(object record)
    {
        switch (record)
        {
            case ErrorRecord error: Put(Error, error); break;
            case WarningRecord warning: Put(Warning, warning); break;
            case VerboseRecord verbose: Put(Verbose, verbose); break;
            case DebugRecord debug: Put(Debug, debug); break;
            case InformationRecord information: Put(Information, information); break;
        }
    }

    internal void WriteWarning(string message) => Put(Warning, new WarningRecord(message));

    // It is in when the others hear of it; a Receive-Job -Wait that has been stopped meanwhile is no failure of the request.
    private static void Put<T>(PSDataCollection<T> stream, T item)
    {
        try
        {
            stream.Add(item);
        }
        catch (ObjectDisposedException)
        {
        }
        catch (PSInvalidOperationException)
        {
        }
    }
}
