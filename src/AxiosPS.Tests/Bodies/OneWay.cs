namespace AxiosPS.Tests.Bodies;

/// <summary>A stream that goes one way only, as a network's does.</summary>
internal sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
}
