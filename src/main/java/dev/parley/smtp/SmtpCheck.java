package dev.parley.smtp;

import dev.parley.config.MailServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Greets the mail server as sending would ({@code EHLO}, {@code STARTTLS}, {@code AUTH}), and
 * leaves without a message. The mail client can only send.
 */
public final class SmtpCheck {
  private static final int PATIENCE_MILLISECONDS = 10_000;

  private final MailServer server;
  private final Set<String> offers = new HashSet<>();
  private Socket socket = new Socket();
  private BufferedReader reader = new BufferedReader(new java.io.StringReader(""));

  private SmtpCheck(MailServer server) {
    this.server = server;
  }

  /** What is right with a server, in words; fails with what is wrong. */
  public static String check(MailServer server) throws IOException {
    SmtpCheck check = new SmtpCheck(server);
    try {
      return check.dialogue();
    } catch (SSLException failed) {
      throw new IOException(
          "The TLS of "
              + check.place()
              + " cannot be trusted: "
              + failed.getMessage()
              + ". Use smtps:// on its TLS port and the name in its certificate.");
    } catch (java.net.UnknownHostException failed) {
      throw new IOException("There is no host " + server.host());
    } catch (java.net.SocketTimeoutException failed) {
      throw new IOException(
          check.place() + " does not answer. Port 465 wants smtps://, others smtp://.");
    } catch (java.net.ConnectException failed) {
      throw new IOException("Nothing listens at " + check.place());
    } finally {
      check.socket.close();
    }
  }

  private String place() {
    return server.host() + ":" + server.port();
  }

  private String dialogue() throws IOException {
    socket.connect(new InetSocketAddress(server.host(), server.port()), PATIENCE_MILLISECONDS);
    socket.setSoTimeout(PATIENCE_MILLISECONDS);
    if (server.tls()) {
      secure();
    } else {
      read();
    }
    expect("2", answer());
    greet();
    boolean encrypted = server.tls();
    boolean offered = offers.contains("STARTTLS");
    if (server.needsTls() && !encrypted && offered) {
      expect("2", ask("STARTTLS"));
      secure();
      greet();
      encrypted = true;
    }
    if (!encrypted && server.needsTls()) {
      throw new IOException(
          place() + " offers no TLS, so the password would travel in the clear: use smtps://");
    }
    String signedIn = server.login().isPresent() ? signIn(server.login().get()) : "without sign-in";
    ask("QUIT");
    String tls = encrypted ? "with TLS" : offered ? "offers TLS" : "without TLS";
    return place() + " answers, " + tls + ", " + signedIn;
  }

  /** To a server whose password is at stake its name must be proved, as in sending. */
  private void secure() throws IOException {
    SSLSocket secured =
        (SSLSocket)
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(socket, server.host(), server.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    socket = secured;
    read();
  }

  private void read() throws IOException {
    reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  private void greet() throws IOException {
    offers.clear();
    expect("2", ask("EHLO " + server.domain()));
  }

  private String signIn(MailServer.Login login) throws IOException {
    String plain = "\0" + login.user() + "\0" + login.password();
    String answer =
        ask(
            "AUTH PLAIN "
                + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
    if (answer.startsWith("504") || answer.startsWith("502")) {
      return "signed in by another way than AUTH PLAIN, which was not tried";
    }
    if (!answer.startsWith("2")) {
      throw new IOException(place() + " refuses the user or password of mail.url: " + answer);
    }
    return "signed in as " + login.user();
  }

  private String ask(String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return answer();
  }

  /** The last line of an answer; what the others offer is kept. */
  private String answer() throws IOException {
    while (true) {
      String line = reader.readLine();
      if (line == null) {
        throw new IOException(place() + " hangs up");
      }
      if (line.length() > 4) {
        offers.add(line.substring(4).toUpperCase(Locale.ROOT).split(" ", 2)[0]);
      }
      if (line.length() < 4 || line.charAt(3) != '-') {
        return line;
      }
    }
  }

  private void expect(String first, String answer) throws IOException {
    if (!answer.startsWith(first)) {
      throw new IOException(place() + " says: " + answer);
    }
  }
}
