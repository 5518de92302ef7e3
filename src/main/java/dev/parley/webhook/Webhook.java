package dev.parley.webhook;

import dev.parley.text.WebAddress;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told what happens on a site.
 *
 * @param site the site's slug
 * @param siteName its name, as people read it
 * @param events the types it is told of; all if there are none
 * @param format in which form it is told
 * @param failingSince the first failure after the last success
 * @param offSince when it was switched off, by a person or because it failed for too long
 */
record Webhook(
    int siteId,
    String site,
    String siteName,
    UUID id,
    String url,
    List<String> events,
    Format format,
    Secrets secrets,
    Optional<Instant> failingSince,
    Optional<Instant> offSince,
    Optional<String> offReason,
    Instant createdAt) {

  /** The columns of {@link #of}, of {@code webhook} and its {@code site}. */
  static final String COLUMNS =
      """
      webhook.site_id, site.slug, site.name, webhook.id, url, to_jsonb(events) as events, format,
      secret, previous_secret, previous_until, failing_since, off_since, off_reason, webhook.created_at
      """;

  static Webhook of(Row row) {
    return new Webhook(
        row.getInteger("site_id"),
        row.getString("slug"),
        row.getString("name"),
        row.getUUID("id"),
        row.getString("url"),
        row.getJsonArray("events").stream().map(String.class::cast).toList(),
        Format.ofCode(row.getString("format")).orElseThrow(),
        new Secrets(
            row.getString("secret"),
            Optional.ofNullable(row.getString("previous_secret")),
            time(row, "previous_until")),
        time(row, "failing_since"),
        time(row, "off_since"),
        Optional.ofNullable(row.getString("off_reason")),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static Optional<Instant> time(Row row, String column) {
    @Nullable OffsetDateTime time = row.getOffsetDateTime(column);
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  /**
   * How the log names it: whoever knows the address of a chat's webhook may write there, so of that
   * only the host is said.
   */
  String logged() {
    return logged(url, format);
  }

  /** The same of an address that is still to become one. */
  static String logged(String url, Format format) {
    return format == Format.STANDARD
        ? url
        : format.code() + " at " + WebAddress.of(url).map(WebAddress::host).orElse("");
  }

  /** Whether it is told of a type. */
  boolean wants(WebhookEvent event) {
    return events.isEmpty() || events.contains(event.code());
  }
}
