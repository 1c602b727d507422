namespace AxiosPS.Scripting;

/// <summary>The placeholders of an address that a row fills by its columns, as <c>PathParameters</c> would.</summary>
internal static class RowPlaceholders
{
    /// <summary>Fills those for which there is no value yet.</summary>
    /// <param name="config">What the row says.</param>
    /// <param name="row">The row.</param>
    /// <param name="command">What the command says: its address comes before that of the row, and its values before the columns.</param>
    /// <param name="client">What the client says, whose values come before the columns too.</param>
    /// <returns>Whether there was any.</returns>
    public static bool Fill(RequestConfig config, InputRecord row, RequestConfig command, RequestConfig client)
    {
        var any = false;
        foreach (var name in PathTemplate.Names(command.Uri ?? config.Uri ?? ""))
        {
            if (row.Contains(name) && !Has(config, name) && !Has(command, name) && !Has(client, name))
            {
                config.PathParameters[name] = row[name] ?? ""; // an empty one is refused, and not left as it stands
                any = true;
            }
        }

        return any;
    }

    private static bool Has(RequestConfig config, string name) =>
        config.HasPathParameters && config.PathParameters.Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
