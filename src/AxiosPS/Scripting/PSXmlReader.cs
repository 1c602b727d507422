using System.Xml;

namespace AxiosPS.Scripting;

/// <summary>
/// Reads XML as the document that [xml] makes. A DTD is passed over: nothing outside is ever fetched, and an entity that only a
/// DTD knows is an error. Source: the security considerations for System.Xml, Microsoft Learn.
/// </summary>
internal sealed class PSXmlReader : XmlTextReader
{
    private const int MaxDepth = 1000; // what walks through a document calls itself level by level, and a stack has an end

    private PSXmlReader(TextReader xml)
        : base(xml)
    {
        DtdProcessing = DtdProcessing.Ignore;
        XmlResolver = null;
        Normalization = true;
    }

    public static XmlDocument Read(string xml)
    {
        using var reader = new PSXmlReader(new StringReader(xml.Trim()));
        var document = new XmlDocument { XmlResolver = null };
        try
        {
            document.Load(reader);
        }
        catch (XmlException e)
        {
            throw new FormatException(e.Message, e);
        }

        return document;
    }

    public override bool Read() =>
        base.Read() && (Depth < MaxDepth ? true : throw new XmlException($"It is deeper than {MaxDepth} levels.", null, LineNumber, LinePosition));
}
