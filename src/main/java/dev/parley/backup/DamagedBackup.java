package dev.parley.backup;

import java.io.IOException;

/** A file that is no whole backup of Parley; its message says why. */
public final class DamagedBackup extends IOException {
  private static final long serialVersionUID = 1;

  DamagedBackup(String message) {
    super(message);
  }

  DamagedBackup(String message, Throwable cause) {
    super(message, cause);
  }
}
