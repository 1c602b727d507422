namespace AxiosPS;

/// <summary>An answer that is recorded while its body is read.</summary>
internal sealed class RecordingResponse : TransportResponse
{
    private readonly TransportResponse answer;
    private readonly Recording recording;

    public RecordingResponse(TransportResponse answer, Recording recording)
        : base(answer.StatusCode, answer.Headers, new RecordingStream(answer, recording))
    {
        this.answer = answer;
        this.recording = recording;
        ContentLength = answer.ContentLength;
        ReasonPhrase = answer.ReasonPhrase;
        HttpVersion = answer.HttpVersion;
        Connecting = answer.Connecting;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        try
        {
            // The body of a redirect that is followed is never read.
            recording.End(RedirectTarget.Location(answer) is null ? CassetteEnd.GivenUp : CassetteEnd.Whole);
        }
        finally
        {
            base.Dispose(disposing);
            answer.Dispose();
        }
    }
}
