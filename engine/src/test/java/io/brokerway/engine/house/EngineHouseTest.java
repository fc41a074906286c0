package io.brokerway.engine.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of the house (DESIGN.md, section 1), for all packages of the engine. */
final class EngineHouseTest {
  private static final String ROOT = "io.brokerway.engine";

  /** Bottom to top; packages of one floor do not know each other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("storage", "plugins"),
          List.of("audit", "events"),
          List.of("vault"),
          List.of("identity"),
          List.of("connections"),
          List.of("market", "portfolio"),
          List.of("risk"),
          List.of("orders"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void theRulesSeeTheClasses() {
    assertThat(CLASSES.size()).isGreaterThan(60);
    for (var name : List.of("storage", "audit", "events", "vault", "identity")) {
      assertThat(CLASSES.stream().filter(type -> type.getPackageName().equals(packageOf(name))))
          .as(name)
          .hasSizeGreaterThan(3);
    }
  }

  @Test
  void aPackageKnowsOnlyThoseBelowIt() {
    for (var floor = 0; floor < FLOORS.size(); floor++) {
      for (var name : FLOORS.get(floor)) {
        var forbidden =
            FLOORS.subList(floor, FLOORS.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .map(other -> packageOf(other) + "..")
                .toArray(String[]::new);
        noClasses()
            .that()
            .resideInAPackage(packageOf(name) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ROOT + ".Engine")
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  @Test
  void onlyStorageOpensConnections() {
    noClasses()
        .that(resideOutsideOfPackages(packageOf("storage")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("com.zaxxer..", "org.postgresql..", "org.flywaydb..", "javax.sql"))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.sql.DriverManager")
        .check(CLASSES);
  }

  @Test
  void theEngineKnowsNoBrokerNoSpringAndNoServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.brokerway.brokers..",
            "io.brokerway.server..",
            "io.brokerway.simulators..",
            "org.springframework..")
        .check(CLASSES);
  }

  @Test
  void timeRandomnessAndIdsComeFromOutside() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callConstructor(Random.class)
        .check(CLASSES);
  }

  private static String packageOf(String name) {
    return ROOT + "." + name;
  }
}
