package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** One text is judged alike whichever way it comes. */
class SameTextTest {
  private static final List<String> TEXTS =
      List.of(
          // Harmless, in several languages.
          "The tram was on time again, which is more than I can say for myself.",
          "Could someone tell me where the minutes of Tuesday's meeting are kept?",
          "I stood in the wrong queue for an hour. My own fault.",
          "Six euros for a coffee is too much, even by the sea.",
          "Thanks!",
          "ok",
          "The heron at the lock is back, and so are the photographers.",
          "Der neue Fahrplan ist besser als der alte, aber der Sonntag fehlt noch immer.",
          "Ich war gestern auf dem Markt und habe nichts gefunden.",
          "A biblioteca nova é muito boa, mas fecha cedo para quem trabalha.",
          "Não sei se o prefeito leu o relatório inteiro antes de falar.",
          "Le pont est fermé depuis trois semaines et personne ne nous dit pourquoi.",
          "El puente lleva tres semanas cerrado y nadie nos dice por qué.",
          "La piscina comunale riapre lunedì, ma solo la mattina.",
          "Het zwembad gaat maandag weer open, maar alleen in de ochtend.",
          "Мост закрыт уже три недели, и никто не говорит почему.",
          "桥已经关了三个星期。",
          "橋は三週間閉まっています。",
          "다리가 삼 주째 닫혀 있어요.",
          "الجسر مغلق منذ ثلاثة أسابيع.",
          "สะพานปิดมาสามสัปดาห์แล้ว",
          "Η γέφυρα είναι κλειστή εδώ και τρεις εβδομάδες.",
          "Most jest zamknięty od trzech tygodni i nikt nie mówi dlaczego.",
          // Rude, plain and in disguise.
          "You are a pathetic liar and a disgrace to this town.",
          "Shut up, you brainless clown.",
          "Nobody would miss you, so go and jump off the pier.",
          "What a load of crap from a bunch of morons.",
          "y0u are an 1d10t and everyone knows it",
          "You f*cking muppet, learn to read",
          "Y o u  m o r o n",
          "You fu![](https://x.example/a)cking idi&#111;t",
          "you are a wor**th**less mo*ro*n, mate",
          "Complete &#105;diots, all of &#116;hem &amp; their friends",
          "> You are a moron\n\nThat is no way to talk to people.",
          "Du bist so ein dummer Lügner, hau endlich ab.",
          "Ihr seid doch alle bescheuert da oben im Rathaus.",
          "Você é um idiota completo e não sabe de nada.",
          "Cala a boca, seu verme inútil.",
          "Ты полный идиот, закрой рот.",
          "你真是个白痴。",
          "馬鹿野郎、黙れ。",
          "이 멍청아 꺼져",
          // Mixed: a few words of one language must not hide another.
          "You worthless liar ought to be locked up for good der die das und ist nicht mit auf dem",
          "Shut your lying mouth, you fool que não para uma com você isso mas muito quando",
          "Lovely evening at the harbour der die das und ist nicht mit auf dem",
          "Du dummer Lügner the and of to is that it was for you with",
          "He said 谢谢 and left, which was nice of him.",
          "bridge 桥 мост ponte Brücke",
          // Spam, and what looks like it.
          "Earn 900 dollars a day from your sofa, write to me now: https://money.example/join",
          "Cheap watches and handbags, free shipping: http://watches.example http://bags.example",
          "[best casino bonus](https://cas&#105;no.example/win) for new players, no deposit needed",
          "Great post! I will bookmark your site and come back again soon.",
          "Need a loan today? No questions asked, call now and get cash in one hour.",
          "Schnelles Geld ohne Arbeit, jetzt anmelden: https://geld.example",
          "Ganhe dinheiro em casa sem sair do sofá, clique aqui https://grana.example",
          "see www.harbour.example/timetable, it is all there",
          "The report is [here](https://council.example/report_2026.pdf), page 12.",
          "`print(words)` works for me",
          "1986. A great year for the river & its people",
          "Look: <b>bold</b> words, \"quotes\" and 5 < 6",
          "zzyzx is what they call it",
          "They call it zz**yz**x, out there");

  private static final Set<String> OF_TEXT =
      Set.of(
          "banned-words",
          "toxicity",
          "second-opinion",
          "spam",
          "suspect-words",
          "language",
          "links");

  private static final TestParley parley = TestParley.shared();
  private static final TestSite site =
      parley.site(new JsonObject().put("suspectWords", new JsonArray().add("zzyzx")));
  private static final Desk desk = parley.administrator();
  private static final String key =
      desk.send(
              "POST",
              "/api/v1/tokens",
              new JsonObject().put("name", "A blog").put("site", site.slug()))
          .json()
          .getString("token");
  private static final List<JsonObject> commanded = new ArrayList<>();

