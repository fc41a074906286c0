package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.OrderSupport;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.Capabilities.StreamKind;
import io.brokerway.broker.Reading;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.conformance.brokers.AlpacaSimulated;
import io.brokerway.conformance.brokers.PaperSimulated;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The suite finds what is wrong with an adapter that was broken on purpose, and where. */
final class BrokenAdapterTest {

  @Test
  void whatIsDeclaredAndNotDoneFails() {
    var run =
        run(
            Altered.declaring(PaperSimulated.start(), BrokenAdapterTest::withAuctionMarketOrders),
            "ORD-MARKET_ON_CLOSE-DAY-EQUITY",
            "ORD-MARKET-DAY-EQUITY");

    assertThat(run.failed()).containsExactly("ORD-MARKET_ON_CLOSE-DAY-EQUITY");
    assertThat(run.passed()).containsExactly("ORD-MARKET-DAY-EQUITY");
  }

  @Test
  void whatIsNotDeclaredAndSentFails() {
    var run =
        run(
            Altered.declaring(PaperSimulated.start(), BrokenAdapterTest::withoutCrypto),
            "NOT-LIMIT-CRYPTO",
            "NOT-LIMIT-OPTION");

    assertThat(run.failed()).containsExactly("NOT-LIMIT-CRYPTO");
    assertThat(run.passed()).containsExactly("NOT-LIMIT-OPTION");
  }

  @Test
  void whatIsRefusedOnlyAfterSomethingWasSentFails() {
    var asked = new AtomicBoolean();
    var run =
        run(
            Altered.doing(
                AlpacaSimulated.start(),
                good ->
                    Altered.with(
                        good,
                        "placeOrder",
                        (broker, arguments) -> {
                          if (asked.compareAndSet(false, true)) {
                            broker.fetchAccounts();
                          }
                          return broker.placeOrder((NewOrder) arguments[0], (Attempt) arguments[1]);
                        })),
            "NOT-LIMIT-BOND");

    assertThat(run.failed()).containsExactly("NOT-LIMIT-BOND");
    assertThat(run.failure("NOT-LIMIT-BOND").orElseThrow())
        .hasMessageContaining("reached the broker, where nothing may be sent");
  }

  @Test
  void anOrderClassThatIsNotDeclaredAndTakenFails() {
    var run =
        run(
            Altered.declaring(
                PaperSimulated.start(),
                all -> changed(all, all.orders(), Set.of(OrderClass.OCO), all.streams())),
            "CLASS-BRACKET",
            "CLASS-MULTI_LEG");

    assertThat(run.failed()).containsExactly("CLASS-BRACKET");
    assertThat(run.passed()).containsExactly("CLASS-MULTI_LEG");
  }

  @Test
  void anOrderThatIsSentTwiceFails() {
    var run =
        run(
            Altered.doing(PaperSimulated.start(), BrokenAdapterTest::sendingTwice),
            "ORD-LIMIT-GTC-EQUITY",
            "BAL-01");

    assertThat(run.failed()).containsExactly("ORD-LIMIT-GTC-EQUITY");
    assertThat(run.failure("ORD-LIMIT-GTC-EQUITY").orElseThrow())
        .hasMessageContaining("orders in the broker's ledger");
    assertThat(run.passed()).containsExactly("BAL-01");
  }

  @Test
  void anotherQuantityThanTheOneSentFails() {
    var run =
        run(
            Altered.doing(
                PaperSimulated.start(),
                good ->
                    Altered.with(
                        good,
                        "placeOrder",
                        (broker, arguments) ->
                            broker.placeOrder(
                                doubled((NewOrder) arguments[0]), (Attempt) arguments[1]))),
            "ORD-LIMIT-GTC-EQUITY");

    assertThat(run.failed()).containsExactly("ORD-LIMIT-GTC-EQUITY");
  }

  @Test
  void aLostAnswerThatIsReadAsARefusalFails() {
    var run =
        run(
            Altered.doing(
                AlpacaSimulated.start(),
                good ->
                    Altered.with(
                        good,
                        "placeOrder",
                        (broker, arguments) ->
                            unlessUnknown(
                                broker.placeOrder(
                                    (NewOrder) arguments[0], (Attempt) arguments[1])))),
            "UNKN-PLACE-CUT_AFTER_ACCEPT",
            "UNKN-PLACE-HTML",
            "UNKN-RESEND");

    assertThat(run.failed()).containsExactly("UNKN-PLACE-CUT_AFTER_ACCEPT", "UNKN-PLACE-HTML");
    assertThat(run.passed()).containsExactly("UNKN-RESEND");
  }

