using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Mooncake.Embedded.CApi.Exports;

namespace Mooncake.Durable.CApi.Tests;

/// <summary><c>mooncake_durable.h</c> and the functions agree.</summary>
public sealed partial class HeaderTests
{
    private static readonly string Header = File.ReadAllText(
        Repository.PathOf("src", "Mooncake.Durable.CApi", "include", "mooncake_durable.h"));

    private static readonly MethodInfo[] Functions =
    [
        .. typeof(StoreExports)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(static method => method.IsDefined(typeof(UnmanagedCallersOnlyAttribute))),
    ];

    [Fact]
    public void Functions_Each_CatchWhateverIsThrown() => Assert.All(Functions, static function => Assert.Contains(
        function.GetMethodBody()!.ExceptionHandlingClauses,
        static clause => clause.Flags == ExceptionHandlingClauseOptions.Clause && clause.CatchType == typeof(Exception)));

    [Fact]
    public void Header_DeclaresTheFunctionsThatMooncakeLacks() => Assert.Equal(
        Functions.Select(static function => function.GetCustomAttribute<UnmanagedCallersOnlyAttribute>()!.EntryPoint!)
            .Where(static name => name.StartsWith("mooncake_durable_", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
        Declaration().Matches(Header).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Header_Codes_AreThoseOfTheErrorTable() => Assert.All(
        Code().Matches(Header),
        static match => Assert.True(
            Enum.IsDefined((StoreErrorCode)int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)), match.Value));

    [GeneratedRegex(@"^int(?:64_t)? (mooncake_durable_\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"MOONCAKE_DURABLE_\w+ = (-\d+)\b")]
    private static partial Regex Code();
}
