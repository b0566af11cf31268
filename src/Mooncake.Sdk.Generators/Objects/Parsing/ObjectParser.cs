using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>Turns a marked type into the model of its serializer. Called by the generator and by the analyzers.</summary>
internal static class ObjectParser
{
    /// <summary>Looks at a type.</summary>
    /// <param name="type">A type marked <c>[StoreObject]</c>, <c>[StoreKey]</c> or <c>[StoreUnion]</c>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ParsedObject Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        List<ObjectProblem> problems = [];
        if (!TypeScope.IsExtensible(type))
        {
            problems.Add(new ObjectProblem(ObjectProblemKind.NotPartial, type, type.Name));
        }

        if (TakenNames.FindForCodec(type) is { } taken)
        {
            problems.Add(new ObjectProblem(ObjectProblemKind.NameTaken, type, taken));
        }

        if (UndefinedOption.Find(type) is { } option)
        {
            problems.Add(new ObjectProblem(ObjectProblemKind.UndefinedOption, type, option.Value));
        }

        SerializableTypes types = new(type);
        if (PackableTypes.IsPacked(type))
        {
            ObjectModel packed = PackedParser.Parse(type, Describe(type, ObjectKind.Object, types, isNesting: true) with
            {
                IsForbidden = PackableMembers.Collect(type).Any(static item => ObsoleteErrors.Concern(item.Member)),
                UsesMemoryPack = true,
            });
            return new ParsedObject(problems.Count == 0 ? packed : null, problems);
        }

        bool isUnion = SymbolText.HasAttribute(type, StoreTypeNames.StoreUnion);
        if (!isUnion
            && (type.IsAbstract || type.IsStatic || type.IsRefLikeType || type.TypeKind is not (TypeKind.Class or TypeKind.Struct)))
        {
            problems.Add(new ObjectProblem(ObjectProblemKind.NotConcrete, type, type.Name));
            return new ParsedObject(null, problems, SubstituteFor(type, types));
        }

