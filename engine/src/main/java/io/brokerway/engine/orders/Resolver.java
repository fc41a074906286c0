package io.brokerway.engine.orders;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.KillPoint;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.orders.OrderResult.Applied;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.Conclusion;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.orders.core.OutcomeSteps;
import io.brokerway.engine.orders.core.Recovery;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles commands of unknown outcome: asks the broker until it is known, by the rules of {@link
 * Recovery}. Watches live in memory; a restart begins them anew. Thread-safe.
 */
final class Resolver {
  private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
  private static final Duration ALARM_AFTER = Duration.ofSeconds(60);

  private final Database database;
  private final Venues venues;
  private final OrderJournal journal;
  private final Sender sender;
  private final OrderSettings settings;
  private final SteadyClock clock;
  private final Timers timers;
  private final OrderMeters meters;
  private final Map<Name, Watch> watches = new ConcurrentHashMap<>();

  private record Name(UUID order, int number) {}

  /** A command that is being settled. */
  private static final class Watch {
    final Applied order;
    final CommandRow row;
    volatile Recovery recovery;
    volatile boolean alarmed;

    Watch(Applied order, CommandRow row, Recovery recovery) {
      this.order = order;
      this.row = row;
      this.recovery = recovery;
    }

    Name name() {
      return new Name(row.order(), row.command().number());
    }
  }

  Resolver(
      Database database,
      Venues venues,
      OrderJournal journal,
      Sender sender,
      OrderSettings settings,
      SteadyClock clock,
      Timers timers,
      OrderMeters meters) {
    this.meters = meters;
    this.database = database;
    this.venues = venues;
    this.journal = journal;
    this.sender = sender;
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
  }

  /** Begins to watch what became unknown, and lets go of what is known. */
  void follow(Applied applied) {
    for (var row : applied.commands()) {
      var command = row.command();
      var name = new Name(row.order(), command.number());
      if (command.state() == CommandState.UNKNOWN
          || (command.state() == CommandState.ACCEPTED && command.kind() == CommandKind.REPLACE)) {
        begin(applied, row, name);
      } else if (command.state() != CommandState.SENDING) {
        ended(applied, command, watches.remove(name));
      }
    }
  }

  /** Counts what settled an unknown outcome: the stream, a poll, a look-up or the rules. */
  private void ended(Applied applied, Command command, @Nullable Watch watch) {
    if (watch != null && watch.row.command().state() == CommandState.UNKNOWN) {
      meters.settled(applied.account(), command);
    }
  }

  private void begin(Applied applied, CommandRow row, Name name) {
    var identity = applied.account().capabilities().get().orderIdentity();
    var sentAt = row.command().sentAt();
    if (identity == null || sentAt == null || watches.containsKey(name)) {
      return;
    }
    var resent = row.command().kind() != CommandKind.PLACE || wasResent(applied, row.command());
    var recovery = Recovery.begin(identity, sentAt, sentAt, row.command().sendBefore(), resent);
    var watch =
        new Watch(applied, row, isDuplicate(row.command().reason()) ? recovery.proved() : recovery);
    if (watches.putIfAbsent(name, watch) == null) {
      timers.soon(() -> advance(watch));
    }
  }

  /** Whether a place may have left twice already; what was proven not sent does not count. */
  private boolean wasResent(Applied applied, Command command) {
    var order = applied.order();
    return command.attempts() > 1
        && order.life().acknowledgedAt() == null
        && database.readSystem(
                tx -> Attempts.mayHaveLeft(tx, order.tenant(), order.id(), command.number()))
            > 1;
  }

  /** What was heard of a connection may have holes. */
  void gap(UUID connection) {
    watches.values().stream()
        .filter(watch -> watch.order.account().connection().equals(connection))
        .forEach(watch -> watch.recovery = watch.recovery.afterGap());
  }

