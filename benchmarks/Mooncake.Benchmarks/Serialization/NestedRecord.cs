namespace Mooncake.Benchmarks.Serialization;

/// <summary>Strings, a list of records and a dictionary.</summary>
[StoreObject]
internal sealed partial record NestedRecord(string Title, List<NestedLine> Lines, Dictionary<string, long> Totals, string[] Tags);
