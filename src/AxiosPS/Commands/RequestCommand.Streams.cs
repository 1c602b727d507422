using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>The parameters for what is put out as it arrives.</summary>
public abstract partial class RequestCommand
{
    /// <summary>
    /// With -As Events: how often in a row the request is sent again, with the last id, without an event in between. Default 10;
    /// 0 never sends it again.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaxReconnects { get; set; } = 10;

    private protected void CheckReconnects(OutputForm form)
    {
        if (!Has(nameof(MaxReconnects)))
        {
            return;
        }

        if (IsPaged)
        {
            throw new ArgumentException("-MaxReconnects is for server-sent events, and pages are none. Leave it out.");
        }

        if (form != OutputForm.Events)
        {
            throw new ArgumentException("-MaxReconnects is for server-sent events. Add -As Events.");
        }
    }
}
