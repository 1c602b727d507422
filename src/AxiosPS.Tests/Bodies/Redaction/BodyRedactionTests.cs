namespace AxiosPS.Tests.Bodies.Redaction;

public sealed class BodyRedactionTests
{
    [Theory]
    [InlineData("""{"token":"hush"}""", """{"token":"***"}""")]
    [InlineData("""{ "user" : "ann", "Password" :  "hush" , "n": 1.50e2 }""", """{ "user" : "ann", "Password" :  "***" , "n": 1.50e2 }""")]
    [InlineData("""{"a":[{"b":{"apiKey":"hush","c":"é"}}]}""", """{"a":[{"b":{"apiKey":"***","c":"é"}}]}""")]
    [InlineData("""{"credentials":{"user":"hush","more":["hush",{"x":1}]},"z":2}""", """{"credentials":"***","z":2}""")]
    [InlineData("""{"otp":123456}""", """{"otp":"***"}""")]
    [InlineData("""{"token":null,"session":false,"secret":""}""", """{"token":null,"session":false,"secret":""}""")]
    [InlineData("""{"pass\u0077ord":"hush"}""", """{"pass\u0077ord":"***"}""")]
    [InlineData("""{"token":"hu\"sh","b":"\"token\""}""", """{"token":"***","b":"\"token\""}""")]
    [InlineData("""[{"name":"Authorization","secure":true,"value":"hush"},{"name":"x","value":"y"}]""", """[{"name":"Authorization","secure":true,"value":"***"},{"name":"x","value":"y"}]""")]
    [InlineData("""{"body":"{\"token\":\"hush\"}"}""", """{"body":"{\"token\":\"***\"}"}""")]
    [InlineData("""{"next":"https:\/\/x.test\/?access_token=hu\u002Bsh\u0026page=2"}""", """{"next":"https://x.test/?access_token=***&page=2"}""")]
    [InlineData("""{"git":"https://bob:hush@x.test/r.git"}""", """{"git":"https://***@x.test/r.git"}""")]
    [InlineData("\"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.hush\"", "\"***\"")]
    public void Masks_secret_members_of_JSON_and_keeps_the_rest_as_it_is_written(string json, string shown) =>
        Assert.Equal(shown, BodyRedaction.Redact(json, "application/problem+json; charset=utf-8"));

    [Theory]
    [InlineData("""{"access_token":"hush","token_type":"Bearer","expires_in":3600,"scope":"a b"}""")]
    [InlineData("""{"token_endpoint":"https://x.test/token","token_endpoint_auth_methods_supported":["none"],"passwordPolicy":"strict"}""")]
    [InlineData("""{"code":200,"key":"value","keys":[1],"nextPageToken":"abc","total_tokens":12,"authors":["x"]}""")]
    public void What_only_tells_something_about_a_secret_stays(string json) =>
        Assert.Equal(json.Replace("hush", "***", StringComparison.Ordinal), BodyRedaction.Redact(json, "application/json"));

