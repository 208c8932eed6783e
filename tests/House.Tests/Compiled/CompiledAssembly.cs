using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CoProduction.Tests;

/// <summary>A built assembly as its metadata shows it, without loading it.</summary>
/// <param name="Name">Name of the assembly.</param>
/// <param name="References">Names of the assemblies it is compiled against.</param>
/// <param name="SignatureTypes">Full names of the types of other assemblies that it names anywhere, signatures among them.</param>
/// <param name="Uses">Every member named in a method's body, in order.</param>
/// <param name="Literals">Every string literal in a method's body, in order.</param>
internal sealed record CompiledAssembly(
    string Name, ImmutableArray<string> References, ImmutableArray<string> SignatureTypes, ImmutableArray<MemberUse> Uses, ImmutableArray<LiteralUse> Literals)
{
    private const string GeneratedCode = "System.CodeDom.Compiler.GeneratedCodeAttribute";

    /// <summary>Reads an assembly file.</summary>
    public static CompiledAssembly Read(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        var bodies = metadata.MethodDefinitions.Where(handle => !IsWrittenByTheCompiler(metadata, handle)).SelectMany(handle => MethodBody.Read(image, metadata, handle)).ToList();
        return new CompiledAssembly(
            metadata.GetString(metadata.GetAssemblyDefinition().Name),
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(handle => MemberNames.OfType(metadata, handle))],
            [.. bodies.OfType<MemberUse>()],
            [.. bodies.OfType<LiteralUse>()]);
    }

    /// <summary>The part of the assembly that was written in some types.</summary>
    public CompiledAssembly Within(string type) => this with
    {
        SignatureTypes = [],
        Uses = [.. Uses.Where(use => use.Method.StartsWith(type + ".", StringComparison.Ordinal))],
        Literals = [.. Literals.Where(use => use.Method.StartsWith(type + ".", StringComparison.Ordinal))],
    };

    // The members that the compiler adds to a record print numbers without a culture, and so do some source generators; nobody wrote that call.
    private static bool IsWrittenByTheCompiler(MetadataReader metadata, MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return Has(metadata, method.GetCustomAttributes(), "System.Runtime.CompilerServices.CompilerGeneratedAttribute")
            || Has(metadata, method.GetCustomAttributes(), GeneratedCode)
            || Has(metadata, metadata.GetTypeDefinition(method.GetDeclaringType()).GetCustomAttributes(), GeneratedCode);
    }

    private static bool Has(MetadataReader metadata, CustomAttributeHandleCollection attributes, string name) =>
        attributes.Any(attribute => MemberNames.OfAttribute(metadata, attribute) == name);
}

/// <summary>Something found in the body of a method.</summary>
/// <param name="Method">Declaring type and name of the method; of a lambda, iterator or async method, the method it was written in.</param>
internal abstract record BodyUse(string Method);

/// <summary>A member named in a method's body.</summary>
/// <param name="Member">Documentation id without its letter, such as <c>System.Double.Parse(System.String)</c>.</param>
/// <param name="Type">Full name of the type that declares the member.</param>
internal sealed record MemberUse(string Method, string Member, string Type) : BodyUse(Method);

/// <summary>A string literal in a method's body.</summary>
/// <param name="Text">The text.</param>
internal sealed record LiteralUse(string Method, string Text) : BodyUse(Method);