  @Test
  void aFailedLookUpThatIsReadAsAbsenceFails() {
    var run =
        run(
            Altered.doing(
                AlpacaSimulated.start(),
                good ->
                    Altered.with(
                        good,
                        "findOrder",
                        (broker, arguments) -> absentIfFailed(broker, (OrderRef) arguments[0]))),
            "UNKN-LOOKUP-ERROR_BEFORE_ACCEPT",
            "UNKN-ABSENT");

    assertThat(run.failed()).containsExactly("UNKN-LOOKUP-ERROR_BEFORE_ACCEPT");
    assertThat(run.passed()).containsExactly("UNKN-ABSENT");
  }

  @Test
  void anErrorThatIsReadAsNoPositionFails() {
    var run =
        run(
            Altered.doing(
                AlpacaSimulated.start(),
                good ->
                    Altered.with(
                        good,
                        "fetchPositions",
                        (broker, arguments) -> emptyIfFailed(broker, arguments))),
            "ODD-POSITIONS-TRUNCATED",
            "POS-01");

    assertThat(run.failed()).containsExactly("ODD-POSITIONS-TRUNCATED");
    assertThat(run.passed()).containsExactly("POS-01");
  }

  @Test
  void aFillUnderTwoIdentitiesFails() {
    var run =
        run(
            Altered.doing(PaperSimulated.start(), BrokenAdapterTest::namingFillsAnew),
            "PART-04",
            "PART-01");

    assertThat(run.failed()).containsExactly("PART-04");
    assertThat(run.passed()).containsExactly("PART-01");
  }

  @Test
  void aFillThatIsToldTwiceUnderTwoIdentitiesFails() {
    var run =
        run(
            Altered.doing(PaperSimulated.start(), BrokenAdapterTest::tellingFillsTwice),
            "STREAM-01");

    assertThat(run.failed()).containsExactly("STREAM-01");
  }

  @Test
  void aStreamThatIsNotDeclaredAndOpensFails() {
    var run =
        run(
            Altered.declaring(
                PaperSimulated.start(),
                all -> changed(all, all.orders(), all.orderClasses(), Set.of())),
            "STREAM-00");

    assertThat(run.failed()).containsExactly("STREAM-00");
  }

  @Test
  void aSimulatorThatCannotDoWhatACaseNeedsFailsTheCase() {
    var run =
        run(
            Altered.declaring(PaperSimulated.start(), BrokenAdapterTest::withBonds),
            "ORD-LIMIT-DAY-BOND");

    assertThat(run.failed()).containsExactly("ORD-LIMIT-DAY-BOND");
    assertThat(run.failure("ORD-LIMIT-DAY-BOND").orElseThrow()).isInstanceOf(CannotSimulate.class);
  }

  @Test
  void theCasesOfADeclarationAreAlwaysTheSame() {
    try (var first = Conformance.of(PaperSimulated.start());
        var second = Conformance.of(PaperSimulated.start())) {

      assertThat(first.cases()).hasSizeGreaterThan(400);
      assertThat(second.cases().stream().map(ConformanceCase::id))
          .containsExactlyElementsOf(first.cases().stream().map(ConformanceCase::id).toList());
    }
  }

  private static ConformanceRun run(SimulatedBroker broken, String... ids) {
    try (var suite = Conformance.of(broken)) {
      assertThat(suite.cases()).extracting(ConformanceCase::id).contains(ids);
      return ConformanceRun.of(suite, one -> Set.of(ids).contains(one.id()));
    }
  }

  // ---- other declarations ----

  private static Capabilities withAuctionMarketOrders(Capabilities all) {
    var more = new ArrayList<>(all.orders());
    more.add(row(AssetClass.EQUITY, OrderType.MARKET_ON_CLOSE));
    return changed(all, more, all.orderClasses(), all.streams());
  }

  private static Capabilities withBonds(Capabilities all) {
    var more = new ArrayList<>(all.orders());
    more.add(row(AssetClass.BOND, OrderType.LIMIT));
    return changed(all, more, all.orderClasses(), all.streams());
  }

