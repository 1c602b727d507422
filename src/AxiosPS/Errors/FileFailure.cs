namespace AxiosPS;

/// <summary>Why a body did not become a file.</summary>
public enum FileFailure
{
    /// <summary>The file could not be opened, written or renamed: no permission, no space, no such folder.</summary>
    Failed,

    /// <summary>There is a file of that name already, and <see cref="RequestConfig.Overwrite"/> is not set.</summary>
    Exists,

    /// <summary>Another call is downloading to the same file.</summary>
    Busy,

    /// <summary>What arrived does not hash to <see cref="RequestConfig.Hash"/>.</summary>
    Hash,
}
