package dev.parley.mail;

import dev.parley.loop.Regularly;
import dev.parley.mail.MailQueue.State;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import dev.parley.smtp.Delivery;
import dev.parley.smtp.MailSender;
import dev.parley.smtp.Message;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is due, on one event loop: takes a few messages, writes them, hands them over. */
final class Mailing {
  private static final Logger log = LoggerFactory.getLogger(Mailing.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Writes a message when it is sent; empty when there is nothing to tell any more. */
  interface Writer {
    Future<Optional<Message>> write(QueuedMail mail, Site site);
  }

  private final MailQueue queue;
  private final StoppedAddresses stopped;
  private final Sites sites;
  private final Writer writer;
  private final MailSender sender;
  private final MeterRegistry registry;

  Mailing(
      MailQueue queue,
      StoppedAddresses stopped,
      Sites sites,
      Writer writer,
      MailSender sender,
      MeterRegistry registry) {
    this.queue = queue;
    this.stopped = stopped;
    this.sites = sites;
    this.writer = writer;
    this.sender = sender;
    this.registry = registry;
  }

  /** Looks every second, on every node. */
  Runnable start(Vertx vertx) {
    return Regularly.every(vertx, EVERY, "Mail is sent later", this::sendAll);
  }

  /** Sends all that is due, unless the server turns out to be away. */
  Future<Void> sendAll() {
    return queue
        .take(MailSender.CONNECTIONS)
        .compose(
            taken ->
                Future.join(taken.stream().map(this::send).toList())
                    .map(
                        done ->
                            taken.size() == MailSender.CONNECTIONS
                                && done.<Boolean>list().stream().allMatch(reached -> reached)))
        .compose(more -> more ? sendAll() : Future.<Void>succeededFuture());
  }

  /** Whether the server was reached, if it was asked. */
  private Future<Boolean> send(QueuedMail mail) {
    return sites
        .withId(mail.site())
        .compose(
            site ->
                site.isEmpty()
                    ? Future.succeededFuture(Optional.<Message>empty())
                    : writer.write(mail, site.get()))
        .compose(message -> send(mail, message))
        .recover(
            failure -> {
              log.warn("The message {} is tried again", mail.id(), failure);
              return queue.postpone(mail, "").map(true);
            });
  }

  private Future<Boolean> send(QueuedMail mail, Optional<Message> message) {
    if (message.isEmpty()) {
      return end(mail, State.EMPTY, "").map(true);
    }
    return stopped
        .contains(message.get().to())
        .compose(
            noMore ->
                noMore
                    ? end(mail, State.STOPPED, "").map(true)
                    : sender
                        .send(message.get())
                        .compose(delivery -> record(mail, message.get().to(), delivery)));
  }

  private Future<Boolean> record(QueuedMail mail, String to, Delivery delivery) {
    String reply = delivery.reply();
    return switch (delivery.kind()) {
      case ACCEPTED -> end(mail, State.SENT, reply).map(true);
      case REFUSED -> end(mail, State.REFUSED, reply).map(true);
      case NO_SUCH_ADDRESS ->
          stopped
              .stop(to, StoppedAddresses.Kind.BOUNCE, reply)
              .compose(done -> end(mail, State.BOUNCED, reply))
              .map(true);
      case LATER ->
          queue
              .postpone(mail, reply)
              .map(
                  later -> {
                    count(later ? "postponed" : State.EXPIRED.code());
                    return !reply.isEmpty();
                  });
    };
  }

  private Future<Void> end(QueuedMail mail, State state, String reply) {
    return queue.end(mail, state, reply).onSuccess(done -> count(state.code()));
  }

  private void count(String outcome) {
    registry
        .counter("parley.mail", List.of(io.micrometer.core.instrument.Tag.of("outcome", outcome)))
        .increment();
  }
}
