namespace AxiosPS;

/// <summary>A body, or a part of a multipart one, that goes out once or many times.</summary>
internal abstract class BodyPart
{
    /// <summary>Whether it can go out (again): a stream that cannot seek does so once.</summary>
    public virtual bool CanRepeat => true;

    /// <summary>The bytes from their start.</summary>
    /// <exception cref="AxiosException">They cannot be had once more.</exception>
    public abstract HttpContent Open();
}
