package dev.parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final Path SHIPPED = Path.of("config/parley.yaml");

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("parley.yaml"), text);
  }

  private static Config read(Path file, Map<String, String> environment, String... overrides) {
    Map<String, String> set = new LinkedHashMap<>();
    for (int i = 0; i < overrides.length; i += 2) {
      set.put(overrides[i], overrides[i + 1]);
    }
    return Config.read(file, environment, set);
  }

  private static Config environment(String... variables) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return read(Path.of("none.yaml"), environment);
  }

  /** What the shipped file says of a setting. */
  private record Said(String value, String sentence) {}

  /** The settings of the shipped file, each with the comment above it. */
  private static Map<String, Said> shipped() throws IOException {
    Map<String, Said> said = new TreeMap<>();
    StringBuilder comment = new StringBuilder();
    String section = "";
    for (String line : Files.readAllLines(SHIPPED)) {
      String text = line.strip();
      if (text.startsWith("#")) {
        comment.append(comment.isEmpty() ? "" : " ").append(text.substring(1).strip());
        continue;
      }
      if (!text.isEmpty()) {
        String name = text.substring(0, text.indexOf(':'));
        String value = text.substring(name.length() + 1).strip().replace("\"", "");
        boolean top = !line.startsWith(" ");
        boolean opens = top && text.equals(name + ":");
        if (top) {
          section = opens ? name + "." : "";
        }
        if (!opens) {
          said.put(section + name, new Said(value, comment.toString()));
        }
      }
      comment.setLength(0);
    }
    return said;
  }

  @Test
  void shippedFile_holdsEverySettingAndNoOther_inTheWordsOfTheCode() throws IOException {
    Map<String, Said> known =
        Arrays.stream(Setting.values())
            .collect(
                Collectors.toMap(
                    Setting::key,
                    setting -> new Said(setting.defaultValue(), setting.sentence()),
                    (one, other) -> other,
                    TreeMap::new));

    assertEquals(lines(known), lines(shipped()));
  }

  private static String lines(Map<String, Said> settings) {
    return settings.entrySet().stream().map(String::valueOf).collect(Collectors.joining("\n"));
  }

  @Test
  void shippedFile_changesNothing() {
    assertEquals(read(Path.of("none.yaml"), Map.of()), read(SHIPPED, Map.of()));
  }

  @Test
  void port_setInSeveralPlaces_isOfTheLastOne() throws IOException {
    Path file = file("http:\n  port: 1001\n");
    Map<String, String> variable = Map.of("PARLEY_HTTP_PORT", "1002");
    Function<Config, Integer> port = config -> config.http().port();

    assertEquals(8080, port.apply(read(Path.of("none.yaml"), Map.of())));
    assertEquals(1001, port.apply(read(file, Map.of())));
    assertEquals(1002, port.apply(read(file, variable)));
    assertEquals(1003, port.apply(read(file, variable, "http.port", "1003")));
  }

  @Test
  void file_withDottedAndNestedKeys_meansTheSame() throws IOException {
    assertEquals(
        read(file("http:\n  host: 0.0.0.0\n"), Map.of()),
        read(file("http.host: 0.0.0.0\n"), Map.of()));
  }

  @Test
  void file_leavesASettingEmpty_isTheDefault() throws IOException {
    assertEquals(8080, read(file("http:\n  port:\n"), Map.of()).http().port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PARLEY_DATABASE_DATADIR", "PARLEY_DATABASE_DATA_DIR"})
  void variable_inEitherSpelling_isRead(String variable) {
    assertEquals(Path.of("/data"), environment(variable, "/data").database().dataDir());
  }

  @Test
  void everySetting_hasAVariable() {
    for (Setting setting : Setting.values()) {
      String variable =
          "PARLEY_" + setting.key().toUpperCase(java.util.Locale.ROOT).replace('.', '_');
      assertEquals(Optional.of(setting), Setting.ofVariable(variable), variable);
    }
  }

  @Test
  void variable_namesAFile_isReadFromItWithoutItsLineEnd() throws IOException {
    Path secret = Files.writeString(folder.resolve("url"), "postgresql://u:p@db.example/parley\n");

    assertEquals(
        Optional.of("postgresql://u:p@db.example/parley"),
        environment("PARLEY_DATABASE_URL_FILE", secret.toString()).database().url());
  }

  @Test
  void variable_namesNoFile_isRefusedByItsName() {
    String missing = folder.resolve("missing").toString();

    ConfigError refused =
        assertThrows(ConfigError.class, () -> environment("PARLEY_SECRET_FILE", missing));

    assertEquals(
        "PARLEY_SECRET_FILE names a file that cannot be read: " + missing, refused.getMessage());
  }

  @Test
  void variable_ofNoSetting_isNoMistake() {
    assertEquals(
        environment(), environment("PARLEY_PORT_8080_TCP", "x", "PARLEY_NOTHING_FILE", "/none"));
  }

  @Test
  void settingThatIsNone_isRefusedByItsNameAndOrigin() throws IOException {
    Path file = file("http:\n  prot: 80\n");

    ConfigError inFile = assertThrows(ConfigError.class, () -> read(file, Map.of()));
    ConfigError set =
        assertThrows(ConfigError.class, () -> read(SHIPPED, Map.of(), "http.prot", "80"));

    assertEquals(file + ": there is no setting http.prot", inFile.getMessage());
    assertEquals("--set: there is no setting http.prot", set.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "http.port, 65536",
    "http.port, http",
    "http.publicUrl, talk.example.org",
    "http.publicUrl, ftp://talk.example.org",
    "http.publicUrl, https://talk example org",
    "http.publicUrl, https://",
    "database.url, mysql://u:p@db/parley",
    "database.poolSize, 1",
    "limits.enabled, yes",
    "limits.commentsPerMinute, 0",
    "demo, maybe",
    "screening.threads, -1",
    "secondOpinion.when, sometimes",
    "secondOpinion.threads, 0",
    "secondOpinion.budgetMillis, 0"
  })
  void value_outOfItsRange_isRefusedByTheSettingsName(String key, String value) {
    ConfigError refused =
        assertThrows(ConfigError.class, () -> read(Path.of("none.yaml"), Map.of(), key, value));

    assertTrue(refused.getMessage().startsWith(key + " must "), refused.getMessage());
  }

  @Test
  void demo_unset_isThereWithTheEmbeddedDatabaseOnly() {
    String url = "postgresql://u:p@db.example/parley";

    assertTrue(environment().demo());
    assertTrue(!environment("PARLEY_DATABASE_URL", url).demo());
    assertTrue(environment("PARLEY_DATABASE_URL", url, "PARLEY_DEMO", "true").demo());
  }

  @Test
  void trustedProxies_areSeparatedByCommas() {
    assertEquals(
        List.of("10.0.0.0/8", "::1/128"),
        environment("PARLEY_HTTP_TRUSTEDPROXIES", " 10.0.0.0/8, ::1/128 ,")
            .http()
            .trustedProxies());
  }

  @Test
  void trustedProxies_asAListInTheFile_areAllOfIt() throws IOException {
    Path file = file("http:\n  trustedProxies: [10.0.0.0/8, \"::1/128\"]\n");

    assertEquals(List.of("10.0.0.0/8", "::1/128"), read(file, Map.of()).http().trustedProxies());
  }

  @Test
  void publicUrl_withAnUnderscore_isAnAddress() {
    assertEquals(
        Optional.of(URI.create("https://my_talk.example.org")),
        environment("PARLEY_HTTP_PUBLICURL", "https://my_talk.example.org").http().publicUrl());
  }

  private static Config withMail(String url, String from) {
    return read(Path.of("none.yaml"), Map.of("PARLEY_MAIL_URL", url, "PARLEY_MAIL_FROM", from));
  }

  @ParameterizedTest
  @CsvSource({
    "smtp://mail.example, mail.example, 25, false, ''",
    "smtp://bob:s%40cret@mail.example, mail.example, 587, false, bob s@cret",
    "smtps://bob:a+b@mail.example, mail.example, 465, true, bob a+b",
    "smtp://127.0.0.1:2525, 127.0.0.1, 2525, false, ''",
  })
  void mailUrl_isRead(String url, String host, int port, boolean tls, String login) {
    MailServer server = withMail(url, "comments@parley.example").mail().orElseThrow();

    assertEquals(host, server.host());
    assertEquals(port, server.port());
    assertEquals(tls, server.tls());
    assertEquals(
        login, server.login().map(known -> known.user() + " " + known.password()).orElse(""));
    assertEquals("parley.example", server.domain());
  }

  @ParameterizedTest
  @CsvSource({
    "http://mail.example, a@b.example",
    "mail.example, a@b.example",
    "smtp://a b@mail.example, a@b.example",
    "smtp://mail.example, ''",
    "smtp://mail.example, Somebody <a@b.example>",
  })
  void mailUrl_unusable_isRefusedWithoutItsPassword(String url, String from) {
    ConfigError refused = assertThrows(ConfigError.class, () -> withMail(url, from));

    assertTrue(refused.getMessage().startsWith("mail."), refused.getMessage());
  }
}
