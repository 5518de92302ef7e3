import ai.onnxruntime.OrtEnvironment;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Sees that the jar that is shipped keeps its budget, says what it is made of, and has kept what is needed of the libraries it took parts of. The
 * build runs it on the jar's own classes, as a single source file: {@code java -cp parley.jar JarCheck.java parley.jar BUDGET}.
 */
class JarCheck {
  private static final String SBOM = "META-INF/sbom/application.cdx.json";
  private static final String LICENCES = "META-INF/THIRD-PARTY.txt";

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    long budget = Long.parseLong(arguments[1]);
    long size = Files.size(file);
    expect(size <= budget, file + " weighs " + size + " bytes, its budget is " + budget + " (jar.budget in pom.xml)");
    try (JarFile jar = new JarFile(file.toFile())) {
      components(jar);
      licences(jar);
    }
    passwords();
    encoder(file);
    metrics();
    database();
    System.out.println(file + " weighs " + size + " bytes of " + budget);
  }

  private static void components(JarFile jar) throws IOException {
    JsonObject sbom = new JsonObject(text(jar, SBOM));
    expect(sbom.getString("bomFormat").equals("CycloneDX"), SBOM + " is no CycloneDX document");
    String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
    expect(
        Objects.equals(version, sbom.getJsonObject("metadata").getJsonObject("component").getString("version")),
        SBOM + " is not of version " + version);
    List<String> names =
        sbom.getJsonArray("components").stream().map(one -> ((JsonObject) one).getString("name")).toList();
    for (String name : List.of("vertx-core", "onnxruntime", "bcprov-jdk18on", "logback-classic")) {
      expect(names.contains(name), SBOM + " lacks " + name);
    }
    expect(!names.contains("junit-jupiter"), SBOM + " names libraries of the tests");
  }

  private static void licences(JarFile jar) throws IOException {
    String licences = text(jar, LICENCES);
    for (String name : List.of("io.vertx:vertx-core", "com.microsoft.onnxruntime:onnxruntime", "org.bouncycastle:")) {
      expect(licences.contains(name), LICENCES + " lacks " + name);
    }
    expect(text(jar, "META-INF/LICENSE").contains("Apache License"), "META-INF/LICENSE is not Parley's");
    String words = text(jar, "META-INF/licenses/insults.txt");
    expect(words.contains("creativecommons.org/licenses/by/4.0") && words.contains("The MIT License"), "the sources of the word lists are not named");
  }

  /** Against the value RFC 9106's reference gives for these parameters. */
  private static void passwords() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt("somesalt".getBytes(StandardCharsets.UTF_8))
            .withMemoryAsKB(256)
            .withIterations(2)
            .withParallelism(1)
            .build());
    byte[] hash = new byte[32];
    generator.generateBytes("password".getBytes(StandardCharsets.UTF_8), hash);
    String hex = java.util.HexFormat.of().formatHex(hash);
    expect(
        hex.equals("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"),
        "Argon2id of the jar's classes gives " + hex);
  }

  /** Where the platform has native code: on others the service does without second opinions. */
  private static void encoder(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      if (jar.stream().anyMatch(entry -> entry.getName().matches("ai/onnxruntime/native/[^/]+/.+"))) {
        expect(!OrtEnvironment.getAvailableProviders().isEmpty(), "ONNX Runtime has no provider");
      }
    }
  }

  private static void metrics() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.counter("posts").increment();
    expect(registry.scrape().contains("posts_total 1.0"), "Figures cannot be told: " + registry.scrape());
  }

  /** SQLite finds its native code in the jar. */
  private static void database() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      expect(!connection.getMetaData().getDatabaseProductVersion().isEmpty(), "SQLite has no version");
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    expect(jar.getEntry(name) != null, "The jar lacks " + name);
    return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void expect(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalStateException(otherwise);
    }
  }
}
