package dev.parley.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir private Path directory;

  @Test
  void start_onDataOfAnotherMajorVersion_saysWhatToDoAndTouchesNothing() throws Exception {
    Path cluster = Files.createDirectories(directory.resolve("cluster"));
    Files.writeString(cluster.resolve("PG_VERSION"), "17\n");

    IOException refused = assertThrows(IOException.class, () -> EmbeddedPostgres.start(directory));

    assertTrue(refused.getMessage().contains("belongs to PostgreSQL 17"), refused.getMessage());
    assertTrue(
        refused.getMessage().contains("Make a backup with the previous"), refused.getMessage());
    try (var files = Files.list(directory)) {
      assertEquals(List.of(cluster), files.toList());
    }
  }
}
