using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Mooncake.Server.CApi.Exports;

namespace Mooncake.Server.CApi.Tests;

/// <summary><c>mooncake_server.h</c> and the functions agree.</summary>
public sealed partial class HeaderTests
{
    private static readonly string Header = File.ReadAllText(
        Repository.PathOf("src", "Mooncake.Server.CApi", "include", "mooncake_server.h"));

    private static readonly MethodInfo[] Functions =
    [
        .. typeof(ServerExports)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(static method => method.IsDefined(typeof(UnmanagedCallersOnlyAttribute))),
    ];

    /// <summary>The functions of the library, in the order of their names.</summary>
    internal static IEnumerable<string> Names => Functions
        .Select(static function => function.GetCustomAttribute<UnmanagedCallersOnlyAttribute>()!.EntryPoint!)
        .Order(StringComparer.Ordinal);

    [Fact]
    public void Functions_Each_CatchWhateverIsThrown() => Assert.All(Functions, static function => Assert.Contains(
        function.GetMethodBody()!.ExceptionHandlingClauses,
        static clause => clause.Flags == ExceptionHandlingClauseOptions.Clause && clause.CatchType == typeof(Exception)));

    [Fact]
    public void Header_DeclaresTheFunctions() => Assert.Equal(
        Names, Declaration().Matches(Header).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Header_Codes_AreThoseOfTheErrorTable() => Assert.All(
        Code().Matches(Header),
        static match => Assert.True(
            Enum.IsDefined((StoreErrorCode)int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)), match.Value));

    [GeneratedRegex(@"^(?:int32_t|size_t) (mooncake_server_\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"MOONCAKE_SERVER_\w+ = (-?\d+)\b")]
    private static partial Regex Code();
}
