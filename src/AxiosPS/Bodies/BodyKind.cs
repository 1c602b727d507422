namespace AxiosPS;

/// <summary>The kinds of body, named as the properties that set them.</summary>
internal enum BodyKind
{
    None,
    Json,
    UrlEncoded,
    Form,
    Body,
    InFile,
}
