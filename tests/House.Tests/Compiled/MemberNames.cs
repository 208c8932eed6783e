using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace CoProduction.Tests;

/// <summary>Names of members as documentation ids write them, without the leading letter.</summary>
internal static class MemberNames
{
    /// <summary>Name and declaring type of a member of another or this assembly; null for a bare signature.</summary>
    public static (string Member, string Type)? Of(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MemberReference => OfReference(metadata, metadata.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => Of(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
        HandleKind.TypeReference or HandleKind.TypeDefinition or HandleKind.TypeSpecification => (TypeName(metadata, handle), TypeName(metadata, handle)),
        _ => null,
    };

    /// <summary>Declaring type and name of a method of this assembly; compiler-made types and names give way to the method they were written in.</summary>
    public static string OfMethod(MetadataReader metadata, MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return Written(TypeName(metadata, method.GetDeclaringType()), metadata.GetString(method.Name));
    }

    /// <summary>Full name of the type of an attribute.</summary>
    public static string OfAttribute(MetadataReader metadata, CustomAttributeHandle handle) => metadata.GetCustomAttribute(handle).Constructor switch
    {
        { Kind: HandleKind.MemberReference } constructor => TypeName(metadata, metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent),
        var constructor => TypeName(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()),
    };

    /// <summary>Full name of a type of another assembly.</summary>
    public static string OfType(MetadataReader metadata, TypeReferenceHandle handle) => TypeName(metadata, handle);

    private static (string, string) OfReference(MetadataReader metadata, MemberReference member)
    {
        string type = TypeName(metadata, member.Parent), name = metadata.GetString(member.Name).Replace('.', '#');
        if (member.GetKind() == MemberReferenceKind.Field) return ($"{type}.{name}", type);
        var signature = member.DecodeMethodSignature(TypeNames.Instance, null);
        string arity = signature.GenericParameterCount > 0 ? $"``{signature.GenericParameterCount}" : "";
        string parameters = signature.ParameterTypes.IsEmpty ? "" : $"({string.Join(",", signature.ParameterTypes)})";
        return ($"{type}.{name}{arity}{parameters}", type);
    }

    private static string TypeName(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => TypeNames.Instance.GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeDefinition => TypeNames.Instance.GetTypeFromDefinition(metadata, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeSpecification => Unbound(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(TypeNames.Instance, null)),
        _ => "",
    };

    // A bound generic type is decoded as List{System.Double}; its definition is called List`1.
    private static string Unbound(string type)
    {
        int brace = type.IndexOf('{', StringComparison.Ordinal);
        if (brace < 0) return type;
        int depth = 0, arguments = 1;
        foreach (char letter in type[brace..])
        {
            depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
            if (letter == ',' && depth == 1) arguments++;
        }
        return $"{type[..brace]}`{arguments}";
    }

    private static string Written(string type, string method)
    {
        int nested = type.IndexOf(".<", StringComparison.Ordinal);
        string outer = nested < 0 ? type : type[..nested];
        string made = nested < 0 ? method : type[(nested + 1)..] + method;
        int open = made.IndexOf('<', StringComparison.Ordinal), close = made.IndexOf('>', StringComparison.Ordinal);
        string inner = open >= 0 && close > open + 1 ? made[(open + 1)..close] : InLambda(made) ?? method;
        return $"{outer}.{inner}";
    }

    // <>c<Fit>b__0 and <>c__DisplayClass0_0<Fit>b__1 were written in Fit.
    private static string? InLambda(string made)
    {
        int open = made.LastIndexOf('<'), close = open < 0 ? -1 : made.IndexOf('>', open);
        return close > open + 1 ? made[(open + 1)..close] : null;
    }

    /// <summary>Types as documentation ids write them.</summary>
    private sealed class TypeNames : ISignatureTypeProvider<string, object?>
    {
        public static readonly TypeNames Instance = new();

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeDefinition(handle);
            string name = reader.GetString(type.Name);
            return type.GetDeclaringType() is { IsNil: false } outer ? $"{GetTypeFromDefinition(reader, outer, 0)}.{name}" : Qualified(reader, type.Namespace, name);
        }

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeReference(handle);
            string name = reader.GetString(type.Name);
            return type.ResolutionScope is { Kind: HandleKind.TypeReference } outer
                ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)outer, 0)}.{name}"
                : Qualified(reader, type.Namespace, name);
        }

        public string GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, context);

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments)
        {
            int tick = genericType.IndexOf('`', StringComparison.Ordinal);
            return $"{(tick < 0 ? genericType : genericType[..tick])}{{{string.Join(",", typeArguments)}}}";
        }

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{string.Join(",", Enumerable.Repeat("0:", shape.Rank))}]";

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetByReferenceType(string elementType) => elementType + "@";

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetGenericMethodParameter(object? context, int index) => "``" + index;

        public string GetGenericTypeParameter(object? context, int index) => "`" + index;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "=FUNC";

        private static string Qualified(MetadataReader reader, StringHandle space, string name) => space.IsNil ? name : $"{reader.GetString(space)}.{name}";
    }
}
