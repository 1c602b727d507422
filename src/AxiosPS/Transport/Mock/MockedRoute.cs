namespace AxiosPS;

/// <summary>A route of a mock transport, and what has come of it.</summary>
/// <param name="Name">Its name, or what it matches, as <see cref="MockCall.Route"/> has it.</param>
/// <param name="Times">How many calls it answers, null for any number.</param>
/// <param name="Answered">How many calls it has answered, since the last <see cref="MockTransport.Clear"/>.</param>
public sealed record MockedRoute(string Name, int? Times, int Answered)
{
    /// <summary>The name and the number of calls.</summary>
    public override string ToString() => $"{Name}: {(Answered == 0 ? "not called" : Answered == 1 ? "1 call" : FormattableString.Invariant($"{Answered} calls"))}{(Times is null ? "" : FormattableString.Invariant($" of {Times}"))}";
}