  private void advance(Watch watch) {
    if (watches.get(watch.name()) != watch) {
      return;
    }
    var now = clock.now();
    alarmIfLong(watch, now);
    switch (watch.recovery.next(now, settings.recovery())) {
      case Recovery.Decision.LookUp lookUp ->
          timers.after(
              Duration.between(now, lookUp.notBefore()).isNegative()
                  ? Duration.ZERO
                  : Duration.between(now, lookUp.notBefore()),
              () -> lookUp(watch));
      case Recovery.Decision.Resend _ -> resend(watch);
      case Recovery.Decision.Conclude conclude -> conclude(watch, conclude);
    }
  }

  private void alarmIfLong(Watch watch, Instant now) {
    if (!watch.alarmed && now.isAfter(watch.recovery.firstSentAt().plus(ALARM_AFTER))) {
      watch.alarmed = true;
      LOG.error(
          "alarm: an order's outcome is unknown for over a minute: order={} command={}",
          watch.row.order(),
          watch.row.command().kind());
    }
  }

  private void lookUp(Watch watch) {
    if (watches.get(watch.name()) != watch) {
      return;
    }
    try {
      var broker = venues.broker(watch.order.account().connection());
      var answer = ask(broker, watch);
      KillPoint.K11.reached();
      switch (answer) {
        case Lookup.Found found -> found(watch, found);
        case Lookup.Absent absent -> watch.recovery = watch.recovery.absent(absent.asOf());
        case Lookup.Ambiguous _ -> watch.recovery = watch.recovery.severalFit();
      }
    } catch (BrokerException.Unsupported e) {
      watch.recovery = watch.recovery.noAnswer(true);
    } catch (BrokerException | ConnectionException e) {
      LOG.info("a look-up got no answer: order={} why={}", watch.row.order(), e.getMessage());
      watch.recovery = watch.recovery.noAnswer(false);
    }
    timers.soon(() -> advance(watch));
  }

  private Lookup ask(Broker broker, Watch watch) {
    var account = watch.order.account();
    var command = watch.row.command();
    if (command.kind() == CommandKind.REPLACE && command.clientOrderId() != null) {
      var renamed =
          broker.findOrder(OrderRef.byClientOrderId(account.brokerKey(), command.clientOrderId()));
      if (renamed instanceof Lookup.Found) {
        return renamed;
      }
    }
    return broker.findOrder(sender.reference(watch.order));
  }

  private void found(Watch watch, Lookup.Found found) {
    var after =
        journal.step(
            watch.order.account(),
            watch.row.order(),
            null,
            new Input.Reported(found.report(), clock.now()));
    var settled =
        after.isEmpty()
            || after
                .get()
                .command(watch.row.command().number())
                .map(CommandRow::command)
                .map(command ->
                    command.state() != CommandState.UNKNOWN
                        && command.state() != CommandState.ACCEPTED)
                .orElse(true);
    if (settled) {
      watches.remove(watch.name(), watch);
    } else if (isPending(found.report().status())) {
      watch.recovery = watch.recovery.noAnswer(false);
    } else {
      // The order is there and shows nothing of the change: as good as an answer that it is absent.
      watch.recovery = watch.recovery.absent(clock.now());
    }
  }

  /** The broker is working on a change: no answer yet. */
  private static boolean isPending(OrderStatus status) {
    return status == OrderStatus.PENDING_CANCEL || status == OrderStatus.PENDING_REPLACE;
  }

  private void resend(Watch watch) {
    var work =
        new Sender.Work(
            watch.order.account(),
            watch.row.order(),
            watch.row.command().number(),
            watch.row.lane());
    var sentAt = clock.now();
    // The watch stays its own through the resend, whose outcome the journal tells to all.
    var after = sender.attempt(work, true).orElse(null);
    if (after != null && !after.is(work.number(), CommandState.UNKNOWN)) {
      watches.remove(watch.name(), watch);
      return;
    }
    var reason =
        after == null
            ? ""
            : after.command(work.number()).map(row -> row.command().reason()).orElse("");
    if (reason.equals(OutcomeSteps.RESEND_NOT_SENT)) {
      // Proven not to have left: the one probe is still to be made.
      timers.after(settings.recovery().between(), () -> advance(watch));
      return;
    }
    var resent = watch.recovery.resent(sentAt, refusalIn(reason));
    watch.recovery = isDuplicate(reason) ? resent.proved() : resent;
    timers.soon(() -> advance(watch));
  }

