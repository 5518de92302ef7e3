package dev.parley.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The raw settings from the defaults, the configuration file, the environment ({@code PARLEY_…},
 * and {@code PARLEY_…_FILE} for secrets) and {@code --set}. A later source wins.
 */
final class Settings {
  /** The end of a variable that names a file with the value in it. */
  private static final String FILE = "_FILE";

  private final Map<Setting, String> values = new EnumMap<>(Setting.class);

  Settings() {
    for (Setting setting : Setting.values()) {
      values.put(setting, setting.defaultValue());
    }
  }

  String get(Setting setting) {
    return String.valueOf(values.get(setting)).strip();
  }

  void readFile(Path file) {
    try {
      JsonNode root = new YAMLMapper().readTree(file.toFile());
      if (root != null && root.isObject()) {
        flatten("", root, file.toString());
      } else if (root != null && !root.isMissingNode() && !root.isNull()) {
        throw new ConfigError(file + " must hold settings as key: value");
      }
    } catch (IOException unreadable) {
      throw new ConfigError(file + " cannot be read: " + unreadable.getMessage());
    }
  }

  private void flatten(String prefix, JsonNode node, String origin) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
              JsonNode value = entry.getValue();
              if (value.isObject()) {
                flatten(key, value, origin);
              } else {
                put(key, value.isNull() ? null : text(value), origin);
              }
            });
  }

  /** A list means the same as its values with commas between them. */
  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
        : value.asText();
  }

  void readEnvironment(Map<String, String> environment) {
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith("PARLEY_")) {
            readVariable(variable, value);
          }
        });
  }

  private void readVariable(String variable, String value) {
    boolean isFile = variable.endsWith(FILE);
    String name = isFile ? variable.substring(0, variable.length() - FILE.length()) : variable;
    Optional<Setting> setting = Setting.ofVariable(name);
    if (setting.isEmpty()) {
      // Logged, not refused: orchestrators set variables such as PARLEY_PORT of their own.
      System.err.println("parley: no setting is named by the environment variable " + variable);
      return;
    }
    values.put(setting.get(), isFile ? secret(variable, value) : value);
  }

  private static String secret(String variable, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException unreadable) {
      throw new ConfigError(variable + " names a file that cannot be read: " + file);
    }
  }

  void put(String key, @Nullable String value, String origin) {
    Setting setting =
        Setting.ofKey(key)
            .orElseThrow(() -> new ConfigError(origin + ": there is no setting " + key));
    values.put(setting, value == null ? setting.defaultValue() : value);
  }
}
