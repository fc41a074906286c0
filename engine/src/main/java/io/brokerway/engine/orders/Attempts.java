package io.brokerway.engine.orders;

import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.orders.core.OrderAggregate;
import io.brokerway.engine.orders.core.OutcomeSteps;
import io.brokerway.engine.orders.core.Words;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of {@code order_attempt} of one batch. An attempt without an end is ambiguous. */
final class Attempts {
  /** The number of the commands that are nobody's but the gateway's own. */
  static final int OWN_COMMAND = 0;

  private static final int MAX_DETAIL = 1_000;
  private static final String NOT_SENT = "NOT_SENT";

  private record Start(
      TenantId tenant, UUID order, int command, int number, long fence, Instant at) {}

  private record End(
      TenantId tenant,
      UUID order,
      int command,
      int number,
      Instant at,
      String outcome,
      String detail) {}

  private final Tx tx;
  private final List<Start> starts = new ArrayList<>();
  private final List<End> ends = new ArrayList<>();

  Attempts(Tx tx) {
    this.tx = tx;
  }

  /** Notes what a step began or ended. */
  void note(OrderRow order, OrderAggregate before, OrderAggregate after, Input input, long fence) {
    switch (input) {
      case Input.Begin begin -> begun(order, before, after, begin, fence);
      case Input.Ended ended ->
          ended(
              order,
              after,
              ended.command(),
              OutcomeSteps.nameOf(ended.outcome()),
              why(ended.outcome()),
              input);
      case Input.Threw threw ->
          ended(
              order,
              after,
              threw.command(),
              threw.maySent() ? "THREW" : NOT_SENT,
              threw.why(),
              input);
      case Input.LateCancelBegun begun -> starts.add(lateCancel(order, begun, fence));
      case Input.LateCancelEnded ended ->
          ends.add(
              new End(
                  order.tenant(),
                  order.id(),
                  OWN_COMMAND,
                  ended.attempt(),
                  input.at(),
                  OutcomeSteps.nameOf(ended.outcome()),
                  Words.clean(why(ended.outcome()), MAX_DETAIL)));
      case Input.Orphaned orphaned ->
          ended(order, after, orphaned.command(), "ORPHANED", "", input);
      case Input.Asked _,
          Input.Abandoned _,
          Input.Expired _,
          Input.Withheld _,
          Input.Concluded _,
          Input.Reported _,
          Input.Executed _,
          Input.Unexplained _ -> {}
    }
  }

  private static Start lateCancel(OrderRow order, Input.LateCancelBegun begun, long fence) {
    return new Start(order.tenant(), order.id(), OWN_COMMAND, begun.attempt(), fence, begun.at());
  }

  private void begun(
      OrderRow order, OrderAggregate before, OrderAggregate after, Input.Begin begin, long fence) {
    var earlier = before.command(begin.command()).map(each -> each.attempts()).orElse(0);
    after
        .command(begin.command())
        .filter(command -> command.attempts() > earlier)
        .ifPresent(command ->
            starts.add(
                new Start(
                    order.tenant(),
                    order.id(),
                    command.number(),
                    command.attempts(),
                    fence,
                    begin.at())));
  }

  private void ended(
      OrderRow order,
      OrderAggregate after,
      int command,
      String outcome,
      String detail,
      Input input) {
    after
        .command(command)
        .filter(each -> each.attempts() > 0)
        .ifPresent(each ->
            ends.add(
                new End(
                    order.tenant(),
                    order.id(),
                    command,
                    each.attempts(),
                    input.at(),
                    outcome,
                    Words.clean(detail, MAX_DETAIL))));
  }

  private static String why(CommandOutcome outcome) {
    return switch (outcome) {
      case CommandOutcome.Accepted accepted ->
          accepted.brokerOrderId() == null ? "" : accepted.brokerOrderId();
      case CommandOutcome.Rejected rejected ->
          rejected.reason() + " " + rejected.brokerCode() + " " + rejected.brokerText();
      case CommandOutcome.NotSent notSent -> notSent.why();
      case CommandOutcome.Unknown unknown -> unknown.why();
    };
  }

