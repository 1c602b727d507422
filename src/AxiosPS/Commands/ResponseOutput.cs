namespace AxiosPS.Commands;

/// <summary>Puts responses out in the form that was asked for.</summary>
/// <param name="choice">The form, or a type.</param>
/// <param name="noEnumerate">Whether an array stays one object.</param>
/// <param name="write">Where to: an object, and whether it is put out item by item.</param>
internal sealed class ResponseOutput(OutputChoice choice, bool noEnumerate, Action<object, bool> write)
{
    public void Write(AxiosResponse response)
    {
        if (choice.Type is { } type)
        {
            if (response.AsOneOrMore(type) is { } value)
            {
                write(value, !noEnumerate);
            }

            return;
        }

        switch (choice.Form)
        {
            case OutputForm.Data when response.DataError is { } error: throw error;
            case OutputForm.Data when response.Data is { } data: write(data, !noEnumerate && data is not byte[]); break;
            case OutputForm.Text when response.Bytes.Length > 0: write(response.Text, false); break;
            case OutputForm.Bytes when response.Bytes.Length > 0: write(response.Bytes, false); break;
            case OutputForm.Response: write(response, false); break;
        }
    }
}
