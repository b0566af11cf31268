using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Emission;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Engines;

/// <summary>From the engines of referenced assemblies to a module initializer that registers them.</summary>
internal static class EnginePipeline
{
    private const string Attribute = "Mooncake.RegisterStoreEngineAttribute";

    /// <summary>Adds the pipeline's steps.</summary>
    /// <param name="context">The generator's initialization.</param>
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterSourceOutput(
            context.CompilationProvider.SelectMany(
                static (compilation, cancellation) => Find(compilation, cancellation)).WithTrackingName(TrackingNames.Engines),
            static (output, engine) => output.AddSource($"{engine}.StoreEngine.g.cs", Emit(engine)));
    }

    /// <summary>The engines of all referenced assemblies, by the full names of their types.</summary>
    private static SortedSet<string> Find(Compilation compilation, CancellationToken cancellation)
    {
        if (!compilation.SyntaxTrees.All(LanguageVersions.IsSupported) || compilation.GetTypeByMetadataName(Attribute) is not { } attribute)
        {
            return [];
        }

        // Only an assembly that references the attribute's can have it. Of the others, and there are hundreds, no attribute is read.
        string owner = attribute.ContainingAssembly.Name;
        SortedSet<string> engines = new(StringComparer.Ordinal);
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            if (assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == owner)))
            {
                engines.UnionWith(EnginesOf(assembly, attribute));
            }
        }

        return engines;
    }

    private static IEnumerable<string> EnginesOf(IAssemblySymbol assembly, INamedTypeSymbol attribute)
    {
        return assembly.GetAttributes()
            .Where(candidate => SymbolEqualityComparer.Default.Equals(candidate.AttributeClass, attribute))
            .Select(static candidate => candidate.ConstructorArguments.FirstOrDefault().Value is INamedTypeSymbol engine && IsUsable(engine) ? engine : null)
            .Where(static engine => engine is not null)
            .Select(static engine => engine!.ToDisplayString());
    }

    /// <summary>Whether the emitted code can create the engine.</summary>
    private static bool IsUsable(INamedTypeSymbol engine)
    {
        for (INamedTypeSymbol? type = engine; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility != Accessibility.Public || type.IsGenericType)
            {
                return false;
            }
        }

        return !engine.IsAbstract
            && engine.AllInterfaces.Any(static type => type.ToDisplayString() == "Mooncake.IStoreEngine")
            && engine.InstanceConstructors.Any(static constructor =>
                constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility == Accessibility.Public);
    }

    private static string Emit(string engine)
    {
        SourceWriter writer = new();
        FileHeader.Write(writer);
        writer.Line(Names.Generated);
        writer.Open("file static class ReferencedStoreEngine");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Line($"internal static void Register() => global::Mooncake.StoreEngines.Register(new global::{engine}());");
        writer.Close();
        return writer.ToString();
    }
}
