package dev.parley.database;

import java.io.IOException;
import java.nio.file.Path;

/** Another process runs the PostgreSQL of this data folder. */
public final class DataFolderInUse extends IOException {
  private static final long serialVersionUID = 1;

  DataFolderInUse(Path folder) {
    super(
        "Another Parley is running on "
            + folder
            + ". Stop it, or name another folder by database.dataDir.");
  }
}
