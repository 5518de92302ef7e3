package dev.parley.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.MailServer;
import dev.parley.config.MailServer.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.BasicMessageListener;
import org.subethamail.smtp.server.SMTPServer;

class SmtpCheckTest {
  private static final BasicMessageListener NOBODY = (context, from, to, data) -> {};

  private static MailServer at(int port, Optional<Login> login) {
    return new MailServer("127.0.0.1", port, false, login, "comments@parley.example");
  }

  private static SMTPServer server(boolean tls) {
    SMTPServer server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandler(NOBODY)
            .enableTLS(tls)
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> {
                      if (!password.equals("right")) {
                        throw new LoginFailedException();
                      }
                    }))
            .build();
    server.start();
    return server;
  }

  @Test
  void check_serverThatAnswers_saysWhatItOffers() throws IOException {
    SMTPServer server = server(true);
    try {
      String said = SmtpCheck.check(at(server.getPortAllocated(), Optional.empty()));
      assertTrue(said.endsWith("answers, offers TLS, without sign-in"), said);
      String signedIn =
          SmtpCheck.check(at(server.getPortAllocated(), Optional.of(new Login("bob", "right"))));
      assertTrue(signedIn.endsWith("signed in as bob"), signedIn);
    } finally {
      server.stop();
    }
  }

  @Test
  void check_wrongPassword_saysSoWithoutRepeatingIt() {
    SMTPServer server = server(false);
    try {
      IOException wrong =
          assertThrows(
              IOException.class,
              () ->
                  SmtpCheck.check(
                      at(server.getPortAllocated(), Optional.of(new Login("bob", "wr0ng")))));
      assertTrue(wrong.getMessage().contains("refuses the user or password"), wrong.getMessage());
      assertTrue(!wrong.getMessage().contains("wr0ng"));
    } finally {
      server.stop();
    }
  }

  @Test
  void check_nothingThere_saysSo() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    IOException wrong =
        assertThrows(IOException.class, () -> SmtpCheck.check(at(port, Optional.empty())));
    assertEquals("Nothing listens at 127.0.0.1:" + port, wrong.getMessage());
  }
}
