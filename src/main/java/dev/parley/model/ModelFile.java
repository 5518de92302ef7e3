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
 * The file of a model: its bytes, followed by their SHA-256.
 *
 * @param body the bytes
 * @param digest their SHA-256
 */
@SuppressWarnings("ArrayRecordComponent")
record ModelFile(byte[] body, byte[] digest) {
  private static final int DIGEST = 32;

  /** Writes a model into a stream. */
  interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads a model's bytes from a stream; an empty stream is a missing file. */
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
      return new ModelFile(body, digest);
    } catch (IOException e) {
      throw new ModelUnavailable("the model " + name + " cannot be read", e);
    }
  }

  DataInputStream data() {
    return new DataInputStream(new ByteArrayInputStream(body));
  }

  static void write(Path file, Body model) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body)) {
      model.write(out);
    }
    body.write(sha256().digest(body.toByteArray()));
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
