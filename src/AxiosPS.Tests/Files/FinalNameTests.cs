namespace AxiosPS.Tests.Files;

/// <summary>A name is given once.</summary>
public sealed class FinalNameTests : FolderTest
{
    [Fact]
    public async Task Of_many_that_want_a_name_at_the_same_moment_one_gets_it_and_keeps_it()
    {
        for (var round = 0; round < 50; round++)
        {
            var target = In($"target-{round}");
            using var gate = new Barrier(4);
            var winners = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Factory.StartNew(
                () =>
                {
                    var path = In($"{round}-{number}");
                    File.WriteAllText(path, path);
                    gate.SignalAndWait();
                    try
                    {
                        FinalName.Give(path, target, overwrite: false);
                        return path;
                    }
                    catch (IOException)
                    {
                        return null;
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.Equal(Assert.Single(winners, w => w is not null), await File.ReadAllTextAsync(target));
        }
    }

    [Fact]
    public void What_cannot_be_renamed_says_why()
    {
        Assert.Throws<FileNotFoundException>(() => FinalName.Give(In("no"), In("x"), overwrite: false));
    }
}
