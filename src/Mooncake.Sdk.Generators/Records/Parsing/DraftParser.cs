using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Records.Model;

namespace Mooncake.Sdk.Generators.Records.Parsing;

/// <summary>Describes how drafts of a type are created.</summary>
internal static class DraftParser
{
    /// <summary>Looks at a type.</summary>
    /// <param name="serializer">Its serializer.</param>
    /// <param name="template">Its key template.</param>
    /// <returns>Null if there are no drafts of it.</returns>
    public static DraftModel? Parse(ObjectModel serializer, KeyTemplateModel template) =>
        serializer.Payload is { } payload && !serializer.IsForbidden
            ? new DraftModel(payload.ElementType, OfKey(serializer, payload, template))
            : null;

    /// <summary>Writes the expression that creates a value from its key, if all members but the payload are parts of the key.</summary>
    private static string? OfKey(ObjectModel serializer, PayloadModel payload, KeyTemplateModel template)
    {
        List<string?> values = [.. serializer.Members.Select((member, position) =>
            position == payload.Member
                ? payload.IsArray ? $"global::System.Array.Empty<{payload.ElementType}>()" : "default"
                : template.Parts.Any(part => part.Identifier == member.Name) ? "key." + member.Name : null)];
        bool isPossible = serializer.Members
            .Select((member, position) => member.Target switch
            {
                MemberTarget.None => true,
                MemberTarget.Argument or MemberTarget.ArgumentAndInitializer or MemberTarget.Initializer or MemberTarget.Assignment =>
                    values[position] is not null,
                _ => false,
            })
            .All(static isCovered => isCovered);
        if (!isPossible || serializer.Arguments.Any(static argument => argument.IsReference))
        {
            return null;
        }

        string arguments = string.Join(", ", serializer.Arguments.Select(argument => values[argument.Member]));
        string initializers = string.Join(", ", serializer.Members
            .Select((member, position) => (member.Target, Text: $"{member.Name} = {values[position]}"))
            .Where(static item => item.Target is MemberTarget.ArgumentAndInitializer or MemberTarget.Initializer or MemberTarget.Assignment)
            .Select(static item => item.Text));
        string construction = $"new {serializer.TypeText}({arguments})";
        return initializers.Length == 0 ? construction : $"{construction} {{ {initializers} }}";
    }
}
