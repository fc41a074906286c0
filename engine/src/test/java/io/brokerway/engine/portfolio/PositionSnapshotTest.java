package io.brokerway.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.engine.scripted.Rig;
import io.brokerway.engine.scripted.ScriptedAccount;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions are kept in memory between reads, and never beyond what moves them. */
final class PositionSnapshotTest {
  private final Rig rig = Rig.open();
  private ScriptedAccount script;
  private UUID connection;
  private AccountRef account;

  @BeforeEach
  void connect() {
    script = rig.broker.account("A1", "1000.00");
    script.positions = List.of(Fills.position("AAPL", "10", "150"));
    connection = rig.connect("key-one").id();
    account = rig.account(connection);
    rig.process().sync().sync(connection);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private List<PositionView> positions() {
    return rig.portfolio().positions(account);
  }

  @Test
  void isTheSameWhileNothingMoves() {
    assertThat(positions()).isSameAs(positions()).hasSize(1);
  }

  @Test
  void aSyncThatFindsNothingNewStillTellsItsTime() {
    var before = positions().getFirst().freshness().asOf();
    rig.clock.advance(Duration.ofMillis(200));

    rig.process().sync().sync(connection);

    assertThat(positions().getFirst().freshness().asOf()).isAfter(before);
  }

  @Test
  void aFillShowsAtOnce() {
    positions();
    var fill = Fills.buy("A1", "AAPL", "5", "150", rig.clock.instant().plusSeconds(1));

    rig.database()
        .inSystem(tx -> {
          rig.portfolio().book(tx, account, fill);
          return true;
        });

    assertThat(positions().getFirst().position().quantity()).isEqualByComparingTo("15");
  }

  @Test
  void growsStaleWithTime() {
    assertThat(positions().getFirst().freshness().status()).isEqualTo(FigureStatus.FRESH);
    rig.clock.advance(Duration.ofMinutes(11));

    assertThat(positions().getFirst().freshness().status()).isEqualTo(FigureStatus.STALE);
  }
}
