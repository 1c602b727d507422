namespace AxiosPS.Commands;

/// <summary>What a plugin is written in.</summary>
public enum PluginLanguage
{
    /// <summary>PowerShell alone.</summary>
    PowerShell,

    /// <summary>A class in C#, made by a function in PowerShell.</summary>
    CSharp,
}
