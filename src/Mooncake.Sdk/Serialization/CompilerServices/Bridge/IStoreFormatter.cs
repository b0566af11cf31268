namespace Mooncake.Serialization.CompilerServices;

/// <summary>Marks the formatters that call this SDK's codecs.</summary>
internal interface IStoreFormatter;
