namespace Mooncake.Embedded.CApi;

/// <summary>What the library is called on standard error.</summary>
internal static class LibraryName
{
    internal const string Text = "libmooncake_store";
}
