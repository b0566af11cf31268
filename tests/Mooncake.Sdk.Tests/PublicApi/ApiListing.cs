using System.Globalization;
using System.Reflection;
using System.Text;

namespace Mooncake.PublicApi;

/// <summary>Lists what an assembly shows to the outside, one line for each type and member, in an order that does not change.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The listing.</summary>
    internal static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(NameOf, StringComparer.Ordinal))
        {
            text.Append(Heading(type)).Append('\n');
            foreach (string line in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Heading(Type type)
    {
        string kind = type.IsEnum ? $"enum : {NameOf(Enum.GetUnderlyingType(type))}"
            : type.IsInterface ? "interface"
            : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
            : type.IsByRefLike ? "ref struct"
            : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        IEnumerable<string> bases = type.IsEnum ? [] : (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [NameOf(parent)] : Array.Empty<string>())
            .Concat(type.GetInterfaces().Where(contract => contract.IsVisible).Select(NameOf).Order(StringComparer.Ordinal));
        string list = string.Join(", ", bases);
        return list.Length == 0 ? $"{NameOf(type)} ({kind})" : $"{NameOf(type)} ({kind}): {list}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture),6} {name}");
        }

        return type.GetConstructors(Declared).Where(IsShown).Select(constructor => $"new({Parameters(constructor)})")
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsShown)).Select(Property))
            .Concat(type.GetEvents(Declared).Where(change => IsShown(change.AddMethod!)).Select(change => $"event {NameOf(change.EventHandlerType!)} {change.Name}"))
            .Concat(type.GetMethods(Declared).Where(method => IsShown(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))).Select(Method));
    }

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Field(FieldInfo field) =>
        $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{NameOf(field.FieldType)} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        string getter = property.GetMethod is { } get && IsShown(get) ? " get;" : "";
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Length > 0;
        string setter = property.SetMethod is { } set && IsShown(set) ? isInit ? " init;" : " set;" : "";
        string modifiers = property.GetAccessors(nonPublic: true)[0] is { } accessor ? Modifiers(accessor) : "";
        string mark = !property.PropertyType.IsValueType && Nullability.Create(property).ReadState == NullabilityState.Nullable ? "?" : "";
        string indexes = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        return $"{modifiers}{NameOf(property.PropertyType)}{mark} {property.Name}{(indexes.Length == 0 ? "" : $"[{indexes}]")} {{{getter}{setter} }}";
    }

    private static string Method(MethodInfo method)
    {
        string generics = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";
        string mark = !method.ReturnType.IsValueType && Nullability.Create(method.ReturnParameter).ReadState == NullabilityState.Nullable ? "?" : "";
        return $"{Modifiers(method)}{NameOf(method.ReturnType)}{mark} {method.Name}{generics}({Parameters(method)})";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "")
        + (method.IsAbstract ? "abstract " : method is MethodInfo { IsVirtual: true, IsFinal: false } info ? info.GetBaseDefinition() == info ? "virtual " : "override " : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : "";
        string mark = !parameter.ParameterType.IsValueType && Nullability.Create(parameter).ReadState == NullabilityState.Nullable ? "?" : "";
        string fallback = parameter.HasDefaultValue ? $" = {Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture) switch { null or "" => "default", string value => value }}" : "";
        return $"{way}{NameOf(parameter.ParameterType)}{mark} {parameter.Name}{fallback}";
    }

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
        {
            return NameOf(type.GetElementType()!);
        }

        if (type.IsArray || type.IsPointer)
        {
            return NameOf(type.GetElementType()!) + (type.IsArray ? "[]" : "*");
        }

        if (type.IsGenericParameter || type.IsFunctionPointer)
        {
            return type.IsGenericParameter ? type.Name : type.ToString();
        }

        string name = type.Namespace is { } space && !space.StartsWith("System", StringComparison.Ordinal) && !type.IsNested ? $"{space}.{type.Name}" : type.Name;
        string prefix = type.IsNested ? NameOf(type.DeclaringType!) + "." : "";
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return prefix + (tick < 0 ? name : $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>");
    }
}
