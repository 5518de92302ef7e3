package dev.parley.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A small folder of labelled comments, made of patterns. */
final class SmallData {
  private static final List<String> THINGS =
      List.of(
          "bridge", "council", "article", "garden", "budget", "school", "river", "train", "park",
          "museum");
  private static final List<String> PEOPLE =
      List.of(
          "author", "mayor", "reader", "teacher", "driver", "editor", "farmer", "nurse", "pilot",
          "baker");

  private SmallData() {}

  static void write(Path data) throws IOException {
    StringBuilder jigsaw = new StringBuilder("comment_text,toxic\n");
    StringBuilder six =
        new StringBuilder("comment_text,toxic,severe_toxic,obscene,threat,insult,identity_hate\n");
    StringBuilder german = new StringBuilder();
    StringBuilder portuguese = new StringBuilder();
    StringBuilder korean = new StringBuilder();
    StringBuilder messages = new StringBuilder();
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
        korean.append(
            "1\tx\t%s %s 바보 멍청이\n0\tx\t%s %s 좋은 사람\n".formatted(person, thing, person, thing));
        blog.append(
            "1,buy cheap %s of %s at http://cheap-%s.xyz/\n".formatted(thing, person, thing));
        messages.append(
            "ham\tsee the %s at the %s\nspam\twin a %s from the %s, text now\n"
                .formatted(person, thing, thing, person));
        // Alike in no three words.
        blog.append("1,order %1$s%2$s via %2$s%1$s\n".formatted(thing, person));
        blog.append("0,I asked the %s for a %s\n".formatted(person, thing));
      }
    }
    gzip(data, Source.JIGSAW, jigsaw);
    gzip(data, Source.JIGSAW_SIX, six);
    gzip(data, Source.GERMEVAL_2021, german);
    gzip(data, Source.REDDIT_BR, portuguese);
    gzip(data, Source.KO_KMHAS, korean);
    gzip(data, Source.BLOG, blog);
    gzip(data, Source.SMS, messages);
  }

  private static void gzip(Path data, Source source, CharSequence text) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(data.resolve(source.file())))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
