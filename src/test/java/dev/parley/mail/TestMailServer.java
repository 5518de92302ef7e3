package dev.parley.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on a port of its own, which answers as a test wants and can go away. */
final class TestMailServer implements AutoCloseable {
  private final int port;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** Those who were named as recipients, taken or not. */
  private final List<String> tried = new CopyOnWriteArrayList<>();

  /** An answer other than yes to a recipient: {@code 550 5.1.1 unknown}. */
  private volatile Function<String, Optional<String>> atRecipient = to -> Optional.empty();

  /** The same when the whole message is there; it counts as received first. */
  private volatile Function<Received, Optional<String>> atData = message -> Optional.empty();

  private SMTPServer server;

  /** A message as it came. */
  record Received(String to, String raw) {
    MimeMessage message() {
      try {
        return new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
      } catch (MessagingException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }

    String header(String name) {
      try {
        String[] values = message().getHeader(name);
        return values == null ? "" : String.join("|", values);
      } catch (MessagingException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }

    String subject() {
      try {
        return message().getSubject();
      } catch (MessagingException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }

    /** One of its two parts. */
    String part(String type) {
      try {
        MimeMultipart parts = (MimeMultipart) message().getContent();
        for (int i = 0; i < parts.getCount(); i++) {
          BodyPart part = parts.getBodyPart(i);
          if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
          }
        }
        throw new IllegalStateException("No part " + type);
      } catch (MessagingException | IOException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }

    /** The path of the first link in the plain part with something in it. */
    String link(String with) {
      Matcher link =
          Pattern.compile("https?://[^/\\s]+(\\S*" + Pattern.quote(with) + "\\S*)")
              .matcher(part("text/plain"));
      if (!link.find()) {
        throw new IllegalStateException("No link " + with + " in " + part("text/plain"));
      }
      return link.group(1);
    }
  }

  TestMailServer() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException none) {
      throw new IllegalStateException(none);
    }
    up();
  }

  String url() {
    return "smtp://127.0.0.1:" + port;
  }

  void up() {
    server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(context -> new Handler())
            .build();
    server.start();
  }

  void down() {
    server.stop();
  }

  void atRecipient(Function<String, Optional<String>> answer) {
    atRecipient = answer;
  }

  void atData(Function<Received, Optional<String>> answer) {
    atData = answer;
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  /** What one person has received. */
  List<Received> to(String address) {
    return received.stream().filter(one -> one.to().equals(address)).toList();
  }

  List<String> tried() {
    return List.copyOf(tried);
  }

  private static void answer(Optional<String> refusal) throws RejectException {
    if (refusal.isPresent()) {
      throw new RejectException(
          Integer.parseInt(refusal.get().substring(0, 3)), refusal.get().substring(4));
    }
  }

  private final class Handler implements MessageHandler {
    private String to = "";

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) throws RejectException {
      tried.add(recipient);
      answer(atRecipient.apply(recipient));
      to = recipient;
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
      Received message =
          new Received(to, new String(data.readAllBytes(), StandardCharsets.ISO_8859_1));
      Optional<String> refusal = atData.apply(message);
      if (refusal.isEmpty()) {
        received.add(message);
      }
      answer(refusal);
      return null;
    }

    @Override
    public void done() {}
  }

  @Override
  public void close() {
    server.stop();
  }
}
