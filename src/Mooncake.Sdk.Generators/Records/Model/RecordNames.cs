namespace Mooncake.Sdk.Generators.Records.Model;

/// <summary>What a stored type and the code generated for it are called, and who may see them.</summary>
/// <param name="Type">The type's name from <c>global::</c> on.</param>
/// <param name="Display">The type's name for people, with the types around it.</param>
/// <param name="Accessibility">The type's declared accessibility, which is the key struct's too.</param>
/// <param name="KeyStruct">The key struct's simple name.</param>
/// <param name="IsKeyHiding">True if the key struct hides a member that the containing type inherits.</param>
/// <param name="Key">The key struct's name from <c>global::</c> on.</param>
/// <param name="Extensions">The simple name of the class with the extensions.</param>
/// <param name="ExtensionsAccessibility">
/// That class's accessibility; empty if the type cannot be seen from outside the types around it.
/// </param>
/// <param name="Set">The name of the typed set on the store, escaped.</param>
internal sealed record RecordNames(
    string Type,
    string Display,
    string Accessibility,
    string KeyStruct,
    bool IsKeyHiding,
    string Key,
    string Extensions,
    string ExtensionsAccessibility,
    string Set);
