namespace AxiosPS;

/// <summary>A listener that nobody misses where its call shares the answer of another: the progress bar of a command.</summary>
internal interface IPassingProgress : ITransferProgress;
