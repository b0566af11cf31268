using System.Globalization;
using System.Text;
using Mooncake;
using Mooncake.Backends;
using Mooncake.Durable;
using Mooncake.Durable.CrashProbe;

// Arguments: folder, sync mode, seed, threads, first version, memtable bytes, capacity bytes. Each thread has keys of its own. For each
// write it prints
// "B key version" before and "A key version" after the acknowledgement; version 0 is a removal. It goes on until it is killed.
const int keysPerThread = 40;
string[] arguments = args;
int seed = int.Parse(arguments[2], CultureInfo.InvariantCulture);
int threads = int.Parse(arguments[3], CultureInfo.InvariantCulture);
int version = int.Parse(arguments[4], CultureInfo.InvariantCulture);

DurableOptions options = new()
{
    Folder = arguments[0],
    Sync = Enum.Parse<DurableSync>(arguments[1]),
    MemtableBytes = long.Parse(arguments[5], CultureInfo.InvariantCulture),
    CapacityBytes = long.Parse(arguments[6], CultureInfo.InvariantCulture),
};
DurableStoreBackend backend = new(options);
if (backend.Setup(new StoreSetup { LocalBufferBytes = 1 << 20 }) != 0)
{
    Console.Error.WriteLine(backend.SetupFailure);
    return 1;
}

Stream output = Console.OpenStandardOutput();
Print("R 0 0");
Thread[] writers = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() => Write(thread)))];
Array.ForEach(writers, static writer => writer.Start());
Array.ForEach(writers, static writer => writer.Join());
return 0;

// One write call for a line: a pipe takes as much whole, and what it took outlives the process.
void Print(string line) => output.Write(Encoding.ASCII.GetBytes(line + "\n"));

void Write(int thread)
{
    Random random = new((seed * 31) + thread);
    while (true)
    {
        int key = (thread * keysPerThread) + random.Next(keysPerThread);
        int next = random.Next(4) == 0 ? 0 : Interlocked.Increment(ref version);
        Print($"B {key} {next}");
        int answer = next == 0 ? Remove(key) : Replace(key, next);
        if (answer is not (0 or (int)StoreErrorCode.ObjectNotFound))
        {
            Console.Error.WriteLine($"A write of key {key} answered {answer}.");
            Environment.Exit(2);
        }

        Print($"A {key} {next}");
    }
}

unsafe int Remove(int key)
{
    fixed (byte* name = Name(key, out int length))
    {
        return backend.Remove(name, length, force: true);
    }
}

unsafe int Replace(int key, int next)
{
    byte[] bytes = CrashValue.Of(key, next);
    fixed (byte* name = Name(key, out int length), value = bytes)
    {
        return backend.PutIf(name, length, value, (nuint)bytes.Length, config: null, new PutTerms(PutCondition.Always), out _);
    }
}

static byte[] Name(int key, out int length)
{
    byte[] name = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"crash/{key:d5}\0"));
    length = name.Length - 1;
    return name;
}
