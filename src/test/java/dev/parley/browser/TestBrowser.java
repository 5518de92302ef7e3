package dev.parley.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The one browser of this JVM, started for the first test that asks for it. */
final class TestBrowser {
  private static final double PATIENCE = 15_000;

  private TestBrowser() {}

  private static final class Shared {
    static final Browser INSTANCE = launch();
  }

  /** A context of its own, with its own storage; the test is skipped where there is no browser. */
  static BrowserContext context(Browser.NewContextOptions options) {
    assumeTrue(executable().isPresent(), "No Chromium or Chrome here; PARLEY_CHROMIUM names one");
    BrowserContext context = Shared.INSTANCE.newContext(options);
    context.setDefaultTimeout(PATIENCE);
    return context;
  }

  static BrowserContext context() {
    return context(new Browser.NewContextOptions());
  }

  private static Browser launch() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable().orElseThrow())
                .setHeadless(true)
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        // The host page is no page of this machine, the service is.
                        "--disable-features=LocalNetworkAccessChecks,"
                            + "BlockInsecurePrivateNetworkRequests")));
  }

  private static Optional<Path> executable() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    Stream<Path> installed =
        Stream.of(path.split(java.io.File.pathSeparator, -1))
            .filter(directory -> !directory.isEmpty())
            .flatMap(
                directory ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)));
    Stream<Path> usual =
        Stream.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));
    return Stream.of(
            Stream.ofNullable(System.getenv("PARLEY_CHROMIUM")).map(Path::of), installed, usual)
        .flatMap(paths -> paths)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
