using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace CoProduction.Tests;

/// <summary>Reads the members and literals that a method's instructions name (ECMA-335, partition III).</summary>
internal static class MethodBody
{
    private static readonly FrozenDictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToFrozenDictionary(code => code.Value & 0xFFFF, code => code.OperandType);

    /// <summary>What the body of one method names, in order; nothing for a method without a body.</summary>
    public static IEnumerable<BodyUse> Read(PEReader image, MetadataReader metadata, MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return method.RelativeVirtualAddress == 0
            ? []
            : Uses(metadata, MemberNames.OfMethod(metadata, handle), image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!);
    }

    private static List<BodyUse> Uses(MetadataReader metadata, string method, byte[] code)
    {
        var uses = new List<BodyUse>();
        for (int at = 0; at < code.Length;)
        {
            int operation = code[at++];
            if (operation == 0xFE) operation = 0xFE00 | code[at++];
            var operand = Operands[operation];
            if (IsToken(operand) && Use(metadata, method, BitConverter.ToInt32(code, at)) is { } use) uses.Add(use);
            at += Size(operand, code, at);
        }
        return uses;
    }

    private static bool IsToken(OperandType operand) =>
        operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineString;

    private static int Size(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };

    private static BodyUse? Use(MetadataReader metadata, string method, int token)
    {
        if (token >> 24 == 0x70) return new LiteralUse(method, metadata.GetUserString(MetadataTokens.UserStringHandle(token & 0xFFFFFF)));
        return MemberNames.Of(metadata, MetadataTokens.EntityHandle(token)) is var (member, type) ? new MemberUse(method, member, type) : null;
    }
}
