package dev.parley.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void next_manyWithinAMillisecond_areInTheOrderTheyWereMade() {
    UUID before = Ids.earliest(Instant.now());

    List<String> made = Stream.generate(Ids::next).limit(5_000).map(UUID::toString).toList();

    assertEquals(made.stream().sorted().distinct().toList(), made);
    assertTrue(before.toString().compareTo(made.get(0)) < 0);
    assertEquals(7, UUID.fromString(made.get(0)).version());
  }

  @Test
  void earliest_ofATimeBeforeAllIds_isBeforeThemAll() {
    UUID longAgo = Ids.earliest(Instant.parse("1960-01-01T00:00:00Z"));

    assertTrue(longAgo.toString().compareTo(Ids.next().toString()) < 0, longAgo::toString);
  }
}
