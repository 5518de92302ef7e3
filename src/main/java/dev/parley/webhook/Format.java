package dev.parley.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which form a webhook is told: as a program's event, or as a message of a chat program. */
enum Format {
  /** The event as {@link Payloads} writes it. */
  STANDARD,
  /** Slack, and Mattermost, which reads the same. */
  SLACK,
  DISCORD,
  /** Microsoft Teams, by the webhook of its app Workflows. */
  TEAMS;

  /** The word of the API. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Format> ofCode(String code) {
    return Arrays.stream(values()).filter(format -> format.code().equals(code)).findFirst();
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(Format::code).toList();
  }

  /** How its chat program is written to; empty when it is none. */
  Optional<ChatFormat> chat() {
    return switch (this) {
      case STANDARD -> Optional.empty();
      case SLACK -> Optional.of(new SlackFormat());
      case DISCORD -> Optional.of(new DiscordFormat());
      case TEAMS -> Optional.of(new TeamsFormat());
    };
  }
}
