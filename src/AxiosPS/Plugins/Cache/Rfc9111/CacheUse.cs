namespace AxiosPS.Plugins;

/// <summary>What a stored answer is good for.</summary>
internal enum CacheUse
{
    /// <summary>It is the answer.</summary>
    Answer,

    /// <summary>It is the answer, but it is time to fetch another one behind the scenes.</summary>
    AnswerAndRenew,

    /// <summary>The server has to say whether it is still good.</summary>
    Validate,
}
