namespace AxiosPS;

/// <summary>
/// Keeps secrets with the origin that they were meant for: those of a call with the origin that the call names, those of a
/// client or a hook with the client's base (or, where it has none, with the origin of the call).
/// </summary>
internal static class OriginGuard
{
    /// <summary>Removes the secrets that are not meant for the target; false if there were none.</summary>
    public static bool Strip(FieldCollection fields, Uri target, RequestContext context)
    {
        List<string>? stripped = null;
        Origin? call = null;
        foreach (var field in fields.Fields)
        {
            if (!fields.IsSecret(field))
            {
                continue;
            }

            call ??= context.CallOrigin() ?? Origin.Of(target);
            var meantFor = field.Scope == FieldScope.Call ? call : context.Client.BaseOrigin ?? call;
            if (meantFor != Origin.Of(target))
            {
                (stripped ??= []).Add(field.Name);
            }
        }

        stripped?.ForEach(fields.Remove);
        return stripped is not null;
    }

    /// <summary>Removes every secret, for a redirect that leaves the origin.</summary>
    public static void StripAll(HeaderCollection headers)
    {
        foreach (var name in headers.Names)
        {
            if (headers.IsSecret(name))
            {
                headers.Remove(name);
            }
        }
    }
}