    [Theory]
    [InlineData("""{"a":1,"token":"hu""")]
    [InlineData("""{"a":1,"token": ["hush", {"b":""")]
    [InlineData("""{"a":1 "token":"hush" ]]]""")]
    [InlineData("""{a:1,token:"hush"}""")]
    [InlineData("""{a:1,token:'hush'}""")]
    [InlineData("""[INFO] token=hush "x" """)]
    [InlineData("{\"a\":1}\n{\"token\":\"hush\"}\n")]
    [InlineData("""{"token":"hush\u00zz","x":1}""")]
    [InlineData("""{"x":"\u00zz token=hush"}""")]
    public void Masks_in_JSON_that_is_cut_off_or_none(string json)
    {
        var shown = BodyRedaction.Redact(json, "application/json");

        Assert.DoesNotContain("hu", shown, StringComparison.Ordinal);
        Assert.Contains("***", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user=ann&password=hush&x=1", "user=ann&password=***&x=1")]
    [InlineData("&grant_type=client_credentials&client%5Fsecret=hu+sh%21&code=hush", "&grant_type=client_credentials&client%5Fsecret=***&code=***")]
    [InlineData("token[]=hush&token[a]=hush&next=https%3A%2F%2Fx%2F%3Ftoken%3Dhush", "token[]=***&token[a]=***&next=https%3A%2F%2Fx%2F%3Ftoken%3D***")]
    [InlineData("password=hush with blanks&b", "password=***&b")]
    [InlineData("user[name]=ann&user[password]=hush&user%5Bapi_key%5D=hush&sig[0]=hush", "user[name]=ann&user[password]=***&user%5Bapi_key%5D=***&sig[0]=***")]
    [InlineData("""{"token":"hush"}""", """{"token":"***"}""")]
    [InlineData("payload=%7B%22token%22%3A%22hush%22%7D", "payload=%7B%22token%22%3A%22***%22%7D")]
    public void Masks_secret_fields_of_a_form(string form, string shown) =>
        Assert.Equal(shown, BodyRedaction.Redact(form, "application/x-www-form-urlencoded"));

    [Theory]
    [InlineData("<a><Password>hush</Password><b x='1'>text</b></a>", "<a><Password>***</Password><b x='1'>text</b></a>")]
    [InlineData("<w:Security xmlns:w='u'><w:Token a='1'>hu<b>sh</b></w:Token></w:Security>", "<w:Security xmlns:w='u'><w:Token a='1'>***</w:Token></w:Security>")]
    [InlineData("<token><token>hush</token>hush</token><x>1</x>", "<token>***</token><x>1</x>")]
    [InlineData("<add key=\"ApiKey\" value=\"hush\"/><add key=\"b\" value=\"c\"/>", "<add key=\"ApiKey\" value=\"***\"/><add key=\"b\" value=\"c\"/>")]
    [InlineData("<credential name=\"x\" value=\"hush\"/>", "<credential name=\"x\" value=\"***\"/>")]
    [InlineData("<u password='hush' name=\"ann\"/>", "<u password=\"***\" name=\"ann\"/>")]
    [InlineData("<db cs=\"Server=x;Password=hush\"/>", "<db cs=\"Server=x;Password=***\"/>")]
    [InlineData("<token/><secret></secret><x>y</x>", "<token/><secret></secret><x>y</x>")]
    [InlineData("<a><password>hush", "<a><password>***")]
    [InlineData("<a><password><![CDATA[hush]]></password></a>", "<a><password>***</password></a>")]
    public void Masks_secret_elements_and_attributes_of_XML(string xml, string shown) =>
        Assert.Equal(shown, BodyRedaction.Redact(xml, "text/xml"));

    [Theory]
    [InlineData("<input type=hidden name=csrf_token value=hush><p>Hi</p>", "<input type=hidden name=csrf_token value=\"***\"><p>Hi</p>")]
    [InlineData("<meta name=\"csrf-token\" content=\"hush\"><session>kept</session>", "<meta name=\"csrf-token\" content=\"***\"><session>kept</session>")]
    [InlineData("<a href=\"/x?token=hush&amp;b=1\">link</a>", "<a href=\"/x?token=***&amp;b=1\">link</a>")]
    [InlineData("<script>var token = \"hush\"; if (a<b) { c }</script>", "<script>var token = \"***\"; if (a<b) { c }</script>")]
    public void Masks_what_HTML_holds(string html, string shown) =>
        Assert.Equal(shown, BodyRedaction.Redact(html, "text/html; charset=utf-8"));

    [Theory]
    [InlineData("text/plain", "access_token=hush&token_type=bearer", "access_token=***&token_type=bearer")]
    [InlineData("text/plain", "note: password=hush\nAuthorization: Bearer hush, hush\nb: c", "note: password=***\nAuthorization: ***\nb: c")]
    [InlineData("text/plain", "It says Bearer hush1234 and Basic authentication.", "It says Bearer *** and Basic authentication.")]
    [InlineData("application/yaml", "user: ann\nsecret: |\n  hush\n\n  hush\nx: y", "user: ann\nsecret: ***\nx: y")]
    [InlineData("application/yaml", "  private_key:\n    hush\n  x: y", "  private_key: ***\n  x: y")]
    [InlineData("text/event-stream", "data: {\"a\": 1, \"token\": \"hush\"}\n\n", "data: {\"a\": 1, \"token\": \"***\"}\n\n")]
    [InlineData(null, "-----BEGIN RSA PRIVATE KEY-----\nhush\n-----END RSA PRIVATE KEY-----\nx", "***\nx")]
    [InlineData(null, "{\"token\":\"hush\"}", "{\"token\":\"***\"}")]
    [InlineData("", "", "")]
    public void Masks_what_looks_like_a_secret_in_any_text(string? type, string text, string shown) =>
        Assert.Equal(shown, BodyRedaction.Redact(text, type));

    [Fact]
    public void Masks_secret_fields_of_a_multipart_form_and_the_others_as_their_types_say()
    {
        const string Form = "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nhush\r\n--b\r\nContent-Disposition: form-data; name=\"data\"; filename=\"d.json\"\r\n"
            + "Content-Type: application/json\r\nX-Api-Key: hush\r\n\r\n{\"token\":\"hush\",\"a\":1}\r\n--b\r\nContent-Disposition: form-data; name=user\r\n\r\nann\r\n--b--\r\n";

        var shown = BodyRedaction.Redact(Form, "multipart/form-data; boundary=\"b\"");

        Assert.Equal(Form.Replace("\"hush\"", "\"***\"", StringComparison.Ordinal).Replace("hush", "***", StringComparison.Ordinal), shown);
    }

    [Theory]
    [InlineData("--b\nContent-Disposition: form-data; name=\"password\"\n\nhush\n--b\nContent-Disposition: form-data; name=a\nX-Api-Key: hush\n\nx\n--b--\n")]
    [InlineData("--b\r\nContent-Disposition: form-data; name*=utf-8''pass%77ord\r\n\r\nhush\r\n--b--\r\n")]
    public void So_it_does_with_bare_line_feeds_and_with_encoded_names(string form) =>
        Assert.Equal(form.Replace("hush", "***", StringComparison.Ordinal), BodyRedaction.Redact(form, "multipart/form-data; boundary=b"));

    [Theory]
    [InlineData("""{"uploadUrl":"https://acc.test/c/b?sv=2022&se=x&sig=hu%2Fsh%3D"}""", "application/json")]
    [InlineData("""{"fn":"https://f.test/api/x?code=hush","b":"/x?a=1\u0026key=hush#top"}""", "application/json")]
    [InlineData("next=https%3A%2F%2Fx%2F%3Fcode%3Dhush", "application/x-www-form-urlencoded")]
    [InlineData("<a href='https://x.test/?a=1&amp;sig=hush'>https://x.test/?a=1&amp;sig=hush</a>", "text/html")]
    [InlineData("a=1&password=\"hu sh\"&b=2", "text/plain")]
    [InlineData("see https://x.test/?sig=hush&a=1 and https://x.test/?code=hush", "text/plain")]
    public void Masks_in_addresses_what_is_secret_in_a_query(string body, string type)
    {
        var shown = BodyRedaction.Redact(body, type);

        Assert.DoesNotContain("sh", shown, StringComparison.Ordinal);
        Assert.Contains("***", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code=200, key=value, sig=none", "text/plain")]
    [InlineData("""{"a":"Which code?key: 5"}""", "application/json")]
    [InlineData("<a href=\"https://x.test/?sig=\">a</a>", "text/html")]
    [InlineData("""[{"value":"x","name":"user"},{"value":"y"},{"name":"z"}]""", "application/json")]
    public void What_is_no_such_parameter_stays(string body, string type) => Assert.Equal(body, BodyRedaction.Redact(body, type));

    [Theory]
    [InlineData("""[{"value":"hush","type":"x","name":"password"},{"value":"a","name":"b"}]""")]
    [InlineData("""[{"a":{"value":"hush" , "key" : "Authorization"}},{"name":"b","value":"a"}]""")]
    [InlineData("""{"value":"hush","value":"hush","name":"token","value":"hush"}""")]
    public void Masks_a_value_that_a_member_behind_it_names_a_secret(string json) =>
        Assert.Equal(json.Replace("hush", "***", StringComparison.Ordinal), BodyRedaction.Redact(json, "application/json"));

    [Theory]
    [InlineData("<e><Password><![CDATA[a</Password>hush<x>]]></Password><b>c</b></e>", "<e><Password>***</Password><b>c</b></e>")]
    [InlineData("<e><Password><![CDATA[hush]]>hu<![CDATA[</Password>sh]]></Password><b/></e>", "<e><Password>***</Password><b/></e>")]
    [InlineData("<e><Password><![CDATA[</Password>hush", "<e><Password>***")]
    [InlineData("<e><![CDATA[<x><Password>hush</Password></x>]]></e>", "<e><![CDATA[<x><Password>***</Password></x>]]></e>")]
    public void What_stands_in_a_section_of_characters_ends_no_secret(string xml, string shown) => Assert.Equal(shown, BodyRedaction.Redact(xml, "application/xml"));

    [Theory]
    [InlineData("{\"a\":", "x")]
    [InlineData("<a ", "' \"")]
    [InlineData("token[", "aaaa")]
    [InlineData("\\\"", "\"")]
    [InlineData("Bearer ", "a.")]
    [InlineData("eyJaaaaaaaa", ".")]
    public void Long_and_hostile_bodies_take_no_longer_than_their_length(string piece, string other)
    {
        Time(1000); // what is compiled when it is first called
        var (some, more) = (Time(10_000), Time(160_000));

        // Sixteen times as long, or 256 times where each character looks at all others.
        Assert.True(more < (some + TimeSpan.FromMilliseconds(20)) * 80, $"It took {some}, and {more} for a body that is sixteen times as long.");

        TimeSpan Time(int count)
        {
            var text = string.Concat(Enumerable.Repeat(piece + other, count));
            var clock = System.Diagnostics.Stopwatch.StartNew();
            foreach (var type in (string[])["application/json", "text/xml", "text/html", "text/plain", "application/x-www-form-urlencoded", "text/event-stream"])
            {
                BodyRedaction.Redact(text, type);
            }

            return clock.Elapsed;
        }
    }
}
