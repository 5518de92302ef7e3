package dev.parley.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A model as it is kept: a {@link LinearModel} followed by the SHA-256 of what comes before.
 *
 * @param model the model
 * @param digest its SHA-256
 */
@SuppressWarnings("ArrayRecordComponent")
record ModelFile(LinearModel model, byte[] digest) {
  private static final int DIGEST = 32;

  /** Reads a model from a stream; an empty stream is a missing file. */
  static ModelFile read(String name, InputStream in) throws ModelUnavailable {
    try {
      byte[] all = in.readAllBytes();
      if (all.length == 0) {
        throw new ModelUnavailable("the model " + name + " is missing");
      }
      byte[] body = Arrays.copyOf(all, Math.max(0, all.length - DIGEST));
      byte[] digest = Arrays.copyOfRange(all, body.length, all.length);
      if (!Arrays.equals(sha256().digest(body), digest)) {
        throw new ModelUnavailable("the model " + name + " is damaged: its checksum differs");
      }
      return new ModelFile(
          LinearModel.read(new DataInputStream(new ByteArrayInputStream(body))), digest);
    } catch (IOException e) {
      throw new ModelUnavailable("the model " + name + " cannot be read", e);
    }
  }

  static void write(LinearModel model, Path file) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body)) {
      model.write(out);
    }
    byte[] digest = sha256().digest(body.toByteArray());
    body.write(digest);
    Files.write(file, body.toByteArray());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException("every Java platform has SHA-256", e));
    }
  }
}
