using System.Globalization;
using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// The structs without references: those whose fields can be named get a layout, by which their padding is found and written
/// as zero; others (of other assemblies, where fields may be hidden, and generic ones with private fields) are copied as they lie.
/// </summary>
/// <param name="target">The type whose members hold the structs: the layouts are emitted into it.</param>
internal sealed class StructLayouts(INamedTypeSymbol target)
{
    private const int ExplicitLayout = 2;
    private const int RestItem = 7;

    private readonly Dictionary<string, LayoutModel?> _byType = [];
    private readonly List<LayoutModel> _models = [];

    /// <summary>The layouts found so far, in the order of their names.</summary>
    public EquatableArray<LayoutModel> Models => _models.ToEquatableArray();

    /// <summary>True if a layout found so far names something that only obsolete code may name.</summary>
    public bool AreForbidden { get; private set; }

    /// <summary>The next layout's name. A layout stands inside the codec, where it would hide a type parameter of its name.</summary>
    private string NextName
    {
        get
        {
            string name = "Layout" + _models.Count.ToString(CultureInfo.InvariantCulture);
            while (SymbolText.TypeParametersOf(target).Any(parameter => parameter.Name == name))
            {
                name += "_";
            }

            return name;
        }
    }

    /// <summary>The codec of a struct without references, or null if it holds something that has no meaning elsewhere.</summary>
    /// <param name="type">The struct.</param>
    public CodecModel? FindCodec(INamedTypeSymbol type)
    {
        if (StructCycles.Contains(type) || !IsMeaningful(type))
        {
            return null;
        }

        string text = SymbolText.Of(type);
        LayoutModel? layout = FindLayout(type);
        string image = layout is null
            ? $"{StoreTypeNames.Codecs}RawImage<{text}>"
            : $"{StoreTypeNames.Codecs}LayoutImage<{text}, {layout.Name}>";
        return new CodecModel($"{StoreTypeNames.Codecs}ImageCodec<{text}, {image}>", layout?.Wire ?? RuntimeNames.WireOf(type), image);
    }

    /// <summary>The codec of a value tuple without references, or null where its layout cannot be told here.</summary>
    /// <param name="type">The tuple.</param>
    /// <param name="items">The codecs of its items, a rest included.</param>
    public CodecModel? FindTuple(INamedTypeSymbol type, IReadOnlyList<CodecModel> items)
    {
        if (HasOpenArgument(type) || !IsAccessible(type))
        {
            return null;
        }

        string text = SymbolText.Of(type);
        string key = "tuple " + text;
        if (!_byType.TryGetValue(key, out LayoutModel? layout))
        {
            List<LayoutFieldModel> fields = [];
            for (int i = 0; i < items.Count; i++)
            {
                fields.Add(DescribeItem(i == RestItem ? "Rest" : "Item" + (i + 1).ToString(CultureInfo.InvariantCulture), type.TypeArguments[i], items[i]));
            }

            layout = new LayoutModel(NextName, text, IsOverlapping: false, fields.ToEquatableArray(), IsTuple: true);
            _byType[key] = layout;
            _models.Add(layout);
        }

        string image = $"{StoreTypeNames.Codecs}LayoutImage<{text}, {layout!.Name}>";
        return new CodecModel($"{StoreTypeNames.Codecs}ImageCodec<{text}, {image}>", layout.Wire, image);
    }

    // An item's padding is found where it is a struct with a layout of its own; of another it counts as data.
    private LayoutFieldModel DescribeItem(string name, ITypeSymbol type, CodecModel codec)
    {
        bool isNullable = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        ITypeSymbol inner = isNullable ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        string? layout = _models.Find(model => codec.Image?.EndsWith($", {model.Name}>", StringComparison.Ordinal) == true)?.Name;
        return new LayoutFieldModel(
            name,
            name,
            SymbolText.Of(inner),
            isNullable ? LayoutFieldKind.Nullable : LayoutFieldKind.Plain,
            layout,
            codec.Text + ".WireType",
            codec.Wire,
            Check: codec.IsRaw ? null : codec.Text);
    }

    private LayoutModel? FindLayout(INamedTypeSymbol type)
    {
        string text = SymbolText.Of(type);
        if (_byType.TryGetValue(text, out LayoutModel? known))
        {
            return known;
        }

        LayoutModel? model = Describe(type, text);
        _byType[text] = model;
        if (model is not null)
        {
            _models.Add(model);
        }

        return model;
    }

    private LayoutModel? Describe(INamedTypeSymbol type, string text)
    {
        bool isOurs = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, target.ContainingAssembly);
        bool isTuple = type.IsTupleType;
        bool isInlineArray = SymbolText.HasAttribute(type, "System.Runtime.CompilerServices.InlineArrayAttribute");
        if ((!isOurs && !isTuple) || isInlineArray || HasOpenArgument(type))
        {
            return null;
        }

