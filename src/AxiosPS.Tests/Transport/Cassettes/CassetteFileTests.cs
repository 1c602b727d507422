using System.Text.Json;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>The file itself: how it reads, when it is written, and what is said of one that is none.</summary>
public sealed class CassetteFileTests : CassetteTest
{
    [Fact]
    public async Task It_reads_like_this()
    {
        using (var api = Recording(_ => Json("""{"id":1}"""), more: o => o.Headers["Accept"] = "text/plain"))
        {
            await api.PostAsync("/users?page=1", new { name = "x" });
        }

        Assert.Equal(
            """
            {
              "version": 1,
              "salt": "",
              "interactions": [
                {
                  "request": {
                    "method": "POST",
                    "uri": "https://a.test/users?page=1",
                    "headers": {
                      "Accept": "text/plain",
                      "Content-Type": "application/json"
                    },
                    "json": {
                      "name": "x"
                    }
                  },
                  "response": {
                    "status": 200,
                    "httpVersion": "1.1",
                    "headers": {
                      "Content-Type": "application/json"
                    },
                    "json": {
                      "id": 1
                    }
                  }
                }
              ]
            }

            """.ReplaceLineEndings("\n"),
            Written.Replace(JsonDocument.Parse(Written).RootElement.GetProperty("salt").GetString()!, "", StringComparison.Ordinal).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task What_is_added_to_it_changes_nothing_of_what_was_there()
    {
        for (var i = 1; i <= 3; i++)
        {
            var before = File.Exists(Tape) ? Written[..Written.LastIndexOf('}', Written.LastIndexOf(']'))] : "";
            using var api = With(CassetteMode.Auto);
            await api.GetAsync($"/json?token=c4nary-{i}");
            Assert.StartsWith(before, Written, StringComparison.Ordinal);
            Assert.Equal(i, JsonDocument.Parse(Written).RootElement.GetProperty("interactions").GetArrayLength());
        }
    }

    [Fact]
    public async Task It_can_be_edited()
    {
        using (var api = Recording(_ => new(200, new() { ["Content-Type"] = "application/json", ["Content-Length"] = "8" }, new MemoryStream("""{"id":1}"""u8.ToArray()))))
        {
            await api.GetAsync("/");
        }

        File.WriteAllText(Tape, Written.Replace("\"id\": 1", "// by hand\n\"id\": 1234567,", StringComparison.Ordinal));
        using var replayed = Replaying();
        var answer = await replayed.GetAsync("/");
        Assert.Equal("""{"id":1234567}""", answer.Text);
        Assert.Equal("14", answer.Headers.Get("Content-Length"));
    }

    [Fact]
    public async Task When_a_call_has_its_answer_it_is_in_the_file_and_nothing_is_left_beside_it()
    {
        using var api = With(CassetteMode.Record);
        for (var i = 1; i <= 3; i++)
        {
            await api.GetAsync($"/json?n={i}");
            Assert.Equal(i, JsonDocument.Parse(Written).RootElement.GetProperty("interactions").GetArrayLength());
            Assert.Equal(["tape.json"], Names);
        }
    }

    [Fact]
    public async Task What_was_complete_is_in_the_file_while_another_call_hangs()
    {
        using var api = With(CassetteMode.Record);
        var hanging = api.GetAsync("/hold/hangs");
        await Server.Arrived("hangs");
        await api.GetAsync("/json");
        Assert.Equal("/json", Paths().Single());
        Server.Release("hangs");
        await hanging;
        Assert.Equal(["/hold/hangs", "/json"], Paths()); // in the order in which they began
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_the_error_of_the_call()
    {
        using var api = With(CassetteMode.Record);
        Directory.CreateDirectory(Tape);
        var error = await Assert.ThrowsAsync<AxiosFileException>(() => api.GetAsync("/json"));
        Assert.Equal(Tape, error.Path);
        Assert.Equal(["tape.json"], Names);
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("{\n\"version\": 1,\n\"salt\" \"\"\n}", "line 3")]
    [InlineData("[]", "version")]
    [InlineData("{\"version\": 2}", "is of version 2")]
    [InlineData("{}", "It has no 'version'")]
    [InlineData("{\"version\": 1}", "It has no 'interactions'")]
    [InlineData("{\"version\": 1, \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"http://a/\",\"credentials\":[\"x\"]},\"response\":{\"status\":200}}]}", "salt is not what belongs there")]
    [InlineData("{\"version\": 1, \"interaction\": []}", "'interaction' is nothing that the cassette has. Did you mean 'interactions'?")]
    [InlineData("{\"version\": 1, \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"http://a/\",\"boddy\":1},\"response\":{\"status\":200}}]}", "'boddy' is nothing that its request has. It may have method, uri,")]
    [InlineData("{\"version\": 1, \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"http://a/\"},\"response\":{\"status\":200,\"jsn\":{}}}]}", "interactions[0] is not what belongs there. Mend it, or record it anew (Record). 'jsn' is nothing that its response has. Did you mean 'json'?")]
    [InlineData("{\"version\": 1, \"interactions\": [{\"reqest\":{},\"response\":{\"status\":200}}]}", "Did you mean 'request'?")]
    [InlineData("{\"version\": 1, \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"http://a/\"},\"failure\":{\"kinds\":\"Reset\",\"message\":\"\"}}]}", "Did you mean 'kind'?")]
    [InlineData("{\"version\": 1, \"salt\": \"?\", \"interactions\": []}", "salt")]
    [InlineData("{\"version\": 1, \"salt\": \"\", \"interactions\": [{}]}", "interactions[0]")]
    [InlineData("{\"version\": 1, \"salt\": \"\", \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"x\"}}]}", "interactions[0]")]
    [InlineData("{\"version\": 1, \"salt\": \"\", \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"http://a/\"}}]}", "neither a response nor a failure")]
    [InlineData("{\"version\": 1, \"salt\": \"\", \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"http://a/\"},\"response\":{\"status\":7}}]}", "status")]
    [InlineData("{\"version\": 1, \"salt\": \"\", \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"http://a/\",\"headers\":{\"A\":1}},\"response\":{\"status\":200}}]}", "interactions[0]")]
    [InlineData("{\"version\": 1, \"salt\": \"\", \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"http://a/\"},\"failure\":{\"kind\":\"x\",\"message\":\"\"}}]}", "interactions[0]")]
    [InlineData("{\"version\": 1, \"salt\": \"\", \"interactions\": [{\"request\":{\"method\":\"GET\",\"uri\":\"http://a/\"},\"response\":{\"status\":200,\"text\":1}}]}", "interactions[0]")]
    [InlineData("{\"version\": 1, \"salt\": \"\", \"interactions\": [{\"request\":7,\"response\":{\"status\":200}}]}", "interactions[0]")]
    public void A_broken_one_is_an_error_that_names_the_file_and_the_place(string text, string place)
    {
        File.WriteAllText(Tape, text);
        foreach (var mode in new[] { CassetteMode.Replay, CassetteMode.Auto })
        {
            var error = Assert.Throws<ArgumentException>(() => new Cassette(Tape, mode));
            Assert.Contains($"'{Tape}'", error.Message, StringComparison.Ordinal);
            Assert.Contains(place, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("dictionary", error.Message, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(text, Written);
    }

    [Fact]
    public void So_is_one_that_is_missing_or_has_no_folder_or_is_one()
    {
        Assert.Contains($"no cassette '{Tape}' to replay", Assert.Throws<ArgumentException>(() => new Cassette(Tape, CassetteMode.Replay)).Message, StringComparison.Ordinal);
        Assert.Contains($"no folder '{In("none")}'", Assert.Throws<ArgumentException>(() => new Cassette(In("none/x.json"))).Message, StringComparison.Ordinal);
        foreach (var mode in Enum.GetValues<CassetteMode>())
        {
            Assert.Contains("is a folder", Assert.Throws<ArgumentException>(() => new Cassette(Folder, mode)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_written_by_hand_needs_no_salt()
    {
        File.WriteAllText(Tape, """{"version":1,"interactions":[{"request":{"method":"GET","uri":"https://a.test/"},"response":{"status":200,"json":{"id":7}}}]}""");
        using (var api = With(CassetteMode.Auto, o => o.Transport = new MemoryTransport(_ => Json("1")), "https://a.test"))
        {
            Assert.Equal("""{"id":7}""", (await api.GetAsync("/")).Text);
            await api.GetAsync("/more", Headers(("X-Api-Key", "alice-7f3a")));
        }

        using var replayed = Replaying();
        await replayed.GetAsync("/more", Headers(("X-Api-Key", "alice-7f3a")));
        Assert.Equal("""{"id":7}""", (await replayed.GetAsync("/")).Text);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(900)]
    public async Task A_body_may_be_nested_deeply(int depth)
    {
        var body = string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));
        using (var api = Recording(_ => Json(body)))
        {
            await api.PostAsync("/", body, Headers(("Content-Type", "application/json")));
        }

        using var replayed = Replaying();
        Assert.Equal(body, (await replayed.PostAsync("/", body, Headers(("Content-Type", "application/json")))).Text);
    }

    [Fact]
    public async Task An_empty_file_is_a_new_one()
    {
        File.WriteAllText(Tape, "");
        Assert.Contains("is empty", Assert.Throws<ArgumentException>(() => new Cassette(Tape, CassetteMode.Replay)).Message, StringComparison.Ordinal);
        using var api = With(CassetteMode.Auto);
        await api.GetAsync("/json");
        Assert.Equal("/json", Paths().Single());
    }

    [Fact]
    public async Task A_link_stays_one_and_the_file_that_it_leads_to_is_written()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // where a link needs rights
        }

        File.CreateSymbolicLink(Tape, "real.json");
        using (var api = With(CassetteMode.Record))
        {
            await api.GetAsync("/json");
        }

        Assert.Equal("real.json", new FileInfo(Tape).LinkTarget);
        Assert.Null(new FileInfo(In("real.json")).LinkTarget);
        using var replayed = With(CassetteMode.Replay);
        await replayed.GetAsync("/json");
        File.Delete(Tape);
        File.CreateSymbolicLink(Tape, "tape.json");
        Assert.Contains("leads to no file", Assert.Throws<ArgumentException>(() => new Cassette(Tape)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_and_a_device_are_none()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var made = System.Diagnostics.Process.Start("mkfifo", Tape))
        {
            await made.WaitForExitAsync();
        }

        foreach (var mode in Enum.GetValues<CassetteMode>())
        {
            foreach (var path in new[] { Tape, "/dev/null" })
            {
                Assert.Contains($"'{path}' is a pipe, a socket or a device", Assert.Throws<ArgumentException>(() => new Cassette(path, mode)).Message, StringComparison.Ordinal);
            }
        }
    }

    private string[] Paths() => [.. JsonDocument.Parse(Written).RootElement.GetProperty("interactions").EnumerateArray().Select(i => new Uri(i.GetProperty("request").GetProperty("uri").GetString()!).AbsolutePath)];
}
