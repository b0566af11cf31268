using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Mooncake.Packaging.Tests.Packages;

/// <summary>A package, read as the archive that it is.</summary>
/// <param name="path">Its path.</param>
internal sealed class PackageFile(string path) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(path);

    /// <summary>What its author put into it, sorted: all but what the package format itself asks for.</summary>
    internal IEnumerable<string> Content => _archive.Entries
        .Select(static entry => entry.FullName)
        .Where(static name => name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The manifest.</summary>
    internal XElement Metadata => ReadXml(Content.Single(static name => name.EndsWith(".nuspec", StringComparison.Ordinal)))
        .Elements().Single(static element => element.Name.LocalName == "metadata");

    /// <summary>The text of an entry.</summary>
    internal string ReadText(string name)
    {
        using StreamReader reader = new(_archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The root of an entry that is XML.</summary>
    internal XElement ReadXml(string name)
    {
        using Stream stream = _archive.GetEntry(name)!.Open();
        return XElement.Load(stream);
    }

    /// <summary>The assemblies that an assembly refers to.</summary>
    internal Dictionary<string, Version> ReadReferences(string name)
    {
        using MemoryStream copy = new();
        using (Stream stream = _archive.GetEntry(name)!.Open())
        {
            stream.CopyTo(copy);
        }

        copy.Position = 0;
        using PEReader file = new(copy);
        MetadataReader metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences
            .Select(metadata.GetAssemblyReference)
            .ToDictionary(reference => metadata.GetString(reference.Name), static reference => reference.Version);
    }

    public void Dispose() => _archive.Dispose();
}
