namespace Mooncake.Benchmarks.Serialization;

/// <summary>Two strings and three fixed members: 93 bytes with a name of 12 and an address of 36 characters.</summary>
[StoreObject]
internal sealed partial record SmallRecord(string Name, string Email, int Count, long Total, Guid Id);
