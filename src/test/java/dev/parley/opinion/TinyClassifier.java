package dev.parley.opinion;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A text classifier of a few words in a folder, as an operator would bring one: it gives each piece
 * a number for each class and adds them up. Written as Protocol Buffers by hand (onnx.proto3).
 */
public final class TinyClassifier {
  private static final List<String> PIECES =
      List.of("[UNK]", "[CLS]", "[SEP]", "harbour", "awful", "thr", "##eat", "საინტერესო");

  private TinyClassifier() {}

  /** Writes the classifier; "awful" speaks for the last class, "threat" for the one before. */
  public static void write(Path folder, int classes, String config, JsonObject normaliser)
      throws IOException {
    float[] numbers = new float[PIECES.size() * classes];
    numbers[PIECES.indexOf("[CLS]") * classes] = classes == 1 ? -3 : 3;
    numbers[PIECES.indexOf("awful") * classes + classes - 1] = 6;
    if (classes > 2) {
      numbers[PIECES.indexOf("##eat") * classes + classes - 2] = 6;
    }
    Files.write(folder.resolve("model.onnx"), model(numbers, classes));
    Files.writeString(
        folder.resolve("tokenizer.json"), tokenizer("WordPiece", normaliser).encode());
    if (config != null) {
      Files.writeString(folder.resolve("config.json"), config);
    }
  }

  public static JsonObject tokenizer(String kind, JsonObject normaliser) {
    JsonObject vocabulary = new JsonObject();
    PIECES.forEach(piece -> vocabulary.put(piece, PIECES.indexOf(piece)));
    JsonObject model =
        new JsonObject()
            .put("type", kind)
            .put("unk_token", "[UNK]")
            .put("continuing_subword_prefix", "##")
            .put("vocab", kind.equals("WordPiece") ? vocabulary : new JsonArray());
    return new JsonObject()
        .put("normalizer", normaliser)
        .put("pre_tokenizer", new JsonObject().put("type", "BertPreTokenizer"))
        .put("model", model);
  }

  private static byte[] model(float[] numbers, int classes) {
    byte[] gather =
        join(text(1, "numbers"), text(1, "input_ids"), text(2, "each"), text(4, "Gather"));
    byte[] axes = join(text(1, "axes"), number(8, 1), number(20, 7));
    byte[] keeps = join(text(1, "keepdims"), number(3, 0), number(20, 2));
    byte[] mean =
        join(
            text(1, "each"),
            text(2, "classes"),
            text(4, "ReduceMax"),
            message(5, axes),
            message(5, keeps));
    ByteBuffer raw = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float one : numbers) {
      raw.putFloat(one);
    }
    byte[] weights =
        join(
            number(1, PIECES.size()),
            number(1, classes),
            number(2, 1),
            text(8, "numbers"),
            message(9, raw.array()));
    byte[] graph =
        join(
            message(1, gather),
            message(1, mean),
            text(2, "tiny"),
            message(5, weights),
            message(11, value("input_ids", 7)),
            message(12, value("classes", 1)));
    return join(number(1, 7), message(7, graph), message(8, number(2, 11)));
  }

  /** A matrix of that element type: one row, any number of columns. */
  private static byte[] value(String name, int type) {
    byte[] shape = join(message(1, number(1, 1)), message(1, text(2, "any_" + name)));
    return join(text(1, name), message(2, message(1, join(number(1, type), message(2, shape)))));
  }

  private static byte[] text(int field, String text) {
    return message(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(int field, byte[] content) {
    return join(varint(field << 3 | 2), varint(content.length), content);
  }

  private static byte[] number(int field, int number) {
    return join(varint(field << 3), varint(number));
  }

  private static byte[] varint(int number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int left = number;
    for (; left > 0x7f; left >>>= 7) {
      out.write(left & 0x7f | 0x80);
    }
    out.write(left);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
