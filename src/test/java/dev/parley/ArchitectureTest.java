package dev.parley;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

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
        .layer("compat")
        .definedBy("dev.parley.compat")
        .layer("page")
        .definedBy("dev.parley.page")
        .layer("posting")
        .definedBy("dev.parley.posting")
        .layer("campaign")
        .definedBy("dev.parley.campaign")
        .layer("review")
        .definedBy("dev.parley.review")
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
        .layer("problem")
        .definedBy("dev.parley.problem")
        .layer("training")
        .definedBy("dev.parley.training")
        .layer("encoder")
        .definedBy("dev.parley.encoder")
        .layer("house")
        .definedBy("dev.parley.house")
        .layer("model")
        .definedBy("dev.parley.model")
        .layer("text")
        .definedBy("dev.parley.text")
        .withOptionalLayers(true)
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("web")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("compat")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("page")
        .mayOnlyBeAccessedByLayers("root", "web")
        .whereLayer("posting")
        .mayOnlyBeAccessedByLayers("root", "page")
        .whereLayer("campaign")
        .mayOnlyBeAccessedByLayers("root", "posting")
        .whereLayer("review")
        .mayOnlyBeAccessedByLayers("root", "posting")
        .whereLayer("moderator")
        .mayOnlyBeAccessedByLayers("root", "review", "screening", "compat")
        .whereLayer("publish")
        .mayOnlyBeAccessedByLayers("root", "posting", "review", "page", "house")
        .whereLayer("screening")
        .mayOnlyBeAccessedByLayers("root", "posting", "review", "page", "compat")
        .whereLayer("comment")
        .mayOnlyBeAccessedByLayers(
            "root",
            "web",
            "page",
            "posting",
            "campaign",
            "review",
            "moderator",
            "publish",
            "screening",
            "house",
            "compat")
        .whereLayer("house")
        .mayOnlyBeAccessedByLayers("root", "screening", "review", "posting", "training", "compat")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers("root", "screening", "posting", "training", "house", "compat")
        .whereLayer("encoder")
        .mayOnlyBeAccessedByLayers("screening", "training")
        .whereLayer("training")
        .mayOnlyBeAccessedByLayers("root")
        .check(classes);
  }

  @ArchTest
  static void packages_formNoRing(JavaClasses classes) {
    slices().matching("dev.parley.(*)..").should().beFreeOfCycles().check(classes);
  }
}
