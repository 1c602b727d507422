namespace AxiosPS;

/// <summary>What is wrong with the certificate that a server has shown.</summary>
[Flags]
internal enum CertificateProblems
{
    None = 0,

    /// <summary>It leads to no root that is trusted.</summary>
    Root = 1,

    /// <summary>It is for another name than the one that was asked for.</summary>
    Name = 2,

    /// <summary>It, or one above it, is over or not valid yet.</summary>
    Time = 4,

    /// <summary>Anything else.</summary>
    Other = 8,
}
