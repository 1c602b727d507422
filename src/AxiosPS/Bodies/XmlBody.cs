using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace AxiosPS;

/// <summary>XML as bytes, in UTF-8 or the charset of the Content-Type, whatever its declaration says: that is made to agree.</summary>
internal static class XmlBody
{
    public const string ContentType = MediaTypes.Xml + "; charset=utf-8";

    public static bool Is(object value) => value is XmlNode or XDocument or XElement;

    public static ReadOnlyMemory<byte> Write(object xml, string? contentType)
    {
        var encoding = CharsetText.Of(contentType);
        var buffer = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = encoding is UTF8Encoding ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : encoding,
            ConformanceLevel = ConformanceLevel.Auto, // a fragment is as good
            NewLineHandling = NewLineHandling.Entitize, // line ends arrive as they are
        };
        using (var writer = XmlWriter.Create(buffer, settings))
        {
            switch (xml)
            {
                case XmlDocument document: document.Save(writer); break; // rewrites the declaration, as WriteTo does not
                case XmlNode node: node.WriteTo(writer); break;
                case XNode node: node.WriteTo(writer); break;
            }
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
