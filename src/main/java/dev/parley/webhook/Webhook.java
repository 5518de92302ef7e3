package dev.parley.webhook;

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
 * @param events the types it is told of; all if there are none
 * @param failingSince the first failure after the last success
 * @param offSince when it was switched off, by a person or because it failed for too long
 */
record Webhook(
    int siteId,
    String site,
    UUID id,
    String url,
    List<String> events,
    Secrets secrets,
    Optional<Instant> failingSince,
    Optional<Instant> offSince,
    Optional<String> offReason,
    Instant createdAt) {

  /** The columns of {@link #of}, of {@code webhook} and its {@code site}. */
  static final String COLUMNS =
      """
      webhook.site_id, site.slug, webhook.id, url, to_jsonb(events) as events, secret,
      previous_secret, previous_until, failing_since, off_since, off_reason, webhook.created_at
      """;

  static Webhook of(Row row) {
    return new Webhook(
        row.getInteger("site_id"),
        row.getString("slug"),
        row.getUUID("id"),
        row.getString("url"),
        row.getJsonArray("events").stream().map(String.class::cast).toList(),
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

  /** Whether it is told of a type. */
  boolean wants(WebhookEvent event) {
    return events.isEmpty() || events.contains(event.code());
  }
}
