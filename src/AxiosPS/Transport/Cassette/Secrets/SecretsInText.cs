namespace AxiosPS;

/// <summary>Puts placeholders in the place of the secrets in one body.</summary>
/// <param name="places">Which names are those of secrets.</param>
/// <param name="editor">Gives the placeholders.</param>
/// <param name="hidden">The texts of SecureStrings in it.</param>
/// <param name="isAnswer">Whether somebody may read data of a certain type in it.</param>
internal sealed class SecretsInText(SecretPlaces places, SecretEditor editor, IReadOnlyList<string> hidden, bool isAnswer) : RedactionRules
{
    public override bool KeepsShape => true;

    public override bool IsMember(string name) => places.IsMember(name);

    public override bool IsField(string name) => places.IsField(name);

    public override bool IsSecret(string value) => hidden.Contains(value);

    public override bool IsText(string text, string mediaType) => BodyText.IsTextual(mediaType) || !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t'));

    public override string Mask(string secret) => SecretPlaces.Value(secret, editor);

    // None is secret that is nothing.
    public override string MaskNumber(string number) => isAnswer && number == "0" ? number : base.MaskNumber(number);

    // Whoever reads an answer may need a number.
    public override string Number(string masked) => isAnswer ? Placeholder.OfNumber(Placeholder.Number(masked)!.Value) : base.Number(masked);

    public override string Plain(string text) => editor.In(text);
}
