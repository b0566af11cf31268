using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>How an object is made from its members: which constructor, and where each member goes.</summary>
internal sealed class ConstructionPlan
{
    private ConstructionPlan(IMethodSymbol constructor, List<int> arguments, List<MemberTarget> targets)
    {
        Constructor = constructor;
        Arguments = arguments;
        Targets = targets;
    }

    /// <summary>The constructor that is called.</summary>
    public IMethodSymbol Constructor { get; }

    /// <summary>For each parameter of the constructor, the member that it takes.</summary>
    public IReadOnlyList<int> Arguments { get; }

    /// <summary>For each member, where it goes.</summary>
    public IReadOnlyList<MemberTarget> Targets { get; }

    /// <summary>Plans the construction of a type.</summary>
    /// <param name="type">A class or struct.</param>
    /// <param name="members">Its stored members in wire order.</param>
    /// <param name="problems">Gets what is wrong, where the answer is null.</param>
    public static ConstructionPlan? Make(INamedTypeSymbol type, IReadOnlyList<ISymbol> members, List<ObjectProblem> problems)
    {
        if (ChooseConstructor(type) is not { } constructor)
        {
            problems.Add(new ObjectProblem(ObjectProblemKind.Constructor, type, type.Name));
            return null;
        }

        List<int> arguments = [];
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            int member = FindMember(members, parameter);
            if (member < 0)
            {
                problems.Add(new ObjectProblem(ObjectProblemKind.ConstructorParameter, type, parameter.Name));
                return null;
            }

            arguments.Add(member);
        }

        bool setsRequired = SymbolText.HasAttribute(constructor, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");
        List<MemberTarget> targets =
            [.. members.Select((member, position) => TargetOf(member, arguments.Contains(position), setsRequired, type))];
        return new ConstructionPlan(constructor, arguments, targets);
    }

    private static IMethodSymbol? ChooseConstructor(INamedTypeSymbol type)
    {
        List<IMethodSymbol> constructors = [.. type.InstanceConstructors.Where(constructor => !IsCopy(constructor, type))];
        List<IMethodSymbol> marked =
            [.. constructors.Where(static constructor => SymbolText.HasAttribute(constructor, StoreTypeNames.StoreConstructor))];
        if (marked.Count > 0)
        {
            return marked.Count == 1 ? marked[0] : null;
        }

        if (type.IsRecord && MemberCollector.FindPrimaryConstructor(type) is { } primary)
        {
            return primary;
        }

        // A struct always has a constructor without parameters; one that is declared says more.
        List<IMethodSymbol> declared = [.. constructors.Where(static constructor => !constructor.IsImplicitlyDeclared)];
        if (type.IsValueType ? declared.Count == 1 : constructors.Count == 1)
        {
            return type.IsValueType ? declared[0] : constructors[0];
        }

        return constructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty);
    }

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type)
    {
        return type.IsRecord
            && constructor.Parameters.Length == 1
            && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type)
            && constructor.IsImplicitlyDeclared;
    }

    private static int FindMember(IReadOnlyList<ISymbol> members, IParameterSymbol parameter)
    {
        int exact = IndexOf(members, parameter, StringComparison.Ordinal);
        return exact >= 0 ? exact : IndexOf(members, parameter, StringComparison.OrdinalIgnoreCase);
    }

    private static int IndexOf(IReadOnlyList<ISymbol> members, IParameterSymbol parameter, StringComparison comparison)
    {
        for (int i = 0; i < members.Count; i++)
        {
            if (string.Equals(members[i].Name, parameter.Name, comparison)
                && SymbolEqualityComparer.Default.Equals(MemberCollector.TypeOf(members[i]), parameter.Type))
            {
                return i;
            }
        }

        return -1;
    }

    private static MemberTarget TargetOf(ISymbol member, bool isArgument, bool setsRequired, INamedTypeSymbol type)
    {
        bool isRequired = member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
        if (isArgument)
        {
            return isRequired && !setsRequired ? MemberTarget.ArgumentAndInitializer : MemberTarget.Argument;
        }

        bool isInitOnly = false;
        bool isSettable = member switch
        {
            IPropertySymbol { SetMethod: { } setter } => IsCallable(setter, type, out isInitOnly),
            IFieldSymbol field => !field.IsReadOnly,
            _ => false,
        };
        if (!isSettable)
        {
            return MemberTarget.None;
        }

        bool keeps = !isInitOnly && !isRequired && SymbolText.HasAttribute(member, StoreTypeNames.StoreKeepInitializer);
        return keeps ? MemberTarget.Assignment : MemberTarget.Initializer;
    }

    private static bool IsCallable(IMethodSymbol setter, INamedTypeSymbol type, out bool isInitOnly)
    {
        isInitOnly = setter.IsInitOnly;
        return Visibility.IsVisible(setter, type);
    }
}
