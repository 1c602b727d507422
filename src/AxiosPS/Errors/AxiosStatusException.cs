namespace AxiosPS;

/// <summary>The status check (<see cref="RequestConfig.ValidateStatus"/>) refused the answer, which is in <see cref="AxiosException.Response"/>.</summary>
public sealed class AxiosStatusException : AxiosException
{
    private const int LongestProblem = 500;

    internal AxiosStatusException(AxiosResponse response)
        : base($"{Line(response.Method, response.Uri)} answered {response.StatusLine}{Describe(response.Problem)}")
    {
        TieTo(response);
    }

    /// <summary>The status code of the answer.</summary>
    public int StatusCode => Response!.StatusCode;

    /// <summary>What the server says of its failure (RFC 9457), null if it says nothing in that form. The message has its title and detail.</summary>
    public ProblemDetails? Problem => Response!.Problem;

    private static string Describe(ProblemDetails? problem)
    {
        if (problem?.ToString() is not { Length: > 0 } text)
        {
            return ".";
        }

        var said = text.Length <= LongestProblem ? text : text[..LongestProblem] + "…";
        return ": " + HttpTokens.Visible(said.Trim());
    }
}
