package dev.parley;

import dev.parley.config.Config;
import dev.parley.config.ConfigError;
import dev.parley.database.EmbeddedPostgres;
import dev.parley.problem.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Parley's command line. The default command is {@code serve}. */
@Command(
    name = "parley",
    description = "A self-hosted comment and moderation service for publishers.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      CommandLine.HelpCommand.class,
      Main.Serve.class,
      Commands.CheckCommand.class,
      Commands.SiteCommand.class,
      ModeratorCommand.class,
      CalibrateCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      EraseCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ScoreCommand.class,
      dev.parley.training.TrainCommand.class,
      dev.parley.training.EvaluateCommand.class
    })
public final class Main implements Callable<Integer> {
  private static final Path CONFIG = Path.of("config/parley.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration file (default: config/parley.yaml, if it is there).")
  private @Nullable Path configFile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Sets one setting, over the file and the environment.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line. Values of choices may be written in upper or lower case. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::tell);
  }

  /** An operator's mistake is reported in one sentence, anything else with its stack trace. */
  private static int tell(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof ConfigError
        || failure instanceof IOException
        || failure instanceof Refusal) {
      commandLine.getErr().println("parley: " + failure.getMessage());
      return 1;
    }
    throw failure;
  }

  /** A file that is named must be there: another database would be used in its place. */
  Config config() {
    Path file = configFile;
    if (file != null && !Files.exists(file)) {
      throw new ConfigError("There is no file " + file + ". Correct --config, or leave it out.");
    }
    return Config.read(file == null ? CONFIG : file, System.getenv(), overrides);
  }

  @Override
  public Integer call() throws Exception {
    return serve(config());
  }

  private static int serve(Config config) throws IOException, InterruptedException {
    OutOfMemory.endsTheProcess();
    System.out.println(whereDataIs(config.database()));
    Serving serving = new Serving(config, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "stop"));
    serving.run();
    return 0;
  }

  /**
   * Said at every start, because the same command in another working directory uses another folder.
   */
  static String whereDataIs(Config.Database database) {
    if (database.url().isPresent()) {
      return "Data is kept in the PostgreSQL that database.url names";
    }
    Path folder = database.dataDir().toAbsolutePath().normalize();
    return EmbeddedPostgres.isThere(folder)
        ? "Data is kept in " + folder
        : "A new database is made in " + folder + " (database.dataDir names another folder)";
  }

  /** Serves until the process is stopped. */
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description = "Serves comments; the default command.")
  static final class Serve implements Callable<Integer> {
    @CommandLine.ParentCommand private Main parent;

    @Override
    public Integer call() throws Exception {
      return serve(parent.config());
    }
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    static String number() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"parley " + number()};
    }
  }
}
