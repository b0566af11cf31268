using System.Globalization;
using Mooncake.Durable.CrashProbe;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Crashes;

/// <summary>
/// What the store must hold, by what the probe printed. A write that was begun and not acknowledged may have happened or not, also if it
/// failed: the log may contain it.
/// </summary>
internal sealed class CrashModel
{
    private readonly SortedDictionary<int, int> _acknowledged = [];
    private readonly Dictionary<int, List<int>> _begun = [];

    /// <summary>The highest version that was used.</summary>
    internal int LastVersion { get; private set; }

    internal int Acknowledgements { get; private set; }

    internal int Failures { get; private set; }

    /// <summary>Takes in a line of the probe.</summary>
    internal void Read(string line)
    {
        string[] parts = line.Split(' ');
        int key = int.Parse(parts[1], CultureInfo.InvariantCulture);
        int version = int.Parse(parts[2], CultureInfo.InvariantCulture);
        LastVersion = Math.Max(LastVersion, version);
        if (!_begun.TryGetValue(key, out List<int>? begun))
        {
            _begun[key] = begun = [];
        }

        switch (parts[0])
        {
            case "B":
                begun.Add(version);
                break;
            case "F":
                Assert.Equal(begun[^1], version);
                Failures++;
                break;
            default:
                Assert.Equal(begun[^1], version);
                begun.Clear();
                _acknowledged[key] = version;
                Acknowledgements++;
                break;
        }
    }

    /// <summary>Compares with a store, and takes over how the open writes ended.</summary>
    internal void Settle(TestStore store, string context)
    {
        HashSet<string> expected = [];
        foreach (int key in _acknowledged.Keys.Union(_begun.Keys).ToArray())
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"crash/{key:d5}");
            byte[]? bytes = store.Get(name);
            int found = bytes is null ? 0 : CrashValue.VersionOf(bytes);
            int acknowledged = _acknowledged.GetValueOrDefault(key);
            bool mayBe = found == acknowledged || (_begun.TryGetValue(key, out List<int>? begun) && begun.Contains(found));
            Assert.True(mayBe, $"{context}: {name} has version {found}; acknowledged was {acknowledged}.");
            Assert.True(bytes is null || bytes.AsSpan().SequenceEqual(CrashValue.Of(key, found)), $"{context}: {name} has other bytes than were stored.");
            _acknowledged[key] = found;
            if (found != 0)
            {
                expected.Add(name);
            }
        }

        _begun.Clear();
        Assert.Equal(expected.Order(StringComparer.Ordinal), store.List());
        Assert.Equal(expected.Count, store.Statistics.Objects);
    }
}
