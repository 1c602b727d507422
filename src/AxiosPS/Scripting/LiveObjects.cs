using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.ConstrainedExecution;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;

namespace AxiosPS.Scripting;

/// <summary>
/// Objects that are no data but a handle on something: their properties lead to half of the process, and reading them does
/// things. Streams, files, readers, sockets' kin, timers and components (a process) are all MarshalByRefObject.
/// </summary>
internal static class LiveObjects
{
    /// <summary>What is to be said of a value that a field of a request is given, and that has no text to send; null of any other.</summary>
    public static string? Refusal(object value) =>
        ReferenceEquals(value, System.Management.Automation.Internal.AutomationNull.Value) ? "has no value: did a command find nothing? $null leaves it out"
        : value is not CultureInfo && Is(value) ? $"is given a live object ({value.GetType().FullName}). Send the property that you mean"
        : null;

    public static bool Is(object value) => value is MarshalByRefObject or CriticalFinalizerObject or IntPtr or UIntPtr
        or Type or System.Reflection.MemberInfo or System.Reflection.Assembly or System.Reflection.Module or Delegate or Exception
        or Task or CancellationToken or CancellationTokenSource or WeakReference or CultureInfo or X509Certificate
        or System.Net.Sockets.Socket or HttpMessageInvoker or HttpMessageHandler or HttpContent or HttpRequestMessage or HttpResponseMessage
        or XmlNode or XObject or ScriptBlock or CommandInfo or PSModuleInfo or Runspace or PowerShell or EngineIntrinsics
        or System.Management.Automation.Host.PSHost or System.Management.Automation.Language.Ast or AxiosClient or RequestContext;
}