        List<LayoutFieldModel> fields = [];
        foreach (IFieldSymbol field in FieldsOf(type))
        {
            if (DescribeField(type, field) is not { } model)
            {
                return null;
            }

            fields.Add(model);
        }

        return new LayoutModel(NextName, text, IsExplicit(type), fields.ToEquatableArray());
    }

    private LayoutFieldModel? DescribeField(INamedTypeSymbol type, IFieldSymbol field)
    {
        AreForbidden |= ObsoleteErrors.Concern(field) || ObsoleteErrors.ConcernType(type);
        bool isNameable = field.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal
            && !field.IsReadOnly
            && field.AssociatedSymbol is null;
        if (!isNameable && type.IsGenericType)
        {
            return null;
        }

        string? access = isNameable ? TypeScope.Escape(field.Name) : null;
        if (field.IsFixedSizeBuffer)
        {
            ITypeSymbol element = ((IPointerTypeSymbol)field.Type).PointedAtType;
            return isNameable
                ? new LayoutFieldModel(
                    field.Name,
                    access,
                    SymbolText.Of(element),
                    LayoutFieldKind.FixedBuffer,
                    null,
                    $"\"{field.FixedSize}*{element.Name}\"",
                    $"{field.FixedSize}*{element.Name}",
                    field.FixedSize)
                : null;
        }

        ITypeSymbol inner = field.Type;
        LayoutFieldKind kind = LayoutFieldKind.Plain;
        if (inner is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            inner = nullable.TypeArguments[0];
            kind = LayoutFieldKind.Nullable;
        }

        // Only the type around a private one can name it, which is not where the layout is emitted.
        if (!IsAccessible(inner))
        {
            return null;
        }

        CodecModel? codec = ScalarTypes.Find(inner, isUtf16: false)
            ?? (inner is INamedTypeSymbol { IsUnmanagedType: true } named ? FindCodec(named) : null);
        if (codec is null)
        {
            return null;
        }

        string? layout = inner is INamedTypeSymbol { IsUnmanagedType: true } plain && ScalarTypes.Find(inner, isUtf16: false) is null
            ? FindLayout(plain)?.Name
            : null;
        bool isNullable = kind == LayoutFieldKind.Nullable;
        string wireType = codec.Image + ".WireType" + (isNullable ? " + \"?\"" : "");
        return new LayoutFieldModel(
            field.Name, access, SymbolText.Of(inner), kind, layout, wireType, isNullable ? codec.Wire + "?" : codec.Wire);
    }

    private bool IsAccessible(ITypeSymbol type)
    {
        for (INamedTypeSymbol? level = type as INamedTypeSymbol; level is not null; level = level.ContainingType)
        {
            bool isOpen = level.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
            if ((!isOpen && !IsInside(level.ContainingType)) || !level.TypeArguments.All(IsAccessible))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsInside(INamedTypeSymbol? container)
    {
        INamedTypeSymbol? level = target;
        while (level is not null && !SymbolEqualityComparer.Default.Equals(level, container))
        {
            level = level.ContainingType;
        }

        return level is not null;
    }

    // Pointers and native integers have no meaning in another process.
    private static bool IsMeaningful(ITypeSymbol type)
    {
        if (type is IPointerTypeSymbol or IFunctionPointerTypeSymbol
            || type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
        {
            return false;
        }

        return type is not INamedTypeSymbol named
            || named.SpecialType != SpecialType.None
            || named.TypeKind == TypeKind.Enum
            || FieldsOf(named).All(static field => field.IsFixedSizeBuffer || IsMeaningful(field.Type));
    }

    private static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol type)
    {
        // A tuple of named elements lists each field twice; the runtime's are the ones with the underlying names.
        return type.GetMembers().OfType<IFieldSymbol>().Where(static field =>
            !field.IsStatic && (field.CorrespondingTupleField is not { } underlying || field.Name == underlying.Name));
    }

    private static bool HasOpenArgument(INamedTypeSymbol type)
    {
        return type.TypeArguments.Any(static argument =>
            argument is ITypeParameterSymbol || (argument is INamedTypeSymbol named && HasOpenArgument(named)));
    }

    private static bool IsExplicit(INamedTypeSymbol type)
    {
        AttributeData? layout = SymbolText.FindAttribute(type, "System.Runtime.InteropServices.StructLayoutAttribute");
        return layout is { ConstructorArguments.Length: 1 } && Equals(layout.ConstructorArguments[0].Value, ExplicitLayout);
    }
}
