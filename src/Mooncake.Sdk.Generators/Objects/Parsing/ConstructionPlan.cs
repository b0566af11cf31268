using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>How an object is made from its members: which constructor, and where each member goes.</summary>
internal sealed class ConstructionPlan
{
    private const string SetsRequiredMembers = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    private ConstructionPlan(IMethodSymbol constructor, List<ArgumentModel> arguments, List<MemberTarget> targets)
    {
        Constructor = constructor;
        Arguments = arguments;
        Targets = targets;
    }

    /// <summary>The constructor that is called.</summary>
    public IMethodSymbol Constructor { get; }

    /// <summary>For each parameter of the constructor, what it takes.</summary>
    public IReadOnlyList<ArgumentModel> Arguments { get; }

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

        if (BindArguments(type, constructor, members, problems) is not { } arguments)
        {
            return null;
        }

        bool setsRequired = SymbolText.HasAttribute(constructor, SetsRequiredMembers);
        List<MemberTarget> targets =
        [
            .. members.Select((member, position) =>
                TargetOf(member, arguments.Exists(argument => argument.Member == position), setsRequired, type)),
        ];
        List<ISymbol> unset = setsRequired ? [] : [.. RequiredMembers.Of(type).Where(member => !IsSetBy(members, targets, member))];
        problems.AddRange(unset.Select(static member => new ObjectProblem(ObjectProblemKind.RequiredMember, member, member.Name)));
        return unset.Count == 0 ? new ConstructionPlan(constructor, arguments, targets) : null;
    }

    private static List<ArgumentModel>? BindArguments(
        INamedTypeSymbol type,
        IMethodSymbol constructor,
        IReadOnlyList<ISymbol> members,
        List<ObjectProblem> problems)
    {
        List<ArgumentModel> arguments = [];
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            // What a constructor writes into a reference would be lost, so it gets none.
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                problems.Add(new ObjectProblem(ObjectProblemKind.ConstructorReference, type, parameter.Name));
                return null;
            }

            int member = FindMember(members, parameter);
            if (member < 0)
            {
                problems.Add(new ObjectProblem(ObjectProblemKind.ConstructorParameter, type, parameter.Name));
                return null;
            }

            arguments.Add(new ArgumentModel(member, parameter.RefKind != RefKind.None));
        }

        return arguments;
    }

    // Nothing may hide a required member, so the name says which one it is.
    private static bool IsSetBy(IReadOnlyList<ISymbol> members, List<MemberTarget> targets, ISymbol required)
    {
        for (int i = 0; i < members.Count; i++)
        {
            if (members[i].Name == required.Name)
            {
                return targets[i] is MemberTarget.Initializer or MemberTarget.ArgumentAndInitializer;
            }
        }

        return false;
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
                && SymbolText.IsSame(MemberCollector.TypeOf(members[i]), parameter.Type))
            {
                return i;
            }
        }

        return -1;
    }

    private static MemberTarget TargetOf(ISymbol member, bool isArgument, bool setsRequired, INamedTypeSymbol type)
    {
        bool isRequired = !setsRequired && RequiredMembers.IsRequired(member);
        bool isSettable = IsSettable(member, type, out bool isInitOnly);
        if (isArgument)
        {
            return isRequired && isSettable ? MemberTarget.ArgumentAndInitializer : MemberTarget.Argument;
        }

        if (!isSettable)
        {
            return MemberTarget.None;
        }

        bool keeps = !isRequired && SymbolText.HasAttribute(member, StoreTypeNames.StoreKeepInitializer);
        if (!isInitOnly && !isRequired && ComparerMembers.IsRefilled(member))
        {
            return keeps ? MemberTarget.KeptRefill : MemberTarget.Refill;
        }

        return !keeps ? MemberTarget.Initializer : isInitOnly ? MemberTarget.KeptInitializer : MemberTarget.Assignment;
    }

    private static bool IsSettable(ISymbol member, INamedTypeSymbol type, out bool isInitOnly)
    {
        isInitOnly = false;
        if (member is IFieldSymbol field)
        {
            return !field.IsReadOnly;
        }

        if (Accessors.SetterOf((IPropertySymbol)member) is not { } setter)
        {
            return false;
        }

        isInitOnly = setter.IsInitOnly;
        return Visibility.IsVisible(setter, type);
    }
}
