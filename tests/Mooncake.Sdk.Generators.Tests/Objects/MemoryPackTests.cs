using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Objects;

/// <summary>Types whose serializer is the package MemoryPack: what is emitted, and what it does, over a stand-in for the package.</summary>
public class MemoryPackTests
{
    private const string Types = """
        using System;
        using System.Buffers;
        using System.Buffers.Binary;
        using System.Text;
        using MemoryPack;
        using Mooncake;
        using Mooncake.Serialization;
        namespace Samples;

        [StoreObject]
        public partial record Ours(int Age, string Name);

        [MemoryPackable, StoreObject(Serializer = StoreSerializer.MemoryPack)]
        public partial record Theirs(int Age, string Name) : IStandIn
        {
            public void Write(IBufferWriter<byte> writer)
            {
                if (Name == "refused") { throw new MemoryPackSerializationException("No."); }
                if (Name == "faulty") { throw new FormatException("A getter's own."); }
                byte[] text = Encoding.UTF8.GetBytes(Name);
                Span<byte> head = writer.GetSpan(13);
                head[0] = 2;
                BinaryPrimitives.WriteInt32LittleEndian(head[1..], Age);
                BinaryPrimitives.WriteInt32LittleEndian(head[5..], ~text.Length);
                BinaryPrimitives.WriteInt32LittleEndian(head[9..], Name.Length);
                writer.Advance(13);
                text.CopyTo(writer.GetMemory(text.Length).Span);
                writer.Advance(text.Length);
            }

            public object? Read(ReadOnlySpan<byte> bytes, out int consumed)
            {
                if (bytes.Length < 13 || bytes[0] != 2) { throw new MemoryPackSerializationException("No."); }
                int length = ~BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]);
                consumed = 13 + length;
                return new Theirs(BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]), Encoding.UTF8.GetString(bytes.Slice(13, length)));
            }
        }

        [StoreObject]
        public partial record Holder(int Before, Theirs? Theirs, int After);

        public static class Probe
        {
            public static byte[] WriteOurs(int age, string name) => Write(new Ours(age, name));
            public static byte[] WriteTheirs(int age, string name) => Write(new Theirs(age, name));
            public static byte[] WriteNull() => Write<Theirs>(null);
            public static byte[] WriteHeld(string name) => Write(new Holder(1, new Theirs(2, name), 3));
            public static string ReadOurs(byte[] bytes) => Read<Ours>(bytes);
            public static string ReadTheirs(byte[] bytes) => Read<Theirs>(bytes);
            public static string ReadHeld(byte[] bytes) => Read<Holder>(bytes);
            public static string Shape() => $"{ShapeOf<Ours>()} {ShapeOf<Theirs>()}";
            public static string WriteChanged()
            {
                StoreSizer sizer = default;
                Measure(ref sizer, new Theirs(1, "a"));
                StoreWriter writer = new(new byte[sizer.Size]);
                return TryWrite(ref writer, new Theirs(1, "longer")) ? "Ok" : writer.Error.ToString();
            }

            public static string Refuse(string name)
            {
                StoreSizer sizer = default;
                StoreWriter writer = new(new byte[100]);
                bool isMeasured = Measure(ref sizer, new Theirs(1, name));
                bool isWritten = TryWrite(ref writer, new Theirs(1, name));
                return $"{isMeasured} {sizer.Error} {isWritten} {writer.Error}";
            }

            private static byte[] Write<T>(T? value) where T : IStoreObject<T>
            {
                StoreSizer sizer = default;
                if (!Measure(ref sizer, value)) { throw new InvalidOperationException(sizer.Error.ToString()); }
                byte[] bytes = new byte[sizer.Size];
                StoreWriter writer = new(bytes);
                return TryWrite(ref writer, value) && writer.TryFinish() ? bytes : throw new InvalidOperationException(writer.Error.ToString());
            }

            private static string Read<T>(byte[] bytes) where T : IStoreObject<T>
            {
                StoreReader reader = StoreReader.Copying(bytes);
                return T.TryRead(ref reader, out T? value) ? $"{value} {reader.Remaining}" : reader.Error.ToString();
            }

            private static bool Measure<T>(ref StoreSizer sizer, T? value) where T : IStoreObject<T> => T.TryMeasure(ref sizer, in value);
            private static bool TryWrite<T>(ref StoreWriter writer, T? value) where T : IStoreObject<T> => T.TryWrite(ref writer, in value);
            private static ulong ShapeOf<T>() where T : IStoreObject<T> => T.Shape.Fingerprint;
        }
        """;

    private static readonly Lazy<GeneratedCode> Code = new(static () => GeneratorHarness.Generate(LanguageVersion.CSharp13, Types, MemoryPackStandIn.Source));

    [Fact]
    public void Record_WithMemoryPack_CallsThePackage() => Snapshot.Verify(
        Code.Value.Files.Where(static file => file.Key.StartsWith("Samples.Theirs.", StringComparison.Ordinal)).ToDictionary(),
        $"Objects/{nameof(MemoryPackTests)}.{nameof(Record_WithMemoryPack_CallsThePackage)}");

    [Theory]
    [InlineData("moon")]
    [InlineData("🥮 größer")]
    public void BothWays_WriteTheSameBytes_AndReadEachOthers(string name)
    {
        byte[] ours = Call<Func<int, string, byte[]>>("WriteOurs")(7, name);
        byte[] theirs = Call<Func<int, string, byte[]>>("WriteTheirs")(7, name);
        Assert.Equal(ours, theirs);
        Assert.Equal($"Theirs {{ Age = 7, Name = {name} }} 0", Call<Func<byte[], string>>("ReadTheirs")(ours));
        Assert.Equal($"Ours {{ Age = 7, Name = {name} }} 0", Call<Func<byte[], string>>("ReadOurs")(theirs));
    }

