using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>What a command puts out: one of the forms, or the body as objects of a type. Makes itself of the name of a form, of a type or of the name of a type.</summary>
public sealed class OutputChoice
{
    /// <summary>Chooses a form.</summary>
    public OutputChoice(OutputForm form) => Form = form;

    /// <summary>Chooses a type; those that are what a form gives choose that form.</summary>
    public OutputChoice(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        (Form, Type) = type switch
        {
            _ when type == typeof(AxiosResponse) => (OutputForm.Response, null),
            _ when type == typeof(string) => (OutputForm.Text, null),
            _ when type == typeof(byte[]) => (OutputForm.Bytes, null),
            _ when type == typeof(object) || type == typeof(PSObject) => (OutputForm.Data, (Type?)null),
            _ => (OutputForm.Data, type),
        };
    }

    /// <summary>Chooses by name: a form, or a type with or without its brackets.</summary>
    public OutputChoice(string name)
        : this(Named(name))
    {
    }

    private OutputChoice(OutputChoice other) => (Form, Type) = (other.Form, other.Type);

    /// <summary>The form; Data for a type.</summary>
    public OutputForm Form { get; }

    /// <summary>The type, null for a form.</summary>
    public Type? Type { get; }

    /// <summary>The name of the form or of the type.</summary>
    public override string ToString() => Type is null ? Form.ToString() : $"[{Type}]";

    /// <summary>The form of that name, null if there is none.</summary>
    internal static OutputChoice? OfForm(string name) =>
        Enum.TryParse<OutputForm>(name, ignoreCase: true, out var form) && Enum.IsDefined(form) ? new(form) : null;

    private static string Meant(string name) =>
        name.Equals("json", StringComparison.OrdinalIgnoreCase) || name.Equals("xml", StringComparison.OrdinalIgnoreCase) ? $" -As Data reads {name}, as its Content-Type says."
        : Known.Nearest(name, Enum.GetNames<OutputForm>()) is { } nearest ? $" Did you mean '{nearest}'?"
        : "";

    private static OutputChoice Named(string name)
    {
        if (OfForm(name) is { } form)
        {
            return form;
        }

        var type = name is ['[', .. var inner, ']'] ? inner : name;
        return LanguagePrimitives.TryConvertTo<Type>(type, out var known) && known is not null ? new(known)
            : throw new ArgumentException($"'{name}' is neither a type nor one of {string.Join(", ", Enum.GetNames<OutputForm>())}.{Meant(name)}");
    }
}
