package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CommandsTest {
  @Test
  void evaluate_formatInSmallLetters_isUnderstood() {
    var parsed = Main.commandLine().parseArgs("evaluate", "--data", "x", "--format", "json");

    Object format = parsed.subcommand().matchedOption("--format").getValue();
    assertEquals("JSON", format.toString());
  }
}
