using System.ComponentModel;

namespace AxiosPS;

/// <summary>Hears how far the bodies of a call have come: at most five times a second, and at the end of each.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface ITransferProgress
{
    /// <summary>Hears of it. The transfer goes on when this is done; what it throws ends the call.</summary>
    ValueTask ReportAsync(TransferProgress progress, CancellationToken cancellationToken);
}
