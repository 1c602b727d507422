using System.Text;

namespace AxiosPS.Tests.Client;

public sealed class ResponseAsTests
{
    public enum Color
    {
        Red,
        Green,
    }

    [Fact]
    public void JSON_becomes_a_record_with_names_in_any_case_enums_by_name_and_numbers_from_texts()
    {
        var user = Json("""{"ID":"7","name":"axios","color":"green","born":"2024-05-06T07:08:09Z","tags":["a"],"more":1}""").As<User>()!;

        Assert.Equal((7, "axios", Color.Green), (user.Id, user.Name, user.Color));
        Assert.Equal(new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc), user.Born);
        Assert.Equal(["a"], user.Tags!);
    }

    [Fact]
    public void JSON_becomes_lists_dictionaries_and_plain_values()
    {
        Assert.Equal([1, 2], Json("[1,2]").As<int[]>()!);
        Assert.Equal([1, 2], Json("[1,2]").As<List<int>>()!);
        Assert.Equal(2, Json("""{"a":1,"b":2}""").As<Dictionary<string, int>>()!["b"]);
        Assert.Equal(1.5m, Json("1.5").As<decimal>());
        Assert.Equal(0, Json("").As<int>());
    }

    [Fact]
    public void Of_a_list_a_type_that_is_none_is_each_element_for_the_cmdlets()
    {
        var users = Assert.IsType<User[]>(Json("""[{"id":1},{"id":2}]""").AsOneOrMore(typeof(User)));

        Assert.Equal([1, 2], users.Select(u => u.Id));
        Assert.IsType<User>(Json("""{"id":1}""").AsOneOrMore(typeof(User)));
        Assert.Throws<AxiosException>(() => Json("""[{"id":1}]""").As<User>());
        Assert.Throws<AxiosException>(() => Json("""[{"id":1}]""").As(Type.GetType(typeof(User).AssemblyQualifiedName!)!));
        Assert.IsType<User[]>(new AxiosResponse(200, "{\"id\":1}\n{\"id\":2}\n"u8.ToArray(), OfType("application/x-ndjson")).AsOneOrMore(typeof(User)));
    }

    [Theory]
    [InlineData("""[{"id":1},{"id":"x"}]""", "$[1].id")]
    [InlineData("""[{"id":1,"color":"blue"}]""", "$[0].color")]
    [InlineData("""[{"id":1,"tags":[1]}]""", "$[0].tags[0]")]
    public void What_does_not_fit_is_an_error_with_the_type_and_the_place(string json, string place)
    {
        var response = Json(json);

        var error = Assert.Throws<AxiosException>(() => response.As<User[]>());

        Assert.Contains($"cannot be read as {typeof(User[])}: at {place}: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePositionInLine", error.Message, StringComparison.Ordinal);
        Assert.Same(response, error.Response);
    }

    [Fact]
    public void What_a_constructor_throws_is_such_an_error_too() =>
        Assert.Contains("cannot be read as", Assert.Throws<AxiosException>(() => Json("{}").As<Failing>()).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_and_bytes_are_those_of_the_body_whatever_its_type()
    {
        Assert.Equal("[1]", Json("[1]").As<string>());
        Assert.Equal("[1]"u8.ToArray(), Json("[1]").As<byte[]>());
    }

    [Fact]
    public void Data_that_a_hook_has_set_goes_before_the_body()
    {
        var response = Json("""{"id":1}""");
        response.Data = new Dictionary<string, object> { ["id"] = 2 };

        Assert.Equal(2, response.As<User>()!.Id);
        Assert.Same(response.Data, response.As<Dictionary<string, object>>());
        response.Data = null;
        Assert.Null(response.As<User>());
    }

    [Fact]
    public void A_body_that_says_it_is_no_JSON_is_not_read_as_such()
    {
        var error = Assert.Throws<AxiosException>(() => new AxiosResponse(200, "{}"u8.ToArray(), OfType("text/html")).As<User>());

        Assert.Contains("is text/html and cannot be read as", error.Message, StringComparison.Ordinal);
    }

    private static AxiosResponse Json(string json) => new(200, Encoding.UTF8.GetBytes(json), OfType("application/json"));

    private static HeaderCollection OfType(string contentType) => new() { ["Content-Type"] = contentType };

    public sealed record User(int Id, string? Name, Color Color, DateTime Born, string[]? Tags);

    public sealed class Failing
    {
        public Failing() => throw new InvalidOperationException("its own");
    }
}
