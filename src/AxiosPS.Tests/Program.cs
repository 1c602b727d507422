using AxiosPS.Tests.Support;

if (args is not ["serve"])
{
    Console.Error.WriteLine("usage: dotnet AxiosPS.Tests.dll serve");
    return 2;
}

await using var server = await TestServer.StartAsync();
Console.WriteLine(server.Uri);

// The server ends with its standard input, so it cannot outlive the process that started it.
using var input = Console.OpenStandardInput();
await input.CopyToAsync(Stream.Null);
return 0;
