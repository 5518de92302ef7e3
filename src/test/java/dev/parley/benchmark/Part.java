package dev.parley.benchmark;

import java.io.IOException;
import java.util.List;

/** Some rows of the benchmark that are measured together, a round at a time. */
interface Part extends AutoCloseable {
  /** Makes what is to be measured, and warms it up. */
  void prepare() throws IOException;

  /** Measures each row once. */
  void round() throws IOException;

  /** What was measured, once all rounds are done, against what it may be. */
  List<Limit> limits();

  @Override
  default void close() {}
}
