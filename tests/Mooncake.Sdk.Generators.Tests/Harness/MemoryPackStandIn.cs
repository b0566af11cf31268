namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>
/// A namespace with the package MemoryPack's public signatures, for compilations in which generated code calls it. Behind them, a
/// type writes and reads itself, so that tests decide which bytes, and see what generated code makes of them.
/// </summary>
internal static class MemoryPackStandIn
{
    /// <summary>The user's file that stands in for the package.</summary>
    internal const string Source = """
        #nullable enable
        using System;
        using System.Buffers;
        namespace MemoryPack
        {
            [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = false, Inherited = false)]
            public sealed class MemoryPackableAttribute : Attribute
            {
                public MemoryPackableAttribute(GenerateType generateType = GenerateType.Object) { }
                public MemoryPackableAttribute(SerializeLayout serializeLayout) { }
                public MemoryPackableAttribute(GenerateType generateType, SerializeLayout serializeLayout) { }
            }

            public enum GenerateType { Object, VersionTolerant, CircularReference, Collection, NoGenerate }
            public enum SerializeLayout { Sequential, Explicit }
            [AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
            public sealed class MemoryPackUnionAttribute : Attribute { public MemoryPackUnionAttribute(ushort tag, Type type) { } }
            public sealed class MemoryPackIgnoreAttribute : Attribute { }
            public sealed class MemoryPackIncludeAttribute : Attribute { }
            public sealed class MemoryPackOrderAttribute : Attribute { public MemoryPackOrderAttribute(int order) { } }
            public sealed class Utf16StringFormatterAttribute : Attribute { }
            public class MemoryPackSerializerOptions { }
            public class MemoryPackSerializationException : Exception { public MemoryPackSerializationException(string message) : base(message) { } }

            public interface IStandIn { void Write(IBufferWriter<byte> writer); object? Read(ReadOnlySpan<byte> bytes, out int consumed); }

            public static class MemoryPackSerializer
            {
                public static byte[] Serialize<T>(in T? value, MemoryPackSerializerOptions? options = default) => throw new NotSupportedException();

                public static void Serialize<T, TBufferWriter>(in TBufferWriter bufferWriter, in T? value, MemoryPackSerializerOptions? options = default)
                    where TBufferWriter : IBufferWriter<byte>
                {
                    if (value is IStandIn known) { known.Write(bufferWriter); return; }
                    bufferWriter.GetSpan(1)[0] = 0xff;
                    bufferWriter.Advance(1);
                }

                public static T? Deserialize<T>(ReadOnlySpan<byte> buffer, MemoryPackSerializerOptions? options = default) => throw new NotSupportedException();

                public static int Deserialize<T>(ReadOnlySpan<byte> buffer, ref T? value, MemoryPackSerializerOptions? options = default)
                {
                    if (buffer.IsEmpty) { throw new MemoryPackSerializationException("The bytes end."); }
                    if (buffer[0] == 0xff) { value = default; return 1; }
                    value = (T?)((IStandIn)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(T))).Read(buffer, out int consumed);
                    return consumed;
                }
            }
        }
        """;
}
