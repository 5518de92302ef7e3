package dev.parley.config;

/**
 * A configuration that cannot be used. The message is a sentence that tells an operator what to do.
 */
public final class ConfigError extends RuntimeException {
  public ConfigError(String message) {
    super(message, null, false, false);
  }
}
