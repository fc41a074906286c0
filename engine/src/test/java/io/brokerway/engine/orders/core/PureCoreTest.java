package io.brokerway.engine.orders.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The core can be replayed: no clock, no chance, no waiting, no I/O. */
final class PureCoreTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.brokerway.engine.orders.core");

  @Test
  void theRuleSeesTheCore() {
    assertThat(CORE.contain(OrderLifecycle.class)).isTrue();
    assertThat(CORE).hasSizeGreaterThan(20);
  }

  @Test
  void theCoreAsksNoClock() {
    noClasses().should().callMethod(Instant.class, "now").check(CORE);
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(CORE);
    noClasses().should().callMethod(System.class, "nanoTime").check(CORE);
    noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(CORE);
  }

  @Test
  void theCoreHasNoChance() {
    noClasses().should().dependOnClassesThat().areAssignableTo(Random.class).check(CORE);
    noClasses().should().callMethod(UUID.class, "randomUUID").check(CORE);
  }

  @Test
  void theCoreNeitherWaitsNorReadsNorWrites() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "java.net..",
            "java.nio.file..",
            "java.util.concurrent..",
            "org.slf4j..",
            "io.brokerway.engine.storage..")
        .check(CORE);
    noClasses().should().dependOnClassesThat().areAssignableTo(Thread.class).check(CORE);
  }
}
