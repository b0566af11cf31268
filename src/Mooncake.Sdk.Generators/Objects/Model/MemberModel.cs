namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>One stored member.</summary>
/// <param name="Name">The name, escaped.</param>
/// <param name="TypeText">Its type.</param>
/// <param name="Codec">How it is encoded.</param>
/// <param name="Slot">Its slot in a version-tolerant object; its position otherwise.</param>
/// <param name="Target">How it gets into the object.</param>
internal sealed record MemberModel(string Name, string TypeText, CodecModel Codec, int Slot, MemberTarget Target);
