using System.Globalization;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>The names that emitted serializers use.</summary>
internal static class Names
{
    /// <summary>The namespace of readers, writers and shapes.</summary>
    public const string Serialization = Rules.StoreTypeNames.Serialization;

    /// <summary>What happened, as a code.</summary>
    public const string ErrorCode = "global::Mooncake.StoreErrorCode.";

    /// <summary>The attribute that tools know generated code by.</summary>
    public const string Generated = "[global::System.CodeDom.Compiler.GeneratedCode(\"Mooncake.Sdk.Generators\", \"0.1.0\")]";

    /// <summary>The attribute that keeps a member out of completion lists.</summary>
    public const string Hidden =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    /// <summary>The local that a member is read into.</summary>
    /// <param name="index">The member's position.</param>
    public static string Local(int index) => "member" + Number(index);

    /// <summary>A number as C# text.</summary>
    /// <param name="value">The number.</param>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
