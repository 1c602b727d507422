using System.Net;
using System.Reflection;

namespace AxiosPS.Tests.Client;

/// <summary>What a command says for all of its requests, and what one of them says.</summary>
public sealed class ItemConfigTests
{
    public static TheoryData<string> Options => new(RequestConfig.OptionNames.Except([nameof(RequestConfig.Stream)]));

    [Theory]
    [MemberData(nameof(Options))]
    public void What_a_command_says_is_for_a_request_that_says_nothing(string option)
    {
        var value = Sample(option, 1);
        var command = new RequestConfig { [option] = value };

        var merged = command.ForItem(new());

        Assert.Equal(Comparable(command[option]), Comparable(merged[option]));
        Assert.NotNull(merged[option]);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void What_a_request_says_comes_before_what_its_command_says(string option)
    {
        var command = new RequestConfig { [option] = Sample(option, 1) };
        var item = new RequestConfig { [option] = Sample(option, 2) };
        var said = Comparable(item[option]);

        var merged = command.ForItem(item);

        Assert.Equal(said, Comparable(merged[option]));
        Assert.NotEqual(said, Comparable(command[option]));
    }

    [Fact]
    public void A_body_of_a_request_replaces_one_of_another_kind()
    {
        var command = new RequestConfig { Json = 1, ContentType = "application/vnd.api+json" };

        var merged = command.ForItem(new() { Body = "b" });

        Assert.Equal((null, "b", "application/vnd.api+json"), (merged.Json, merged.Body, merged.ContentType));
    }

    [Fact]
    public void Headers_of_two_requests_are_two_of_their_own()
    {
        var command = new RequestConfig { Headers = { ["X-A"] = "a" }, Query = { ["q"] = 1 } };
        var (first, second) = (command.ForItem(new()), command.ForItem(new()));

        first.Headers["X-A"] = "changed";
        first.Query["q"] = 2;

        Assert.Equal(("a", "a"), (second.Headers["X-A"], command.Headers["X-A"]));
        Assert.Equal((1, 1), (second.Query["q"], command.Query["q"]));
    }

    [Fact]
    public void An_answer_that_has_an_input_is_copied_for_another()
    {
        var answer = new AxiosResponse(200);
        var (first, second) = (new InputTag("a", 0), new InputTag("b", 1));

        Assert.Same(answer, answer.TaggedWith(first));
        var (copy, ofNone) = (answer.TaggedWith(second), answer.TaggedWith(null));

        Assert.Equal(("a", 0, "b", 1), (answer.Input, answer.Index, copy.Input, copy.Index));
        Assert.Equal((null, null), (ofNone.Input, ofNone.Index));
    }

    [Fact]
    public void An_error_that_has_an_input_is_copied_for_another_with_its_answer()
    {
        AxiosException error = new AxiosStatusException(new(404));
        var (first, second) = (new InputTag("a", 0), new InputTag("b", 1));

        Assert.Same(error, error.TaggedWith(first));
        var copy = Assert.IsType<AxiosStatusException>(error.TaggedWith(second));

        Assert.Equal(("a", 0, "b", 1), (error.Input, error.Index, copy.Input, copy.Index));
        Assert.Equal(("a", "b"), (error.Response!.Input, copy.Response!.Input));
        Assert.Equal(error.Message, copy.Message);
        Assert.Null(error.TaggedWith(null).Input);
    }

    private static object Sample(string option, int number)
    {
        var type = typeof(RequestConfig).GetProperty(option)!.PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return option == nameof(RequestConfig.OutFile) ? $"/{number}" : Sample(type, number);
    }

    private static object Sample(Type type, int number) => type switch
    {
        _ when type == typeof(string) || type == typeof(object) => $"{number}",
        _ when type == typeof(bool) => number == 1,
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(number),
        _ when type == typeof(HeaderCollection) => new HeaderCollection { ["X-A"] = number },
        _ when type == typeof(QueryCollection) => new QueryCollection { ["a"] = number },
        _ when type == typeof(ConnectionOptions) => new ConnectionOptions { MaxHeaderBytes = 2000 + number },
        _ when type.IsEnum => Enum.ToObject(type, number),
        _ when type == typeof(int[]) => new[] { 500 + number }, // statuses
        _ when type.IsArray => Several(type.GetElementType()!, number),
        _ when type == typeof(IDataTransform) => new NoTransform(), // has members that a proxy cannot see
        _ when type.IsInterface => Stub(type),
        _ when type == typeof(CookieContainer) || type == typeof(AxiosCancelToken) => Activator.CreateInstance(type)!,
        _ => Convert.ChangeType(number, type, null),
    };

    private static Array Several(Type type, int number)
    {
        var several = Array.CreateInstance(type, 1);
        several.SetValue(Sample(type, number), 0);
        return several;
    }

    private static object Stub(Type type) =>
        typeof(DispatchProxy).GetMethod(nameof(DispatchProxy.Create), 2, [])!.MakeGenericMethod(type, typeof(Silent)).Invoke(null, null)!;

    private static object? Comparable(object? value) => value is FieldCollection or ConnectionOptions ? $"{value} {(value as ConnectionOptions)?.MaxHeaderBytes}" : value;

    private sealed class NoTransform : IDataTransform
    {
        public ValueTask<object?> TransformAsync(object? data, HeaderCollection headers, CancellationToken cancellationToken) => new(data);
    }

    #pragma warning disable CA1852 // a proxy is made of it at run time
    private class Silent : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
    }
    #pragma warning restore CA1852
}
