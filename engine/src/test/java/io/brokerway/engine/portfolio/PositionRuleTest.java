package io.brokerway.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.Position;
import io.brokerway.broker.order.Execution;
import io.brokerway.engine.scripted.Rig;
import io.brokerway.engine.scripted.ScriptedAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Position and cash = last snapshot + our fills executed since its read started. */
final class PositionRuleTest {
  private final Rig rig = Rig.open();
  private ScriptedAccount script;
  private UUID connection;
  private AccountRef account;

  @BeforeEach
  void connect() {
    script = rig.broker.account("A1", "10000");
    script.positions = List.of(Fills.position("AAPL", "10", "100"));
    connection = rig.connect("key-one").id();
    account = rig.account(connection);
    sync();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void sync() {
    rig.clock.advance(Duration.ofSeconds(10));
    rig.process().sync().sync(connection);
    rig.clock.advance(Duration.ofSeconds(10));
  }

  private Execution book(Execution fill) {
    rig.database()
        .inSystem(tx -> {
          rig.portfolio().book(tx, account, fill);
          return true;
        });
    return fill;
  }

  private BigDecimal held(String symbol) {
    return rig.portfolio().positions(account).stream()
        .filter(view -> view.position().instrument().symbol().equals(symbol))
        .map(view -> view.position().quantity())
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  private FigureStatus status() {
    return rig.portfolio().balance(account).freshness().status();
  }

  @Test
  void aFillAfterTheSnapshotMovesPositionAndCashAtOnce() {
    book(Fills.buy("A1", "AAPL", "10", "200", rig.clock.instant()));

    var position = rig.portfolio().positions(account).getFirst();
    assertThat(position.position().quantity()).isEqualByComparingTo("20");
    assertThat(position.position().averagePrice()).isEqualByComparingTo("150");
    assertThat(position.freshness().source()).isEqualTo("broker+fills");
    assertThat(rig.cash(account)).isEqualByComparingTo("8000");
    assertThat(status()).isEqualTo(FigureStatus.FRESH);
  }

  @Test
  void aFillThatTheSnapshotHoldsAlreadyCountsOnce() {
    var before = rig.clock.instant();
    script.positions = List.of(Fills.position("AAPL", "11", "100"));
    script.cash("9900");
    sync();

    book(Fills.buy("A1", "AAPL", "1", "100", before));

    assertThat(held("AAPL")).isEqualByComparingTo("11");
    assertThat(rig.cash(account)).isEqualByComparingTo("9900");
  }

  @Test
  void aFillDuringTheReadIsInDoubtUntilTheNextRead() {
    rig.broker.duringRead = () -> rig.clock.advance(Duration.ofSeconds(2));
    sync();
    rig.broker.duringRead = null;
    var snapshot =
        Objects.requireNonNull(rig.portfolio().balance(account).readStartedAt(), "never read");

    book(Fills.buy("A1", "AAPL", "1", "100", snapshot.plusSeconds(1)));

    assertThat(rig.cash(account)).isEqualByComparingTo("9900");
    assertThat(status()).isEqualTo(FigureStatus.UNKNOWN);
    script.positions = List.of(Fills.position("AAPL", "11", "100"));
    script.cash("9900");
    sync();
    assertThat(status()).isEqualTo(FigureStatus.FRESH);
    assertThat(rig.cash(account)).isEqualByComparingTo("9900");
    assertThat(rig.count("fill_since_snapshot")).isZero();
    assertThat(rig.portfolio().corrections(account, 10)).isEmpty();
  }

  @Test
  void aFailedReadKeepsTheFillsThatTheLastGoodOneLacks() {
    book(Fills.sell("A1", "AAPL", "4", "100", rig.clock.instant()));
    script.balanceFailure = new IllegalStateException("odd");
    script.positionsFailure = new IllegalStateException("odd");

    sync();

    assertThat(held("AAPL")).isEqualByComparingTo("6");
    assertThat(rig.cash(account)).isEqualByComparingTo("10400");
    assertThat(status()).isEqualTo(FigureStatus.STALE);
  }

  @Test
  void aCorrectionAndABustReplaceTheirFill() {
    var first = book(Fills.buy("A1", "AAPL", "5", "100", rig.clock.instant()));
    var second = book(Fills.buy("A1", "TSLA", "2", "50", rig.clock.instant()));

    book(Fills.news(Execution.Kind.CORRECTION, first, "3", rig.clock.instant()));
    book(Fills.news(Execution.Kind.BUST, second, "2", rig.clock.instant()));

    assertThat(held("AAPL")).isEqualByComparingTo("13");
    assertThat(held("TSLA")).isZero();
    assertThat(rig.cash(account)).isEqualByComparingTo("9700");
  }

  @Test
  void aCorrectionOfAFillThatIsLongInTheSnapshotLeavesTheFigureInDoubt() {
    var old = Fills.buy("A1", "AAPL", "5", "100", rig.clock.instant().minusSeconds(3600));

    book(Fills.news(Execution.Kind.BUST, old, "5", rig.clock.instant()));

    assertThat(status()).isEqualTo(FigureStatus.UNKNOWN);
    sync();
    assertThat(status()).isEqualTo(FigureStatus.FRESH);
  }

  @Test
  void crossingZeroTakesTheNewPriceAndClosingLeavesNothing() {
    book(Fills.sell("A1", "AAPL", "15", "120", rig.clock.instant()));

    var shorted = rig.portfolio().positions(account).getFirst().position();
    assertThat(shorted.quantity()).isEqualByComparingTo("-5");
    assertThat(shorted.averagePrice()).isEqualByComparingTo("120");
    book(Fills.buy("A1", "AAPL", "5", "110", rig.clock.instant()));
    assertThat(rig.portfolio().positions(account)).isEmpty();
  }

  /** A venue and our books of it, driven by one seed: whatever happens, both say the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whateverTheOrderOfFillsAndReadsTheFiguresAreTheVenues(long seed) {
    var random = new Random(seed);
    var quantity = new BigDecimal(10);
    var cash = new BigDecimal(10_000);
    var late = new ArrayList<Execution>();
    for (var step = 0; step < 40; step++) {
      rig.clock.advance(Duration.ofMillis(1 + random.nextInt(3_000)));
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          var size = Integer.toString(1 + random.nextInt(5));
          var isBuy = random.nextBoolean() || quantity.signum() <= 0;
          var fill =
              isBuy
                  ? Fills.buy("A1", "AAPL", size, "100", rig.clock.instant())
                  : Fills.sell("A1", "AAPL", size, "100", rig.clock.instant());
          var signed = new BigDecimal(isBuy ? size : "-" + size);
          quantity = quantity.add(signed);
          cash = cash.subtract(signed.multiply(new BigDecimal(100)));
          script.cash(cash.toPlainString());
          script.positions = positions(quantity);
          // The stream may tell late, after a read that holds the fill already.
          if (random.nextBoolean()) {
            book(fill);
          } else {
            late.add(fill);
          }
        }
        case 2 -> {
          late.forEach(this::book);
          late.clear();
        }
        case 3 -> {
          rig.clock.advance(Duration.ofMillis(1));
          rig.process().sync().sync(connection);
          rig.clock.advance(Duration.ofMillis(1));
        }
        default -> throw new IllegalStateException();
      }
      if (late.isEmpty()) {
        assertThat(held("AAPL")).as("seed %d step %d", seed, step).isEqualByComparingTo(quantity);
        assertThat(rig.cash(account)).as("seed %d step %d", seed, step).isEqualByComparingTo(cash);
      }
    }
  }

  private static List<Position> positions(BigDecimal quantity) {
    return quantity.signum() == 0
        ? List.of()
        : List.of(Fills.position("AAPL", quantity.toPlainString(), "100"));
  }
}
