namespace AxiosPS.Commands;

/// <summary>A request of a job.</summary>
/// <param name="Config">What is sent.</param>
/// <param name="Choice">What is put out of the answer.</param>
/// <param name="Tag">What it was in the pipeline, null if it was none of it.</param>
/// <param name="Target">What the record of an error names that has no address.</param>
/// <param name="Refusal">Why it cannot be sent. It has its turn too: its error comes in order.</param>
internal sealed record JobRequest(RequestConfig Config, OutputChoice Choice, InputTag? Tag, object? Target, Exception? Refusal = null)
{
    public static JobRequest Refused(Exception refusal, InputTag tag) => new(new(), new(OutputForm.Response), tag, tag.Value, refusal);
}
