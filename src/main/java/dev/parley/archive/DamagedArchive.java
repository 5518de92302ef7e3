package dev.parley.archive;

import java.io.IOException;

/** A file is not what it should be. The message names the file, the place in it and the fault. */
public final class DamagedArchive extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedArchive(String file, String place, String fault) {
    super(file + (place.isEmpty() ? "" : ", " + place) + ": " + fault);
  }
}
