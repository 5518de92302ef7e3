package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Surroundings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertCheckTest {
  private final AdvertCheck check = new AdvertCheck();

  private List<Finding> look(String text, int approved) {
    return check.look(
        Drafts.unjudged(
            Drafts.sent(
                "Ana", Optional.empty(), "Bridge closed", text, approved, Surroundings.NONE)));
  }

  private double strength(String text) {
    return look(text, 0).stream().mapToDouble(Finding::strength).max().orElse(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A recovery expert got my coins back, reach him at backagain77 at gmail dot com",
        "Recover your lost bitcoin, WhatsApp +1 555 010 4477",
        "Lady Ogun is a spell caster, contact her on Telegram @ladyogun_help",
        "We offer loans without collateral, write to quick@loans.example",
        "Tramadol, no prescription, discreet shipping",
        "Independent call girls in Leeds, cash on delivery 0555 010 447",
        "Hire a hacker and spy on any phone: t.me/seeall",
        "Packers and movers in Austin https://austin-movers.example",
        "Get 50 free spins and a welcome bonus at luckyday.example",
        "Would you take guest posts with a dofollow link?",
        "This one worked for me: https://files.example/tool.rar password: 4471",
        "unpack and run it https://files.example/x/patch.zip",
        "@[anna_k](https://shoes.example) you are so right",
        "[@anna](https://shoes.example) thanks",
        "{Great|Nice|Good} {post|article}, {thanks|thank you} https://spun.example",
        "Kredit ohne Schufa, Auszahlung heute: https://blitz.example",
        "Führerschein kaufen, echt und registriert, WhatsApp +49 555 0199",
        "Renda extra sem sair de casa, chama no zap 5550144",
        "Retour affectif rapide, WhatsApp +229 55 01 44",
        "Amarres de amor, llame al +52 555 0144 77",
        "Заработок в интернете, пиши в телеграм @dengi_77",
        "代开发票，微信13800001111",
        "𝐌𝐀𝐗𝐖𝐈𝐍 𝟖𝟖 slot gacor hari ini"
      })
  void look_advertisement_holds(String text) {
    assertTrue(strength(text) >= 0.99, () -> look(text, 0).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The casino should not get its licence, write to your councillor.",
        "WhatsApp groups are full of rumours since Monday.",
        "My doctor gave me tramadol after the operation, and it made me sick.",
        "For the bins call 0555 010 447 before nine.",
        "The minutes are online: https://council.example/minutes.pdf",
        "I lost money with bitcoin and I blame nobody.",
        "My loan costs twice as much as last year.",
        "The password was printed on the ticket.",
        "The zip file with the plans cannot be opened.",
        "@anna I agree, the forecast looks reasonable.",
        "The set {1, 2, 3} has three members, and so has {a, b, c}.",
        "In 1938 the tower was 55 metres high, in 2001 only 41.",
        "Look at the map at https://maps.example/bridge if you like.",
        "Mein Kredit läuft noch vier Jahre.",
        "Das Casino am Markt soll schließen, sagt der Rat.",
        "O grupo de WhatsApp da escola só tem boato.",
        "The spell of dry weather is over, says the farmer.",
        "❤️ 𝐀 nice evening in the park"
      })
  void look_ordinaryComment_isLeftAlone(String text) {
    assertTrue(strength(text) < 0.5, () -> look(text, 0).toString());
  }

  @Test
  void look_knownAuthor_isLeftAlone() {
    assertTrue(look("Recover your lost bitcoin, WhatsApp +1 555 010 4477", 3).isEmpty());
  }

  @Test
  void look_finding_tellsTheSignsAndMarksThem() {
    String text = "Kredit ohne Schufa, schreib an WhatsApp +49 555 0100 44";
    Finding found = look(text, 0).get(0);

    assertEquals(Reason.ADVERT_SIGNS, found.reason());
    assertTrue(found.message().contains("“ohne Schufa”"), found::message);
    assertFalse(found.marks().get().isEmpty());
    assertEquals("ohne Schufa", found.marks().get().get(0).of(text));
  }
}
