package dev.parley.smtp;

import dev.parley.config.MailServer;
import dev.parley.smtp.Delivery.Kind;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages to the mail server, a few at a time. */
public final class MailSender {
  private static final Logger log = LoggerFactory.getLogger(MailSender.class);

  /** As many messages are handed over at once. */
  public static final int CONNECTIONS = 4;

  private static final int CONNECT_MILLISECONDS = 10_000;
  private static final int SILENCE_SECONDS = 60;

  /** For one message; less than a lease on it. */
  public static final int PATIENCE_SECONDS = 120;

  /** The numbers at the beginning of an answer: a reply code, and an enhanced one (RFC 3463). */
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{3})(?:[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b)?");

  /** How the client's exception begins that tells of an answer to {@code RCPT}. */
  private static final String OF_RECIPIENT = "recipient address not accepted";

  /** How those begin that tell of an answer to the text itself. */
  private static final String OF_DATA = "sending data failed";

  private final MailServer server;
  private final MailClient client;

  public MailSender(Vertx vertx, MailServer server) {
    this.server = server;
    this.client = MailClient.create(vertx, options(server));
  }

  private static MailConfig options(MailServer server) {
    MailConfig options =
        new MailConfig()
            .setHostname(server.host())
            .setPort(server.port())
            .setSsl(server.tls())
            .setStarttls(server.needsTls() ? StartTLSOptions.REQUIRED : StartTLSOptions.OPTIONAL)
            .setLogin(server.login().isPresent() ? LoginOption.REQUIRED : LoginOption.NONE)
            .setMaxPoolSize(CONNECTIONS)
            .setOwnHostname(server.domain())
            // Whose answer it is must be plain: the recipient's, or the text's.
            .setPipelining(false)
            .setUserAgent("parley");
    if (server.needsTls() || server.tls()) {
      options.setHostnameVerificationAlgorithm("HTTPS");
    } else {
      // Encrypted for whoever it is beats not encrypted.
      options.setTrustAll(true);
    }
    server
        .login()
        .ifPresent(login -> options.setUsername(login.user()).setPassword(login.password()));
    options.setConnectTimeout(CONNECT_MILLISECONDS);
    options.setIdleTimeout(SILENCE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
    return options;
  }

  /** The domain in which messages have their ids. */
  public String domain() {
    return server.domain();
  }

  /** Hands a message over. What goes wrong is an outcome too, so the future does not fail. */
  public Future<Delivery> send(Message message) {
    return Future.succeededFuture(message)
        .map(this::encoded)
        .compose(client::sendMail)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .map(Delivery.ACCEPTED)
        .otherwise(MailSender::outcome);
  }

  private MailMessage encoded(Message message) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .set("From", HeaderText.mailbox(message.fromName(), server.from()))
            .set("Subject", HeaderText.of(message.subject()))
            .set(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    message.date().atOffset(ZoneOffset.UTC)))
            .set("Message-ID", "<" + message.id() + ">")
            .set("Auto-Submitted", "auto-generated");
    message
        .conversation()
        .ifPresent(
            id -> headers.set("In-Reply-To", "<" + id + ">").set("References", "<" + id + ">"));
    message
        .unsubscribe()
        .ifPresent(
            url ->
                headers
                    .set("List-Unsubscribe", "<" + url + ">")
                    .set("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    return new MailMessage()
        .setFrom(server.from())
        .setTo(message.to())
        .setText(lines(message.text()))
        .setHtml(lines(message.html()))
        .setHeaders(headers);
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static Delivery outcome(Throwable failure) {
    if (!(failure instanceof SMTPException answer)) {
      log.warn("The mail server cannot be used just now: {}", failure.getMessage());
      return new Delivery(Kind.LATER, "");
    }
    Delivery delivery =
        outcome(
            String.valueOf(answer.getMessage()), answer.getReplyMessage(), answer.getReplyCode());
    if (delivery.kind() != Kind.NO_SUCH_ADDRESS) {
      log.warn("The mail server answers {}", delivery.reply());
    }
    return delivery;
  }

  /**
   * An answer that this client or its password is not welcome says nothing about the address, and
   * is for the operator to mend: the message waits.
   */
  static Delivery outcome(String message, String reply, int code) {
    Matcher numbers = NUMBERS.matcher(reply);
    boolean read = numbers.lookingAt();
    Optional<String> enhanced = read ? Optional.ofNullable(numbers.group(2)) : Optional.empty();
    String said = code + enhanced.map(more -> " " + more).orElse("");
    boolean policy = enhanced.filter(more -> more.startsWith("5.7.")).isPresent();
    if (code < 500) {
      return new Delivery(Kind.LATER, said);
    }
    if (message.startsWith(OF_RECIPIENT)) {
      boolean ours = policy || code == 503 || code == 530;
      return new Delivery(ours ? Kind.LATER : Kind.NO_SUCH_ADDRESS, said);
    }
    return new Delivery(message.startsWith(OF_DATA) ? Kind.REFUSED : Kind.LATER, said);
  }

  /** Closes the connections. */
  public Future<Void> close() {
    return client.close();
  }
}
