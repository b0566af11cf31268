using System.Globalization;
using Mooncake.Durable;
using Mooncake.Durable.CrashProbe;

// Arguments: mode (ProbeMode), folder, sync mode, seed, threads, first version, memtable bytes. Most modes go on until the process is
// killed.
string[] arguments = args;
ProbeMode mode = Enum.Parse<ProbeMode>(arguments[0]);
int seed = int.Parse(arguments[3], CultureInfo.InvariantCulture);
int threads = int.Parse(arguments[4], CultureInfo.InvariantCulture);
ProbeOutput output = new(int.Parse(arguments[5], CultureInfo.InvariantCulture));
DurableOptions options = new()
{
    Folder = arguments[1],
    Sync = Enum.Parse<DurableSync>(arguments[2]),
    MemtableBytes = long.Parse(arguments[6], CultureInfo.InvariantCulture),
};

if (mode == ProbeMode.FewFiles)
{
    FewFiles.Run(options, output);
    return 0;
}

using ProbeStore store = new(options);
if (store.Failure is { } failure)
{
    Console.Error.WriteLine(failure);
    return 1;
}

output.Print("R 0 0");
Thread[] workers = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() => Work(thread)))];
Array.ForEach(workers, static worker => worker.Start());
Array.ForEach(workers, static worker => worker.Join());
Thread.Sleep(Timeout.Infinite);
return 0;

void Work(int thread)
{
    Random random = new((seed * 31) + thread);
    if (mode == ProbeMode.History)
    {
        HistoryLoop.Run(store, output, random, thread);
    }
    else
    {
        WriteLoop.Run(store, output, random, thread, mayFail: mode == ProbeMode.FullDisk);
    }
}
