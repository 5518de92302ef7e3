package dev.parley.comment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import dev.parley.text.Reading;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static final Site SITE =
      new Site(1, "s", "S", List.of("https://mysite.example"), SiteSettings.of(new JsonObject()));

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://spam.example/ spam.example",
        "[x](http://SPAM.example:80/?a=b&c=d) SPAM.example",
        "[x](http&colon;//spam.example) spam.example",
        "[x](http://spam\\.example/) spam.example",
        "[x](http://mysite.example&#64;spam.example) spam.example",
        "http://mysite.example&#64;spam.example/ spam.example",
        "éhttp://spam.example/ spam.example",
        "<https://spam.example> spam.example",
        "[x](javascript:alert(1)) ''",
        "[x](mailto:me@mysite.example) ''",
        "`http://spam.example/` ''",
        "nothing ''",
      })
  void hosts_ofWhatIsShown_areThoseAReaderWouldGoTo(String body, String host) {
    List<String> expected = host.isEmpty() ? List.of() : List.of(host);

    assertEquals(expected, Markdown.hosts(Markdown.html(body)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](http&colon;//spam.example/)",
        "http://mysite.example&#64;spam.example/",
        "éhttp://spam.example/"
      })
  void domains_ofALinkOnlyARendererSees_areKnown(String body) {
    assertTrue(domains(body).contains("spam.example"), () -> domains(body).toString());
  }

  @Test
  void domains_ofTheSitesOwnLink_areNone() {
    assertEquals(List.of(), domains("[x](https://mysite.example/about)"));
  }

  private static List<String> domains(String body) {
    List<String> shown = Markdown.hosts(Markdown.html(body));
    return Draft.domains(SITE, Reading.of(body), shown, Optional.empty());
  }
}
