package dev.parley;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.parley.publish.Announcer;
import dev.parley.publish.Bus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between packages stay one-way: what a package may know stands here. */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static void packages_knowOnlyWhatStandsBelowThem(JavaClasses classes) {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.parley..")
        .layer("root")
        .definedBy("dev.parley")
        .layer("web")
        .definedBy("dev.parley.web")
        .layer("akismet")
        .definedBy("dev.parley.akismet")
        .layer("perspective")
        .definedBy("dev.parley.perspective")
        .layer("coral")
        .definedBy("dev.parley.coral")
        .layer("moderations")
        .definedBy("dev.parley.moderations")
        .layer("contentmoderator")
        .definedBy("dev.parley.contentmoderator")
        .layer("embedding")
        .definedBy("dev.parley.embedding")
        .layer("archive")
        .definedBy("dev.parley.archive")
        .layer("apikey")
        .definedBy("dev.parley.apikey")
        .layer("administration")
        .definedBy("dev.parley.administration")
        .layer("signin")
        .definedBy("dev.parley.signin")
        .layer("figures")
        .definedBy("dev.parley.figures")
        .layer("page")
        .definedBy("dev.parley.page")
        .layer("posting")
        .definedBy("dev.parley.posting")
        .layer("campaign")
        .definedBy("dev.parley.campaign")
        .layer("review")
        .definedBy("dev.parley.review")
        .layer("imports")
        .definedBy("dev.parley.imports")
        .layer("exports")
        .definedBy("dev.parley.exports")
        .layer("rights")
        .definedBy("dev.parley.rights")
        .layer("backup")
        .definedBy("dev.parley.backup")
        .layer("portable")
        .definedBy("dev.parley.portable")
        .layer("mail")
        .definedBy("dev.parley.mail")
        .layer("smtp")
        .definedBy("dev.parley.smtp")
        .layer("remap")
        .definedBy("dev.parley.remap")
        .layer("ban")
        .definedBy("dev.parley.ban")
        .layer("ledger")
        .definedBy("dev.parley.ledger")
        .layer("outbox")
        .definedBy("dev.parley.outbox")
        .layer("outgoing")
        .definedBy("dev.parley.outgoing")
        .layer("webhook")
        .definedBy("dev.parley.webhook")
        .layer("moderator")
        .definedBy("dev.parley.moderator")
        .layer("publish")
        .definedBy("dev.parley.publish")
        .layer("screening")
        .definedBy("dev.parley.screening")
        .layer("comment")
        .definedBy("dev.parley.comment")
        .layer("site")
        .definedBy("dev.parley.site")
        .layer("http")
        .definedBy("dev.parley.http")
        .layer("database")
        .definedBy("dev.parley.database")
        .layer("config")
        .definedBy("dev.parley.config")
        .layer("loop")
        .definedBy("dev.parley.loop")
        .layer("problem")
        .definedBy("dev.parley.problem")
        .layer("training")
        .definedBy("dev.parley.training")
        .layer("encoder")
        .definedBy("dev.parley.encoder")
        .layer("opinion")
        .definedBy("dev.parley.opinion")
        .layer("sitemodel")
        .definedBy("dev.parley.sitemodel")
        .layer("learning")
        .definedBy("dev.parley.learning")
        .layer("model")
        .definedBy("dev.parley.model")
        .layer("text")
        .definedBy("dev.parley.text")
        .withOptionalLayers(true)
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("web")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("akismet")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("perspective")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("coral")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("moderations")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("contentmoderator")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("embedding")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("archive")
        .mayOnlyBeAccessedByLayers("root", "imports", "exports")
        .whereLayer("apikey")
        .mayOnlyBeAccessedByLayers(
            "root", "akismet", "perspective", "coral", "moderations", "contentmoderator")
        .whereLayer("administration")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("signin")
        .mayOnlyBeAccessedByLayers("root", "mail")
        .whereLayer("figures")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("page")
        .mayOnlyBeAccessedByLayers("root", "web")
        .whereLayer("posting")
        .mayOnlyBeAccessedByLayers("root", "page", "rights")
        .whereLayer("campaign")
        .mayOnlyBeAccessedByLayers("root", "posting")
        .whereLayer("review")
        .mayOnlyBeAccessedByLayers("root", "mail")
        .whereLayer("imports")
        .mayOnlyBeAccessedByLayers("root", "remap")
        .whereLayer("remap")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("exports")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("rights")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("backup")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("portable")
        .mayOnlyBeAccessedByLayers("imports", "exports")
        .whereLayer("mail")
        .mayOnlyBeAccessedByLayers("root", "rights")
        .whereLayer("smtp")
        .mayOnlyBeAccessedByLayers("root", "mail")
        .whereLayer("ban")
        .mayOnlyBeAccessedByLayers("root", "posting", "review", "administration")
        .whereLayer("ledger")
        .mayOnlyBeAccessedByLayers(
            "root",
            "figures",
            "imports",
            "exports",
            "remap",
            "posting",
            "review",
            "rights",
            "administration",
            "signin",
            "webhook")
        .whereLayer("outbox")
        .mayOnlyBeAccessedByLayers("root", "ledger", "webhook", "mail")
        .whereLayer("webhook")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("outgoing")
        .mayOnlyBeAccessedByLayers("root", "webhook", "embedding", "signin")
        .whereLayer("moderator")
        .mayOnlyBeAccessedByLayers(
            "root",
            "figures",
            "rights",
            "imports",
            "exports",
            "mail",
            "remap",
            "review",
            "administration",
            "ledger",
            "signin",
            "webhook",
            "embedding",
            "screening",
            "coral",
            "moderations",
            "contentmoderator",
            "akismet",
            "perspective",
            "apikey")
        .whereLayer("publish")
        .mayOnlyBeAccessedByLayers(
            "root",
            "imports",
            "remap",
            "posting",
            "review",
            "rights",
            "administration",
            "ledger",
            "page",
            "sitemodel")
        .whereLayer("screening")
        .mayOnlyBeAccessedByLayers(
            "root",
            "figures",
            "imports",
            "mail",
            "webhook",
            "posting",
            "review",
            "administration",
            "ledger",
            "page",
            "akismet",
            "perspective",
            "coral",
            "moderations",
            "contentmoderator",
            "apikey",
            "training")
        .whereLayer("comment")
        .mayOnlyBeAccessedByLayers(
            "root",
            "figures",
            "rights",
            "imports",
            "exports",
            "mail",
            "remap",
            "web",
            "page",
            "posting",
            "campaign",
            "ban",
            "review",
            "administration",
            "ledger",
            "moderator",
            "signin",
            "publish",
            "screening",
            "sitemodel",
            "akismet",
            "perspective",
            "apikey",
            "archive",
            "coral",
            "moderations",
            "contentmoderator",
            "webhook",
            "training")
        .whereLayer("sitemodel")
        .mayOnlyBeAccessedByLayers("root", "screening", "administration", "training", "apikey")
        .whereLayer("learning")
        .mayOnlyBeAccessedByLayers("sitemodel", "training")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers(
            "root",
            "figures",
            "site",
            "opinion",
            "screening",
            "posting",
            "training",
            "sitemodel",
            "learning",
            "coral",
            "moderations",
            "contentmoderator",
            "akismet",
            "perspective",
            "apikey")
        .whereLayer("opinion")
        .mayOnlyBeAccessedByLayers("root", "screening", "apikey")
        .whereLayer("encoder")
        .mayOnlyBeAccessedByLayers("screening", "opinion", "training")
        .whereLayer("training")
        .mayOnlyBeAccessedByLayers("root")
        .check(classes);
  }

  @ArchTest
  static void learning_needsNothingButTextsAndModels(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage("dev.parley.learning")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "org.jspecify..",
            "dev.parley.learning",
            "dev.parley.model",
            "dev.parley.text")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("dev.parley.learning")
        .should()
        .transitivelyDependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "dev.parley.database")
        .check(classes);
  }

  @ArchTest
  static void archive_knowsNoServiceAroundIt(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage("dev.parley.archive")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.vertx..", "dev.parley.database", "dev.parley.http", "dev.parley.config")
        .check(classes);
  }

  @ArchTest
  static void learning_hasNoClock(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage("dev.parley.learning")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(classes);
  }

  @ArchTest
  static void changes_areToldByTheAnnouncerAlone(JavaClasses classes) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Announcer.class.getName())
        .should()
        .callMethodWhere(target(owner(assignableTo(Bus.class))).and(target(name("publish"))))
        .check(classes);
  }

  @Test
  void log_isWrittenInOnePlace() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertEquals(
          List.of("LogRows.java"),
          files
              .filter(Files::isRegularFile)
              .filter(file -> text(file).contains("insert into decision"))
              .map(file -> file.getFileName().toString())
              .toList());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ArchTest
  static void packages_formNoRing(JavaClasses classes) {
    slices().matching("dev.parley.(*)..").should().beFreeOfCycles().check(classes);
  }
}
