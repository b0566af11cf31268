using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Durable.CrashProbe;

/// <summary>
/// What a store does while its process can open no more files, on Linux. Prints "put answer" of the first put that fails, "get answer" of
/// an object, "open failure" of another store; then, with files again, "later answer" of a put, and "missing count" after all files could
/// be opened again.
/// </summary>
internal static partial class FewFiles
{
    private const int LimitOfFiles = 7;
    private const int MostPuts = 10_000;
    private const int First = 200;

    /// <summary>Runs all of it.</summary>
    /// <param name="options">The store's options; its memtables are small.</param>
    /// <param name="output">Where to print.</param>
    internal static void Run(DurableOptions options, ProbeOutput output)
    {
        DurableOptions other = options with { Folder = options.Folder + "-other" };
        int stored = 0;
        using (ProbeStore store = new(options))
        {
            // What is called here loads the code that is needed below: an assembly is a file as well.
            output.Print("R 0 0");
            _ = Open(other with { IsReadOnly = true });
            while (stored < First && store.Put(stored, version: 1, PutCondition.Always) == 0)
            {
                stored++;
            }

            _ = store.Get(0, takes: false, out _);
            List<FileStream> taken = [];
            Limit before = TakeAll(taken);
            int answer = 0;
            for (int put = 0; put < MostPuts && answer == 0; put++)
            {
                answer = store.Put(stored, version: 1, PutCondition.Always);
                stored += answer == 0 ? 1 : 0;
            }

            output.Print($"put {answer}");
            output.Print($"get {store.Get(0, takes: false, out _)}");
            output.Print($"open {Open(other)}");
            _ = Set(in before);
            taken.ForEach(static file => file.Dispose());
            output.Print($"later {store.Put(stored, version: 1, PutCondition.Always)}");
        }

        using ProbeStore again = new(options);
        int missing = again.Failure is null
            ? Enumerable.Range(0, stored).Count(key => again.Get(key, takes: false, out int version) < 0 || version != 1)
            : stored;
        output.Print($"missing {missing}");
    }

    private static string? Open(DurableOptions options)
    {
        using ProbeStore store = new(options);
        return store.Failure?.ReplaceLineEndings(" ");
    }

    private static Limit TakeAll(List<FileStream> taken)
    {
        _ = Get(LimitOfFiles, out Limit before);
        Limit few = before with { Current = 200 };
        _ = Set(in few);
        try
        {
            while (true)
            {
                taken.Add(File.OpenRead("/dev/null"));
            }
        }
        catch (IOException)
        {
            // That was the last one.
        }

        return before;
    }

    private static int Set(in Limit limit) => Set(LimitOfFiles, in limit);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int Get(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int Set(int resource, in Limit limit);

    private record struct Limit(ulong Current, ulong Most);
}
