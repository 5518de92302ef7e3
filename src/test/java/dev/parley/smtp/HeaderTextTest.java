package dev.parley.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Plain words",
        "Grüße aus Köln",
        "👋🏽 emoji 🛢 in a row 🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢🛢",
        "رد جديد في «الصفحة»",
        "=?UTF-8?B?QQ==?= is not decoded",
        "A very long English subject that goes on and on and on, until it would not fit into one line",
      })
  void of_anyText_isReadAsItWas(String text) throws Exception {
    String header = HeaderText.of(text);

    assertEquals(text, MimeUtility.decodeText(MimeUtility.unfold(header)));
    for (String line : header.split("\r\n", -1)) {
      assertTrue(line.length() <= 76, line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nBcc: b@c.de",
        "a\nBcc: b@c.de",
        "a\rBcc: b@c.de",
        "a\u2028b",
        "a\u0000b",
        "a\u0085b"
      })
  void of_lineBreaks_staysOneLine(String text) throws Exception {
    String header = HeaderText.of(text);

    assertTrue(header.matches("[ -~]*(?:\r\n [ -~]+)*"), header);
    assertTrue(MimeUtility.decodeText(MimeUtility.unfold(header)).startsWith("a "), header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The Ledger",
        "Müller, Söhne & Co. <news>",
        "\"quoted\" \\ name",
        "a\r\nBcc: x@y.z"
      })
  void mailbox_anyName_isOneAddress(String name) throws Exception {
    InternetAddress[] parsed =
        InternetAddress.parse(MimeUtility.unfold(HeaderText.mailbox(name, "news@site.example")));

    assertEquals(1, parsed.length);
    assertEquals("news@site.example", parsed[0].getAddress());
    assertEquals(name.replace("\r\n", " "), parsed[0].getPersonal());
  }
}
