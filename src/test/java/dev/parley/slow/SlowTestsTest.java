package dev.parley.slow;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Set;

/** Whoever writes a test that is slow by its kind is told to say so. */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.OnlyIncludeTests.class)
class SlowTestsTest {
  private static final Set<String> SLOW_MEANS =
      Set.of("TestBrowser", "ChildJvm", "StoppableProxy", "LossyProxy");

  private static final DescribedPredicate<JavaClass> TESTS_BY_SLOW_MEANS =
      DescribedPredicate.describe(
          "tests that use a browser, another JVM or a faulty network",
          type ->
              type.getSimpleName().endsWith("Test")
                  && type.getDirectDependenciesFromSelf().stream()
                      .anyMatch(one -> SLOW_MEANS.contains(one.getTargetClass().getSimpleName())));

  @ArchTest
  static void tests_byMeansThatAreSlow_areTaggedSlow(JavaClasses tests) {
    classes()
        .that(are(TESTS_BY_SLOW_MEANS))
        .should()
        .beMetaAnnotatedWith(
            DescribedPredicate.describe(
                "@Tag(\"slow\")",
                annotation ->
                    annotation.getRawType().getName().startsWith("org.junit.jupiter.api.Tag")))
        .check(tests);
  }
}
