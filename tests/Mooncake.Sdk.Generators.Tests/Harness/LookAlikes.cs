namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Attributes that only look like the SDK's: what they mark is nobody's business.</summary>
internal static class LookAlikes
{
    /// <summary>The namespace of <see cref="Source"/>.</summary>
    internal const string Namespace = "Look.Alike";

    /// <summary>A file of its own, or the end of one.</summary>
    internal const string Source = """

        namespace Look.Alike
        {
            using System;
            public enum StoreLayout { Sequential, Explicit, VersionTolerant }
            public enum StoreIntegrity : byte { Checksum, Identity, None }
            [AttributeUsage(AttributeTargets.All)] public sealed class StoreKeyAttribute(string template) : Attribute { public string Template => template; public string? Set { get; set; } public StoreIntegrity Integrity { get; set; } }
            [AttributeUsage(AttributeTargets.All)] public sealed class StoreObjectAttribute(StoreLayout layout = default) : Attribute { public StoreLayout Layout => layout; }
            [AttributeUsage(AttributeTargets.All, AllowMultiple = true)] public sealed class StoreUnionAttribute(ushort tag, Type type) : Attribute { public object Entry => (tag, type); }
            [AttributeUsage(AttributeTargets.All)] public sealed class StoreOrderAttribute(int order) : Attribute { public int Order => order; }
            [AttributeUsage(AttributeTargets.All)] public sealed class StoreIgnoreAttribute : Attribute;
            [AttributeUsage(AttributeTargets.All)] public sealed class StoreIncludeAttribute : Attribute;
        }
        """;
}
