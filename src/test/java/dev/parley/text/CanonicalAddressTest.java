package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are those of one page, and which are not. */
class CanonicalAddressTest {
  private static String form(String address) {
    return CanonicalAddress.of(address).orElse(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://a.example/x https://a.example/x",
        "HTTPS://A.Example/x https://a.example/x",
        "https://a.example:443/x https://a.example/x",
        "http://a.example:80/x https://a.example/x",
        "https://a.example/ https://a.example",
        "https://a.example/x/ https://a.example/x",
        "https://a.example/x/?id=1 https://a.example/x?id=1",
        "https://a.example/x? https://a.example/x",
        "https://a.example/x#comments https://a.example/x",
        "https://a.example/x?#top https://a.example/x",
        "https://a.example/x?utm_source=mail&utm_medium=x https://a.example/x",
        "https://a.example/x?UTM_Source=mail https://a.example/x",
        "https://a.example/x?id=1&utm_campaign=y https://a.example/x?id=1",
        "https://a.example/x?fbclid=IwAR0 https://a.example/x",
        "https://a.example/x?gclid=1 https://a.example/x",
        "https://a.example/x?msclkid=1 https://a.example/x",
        "https://a.example/x?mc_cid=1&mc_eid=2 https://a.example/x",
        "https://a.example/x?igshid=1 https://a.example/x",
        "https://a.example/x?&id=1& https://a.example/x?id=1",
        "https://a.example/%7Eann https://a.example/~ann",
        "https://a.example/%61bc https://a.example/abc",
        "https://a.example/caf%c3%a9 https://a.example/café",
        "https://a.example/cafe%CC%81 https://a.example/café",
        "https://a.example/a%2fb https://a.example/a%2Fb",
        "https://b\u00fccher.example/x https://xn--bcher-kva.example/x",
        "https://B\u00dcCHER.example/x https://b\u00fccher.example/x",
      })
  void addressesOfOnePage_areOne(String one, String other) {
    assertEquals(form(other), form(one));
    assertEquals(form(one), form(form(one)), "it is its own form");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://a.example/x?id=1 https://a.example/x?id=2",
        "https://a.example/a https://a.example/A",
        "https://a.example/x?id=a https://a.example/x?id=A",
        "https://a.example/x?a=1&b=2 https://a.example/x?b=2&a=1",
        "https://a.example/x?id=1 https://a.example/x",
        "https://a.example/x https://b.example/x",
        "https://a.example/x https://www.a.example/x",
        "https://a.example:8443/x https://a.example/x",
        "https://a.example/x/y https://a.example/x",
        "https://a.example/a%2Fb https://a.example/a/b",
        "https://a.example/a%3Fb https://a.example/a?b",
        "https://a.example/a%26b https://a.example/a&b",
        "https://a.example/x.html https://a.example/x",
        "https://a.example/x?utm=1 https://a.example/x",
        "https://a.example/x?page=2 https://a.example/x",
        "https://a.example/x?source=mail https://a.example/x",
        "https://a.example/resume https://a.example/résumé",
        "article-7 Article-7",
        "article-7/ article-7",
        "7?utm_source=x 7",
      })
  void otherPages_stayApart(String one, String other) {
    assertNotEquals(form(other), form(one));
  }

  @Test
  void keyThatIsNoAddress_hasNoForm() {
    assertEquals(Optional.empty(), CanonicalAddress.of("post-17"));
    assertEquals(Optional.empty(), CanonicalAddress.of("urn:isbn:123"));
    assertEquals(Optional.empty(), CanonicalAddress.of("/2026/11/quay"));
  }
}
