package io.brokerway.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.engine.audit.Verification.Broken;
import io.brokerway.engine.audit.Verification.Intact;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tampering with all rights of the server's superuser (S21). */
final class AuditTrailTest {
  private static final TenantId ONE = new TenantId("one");
  private static final TenantId TWO = new TenantId("two");

  private static TestDatabase test;
  private static AuditTrail audit;

  @BeforeAll
  static void open() {
    test = TestDatabase.open();
    audit = new AuditTrail(test.database());
  }

  @BeforeEach
  void appendToBoth() {
    test.reset();
    for (var i = 1; i <= 10; i++) {
      appendTwo(i);
    }
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void untouchedChainsAreIntactEachForItself() {
    assertThat(audit.verifyAll()).containsExactly(new Intact(ONE, 10), new Intact(TWO, 10));
    assertThat(audit.verify(new TenantId("nobody")))
        .isEqualTo(new Intact(new TenantId("nobody"), 0));
    assertThat(audit.firstMissingPosition()).isEmpty();
  }

  // Facts of a transaction stand by tenant: ONE has the odd positions, TWO the even ones.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE log SET payload = '{}' WHERE position = 7|7",
        "UPDATE log SET actor = 'someone else' WHERE position = 7|7",
        "UPDATE log SET user_id = NULL WHERE position = 7|7",
        "UPDATE log SET account_id = NULL WHERE position = 7|7",
        "UPDATE log SET sequence = sequence + 1 WHERE position = 7|7",
        "UPDATE log SET type = '' WHERE position = 7|7",
        "UPDATE log SET recorded_at = recorded_at + INTERVAL '1 microsecond' WHERE position = 7|7",
        "UPDATE log SET hash = sha256('x') WHERE position = 7|7",
        "DELETE FROM log WHERE position = 7|9",
        "DELETE FROM log WHERE position = 1|3",
        "UPDATE log SET tenant_id = 'two' WHERE position = 7|9",
        "UPDATE log SET position = position + 100 WHERE position = 7|9",
        "DELETE FROM log WHERE position >= 15|14",
        "DELETE FROM audit_head WHERE tenant_id = 'one'|19",
        "UPDATE audit_head SET entries = 11 WHERE tenant_id = 'one'|19",
      })
  void tamperingIsFoundWithTheFirstBadPosition(String tampering, long position) {
    test.asSuperuser(tampering);

    var found = audit.verify(ONE);

    assertThat(found)
        .isInstanceOfSatisfying(
            Broken.class, broken -> assertThat(broken.position()).isEqualTo(position));
  }

  @Test
  void anInsertedEntryIsFound() {
    test.asSuperuser(
        """
        INSERT INTO log
        SELECT position + 1000, recorded_at, 'one', user_id, account_id, type, subject, sequence,
               actor, version, payload, hash
          FROM log WHERE position = 2
        """);

    assertThat(audit.verify(ONE))
        .isInstanceOfSatisfying(
            Broken.class, broken -> assertThat(broken.position()).isEqualTo(1_002));
  }

  @Test
  void aTenantThatWasRemovedAltogetherLeavesMissingPositions() {
    test.asSuperuser("DELETE FROM log WHERE tenant_id = 'two'");
    test.asSuperuser("DELETE FROM audit_head WHERE tenant_id = 'two'");

    assertThat(audit.verifyAll()).containsExactly(new Intact(ONE, 10));
    assertThat(audit.firstMissingPosition()).hasValue(2);
  }

  @Test
  void aLogThatWasCutOffShowsItsFirstMissingPosition() {
    test.asSuperuser("DELETE FROM log WHERE position > 17");

    assertThat(audit.firstMissingPosition()).hasValue(18);
  }

  @Test
  void chainsLongerThanAPageAreRead() {
    test.database()
        .inTenant(
            ONE,
            tx -> {
              for (var i = 0; i < 2_500; i++) {
                tx.append(fact(ONE, i));
              }
              return true;
            });

    assertThat(audit.verify(ONE)).isEqualTo(new Intact(ONE, 2_510));
  }

  private void appendTwo(int number) {
    test.database()
        .inSystem(tx -> {
          tx.append(fact(TWO, number));
          tx.append(fact(ONE, number));
          return true;
        });
  }

  private static Fact fact(TenantId tenant, int number) {
    return new Fact(
        tenant,
        "user_1",
        new UUID(7, number),
        "order.accepted",
        "order-" + number,
        1,
        "key:k",
        1,
        "{\"price\":\"10.50\",\"text\":\"ü𝄞\"}");
  }
}