  private static @Nullable String refusalIn(String reason) {
    return reason.startsWith("refused") && !isDuplicate(reason) ? reason : null;
  }

  private static boolean isDuplicate(String reason) {
    return reason.contains(RejectReason.DUPLICATE_CLIENT_ORDER_ID.name());
  }

  private void conclude(Watch watch, Recovery.Decision.Conclude conclude) {
    var command = watch.row.command();
    var conclusion =
        command.kind() == CommandKind.PLACE
                || conclude.conclusion() != Conclusion.NEEDS_DECISION
                || watch.recovery.absences() == 0
            ? conclude.conclusion()
            : Conclusion.NOT_ACCEPTED;
    journal.step(
        watch.order.account(),
        watch.row.order(),
        null,
        new Input.Concluded(command.number(), conclusion, conclude.why(), clock.now()));
    watches.remove(watch.name(), watch);
  }

  /** Asks the broker for one order now; what it says goes through the order's life. */
  void ask(AccountRef account, UUID order, String brokerOrderId) {
    try {
      var answer =
          venues
              .broker(account.connection())
              .findOrder(OrderRef.byBrokerOrderId(account.brokerKey(), brokerOrderId));
      KillPoint.K11.reached();
      if (answer instanceof Lookup.Found found) {
        journal.step(account, order, null, new Input.Reported(found.report(), clock.now()));
        var next = found.report().replacedBy();
        if (next != null && !next.equals(brokerOrderId)) {
          ask(account, order, next);
        }
      }
    } catch (BrokerException | ConnectionException e) {
      LOG.info("an order was not read: order={} why={}", order, e.getMessage());
    }
  }

  /**
   * Cancels an order that should not be at the broker, as the owner of its lane: the attempt is
   * durable before the call, and a node that lost the lane neither notes nor sends anything.
   */
  void cancelLate(AccountRef account, UUID id, String brokerOrderId) {
    var lease = sender.lease(account).orElse(null);
    if (lease == null) {
      return;
    }
    var attempt = database.readSystem(tx -> Attempts.ownSoFar(tx, account.tenant(), id)) + 1;
    var begun =
        journal.step(
            account, id, lease, new Input.LateCancelBegun(brokerOrderId, attempt, clock.now()));
    if (begun.isEmpty()) {
      return;
    }
    CommandOutcome outcome;
    try {
      outcome =
          venues
              .broker(account.connection())
              .cancelOrder(
                  OrderRef.byBrokerOrderId(account.brokerKey(), brokerOrderId),
                  sender.leave(lease));
    } catch (Attempt.SendRefused e) {
      outcome = new CommandOutcome.NotSent(String.valueOf(e.getMessage()), Duration.ZERO);
    } catch (RuntimeException e) {
      LOG.error("the cancel of a late arrival threw: order={}", id, e);
      outcome = new CommandOutcome.Unknown(String.valueOf(e.getMessage()));
    }
    meters.attempted(account, CommandKind.CANCEL, outcome);
    journal.step(
        account,
        id,
        lease,
        new Input.LateCancelEnded(brokerOrderId, attempt, outcome, clock.now()));
    LOG.warn("a late arrival was canceled: order={} outcome={}", id, outcome);
    if (!(outcome instanceof CommandOutcome.Accepted)
        && attempt < settings.poisonAfter()
        && stillThere(account, brokerOrderId)) {
      timers.after(settings.recovery().between(), () -> cancelLate(account, id, brokerOrderId));
    }
  }

  /** Whether a late arrival may still work: only the broker's own word says that it does not. */
  private boolean stillThere(AccountRef account, String brokerOrderId) {
    try {
      return !(venues
                  .broker(account.connection())
                  .findOrder(OrderRef.byBrokerOrderId(account.brokerKey(), brokerOrderId))
              instanceof Lookup.Found found)
          || !found.report().status().isFinal();
    } catch (BrokerException | ConnectionException e) {
      return true;
    }
  }

  int unresolved() {
    return watches.size();
  }
}