  private static OrderSupport row(AssetClass assetClass, OrderType type) {
    return new OrderSupport(
        Set.of(assetClass),
        Set.of(type),
        Set.of(TimeInForce.DAY),
        Set.of(TradingSession.REGULAR),
        Set.of(QuantityKind.WHOLE_UNITS));
  }

  private static Capabilities withoutCrypto(Capabilities all) {
    var fewer =
        all.orders().stream()
            .filter(row -> !row.assetClasses().contains(AssetClass.CRYPTO))
            .toList();
    return changed(all, fewer, all.orderClasses(), all.streams());
  }

  private static Capabilities changed(
      Capabilities all,
      List<OrderSupport> orders,
      Set<OrderClass> orderClasses,
      Set<StreamKind> streams) {
    return new Capabilities(
        all.assetClasses(),
        orders,
        orderClasses,
        all.replaceable(),
        all.orderIdentity(),
        all.fillIdentity(),
        all.lane(),
        all.ownership(),
        streams.isEmpty() ? EnumSet.noneOf(StreamKind.class) : streams,
        all.marketData(),
        all.history(),
        all.budgets(),
        all.parameters());
  }

  // ---- other deeds ----

  private static Broker sendingTwice(Broker good) {
    return Altered.with(
        good,
        "placeOrder",
        (broker, arguments) -> {
          var order = (NewOrder) arguments[0];
          broker.placeOrder(renamed(order), Attempt.unguarded());
          return broker.placeOrder(order, (Attempt) arguments[1]);
        });
  }

  private static NewOrder renamed(NewOrder order) {
    return NewOrder.simple(
        order.account(),
        order.clientOrderId() + "x",
        java.util.Objects.requireNonNull(order.instrument()),
        order.side(),
        order.quantity(),
        order.terms());
  }

  private static NewOrder doubled(NewOrder order) {
    return NewOrder.simple(
        order.account(),
        order.clientOrderId(),
        java.util.Objects.requireNonNull(order.instrument()),
        order.side(),
        io.brokerway.broker.order.OrderQuantity.units("8"),
        order.terms());
  }

  private static CommandOutcome unlessUnknown(CommandOutcome outcome) {
    return outcome instanceof CommandOutcome.Unknown(var why)
        ? new CommandOutcome.Rejected(RejectReason.OTHER, "", why)
        : outcome;
  }

  private static Lookup absentIfFailed(Broker broker, OrderRef ref) {
    try {
      return broker.findOrder(ref);
    } catch (BrokerException e) {
      return new Lookup.Absent(Instant.EPOCH);
    }
  }

  private static Object emptyIfFailed(Broker broker, Object[] arguments) {
    try {
      return broker.fetchPositions((io.brokerway.broker.account.AccountKey) arguments[0]);
    } catch (BrokerException e) {
      return Reading.complete(List.of(), Instant.EPOCH);
    }
  }

  private static Broker namingFillsAnew(Broker good) {
    return listening(good, (listener, fill) -> listener.onExecution(named(fill, "another")));
  }

  private static Broker tellingFillsTwice(Broker good) {
    return listening(
        good,
        (listener, fill) -> {
          listener.onExecution(fill);
          listener.onExecution(named(fill, "twin"));
        });
  }

  private static Execution named(Execution fill, String suffix) {
    return new Execution(
        fill.kind(),
        fill.account(),
        fill.brokerOrderId(),
        fill.executionId() + suffix,
        fill.referenceId(),
        fill.instrument(),
        fill.side(),
        fill.quantity(),
        fill.price(),
        fill.cumulativeQuantity(),
        fill.fee(),
        fill.executedAt(),
        fill.source(),
        fill.synthesised());
  }

  private static Broker listening(
      Broker good, java.util.function.BiConsumer<BrokerStream.Listener, Execution> told) {
    return Altered.with(
        good,
        "openStream",
        (broker, arguments) -> {
          var listener = (BrokerStream.Listener) arguments[0];
          return broker.openStream(altered(listener, told));
        });
  }

  private static BrokerStream.Listener altered(
      BrokerStream.Listener listener,
      java.util.function.BiConsumer<BrokerStream.Listener, Execution> told) {
    return (BrokerStream.Listener)
        Proxy.newProxyInstance(
            Altered.class.getClassLoader(),
            new Class<?>[] {BrokerStream.Listener.class},
            (_, method, arguments) -> {
              if (method.getName().equals("onExecution")) {
                told.accept(listener, (Execution) arguments[0]);
                return null;
              }
              return method.invoke(listener, arguments);
            });
  }
}
