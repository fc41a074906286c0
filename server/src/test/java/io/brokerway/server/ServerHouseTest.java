package io.brokerway.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.brokerway.engine.storage.Ids;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.StorageOverloaded;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.engine.storage.TenantId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of the house for the door. */
final class ServerHouseTest {
  private static final String REST = "io.brokerway.server.rest..";
  private static final String REST_ROOT = "io.brokerway.server.rest.";
  private static final List<String> SURFACES =
      List.of("v1", "router", "brokers", "integrations", "trading");

  private static final Set<String> OF_STORAGE =
      Set.of(
          Ids.class.getName(),
          TenantId.class.getName(),
          StorageUnavailable.class.getName(),
          StorageOverloaded.class.getName(),
          StorageFailure.class.getName());

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.brokerway");

  @Test
  void theRulesSeeTheClasses() {
    for (var name : SURFACES) {
      assertThat(CLASSES.stream().filter(type -> isIn(type, "server.rest." + name)))
          .as(name)
          .hasSizeGreaterThan(5);
    }
    for (var name : List.of("engine", "engine.orders", "broker", "kit", "brokers.alpaca")) {
      assertThat(CLASSES.stream().filter(type -> isIn(type, name))).as(name).isNotEmpty();
    }
  }

  @Test
  void theSurfacesHoldNoSql() {
    noClasses()
        .that()
        .resideInAPackage(REST)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..")
        .check(CLASSES);
  }

  @Test
  void theSurfacesKnowOfStorageItsIdsAndItsFailuresAlone() {
    noClasses()
        .that()
        .resideInAPackage(REST)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.brokerway.engine.storage..")
                .and(
                    DescribedPredicate.describe(
                        "are neither ids nor failures",
                        (JavaClass type) -> !OF_STORAGE.contains(type.getName()))))
        .check(CLASSES);
  }

  @Test
  void theSurfacesDoNotKnowEachOther() {
    for (var one : SURFACES) {
      for (var other : SURFACES) {
        if (!one.equals(other)) {
          noClasses()
              .that()
              .resideInAPackage(REST_ROOT + one + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(REST_ROOT + other + "..")
              .check(CLASSES);
        }
      }
    }
  }

  /** The document names schemas so: two of one name would be one. */
  @Test
  void noTwoRecordsOfTheSurfacesHaveOneSimpleName() {
    var names =
        CLASSES.stream()
            .filter(type -> isIn(type, "server.rest") && type.isRecord())
            .map(JavaClass::getSimpleName)
            .toList();

    assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates();
  }

  @Test
  void onlyTheServerKnowsSpring() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.brokerway.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(CLASSES);
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .anyMatch(
                    to -> to.getTargetClass().getPackageName().startsWith("org.springframework")))
        .isTrue();
  }

  @Test
  void theServerKnowsNoBroker() {
    noClasses()
        .that()
        .resideInAPackage("io.brokerway.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.brokerway.brokers..", "io.brokerway.simulators..")
        .check(CLASSES);
  }

  private static boolean isIn(JavaClass type, String name) {
    return (type.getPackageName() + ".").startsWith("io.brokerway." + name + ".");
  }
}