        ObjectModel? model = isUnion
            ? ParseUnion(type, types, problems)
            : ParseMembers(type, types, problems, cancellationToken);
        return problems.Count == 0 ? new ParsedObject(model, problems) : new ParsedObject(null, problems, SubstituteFor(type, types));
    }

    private static ObjectModel? SubstituteFor(INamedTypeSymbol type, SerializableTypes types) =>
        SerializableTypes.CanHoldCodec(type)
            ? Describe(type, ObjectKind.Unavailable, types, isNesting: false) with { UsesMemoryPack = false, Layouts = default }
            : null;

    private static ObjectModel ParseUnion(INamedTypeSymbol type, SerializableTypes types, List<ObjectProblem> problems)
    {
        List<UnionCaseModel> cases = UnionParser.Parse(type, types, problems);
        return Describe(type, ObjectKind.Union, types, isNesting: true) with
        {
            IsForbidden = UnionParser.EntriesOf(type).Exists(static entry => ObsoleteErrors.ConcernType(entry.Type)),
            Cases = cases.ToEquatableArray(),
        };
    }

    private static ObjectModel? ParseMembers(
        INamedTypeSymbol type,
        SerializableTypes types,
        List<ObjectProblem> problems,
        CancellationToken cancellationToken)
    {
        bool isGeneric = types.Parameters.All.Count > 0;
        if (type.IsUnmanagedType && !isGeneric)
        {
            CodecModel? image = types.FindCodec(type, isUtf16: false);
            if (image is null)
            {
                IFieldSymbol? field = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => IsUnsupported(field, types));
                problems.Add(TypeProblem(field?.AssociatedSymbol ?? field ?? (ISymbol)type, field?.Type ?? type, types));
            }

            return Describe(
                type, ObjectKind.Image, types, isNesting: false) with
            { IsForbidden = types.AreLayoutsForbidden, Image = image?.Image };
        }

        if (FindCollectionBase(type) is { } collection)
        {
            problems.Add(new ObjectProblem(ObjectProblemKind.CollectionBase, type, collection.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
            return null;
        }

        int layout = LayoutOf(type);
        List<ISymbol> found = MemberCollector.Collect(type);
        List<ISymbol>? members = MemberOrder.Sort(found, layout, out List<int> slots);
        if (members is null || found.Count > MemberOrder.MaxMembers)
        {
            problems.Add(
                members is null ? OrderProblem(found, layout) : new ObjectProblem(ObjectProblemKind.TooManyMembers, type, type.Name));
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (ConstructionPlan.Make(type, members, problems) is not { } plan)
        {
            return null;
        }

        bool isUtf16 = SymbolText.HasAttribute(type, StoreTypeNames.StoreUtf16);
        List<MemberModel> models = [];
        for (int i = 0; i < members.Count; i++)
        {
            ISymbol member = members[i];
            ITypeSymbol memberType = MemberCollector.TypeOf(member);
            if (types.FindCodec(memberType, isUtf16 || SymbolText.HasAttribute(member, StoreTypeNames.StoreUtf16)) is not { } codec)
            {
                problems.Add(TypeProblem(member, memberType, types));
                continue;
            }

            models.Add(new MemberModel(TypeScope.Escape(member.Name), SymbolText.Of(memberType), codec, slots[i], plan.Targets[i]));
        }

        ObjectKind kind = layout == MemberOrder.VersionTolerant ? ObjectKind.VersionTolerant : ObjectKind.Object;
        bool mayBeImage = type.IsValueType && isGeneric;
        return Describe(type, kind, types, models.Exists(static member => member.Codec.IsNesting)) with
        {
            IsForbidden = ObsoleteErrors.IsMarked(plan.Constructor) || members.Exists(ObsoleteErrors.Concern) || types.AreLayoutsForbidden,
            Image = mayBeImage ? $"{StoreTypeNames.Codecs}RawImage<{SymbolText.Of(type)}>" : null,
            Members = models.ToEquatableArray(),
            Arguments = plan.Arguments.ToEquatableArray(),
            Payload = FindPayload(type, members, plan, types),
        };
    }

    /// <summary>
    /// The collection of another assembly that a type derives from, or null. Collections of the own assembly consist of members.
    /// </summary>
    private static INamedTypeSymbol? FindCollectionBase(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? candidate = type.BaseType; candidate is not null; candidate = candidate.BaseType)
        {
            if (!SymbolEqualityComparer.Default.Equals(candidate.ContainingAssembly, type.ContainingAssembly)
                && !SerializableTypes.IsStored(candidate)
                && candidate.AllInterfaces.Any(static one => one.SpecialType == SpecialType.System_Collections_IEnumerable))
            {
                return candidate;
            }
        }

        return null;
    }

    private static PayloadModel? FindPayload(
        INamedTypeSymbol type, List<ISymbol> members, ConstructionPlan plan, SerializableTypes types) =>
        SymbolText.HasAttribute(type, StoreTypeNames.StoreKey)
            ? DraftPayloads.Find(
                type, [.. members.Select((member, i) => plan.Targets[i] == MemberTarget.None ? null : MemberCollector.TypeOf(member))], types, out _)
            : null;

    private static bool IsUnsupported(IFieldSymbol field, SerializableTypes types) =>
        !field.IsStatic && !field.IsFixedSizeBuffer && types.FindCodec(field.Type, isUtf16: false) is null;

    private static ObjectProblem TypeProblem(ISymbol symbol, ITypeSymbol type, SerializableTypes types)
    {
        ITypeSymbol culprit = new UnsupportedTypes(types).Find(type);
        bool isReported = culprit is IErrorTypeSymbol
            || (culprit is INamedTypeSymbol named && !SymbolEqualityComparer.Default.Equals(symbol, type) && SerializableTypes.IsStored(named));
        return new ObjectProblem(
            isReported
                ? ObjectProblemKind.ReportedElsewhere
                : ObjectProblemKind.MemberType, symbol, UnsupportedTypes.Explain(type, culprit));
    }

    private static ObjectProblem OrderProblem(List<ISymbol> members, int layout)
    {
        string reason = MemberOrder.Explain(members, layout, out ISymbol member);
        return new ObjectProblem(ObjectProblemKind.Order, member, reason);
    }

    private static ObjectModel Describe(INamedTypeSymbol type, ObjectKind kind, SerializableTypes types, bool isNesting)
    {
        return new ObjectModel(
            TypeScope.Of(type),
            kind,
            SymbolText.Of(type),
            type.IsValueType,
            type.TypeKind == TypeKind.Interface,
            Hiding.OfCodec(type),
            isNesting,
            IsForbidden: false,
            Image: null,
            UsesMemoryPack: false,
            ParametersOf(types.Parameters),
            Members: default,
            Arguments: default,
            Cases: default,
            types.Layouts);
    }

    private static EquatableArray<TypeParameterModel> ParametersOf(CodecParameters parameters) =>
        parameters.All.Select(static item => new TypeParameterModel(TypeScope.Escape(item.Parameter.Name), item.Codec)).ToEquatableArray();

    /// <summary>The layout that a type asks for, as <see cref="MemberOrder"/> numbers them.</summary>
    /// <param name="type">A marked type.</param>
    public static int LayoutOf(INamedTypeSymbol type)
    {
        AttributeData? attribute = SymbolText.FindAttribute(type, StoreTypeNames.StoreObject);
        return attribute is { ConstructorArguments.Length: 1 } && attribute.ConstructorArguments[0].Value is int layout
            ? layout
            : MemberOrder.Sequential;
    }
}
