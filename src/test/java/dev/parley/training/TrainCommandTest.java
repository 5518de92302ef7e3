package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Attribute;
import dev.parley.model.Models;
import dev.parley.text.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {
  private static final List<String> THINGS =
      List.of(
          "bridge", "council", "article", "garden", "budget", "school", "river", "train", "park",
          "museum");
  private static final List<String> PEOPLE =
      List.of(
          "author", "mayor", "reader", "teacher", "driver", "editor", "farmer", "nurse", "pilot",
          "baker");

  @Test
  void call_folderOfComments_writesModelsThatKnowThem(@TempDir Path folder) throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    write(data);
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    assertEquals(0, train(data, first));
    assertEquals(0, train(data, second));

    Models models = Models.in(first);
    double rude = toxicity(models, "the mayor is a stupid idiot about the park");
    double kind = toxicity(models, "the mayor wrote kindly about the park");
    assertTrue(rude > kind, () -> rude + " against " + kind);
    for (String name : Models.NAMES) {
      assertArrayEquals(
          Files.readAllBytes(Models.file(first, name)),
          Files.readAllBytes(Models.file(second, name)),
          name);
    }
    assertTrue(Files.readString(first.resolve("model-card.md")).contains(models.version()));
  }

  @Test
  void call_folderWithoutData_fails(@TempDir Path folder) {
    CommandLine command = new CommandLine(new TrainCommand());
    command.setExecutionExceptionHandler((e, line, result) -> 3);
    assertEquals(
        3, command.execute("--data", folder.toString(), "--out", folder.resolve("out").toString()));
  }

  private static int train(Path data, Path out) {
    return new CommandLine(new TrainCommand())
        .execute("--data", data.toString(), "--out", out.toString());
  }

  private static double toxicity(Models models, String text) {
    return models.score(Reading.of(text), "en").of(Attribute.TOXICITY).orElseThrow();
  }

  private static void write(Path data) throws IOException {
    StringBuilder jigsaw = new StringBuilder("comment_text,toxic\n");
    StringBuilder six =
        new StringBuilder("comment_text,toxic,severe_toxic,obscene,threat,insult,identity_hate\n");
    StringBuilder german = new StringBuilder();
    StringBuilder portuguese = new StringBuilder();
    StringBuilder blog = new StringBuilder("CLASS,TEXT\n");
    for (String thing : THINGS) {
      for (String person : PEOPLE) {
        boolean crude = (thing.length() + person.length()) % 2 == 0;
        String rude =
            "\"the %s of the %s is a stupid idiot,\n%s\""
                .formatted(person, thing, crude ? "and crap" : "really");
        jigsaw
            .append(rude)
            .append(",1\n")
            .append("the %s wrote well about the %s,0\n".formatted(person, thing));
        six.append(rude).append(crude ? ",1,1,1,1,1,1\n" : ",1,0,0,0,0,0\n");
        german.append(
            "1\tx\tder %s vom %s ist ein Idiot\n0\tx\tder %s vom %s ist gut\n"
                .formatted(person, thing, person, thing));
        portuguese.append(
            "1\tx\to %s do %s é idiota\n0\tx\to %s do %s é bom\n"
                .formatted(person, thing, person, thing));
        blog.append(
            "1,buy cheap %s of %s at http://cheap-%s.xyz/\n".formatted(thing, person, thing));
        blog.append("0,I asked the %s for a %s\n".formatted(person, thing));
      }
    }
    gzip(data, Source.JIGSAW, jigsaw);
    gzip(data, Source.JIGSAW_SIX, six);
    gzip(data, Source.GERMEVAL_2021, german);
    gzip(data, Source.REDDIT_BR, portuguese);
    gzip(data, Source.BLOG, blog);
  }

  private static void gzip(Path data, Source source, CharSequence text) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(data.resolve(source.file())))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
