using System.Reflection;
using System.Runtime.InteropServices;
using Mooncake.Embedded.CApi.Exports;
using Mooncake.Embedded.CApi.Tests.Library;

namespace Mooncake.Embedded.CApi.Tests;

/// <summary>What the library's file looks like from outside.</summary>
public sealed class ExportTests(PublishedLibrary library)
{
    private const string Prefix = "mooncake_store_";

    // The runtime's own, for debuggers and for the linker's version script.
    private static readonly string[] OfTheRuntime = ["DotNetRuntimeDebugHeader", "V1.0"];

    private static readonly string[] Functions =
    [
        "batch_get_into", "batch_is_exist", "batch_put_from", "create", "destroy", "get_hostname", "get_into", "get_size", "health_check",
        "init_all", "is_exist", "put", "put_from", "register_buffer", "remove", "remove_all", "remove_by_regex", "setup", "unregister_buffer",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Library_Published_ExportsTheNineteenFunctionsAndNothingElseOfOurs(bool newerFramework)
    {
        string path = library.Require(newerFramework);
        Assert.SkipUnless(ToolRun.IsThere("nm"), "nm was not found.");
        ToolRun run = ToolRun.Run("nm", ["--dynamic", "--defined-only", "--format=posix", path], TimeSpan.FromMinutes(1));
        Assert.True(run.ExitCode == 0, run.ToString());
        string[] exported = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')[0].Split('@')[0])];

        Assert.Equal(Functions.Select(static name => Prefix + name), exported.Except(OfTheRuntime).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Library_Published_HasItsHeaderBesideItAndItsSymbolsApart(bool newerFramework)
    {
        string folder = Path.GetDirectoryName(library.Require(newerFramework))!;
        Assert.Equal(
            [PublishedLibrary.FileName, $"{PublishedLibrary.FileName}.dbg", "mooncake_store.h"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Functions_Each_CatchWhateverIsThrown()
    {
        MethodInfo[] functions =
        [
            .. typeof(StoreExports)
                .GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(static method => method.IsDefined(typeof(UnmanagedCallersOnlyAttribute))),
        ];

        Assert.Equal(Functions.Length, functions.Length);
        Assert.All(functions, static function => Assert.Contains(
            function.GetMethodBody()!.ExceptionHandlingClauses,
            static clause => clause.Flags == ExceptionHandlingClauseOptions.Clause && clause.CatchType == typeof(Exception)));
    }

    [Fact]
    public void Header_DeclaresEveryFunctionOnce()
    {
        string header = File.ReadAllText(Repository.PathOf("src", "Mooncake.Embedded.CApi", "include", "mooncake_store.h"));
        foreach (string function in Functions)
        {
            Assert.Single(header.Split('\n'), line => !line.StartsWith(' ') && line.Contains($"{Prefix}{function}(", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Header_Codes_AreThoseOfTheErrorTable()
    {
        string header = File.ReadAllText(Repository.PathOf("src", "Mooncake.Embedded.CApi", "include", "mooncake_store.h"));
        StoreErrorCode[] codes =
        [
            StoreErrorCode.InternalError, StoreErrorCode.NoAvailableHandle, StoreErrorCode.InvalidParams, StoreErrorCode.ObjectNotFound,
            StoreErrorCode.ObjectHasLease, StoreErrorCode.ClusterOptionsDiffer, StoreErrorCode.PatternTooCostly,
        ];
        Assert.All(codes, code => Assert.Matches($@"MOONCAKE_STORE_\w+ = {(int)code}\b", header));
    }
}
