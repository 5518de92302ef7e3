package dev.parley.encoder;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code tokenizer.json} beside a model, as Hugging Face's tokenizers write it. WordPiece
 * is read, with the normaliser of BERT or none; anything else is refused, because pieces that are
 * split otherwise than in training give scores that mean nothing.
 *
 * @param longest the most pieces a text may have
 */
record TokenizerFile(WordPiece pieces, int longest) {
  private static final int MOST_PIECES = 256;

  static TokenizerFile read(Path file) throws IOException, EncoderUnavailable {
    JsonObject json;
    try {
      json = new JsonObject(Buffer.buffer(Files.readAllBytes(file)));
    } catch (DecodeException unreadable) {
      throw refused("is not JSON");
    }
    JsonObject model = part(json, "model").orElseThrow(() -> refused("has no model"));
    String kind = model.getString("type", "unknown");
    if (!kind.equals("WordPiece")) {
      throw refused(
          "holds a tokenizer of the kind " + kind + "; only WordPiece, as of BERT, can be used");
    }
    if (!model.getString("continuing_subword_prefix", "##").equals("##")) {
      throw refused("marks the pieces inside words otherwise than by ##");
    }
    String words = part(json, "pre_tokenizer").map(one -> one.getString("type")).orElse("none");
    if (!words.equals("BertPreTokenizer") && !words.equals("none")) {
      throw refused("splits words by " + words + "; only BertPreTokenizer can be used");
    }
    int longest =
        part(json, "truncation").map(one -> one.getInteger("max_length")).orElse(MOST_PIECES);
    return new TokenizerFile(
        pieces(model, part(json, "normalizer")), Math.max(3, Math.min(longest, MOST_PIECES)));
  }

  private static WordPiece pieces(JsonObject model, Optional<JsonObject> normaliser)
      throws EncoderUnavailable {
    Map<String, Integer> vocabulary = new HashMap<>();
    JsonObject vocab = part(model, "vocab").orElseThrow(() -> refused("has no vocabulary"));
    vocab.fieldNames().forEach(piece -> vocabulary.put(piece, vocab.getInteger(piece)));
    boolean lower = false;
    boolean bare = false;
    if (normaliser.isPresent()) {
      String kind = normaliser.get().getString("type", "unknown");
      if (!kind.equals("BertNormalizer")) {
        throw refused("normalises texts by " + kind + "; only BertNormalizer can be used");
      }
      lower = normaliser.get().getBoolean("lowercase", true);
      Boolean strips = normaliser.get().getBoolean("strip_accents");
      bare = strips == null ? lower : strips;
    }
    try {
      return new WordPiece(vocabulary, lower, bare);
    } catch (IllegalArgumentException lacking) {
      throw refused("cannot be used: " + lacking.getMessage());
    }
  }

  private static Optional<JsonObject> part(JsonObject json, String name) {
    return json.getValue(name) instanceof JsonObject found ? Optional.of(found) : Optional.empty();
  }

  private static EncoderUnavailable refused(String why) {
    return new EncoderUnavailable("tokenizer.json " + why);
  }
}
