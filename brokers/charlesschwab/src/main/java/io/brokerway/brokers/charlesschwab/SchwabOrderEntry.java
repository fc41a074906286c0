package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.HttpOutcome.Lost;
import io.brokerway.kit.http.HttpOutcome.NotSent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Places, replaces and cancels. Schwab answers a place with an address and nothing else, also where
 * it then rejects the order: so the order is read once, and what it says is the outcome.
 */
final class SchwabOrderEntry {
  private static final Pattern LOCATION = Pattern.compile(".*/orders/(\\d{1,19})/?");
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int CREATED = 201;
  private static final int OK = 200;

  private final SchwabClient client;
  private final SchwabOrderSearch search;
  private final SchwabMarket market;
  private final Supplier<Capabilities> capabilities;

  SchwabOrderEntry(
      SchwabClient client,
      SchwabOrderSearch search,
      SchwabMarket market,
      Supplier<Capabilities> capabilities) {
    this.client = client;
    this.search = search;
    this.market = market;
    this.capabilities = capabilities;
  }

  CommandOutcome place(NewOrder order, Attempt attempt) {
    SchwabOrderRules.requireSupported(order, capabilities.get());
    var account = order.account();
    var form = SchwabOrderForms.form(order);
    return sent(() ->
        isUnknown(order.instrument())
            ? new CommandOutcome.Rejected(
                RejectReason.UNKNOWN_INSTRUMENT, "", "Schwab knows no such symbol")
            : taken(SchwabErrors.Command.PLACE, account, client.postOrder(account, form, attempt)));
  }

  /** Who may not ask for prices may trade all the same. */
  private boolean isUnknown(@Nullable Instrument instrument) {
    try {
      return instrument != null && market.isUnknown(instrument);
    } catch (BrokerException e) {
      return false;
    }
  }

  /** The whole order is sent again: what is not changed is as Schwab shows it now. */
  CommandOutcome replace(ReplaceOrder replace, Attempt attempt) {
    SchwabOrderRules.requireSupported(replace.change());
    var account = replace.original().account();
    return sent(() -> {
      var found = original(replace.original());
      if (found.isEmpty()) {
        return new CommandOutcome.Rejected(
            RejectReason.UNKNOWN_ORDER, "", "Schwab has no such order");
      }
      return replace(account, found.get(), replace.change(), attempt);
    });
  }

  private CommandOutcome replace(
      AccountKey account, SchwabWire.Order shown, OrderChange change, Attempt attempt) {
    var report = SchwabOrders.report(account, shown);
    if (report.status().isFinal()) {
      return new CommandOutcome.Rejected(
          RejectReason.TOO_LATE, "", "the order is " + report.status());
    }
    var total = change.quantity() == null ? report.quantity() : change.quantity();
    // The new order counts from zero: what was filled is not ordered again.
    var units = (total == null ? BigDecimal.ZERO : total).subtract(report.cumulativeQuantity());
    if (units.signum() <= 0) {
      return new CommandOutcome.Rejected(
          RejectReason.INVALID_QUANTITY, "", "the total is filled already");
    }
    var form = SchwabOrderForms.changed(shown, change, units);
    return taken(
        SchwabErrors.Command.REPLACE,
        account,
        client.putOrder(account, SchwabOrders.id(shown), form, attempt));
  }

  private Optional<SchwabWire.Order> original(OrderRef order) {
    var id = order.brokerOrderId();
    return id == null || !isId(id)
        ? Optional.empty()
        : search.find(order.account(), id).map(found -> search.newest(order.account(), found));
  }

  CommandOutcome cancel(OrderRef order, Attempt attempt) {
    var id = order.brokerOrderId();
    if (id == null || !isId(id)) {
      return new CommandOutcome.Rejected(
          RejectReason.UNKNOWN_ORDER, "", "Schwab has no such order");
    }
    var account = order.account();
    return sent(() -> {
      var outcome = canceled(id, client.deleteOrder(account, id, attempt));
      return outcome instanceof CommandOutcome.Rejected rejected
          ? explained(account, id, rejected)
          : outcome;
    });
  }

  /** Schwab's words for an order that is over are not documented: the order itself tells. */
  private CommandOutcome explained(
      AccountKey account, String id, CommandOutcome.Rejected rejected) {
    try {
      var over =
          search
              .find(account, id)
              .map(order -> SchwabOrders.report(account, order).status().isFinal())
              .orElse(false);
      return over
          ? new CommandOutcome.Rejected(
              RejectReason.TOO_LATE, rejected.brokerCode(), rejected.brokerText())
          : rejected;
    } catch (BrokerException e) {
      return rejected;
    }
  }

  private static boolean isId(String text) {
    return text.matches("\\d{1,19}");
  }

  private static CommandOutcome canceled(String id, HttpOutcome outcome) {
    return switch (outcome) {
      case Answered answer ->
          answer.status() == OK
              ? new CommandOutcome.Accepted(id, null)
              : SchwabErrors.outcome(SchwabErrors.Command.CANCEL, answer);
      case NotSent notSent -> new CommandOutcome.NotSent(notSent.why(), notSent.retryAfter());
      case Lost lost -> new CommandOutcome.Unknown(lost.why());
    };
  }

  private CommandOutcome taken(
      SchwabErrors.Command command, AccountKey account, HttpOutcome outcome) {
    return switch (outcome) {
      case Answered answer -> taken(command, account, answer);
      case NotSent notSent -> new CommandOutcome.NotSent(notSent.why(), notSent.retryAfter());
      case Lost lost -> new CommandOutcome.Unknown(lost.why());
    };
  }

  private CommandOutcome taken(SchwabErrors.Command command, AccountKey account, Answered answer) {
    if (answer.status() != CREATED) {
      return SchwabErrors.outcome(command, answer);
    }
    var location = LOCATION.matcher(answer.header("location").orElse(""));
    if (!location.matches()) {
      // Reported where an order fills at once: it was taken, its id is to be looked for.
      return new CommandOutcome.Accepted(null, null);
    }
    return seen(account, location.group(1));
  }

  private CommandOutcome seen(AccountKey account, String id) {
    try {
      var shown = search.find(account, id);
      if (shown.isEmpty()) {
        return new CommandOutcome.Accepted(id, null);
      }
      var report = SchwabOrders.report(account, shown.get());
      return report.status() == OrderStatus.REJECTED
          ? SchwabErrors.rejection(shown.get().statusDescription())
          : new CommandOutcome.Accepted(id, report);
    } catch (BrokerException e) {
      // That it was taken is known; how it stands, the next reading tells.
      return new CommandOutcome.Accepted(id, null);
    }
  }

  /** What fails before the command's own call was not sent. */
  private static CommandOutcome sent(Supplier<CommandOutcome> command) {
    try {
      return command.get();
    } catch (BrokerException.RateLimited e) {
      return new CommandOutcome.NotSent("Schwab's rate limit", e.retryAfter());
    } catch (BrokerException.Unsupported e) {
      throw e;
    } catch (BrokerException e) {
      return new CommandOutcome.NotSent(String.valueOf(e.getMessage()), PAUSE);
    }
  }
}
