using System.Text.Json;

namespace KvCacheReplay;

/// <summary>The requests to replay: read from a file, or made up.</summary>
internal static class RequestTrace
{
    private const int MadeRequests = 400;
    private const int Conversations = 40;

    /// <summary>Reads a trace.</summary>
    /// <exception cref="InvalidDataException">A line is not a request.</exception>
    internal static List<TraceRequest> Read(FileInfo file)
    {
        List<TraceRequest> requests = [];
        foreach (string line in File.ReadLines(file.FullName))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                requests.Add(Parse(line, requests.Count + 1));
            }
        }

        return requests;
    }

    /// <summary>
    /// Makes a small trace: conversations that grow turn by turn, so that each request begins with the blocks of its past.
    /// </summary>
    internal static List<TraceRequest> Make()
    {
        Random random = new(20251121);
        List<ulong>[] pasts = new List<ulong>[Conversations];
        ulong nextBlock = 1;
        List<TraceRequest> requests = [];
        for (int i = 0; i < MadeRequests; i++)
        {
            List<ulong> past = pasts[random.Next(Conversations)] ??= [];
            int added = random.Next(1, 8);
            for (int block = 0; block < added; block++)
            {
                past.Add(nextBlock++);
            }

            requests.Add(new TraceRequest(i * 100L, past.Count * 512, 200, [.. past]));
        }

        return requests;
    }

    private static TraceRequest Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TraceJson.Default.TraceRequest) is { HashIds: not null } request
                ? request
                : throw new InvalidDataException($"Line {number} of the trace has no hash_ids.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Line {number} of the trace is not a request: {exception.Message}", exception);
        }
    }
}
