namespace AxiosPS;

/// <summary>The status check (<see cref="RequestConfig.ValidateStatus"/>) refused the answer, which is in <see cref="AxiosException.Response"/>.</summary>
public sealed class AxiosStatusException : AxiosException
{
    internal AxiosStatusException(AxiosResponse response)
        : base($"{AxiosException.Line(response.Method, response.Uri)} answered {response.StatusLine}.")
    {
        TieTo(response);
    }

    /// <summary>The status code of the answer.</summary>
    public int StatusCode => Response!.StatusCode;
}
