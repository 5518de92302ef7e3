package dev.parley;

import dev.parley.backup.BackupContents;
import dev.parley.backup.BackupFile;
import dev.parley.backup.Restore;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Puts a backup back. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description =
        "Puts a backup back, whole or not at all. A service that runs takes nothing meanwhile, and"
            + " begins anew afterwards.")
final class RestoreCommand implements Callable<Integer> {
  @ParentCommand private Main parent;

  @Parameters(paramLabel = "FILE", description = "What the command backup has written.")
  private Path file;

  @Option(
      names = "--replace",
      description =
          "Give up everything that is in the database; without it, one that is not empty"
              + " is refused.")
  private boolean replace;

  @Override
  public Integer call() throws Exception {
    try (BackupFile backup = BackupFile.open(file)) {
      // Before anything is changed.
      BackupContents contents = backup.verify();
      Restore restore = new Restore(backup, replace);
      CommandDatabase.workingAsItIs(
          parent.config(),
          database -> {
            ProgressBar.during(restore::json, "restored", () -> restore.run(database));
            return true;
          });
      System.out.printf(
          Locale.ROOT,
          "%,d rows of %d tables, %,d comments among them, are as they were at %s%n",
          contents.rows(),
          contents.tables().size(),
          contents.rows("comment"),
          contents.createdAt());
    }
    return 0;
  }
}
