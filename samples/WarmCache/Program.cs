using System.Diagnostics;
using Mooncake;
using WarmCache;

// Without arguments: fills a cache in another process, which kills itself in the middle, then opens the folder and reads what is there.
const int pages = 2000;
string folder = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), $"warm-cache-{Environment.ProcessId}");
string connection = $"durable://{folder}?capacity=1GiB";
return args.Length > 0 ? await FillAsync() : await RunAsync();

async Task<int> FillAsync()
{
    await using MooncakeStore store = await MooncakeStore.OpenAsync(connection);
    foreach (Page[] batch in Enumerable.Range(0, pages).Select(MakePage).Chunk(100))
    {
        foreach (StoreResult put in await store.Pages.PutManyAsync(batch))
        {
            put.ThrowIfFailed();
        }

        // Acknowledged: on disk by now.
        Console.WriteLine(batch[^1].Id + 1);
        if (batch[^1].Id > pages * 3 / 4)
        {
            Process.GetCurrentProcess().Kill();
        }
    }

    return 0;
}

async Task<int> RunAsync()
{
    try
    {
        int acknowledged = await FillElsewhereAsync();
        Console.WriteLine($"The other process was killed after {acknowledged} of {pages} pages had been acknowledged.");

        long start = Stopwatch.GetTimestamp();
        await using MooncakeStore store = await MooncakeStore.OpenAsync(connection);
        Console.WriteLine($"Opening the folder took {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms.");

        int whole = 0;
        foreach (StoreResult<Page> got in await store.Pages.GetManyAsync([.. Enumerable.Range(0, pages).Select(static id => new PageKey(id))]))
        {
            whole += got.TryGetValue(out Page? page, out _) && page.Body.Span.SequenceEqual(MakePage(page.Id).Body.Span) ? 1 : 0;
        }

        Console.WriteLine($"{whole} pages are there and whole.");
        return whole >= acknowledged ? 0 : 1;
    }
    finally
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

async Task<int> FillElsewhereAsync()
{
    ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
    if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
    {
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "WarmCache.dll"));
    }

    start.ArgumentList.Add(folder);
    using Process filling = Process.Start(start)!;
    string output = await filling.StandardOutput.ReadToEndAsync();
    await filling.WaitForExitAsync();
    return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).LastOrDefault();
}

static Page MakePage(int id)
{
    byte[] body = new byte[2000];
    new Random(id).NextBytes(body);
    return new Page(id, $"Page {id}", body);
}
