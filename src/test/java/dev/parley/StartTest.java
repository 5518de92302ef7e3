package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.parley.config.Config;
import dev.parley.slow.LongRunning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What an operator meets when the service starts. */
@LongRunning
class StartTest {
  private static Service start(String databaseUrl, String... setting) throws Exception {
    Map<String, String> all =
        setting.length == 0
            ? Map.of("http.port", "0", "database.url", databaseUrl)
            : Map.of("http.port", "0", "database.url", databaseUrl, setting[0], setting[1]);
    return Service.start(Config.read(Path.of("none.yaml"), Map.of(), all), Clock.systemUTC());
  }

  private static String shared() {
    return TestParley.shared().service().databaseUrl();
  }

  @Test
  void databaseAway_isWaitedForAndSaid() throws Exception {
    CompletableFuture<String> waiting = new CompletableFuture<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    AppenderBase<ILoggingEvent> listener =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getFormattedMessage().startsWith("Waiting for PostgreSQL at 127.0.0.1:")) {
              waiting.complete(event.getFormattedMessage());
            }
          }
        };
    listener.start();
    root.addAppender(listener);
    try (StoppableProxy proxy = StoppableProxy.before(shared())) {
      proxy.cut();
      CompletableFuture<Service> started = new CompletableFuture<>();
      new Thread(
              () -> {
                try {
                  started.complete(start(proxy.url()));
                } catch (Throwable failed) {
                  started.completeExceptionally(failed);
                }
              })
          .start();
      assertTrue(waiting.get().contains("since 0 s"), waiting.get());
      proxy.goOn();
      started.get().close();
    } finally {
      root.detachAppender(listener);
    }
  }

  @Test
  void passwordWrong_failsAtOnceAndSaysWhatToDo() {
    String wrong = shared().replaceFirst(":[^:@/]+@", ":not-it@");

    IOException failed = assertThrows(IOException.class, () -> start(wrong));

    assertTrue(failed.getMessage().contains("refuses this user or password"), failed.getMessage());
    assertTrue(!failed.getMessage().contains("not-it"), failed.getMessage());
  }

  @Test
  void databaseMissing_failsAtOnceAndSaysWhatToDo() {
    String missing = shared().replaceFirst("/postgres$", "/nothing_here");

    IOException failed = assertThrows(IOException.class, () -> start(missing));

    assertTrue(failed.getMessage().contains("no such database"), failed.getMessage());
  }

  static Set<String> commands() {
    return Main.commandLine().getSubcommands().keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_ofEveryCommand_isNoMistake(String command) {
    assertEquals(0, Main.commandLine().execute(command, "--help"));
  }

  @Test
  void demoOff_hasNoDemoPageAndLeadsToTheConsole() throws Exception {
    try (Service service = start(shared(), "demo", "false")) {
      assertEquals("/console/", location(service.url() + "/"));
      for (String path : new String[] {"/demo", "/demo/", "/demo/index.html", "/%64emo/"}) {
        assertEquals(404, status(service.url() + path), path);
      }
      assertEquals(200, status(service.url() + "/console/"));
    }
    assertEquals("/demo/", location(TestParley.shared().url() + "/"));
    assertEquals(200, status(TestParley.shared().url() + "/demo/"));
  }

  private static java.net.http.HttpResponse<Void> get(String url) throws Exception {
    return java.net.http.HttpClient.newHttpClient()
        .send(
            java.net.http.HttpRequest.newBuilder(java.net.URI.create(url)).build(),
            java.net.http.HttpResponse.BodyHandlers.discarding());
  }

  private static int status(String url) throws Exception {
    return get(url).statusCode();
  }

  private static String location(String url) throws Exception {
    return get(url).headers().firstValue("Location").orElse("");
  }
}
