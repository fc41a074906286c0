package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.brokerway.broker.BrokerException.Unavailable;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.order.OrderQuery;
import java.time.Instant;
import java.util.List;

/** ODD: answers that cannot be read, or that never come, are no figures: missing is not empty. */
final class OddReplyCases {
  private static final List<BrokerCall> QUESTIONS =
      List.of(
          BrokerCall.ACCOUNTS,
          BrokerCall.BALANCE,
          BrokerCall.POSITIONS,
          BrokerCall.TRANSACTIONS,
          BrokerCall.ORDERS);

  private OddReplyCases() {}

  static List<ConformanceCase> of(Plan plan) {
    if (!plan.overNetwork()) {
      return List.of();
    }
    var sheet = new Plan.Sheet("ODD");
    for (var call : QUESTIONS) {
      if (call == BrokerCall.ORDERS && !plan.trades()) {
        continue;
      }
      plan.troubles(call).stream()
          .filter(trouble -> applies(call, trouble))
          .forEach(trouble -> add(sheet, plan, call, trouble));
    }
    return sheet.cases();
  }

  private static boolean applies(BrokerCall call, Trouble trouble) {
    return switch (trouble) {
      case TRUNCATED, HTML, EMPTY, WRONG_TYPE, HUGE, DEEP -> true;
      // A type of account or transaction that we do not know is kept as one; a state of an order
      // must never be guessed.
      case UNKNOWN_WORD -> call == BrokerCall.ORDERS;
      case CUT_AFTER_ACCEPT, ERROR_BEFORE_ACCEPT, SILENCE_BEFORE_ACCEPT -> true;
      case CUT_BEFORE_ACCEPT, ERROR_AFTER_ACCEPT, SILENCE_AFTER_ACCEPT, TOO_FAST -> false;
    };
  }

  private static void add(Plan.Sheet sheet, Plan plan, BrokerCall call, Trouble trouble) {
    sheet.add(
        call + "-" + trouble,
        "odd replies",
        "is told as such, never as a figure or an empty list",
        stage -> {
          var trader = stage.trader();
          if (plan.trades()) {
            var specimen = stage.simulator().specimen(plan.usualClass());
            trader.bought(specimen, specimen.whole());
          }
          stage.simulator().spoil(call, trouble);

          var failure = catchThrowable(() -> ask(trader, call));

          assertThat(failure).isInstanceOfAny(UnexpectedReply.class, Unavailable.class);
        });
  }

  private static void ask(Trader trader, BrokerCall call) {
    var broker = trader.broker();
    switch (call) {
      case ACCOUNTS -> broker.fetchAccounts();
      case BALANCE -> broker.fetchBalance(trader.key());
      case POSITIONS -> broker.fetchPositions(trader.key());
      case TRANSACTIONS -> trader.transactions(null);
      case ORDERS -> trader.orders(OrderQuery.allSince(Instant.EPOCH));
      case PLACE, REPLACE, CANCEL, LOOK_UP, QUOTES ->
          throw new AssertionError("not a question of this topic: " + call);
    }
  }
}
