namespace AxiosPS;

/// <summary>How a list of values stands in a query or a urlencoded form.</summary>
public enum ArrayFormat
{
    /// <summary><c>a=1&amp;a=2</c></summary>
    Repeat,

    /// <summary><c>a[]=1&amp;a[]=2</c></summary>
    Brackets,

    /// <summary><c>a[0]=1&amp;a[1]=2</c></summary>
    Indices,

    /// <summary><c>a=1,2</c></summary>
    Comma,
}