  static Stream<Integer> numbers() {
    return IntStream.range(0, TEXTS.size()).boxed();
  }

  @BeforeAll
  static void command() {
    String lines =
        TEXTS.stream()
            .map(text -> new JsonObject().put("text", text).encode() + "\n")
            .collect(Collectors.joining());
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
      System.setOut(new PrintStream(answers, true, StandardCharsets.UTF_8));
      assertEquals(
          0,
          new CommandLine(new ScoreCommand()).setCaseInsensitiveEnumValuesAllowed(true).execute());
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
    answers
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("{\"id\""))
        .map(JsonObject::new)
        .forEach(commanded::add);
  }

  private static JsonObject scored(String text) {
    return desk.send(
            "POST", "/api/v1/score", new JsonObject().put("site", site.slug()).put("text", text))
        .json();
  }

  private static String id(Answer posted) {
    return posted.status() == 422
        ? posted.json().getString("id")
        : posted.json().getJsonObject("comment").getString("id");
  }

  private static JsonObject machine(String id) {
    return desk.get(site.path("/cases/" + id)).json();
  }

  private static JsonObject posted(int number) {
    return machine(id(site.post("posted-" + number, "Posted " + number, TEXTS.get(number))));
  }

  private static JsonObject edited(int number) {
    Answer before = site.post("edited-" + number, "Edited " + number, "Words to be replaced.");
    String id = id(before);
    Answer edit =
        parley.send(
            "PATCH",
            site.path("/comments/" + id),
            new JsonObject().put("body", TEXTS.get(number)),
            "Authorization",
            "Bearer " + before.json().getString("editToken"));
    assertEquals(200, edit.status(), edit.text());
    return machine(id);
  }

  private static String akismet(String text) {
    String form =
        Stream.of(
                "api_key",
                key,
                "blog",
                "https://n.example",
                "user_ip",
                "203.0.113.9",
                "comment_content",
                text)
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
            .collect(Collectors.joining(" "))
            .replaceAll("(\\S+) (\\S+) ?", "$1=$2&");
    return parley
        .send(
            "POST",
            "/1.1/comment-check",
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded")
        .text();
  }

  private static JsonObject perspective(String text) {
    JsonObject attributes =
        new JsonObject().put("TOXICITY", new JsonObject()).put("SPAM", new JsonObject());
    return parley
        .send(
            "POST",
            "/v1alpha1/comments:analyze?key=" + key,
            new JsonObject()
                .put("comment", new JsonObject().put("text", text))
                .put("requestedAttributes", attributes))
        .json();
  }

  /** What the checks of the text alone have noticed, with where they saw it. */
  private static List<JsonObject> signals(JsonObject judged) {
    return judged.getJsonArray("signals").stream()
        .map(JsonObject.class::cast)
        .filter(signal -> OF_TEXT.contains(signal.getString("check")))
        .toList();
  }

  private static void assertSame(JsonObject expected, JsonObject judged, String way) {
    assertEquals(expected.getJsonObject("scores"), judged.getJsonObject("scores"), way);
    assertEquals(signals(expected), signals(judged), way);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void text_whicheverWayItComes_isJudgedAlike(int number) {
    String text = TEXTS.get(number);
    JsonObject scored = scored(text);
    JsonObject posted = posted(number);
    boolean spam = Set.of("spam", "reject").contains(scored.getString("verdict"));

    assertSame(scored, posted, "posted");
    assertSame(scored, edited(number), "edited");
    assertEquals(scored.getJsonObject("scores"), commanded.get(number).getJsonObject("scores"));
    assertEquals(String.valueOf(spam), akismet(text));
    assertPerspective(scored.getJsonObject("scores"), perspective(text));
    if (!scored.getString("verdict").equals("approve")) {
      assertTrue(!posted.getString("status").equals("approved"), posted::encodePrettily);
    }
  }

  private static void assertPerspective(JsonObject scores, JsonObject answer) {
    // As at Google, one attribute without a model in the text's language refuses the request.
    if (!scores.containsKey("toxicity") || !scores.containsKey("spam")) {
      assertEquals(400, answer.getJsonObject("error").getInteger("code"), answer::encode);
      return;
    }
    Function<String, Double> value =
        name ->
            answer
                .getJsonObject("attributeScores")
                .getJsonObject(name)
                .getJsonObject("summaryScore")
                .getDouble("value");
    assertEquals(scores.getDouble("toxicity"), value.apply("TOXICITY"), 6e-5);
    assertEquals(scores.getDouble("spam"), value.apply("SPAM"), 6e-5);
  }
}
