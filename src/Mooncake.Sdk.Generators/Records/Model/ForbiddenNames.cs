namespace Mooncake.Sdk.Generators.Records.Model;

/// <summary>
/// Which parts of the code emitted for a record name something that only obsolete code may name, and have to be obsolete themselves.
/// </summary>
/// <param name="InKey">True for the whole key struct: the type of a part.</param>
/// <param name="InOf">True for taking the key out of a value: the record's type.</param>
/// <param name="InMembers">True for reading the parts from a value: its members.</param>
/// <param name="InExtensions">True for the class with the extensions: any of these types, and the types around the record.</param>
internal readonly record struct ForbiddenNames(bool InKey, bool InOf, bool InMembers, bool InExtensions);