    [Fact]
    public void Shape_IsTheSameBothWays()
    {
        string[] shapes = Call<Func<string>>("Shape")().Split(' ');
        Assert.Equal(shapes[0], shapes[1]);
    }

    [Fact]
    public void LargeValue_IsCountedAndWritten()
    {
        string name = new('x', 300_000);
        byte[] bytes = Call<Func<int, string, byte[]>>("WriteTheirs")(7, name);
        Assert.Equal(300_013, bytes.Length);
        Assert.Equal(name, Encoding.UTF8.GetString(bytes.AsSpan(13)));
    }

    [Fact]
    public void Null_IsOneByte()
    {
        Assert.Equal([0xff], Call<Func<byte[]>>("WriteNull")());
        Assert.Equal(" 0", Call<Func<byte[], string>>("ReadTheirs")([0xff]));
    }

    [Fact]
    public void Member_OfAnotherType_StandsInItsPlace()
    {
        byte[] bytes = Call<Func<string, byte[]>>("WriteHeld")("moon");
        Assert.Equal("03-01-00-00-00-02-02-00-00-00-FB-FF-FF-FF-04-00-00-00-6D-6F-6F-6E-03-00-00-00", BitConverter.ToString(bytes));
        Assert.Equal("Holder { Before = 1, Theirs = Theirs { Age = 2, Name = moon }, After = 3 } 0", Call<Func<byte[], string>>("ReadHeld")(bytes));
    }

    [Fact]
    public void BytesBehindTheValue_AreLeft() =>
        Assert.Equal(" 2", Call<Func<byte[], string>>("ReadTheirs")([0xff, 1, 2]));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void MalformedBytes_AreAnAnswer(byte[] bytes) =>
        Assert.Equal("MalformedValue", Call<Func<byte[], string>>("ReadTheirs")(bytes));

    [Fact]
    public void Value_ThatThePackageRefuses_IsNotEncodable() =>
        Assert.Equal("False ValueNotEncodable False ValueNotEncodable", Call<Func<string, string>>("Refuse")("refused"));

    [Fact]
    public void Exception_OfTheUsersOwnCode_IsNotCaughtOnTheWay() =>
        Assert.Throws<FormatException>(() => Call<Func<string, string>>("Refuse")("faulty"));

    [Fact]
    public void Value_ThatGrewSinceItWasMeasured_IsRefused() =>
        Assert.Equal("CollectionChanged", Call<Func<string>>("WriteChanged")());

    [Theory]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\", Serializer = StoreSerializer.MemoryPack)] public partial record T(int Id, string Name);", true)]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\")] public partial record T(int Id, string Name);", false)]
    [InlineData("[MemoryPackable, StoreObject, StoreKey(\"k/{Id}\", Serializer = StoreSerializer.MemoryPack)] public partial record T(int Id, string Name);", true)]
    [InlineData("[MemoryPackable, StoreObject(Serializer = StoreSerializer.Mooncake)] public partial record T(int Id, string Name);", false)]
    [InlineData("[MemoryPackable, StoreObject(Serializer = StoreSerializer.MemoryPack)] public partial record T<TItem>(TItem Item);", true)]
    [InlineData("[MemoryPackable, StoreObject(Serializer = StoreSerializer.MemoryPack)] public partial struct T { public byte A; public long B; }", true)]
    [InlineData("[MemoryPackable, MemoryPackUnion(1, typeof(A)), StoreUnion(1, typeof(A)), StoreObject(Serializer = StoreSerializer.MemoryPack)] public partial interface T; [StoreObject] public partial class A : T;", true)]
    public void EachForm_CallsThePackage_IfItIsAskedTo(string source, bool isCalled)
    {
        GeneratedCode code = GeneratorHarness.Generate(LanguageVersion.CSharp13, "using MemoryPack; using Mooncake;" + source, MemoryPackStandIn.Source);
        string emitted = code.Files.Single(static file => file.Key.StartsWith('T') && file.Key.EndsWith(".StoreObject.g.cs", StringComparison.Ordinal)).Value;
        Assert.Equal(isCalled, emitted.Contains("global::MemoryPack.MemoryPackSerializer.Serialize<", StringComparison.Ordinal));
    }

    [Fact]
    public void PackageThatGoesAway_TakesTheSerializerWithIt()
    {
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Types, MemoryPackStandIn.Source);
        CSharpCompilation after = before.ReplaceSyntaxTree(
            before.SyntaxTrees[1],
            CSharpSyntaxTree.ParseText("", (CSharpParseOptions)before.SyntaxTrees[1].Options, before.SyntaxTrees[1].FilePath, cancellationToken: TestContext.Current.CancellationToken));
        GeneratorRunResult result = GeneratorHarness.Driver()
            .RunGenerators(before, TestContext.Current.CancellationToken)
            .RunGenerators(after, TestContext.Current.CancellationToken)
            .GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.DoesNotContain(result.GeneratedSources, static file => file.SourceText.ToString().Contains("global::MemoryPack", StringComparison.Ordinal));
    }

    private static T Call<T>(string method)
        where T : Delegate => Code.Value.Method<T>("Samples.Probe", method);
}