  void flush() {
    if (!starts.isEmpty()) {
      tx.queue(
          """
          INSERT INTO order_attempt (tenant_id, order_id, command, number, fence, started_at)
          SELECT * FROM unnest(?::text[], ?::uuid[], ?::int4[], ?::int4[], ?::int8[],
                               ?::timestamptz[])
          """,
          starts.size(),
          starts.stream().map(each -> each.tenant().value()).toArray(String[]::new),
          starts.stream().map(Start::order).toArray(UUID[]::new),
          starts.stream().map(Start::command).toArray(Integer[]::new),
          starts.stream().map(Start::number).toArray(Integer[]::new),
          starts.stream().map(Start::fence).toArray(Long[]::new),
          starts.stream().map(Start::at).toArray(Instant[]::new));
    }
    if (!ends.isEmpty()) {
      tx.queueAny(
          """
          UPDATE order_attempt AS attempt
             SET ended_at = ended.at, outcome = ended.outcome, detail = ended.detail
            FROM unnest(?::text[], ?::uuid[], ?::int4[], ?::int4[], ?::timestamptz[], ?::text[],
                        ?::text[])
                 AS ended (tenant_id, order_id, command, number, at, outcome, detail)
           WHERE attempt.tenant_id = ended.tenant_id AND attempt.order_id = ended.order_id
             AND attempt.command = ended.command AND attempt.number = ended.number
             AND attempt.ended_at IS NULL
          """,
          ends.stream().map(each -> each.tenant().value()).toArray(String[]::new),
          ends.stream().map(End::order).toArray(UUID[]::new),
          ends.stream().map(End::command).toArray(Integer[]::new),
          ends.stream().map(End::number).toArray(Integer[]::new),
          ends.stream().map(End::at).toArray(Instant[]::new),
          ends.stream().map(End::outcome).toArray(String[]::new),
          ends.stream().map(End::detail).toArray(String[]::new));
    }
  }

  /** What an adapter saved in an earlier attempt of a command; empty if nothing. */
  static Optional<byte[]> state(Tx tx, TenantId tenant, UUID order, int command)
      throws SQLException {
    return tx.first(
        """
        SELECT state
          FROM order_attempt
         WHERE tenant_id = ? AND order_id = ? AND command = ? AND state IS NOT NULL
         ORDER BY number DESC
         LIMIT 1
        """,
        row -> row.getBytes("state"),
        tenant,
        order,
        command);
  }

  /** Keeps the order ids that the account had before an attempt. */
  static int saveKnown(
      Tx tx, TenantId tenant, UUID order, int command, int number, String[] brokerOrderIds)
      throws SQLException {
    return tx.update(
        """
        UPDATE order_attempt
           SET known_before = ?
         WHERE tenant_id = ? AND order_id = ? AND command = ? AND number = ?
        """,
        brokerOrderIds,
        tenant,
        order,
        command,
        number);
  }

  /** The order ids that the account had before the latest attempt to place an order. */
  static Set<String> known(Tx tx, TenantId tenant, UUID order) throws SQLException {
    return tx.first(
            """
            SELECT known_before
              FROM order_attempt
             WHERE tenant_id = ? AND order_id = ? AND known_before IS NOT NULL
             ORDER BY number DESC
             LIMIT 1
            """,
            row -> Set.of((String[]) row.getArray("known_before").getArray()),
            tenant,
            order)
        .orElse(Set.of());
  }

  /** How many attempts the gateway made of its own accord. */
  static int ownSoFar(Tx tx, TenantId tenant, UUID order) throws SQLException {
    return tx.first(
            """
            SELECT coalesce(max(number), 0) AS number
              FROM order_attempt
             WHERE tenant_id = ? AND order_id = ? AND command = ?
            """,
            row -> row.getInt("number"),
            tenant,
            order,
            OWN_COMMAND)
        .orElse(0);
  }

  /** How many attempts of a command may have reached the broker. */
  static int mayHaveLeft(Tx tx, TenantId tenant, UUID order, int command) throws SQLException {
    return tx.first(
            """
            SELECT count(*) AS attempts
              FROM order_attempt
             WHERE tenant_id = ? AND order_id = ? AND command = ?
               AND outcome IS DISTINCT FROM ?
            """,
            row -> row.getInt("attempts"),
            tenant,
            order,
            command,
            NOT_SENT)
        .orElse(0);
  }

  static void save(Tx tx, TenantId tenant, UUID order, int command, int number, byte[] state)
      throws SQLException {
    tx.update(
        """
        UPDATE order_attempt
           SET state = ?
         WHERE tenant_id = ? AND order_id = ? AND command = ? AND number = ?
        """,
        state,
        tenant,
        order,
        command,
        number);
  }
}
