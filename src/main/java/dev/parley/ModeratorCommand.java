package dev.parley;

import dev.parley.comment.EditToken;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.PasswordRule;
import dev.parley.moderator.Passwords;
import dev.parley.moderator.Staffing;
import dev.parley.signin.SecondFactors;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes or changes a moderator; without an e-mail address, lists the moderators. */
@Command(
    name = "moderator",
    mixinStandardHelpOptions = true,
    description = "Makes or changes a moderator; without EMAIL, lists them.")
final class ModeratorCommand implements Callable<Integer> {
  @ParentCommand private Main parent;

  @Parameters(paramLabel = "EMAIL", arity = "0..1", description = "Their e-mail address.")
  private @Nullable String email;

  @Option(names = "--name", description = "The name others see.")
  private @Nullable String name;

  @Option(
      names = "--administrator",
      negatable = true,
      description = "Whether the moderator may change sites and moderators.")
  private @Nullable Boolean administrator;

  @Option(
      names = "--site",
      paramLabel = "SLUG",
      description = "A site; repeatable. Replaces the moderator's former sites.")
  private List<String> sites = List.of();

  @Option(
      names = "--remove-second-factor",
      description = "Remove the second factor, when app and recovery codes are lost.")
  private boolean removeSecondFactor;

  @ArgGroup private PasswordSource source = new PasswordSource();

  /** Never an argument: those appear in process lists and shell histories. */
  static final class PasswordSource {
    @Option(
        names = "--password-stdin",
        description = "Read the password from the first line of standard input, without asking.")
    private boolean fromInput;

    @Option(
        names = "--generate-password",
        description = "Make a password and print it, without asking.")
    private boolean generated;
  }

  @Override
  public Integer call() throws Exception {
    String wanted = email;
    List<Moderator> moderators =
        wanted == null
            ? CommandDatabase.migrated(parent.config(), database -> new Moderators(database).all())
            : List.of(change(wanted));
    moderators.forEach(
        moderator ->
            System.out.printf(
                "%s  %s  %s  %s%n",
                moderator.email(),
                moderator.name(),
                moderator.role().code(),
                String.join(" ", moderator.sites().stream().map(site -> site.slug()).toList())));
    return 0;
  }

  private Moderator change(String address) throws Exception {
    Optional<String> password = password();
    Staffing.Change change =
        new Staffing.Change(
            Optional.ofNullable(name),
            password.map(Passwords::hash),
            Optional.ofNullable(administrator)
                .map(may -> may ? Role.ADMINISTRATOR : Role.MODERATOR),
            Optional.of(sites).filter(named -> !named.isEmpty()));
    Moderator moderator =
        CommandDatabase.migrated(
            parent.config(),
            database -> database.transactionOnce(tx -> Staffing.put(tx, address, change)));
    if (removeSecondFactor
        && !CommandDatabase.migrated(
            parent.config(), database -> SecondFactors.removeAsOperator(database, moderator))) {
      System.err.println(moderator.email() + " has no second factor");
    }
    if (source.generated) {
      System.out.println("password: " + password.orElseThrow() + "  (shown only this once)");
    }
    return moderator;
  }

  /** An empty line leaves the password as it is. */
  @SuppressWarnings(
      "SystemConsoleNull") // Later JDKs have a console even when standard input is redirected.
  private Optional<String> password() throws IOException {
    if (source.generated) {
      return Optional.of(EditToken.random().text().substring(0, 20));
    }
    Console console = System.console();
    if (console != null && !source.fromInput) {
      char[] typed = console.readPassword("Password (empty: unchanged): ");
      return checked(typed == null ? "" : new String(typed));
    }
    if (!source.fromInput) {
      System.err.println(
          "The password is read from standard input; an empty line leaves it as it is."
              + " --password-stdin and --generate-password ask nothing.");
    }
    Optional<String> password = checked(firstLineOfInput());
    if (source.fromInput && password.isEmpty()) {
      throw new IOException("Standard input is empty. Write the password on its first line.");
    }
    return password;
  }

  private static String firstLineOfInput() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }

  private Optional<String> checked(String password) throws IOException {
    Optional<String> refusal =
        password.isEmpty()
            ? Optional.empty()
            : PasswordRule.refusal(
                password, String.valueOf(email), Objects.requireNonNullElse(name, ""));
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    return Optional.of(password).filter(typed -> !typed.isEmpty());
  }
}
