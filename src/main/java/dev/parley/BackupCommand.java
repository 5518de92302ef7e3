package dev.parley;

import dev.parley.backup.BackupContents;
import dev.parley.backup.BackupRun;
import dev.parley.config.Config;
import dev.parley.database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes the whole database to a file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description =
        "Writes the whole database to a file, as it is at this moment, while the service runs; then"
            + " reads the file again to see that it is whole.")
final class BackupCommand implements Callable<Integer> {
  @ParentCommand private Main parent;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file. One that is there is replaced once the new one is whole.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Config config = parent.config();
    Config.Database where = config.database();
    if (where.url().isEmpty() && !EmbeddedPostgres.isThere(where.dataDir())) {
      throw new IOException("There is no database in " + where.dataDir().toAbsolutePath() + ".");
    }
    BackupRun run = new BackupRun();
    Path file = out.toAbsolutePath();
    BackupContents written =
        CommandDatabase.workingAsItIs(
            config,
            database -> ProgressBar.during(run::json, "written", () -> run.write(database, file)));
    System.out.println(words(written, Files.size(file)));
    return 0;
  }

  /** What a backup holds. */
  private static String words(BackupContents contents, long size) {
    return String.format(
        Locale.ROOT,
        "%,d rows of %d tables, %,d comments among them, as of %s: %,d bytes, read again and whole",
        contents.rows(),
        contents.tables().size(),
        contents.rows("comment"),
        contents.createdAt(),
        size);
  }
}
