using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>Stata files byte by byte, for versions and types that no published file shows.</summary>
internal static class DtaBytes
{
    /// <summary>A variable with the bytes of its values.</summary>
    public sealed record Variable(string Name, int Type, string Format, Action<Bytes, int> Value, string Label = "", string Table = "");

    /// <summary>A file of one of the fixed versions, 108 to 115; from 111 on the byte types are 251 to 255, before they are letters.</summary>
    public static byte[] Fixed(int release, bool big, int rows, Variable[] variables, Encoding? encoding = null)
    {
        var file = new Bytes(big, encoding);
        file.Byte(release).Byte(big ? 1 : 2).Byte(1).Byte(0).Short(variables.Length).Int(rows).Text("", 81).Text("", 18);
        foreach (var variable in variables) file.Byte(variable.Type);
        int name = release < 110 ? 9 : 33;
        foreach (var variable in variables) file.Text(variable.Name, name);
        for (int i = 0; i <= variables.Length; i++) file.Short(0);
        foreach (var variable in variables) file.Text(variable.Format, release <= 113 ? 12 : 49);
        foreach (var variable in variables) file.Text(variable.Table, name);
        foreach (var variable in variables) file.Text(variable.Label, 81);
        Length(file.Byte(1), release, 5).Text("notes", 5).Byte(0);
        Length(file, release, 0);
        Rows(file, rows, variables);
        foreach (var variable in variables.Where(variable => variable.Table.Length > 0)) Table(file, variable.Table, name);
        return file.ToArray();
    }

    private static Bytes Length(Bytes file, int release, int length) => release < 110 ? file.Short(length) : file.Int(length);

    /// <summary>A file of one of the tagged versions, 117 to 119.</summary>
    public static byte[] Tagged(int release, bool big, int rows, Variable[] variables, Action<Bytes>? longTexts = null, Encoding? encoding = null)
    {
        int name = release == 117 ? 33 : 129, format = release == 117 ? 49 : 57, label = release == 117 ? 81 : 321;
        var file = new Bytes(big, encoding);
        file.Tag($"<stata_dta><header><release>{release}</release><byteorder>{(big ? "MSF" : "LSF")}</byteorder><K>");
        Count(file, release, variables.Length).Tag("</K><N>");
        if (release == 117) file.Int(rows).Tag("</N><label>").Byte(4).Text("data", 4);
        else file.Long(rows).Tag("</N><label>").Short(4).Text("data", 4);
        file.Tag("</label><timestamp>").Byte(17).Text("29 Nov 2026 01:00", 17).Tag("</timestamp></header><map>").Raw(new byte[112]).Tag("</map><variable_types>");
        foreach (var variable in variables) file.Short(variable.Type);
        file.Tag("</variable_types><varnames>");
        foreach (var variable in variables) file.Text(variable.Name, name);
        file.Tag("</varnames><sortlist>");
        for (int i = 0; i <= variables.Length; i++) Count(file, release, 0);
        file.Tag("</sortlist><formats>");
        foreach (var variable in variables) file.Text(variable.Format, format);
        file.Tag("</formats><value_label_names>");
        foreach (var variable in variables) file.Text(variable.Table, name);
        file.Tag("</value_label_names><variable_labels>");
        foreach (var variable in variables) file.Text(variable.Label, label);
        file.Tag("</variable_labels><characteristics><ch>").Int(3).Text("abc", 3).Tag("</ch></characteristics><data>");
        Rows(file, rows, variables);
        file.Tag("</data><strls>");
        longTexts?.Invoke(file);
        file.Tag("</strls><value_labels>");
        foreach (var variable in variables.Where(variable => variable.Table.Length > 0))
        {
            file.Tag("<lbl>");
            Table(file, variable.Table, name);
            file.Tag("</lbl>");
        }
        return file.Tag("</value_labels></stata_dta>").ToArray();
    }

    private static Bytes Count(Bytes file, int release, int count) => release == 119 ? file.Int(count) : file.Short(count);

    private static void Rows(Bytes file, int rows, Variable[] variables)
    {
        for (int row = 0; row < rows; row++)
            foreach (var variable in variables) variable.Value(file, row);
    }

    /// <summary>1 = yes, 2 = no, .a = refused.</summary>
    private static void Table(Bytes file, string name, int nameBytes) =>
        file.Int(8 + 24 + 15).Text(name, nameBytes).Text("", 3).Int(3).Int(15).Int(0).Int(4).Int(7).Int(1).Int(2).Int(2_147_483_622).Text("yes\0no\0refused\0", 15);

    /// <summary>Bytes in one order.</summary>
    internal sealed class Bytes(bool big, Encoding? encoding)
    {
        private readonly SavBytes _bytes = new(big, encoding);
        private readonly Encoding _encoding = encoding ?? Encoding.UTF8;

        public Bytes Byte(int value) => Raw([(byte)value]);

        public Bytes Short(int value) => Raw(big ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)]);

        public Bytes Int(int value)
        {
            _bytes.Int(value);
            return this;
        }

        public Bytes Long(long value)
        {
            _bytes.Long(value);
            return this;
        }

        public Bytes Float(float value) => Int(BitConverter.SingleToInt32Bits(value));

        public Bytes Double(double value) => Long(BitConverter.DoubleToInt64Bits(value));

        public Bytes Raw(byte[] bytes)
        {
            _bytes.Raw(bytes);
            return this;
        }

        public Bytes Tag(string text) => Raw(Encoding.ASCII.GetBytes(text));

        public Bytes Text(string text, int length)
        {
            byte[] bytes = _encoding.GetBytes(text);
            return Raw([.. bytes, .. new byte[length - bytes.Length]]);
        }

        public byte[] ToArray() => _bytes.Bytes();
    }
}
