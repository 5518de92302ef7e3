package dev.parley.config;

/** A configuration that cannot be used, told in a sentence an operator can act on. */
public final class ConfigError extends RuntimeException {
  public ConfigError(String message) {
    super(message, null, false, false);
  }
}
