using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>What the generator made of a user's files, compiled.</summary>
/// <param name="Compilation">Everything, without errors.</param>
/// <param name="Files">The emitted files by hint name.</param>
internal sealed record GeneratedCode(Compilation Compilation, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The files with keys, record parts and typed sets, without those of the serializer.</summary>
    internal IReadOnlyDictionary<string, string> RecordFiles { get; } =
        Files.Where(static file => IsRecordFile(file.Key)).ToDictionary(static file => file.Key, static file => file.Value);

    /// <summary>True for a file of the pipeline that makes records.</summary>
    /// <param name="hintName">The file's hint name.</param>
    internal static bool IsRecordFile(string hintName) => hintName.EndsWith(".StoreKey.g.cs", StringComparison.Ordinal);

    /// <summary>Loads the user's assembly, to run what was emitted.</summary>
    internal Assembly Load()
    {
        using MemoryStream image = new();
        Assert.True(Compilation.Emit(image).Success);
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }

    /// <summary>A static method of the user's assembly, as a delegate.</summary>
    /// <typeparam name="T">The delegate.</typeparam>
    /// <param name="type">The method's type.</param>
    /// <param name="method">The method.</param>
    internal T Method<T>(string type, string method)
        where T : Delegate => Load().GetType(type, throwOnError: true)!.GetMethod(method)!.CreateDelegate<T>();
}
