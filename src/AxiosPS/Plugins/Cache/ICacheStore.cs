namespace AxiosPS.Plugins;

/// <summary>
/// Where a <see cref="CachePlugin"/> keeps its answers: bytes under a key, until they expire. Keys are digests and tell nothing; the bytes
/// hold whole answers, with what servers have put into them. A store may lose what it has at any time, may be slow and may throw: then the
/// plugin asks the network. It may be asked by many threads at once.
/// </summary>
public interface ICacheStore
{
    /// <summary>
    /// Whether others than this process can read it. A store that outlives the process says true as well, even if nobody else reads it:
    /// else what is changed in between (by a PUT, say) would be missed. Answers that are <c>private</c> are not put there. Default: true.
    /// </summary>
    bool IsShared => true;

    /// <summary>What is kept under a key, exactly as it was given; null if there is nothing, or nothing any more. Nobody changes the bytes.</summary>
    /// <param name="key">64 letters and digits.</param>
    /// <param name="cancellationToken">Ends when nobody waits any more.</param>
    ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps bytes, in place of those that the key has.</summary>
    /// <param name="key">64 letters and digits.</param>
    /// <param name="value">The bytes, which nobody changes.</param>
    /// <param name="expires">From when on they are of no use.</param>
    /// <param name="cancellationToken">Ends when nobody waits any more.</param>
    ValueTask SetAsync(string key, byte[] value, DateTimeOffset expires, CancellationToken cancellationToken);

    /// <summary>Forgets a key; does nothing if it is not there.</summary>
    ValueTask RemoveAsync(string key, CancellationToken cancellationToken);

    /// <summary>Forgets all that the plugin has put there.</summary>
    ValueTask ClearAsync(CancellationToken cancellationToken);
}
