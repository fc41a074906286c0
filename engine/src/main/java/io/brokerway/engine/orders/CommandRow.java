package io.brokerway.engine.orders;

import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.storage.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is stored.
 *
 * @param scope tenant, user, route and key: unique for ever
 * @param fingerprint SHA-256 of the canonical request
 * @param lane where it waits for its turn
 * @param reply the order as the first answer showed it, as JSON; absent where the order tells
 */
record CommandRow(
    KeyScope scope,
    UUID order,
    UUID account,
    Fingerprint fingerprint,
    String actor,
    Command command,
    LanePlace lane,
    @Nullable String reply,
    Instant createdAt) {

  TenantId tenant() {
    return scope.tenant();
  }

  CommandRow with(Command next) {
    return new CommandRow(scope, order, account, fingerprint, actor, next, lane, reply, createdAt);
  }

  CommandRow replying(String json) {
    return new CommandRow(
        scope, order, account, fingerprint, actor, command, lane, json, createdAt);
  }

  CommandTable.Mark mark() {
    return new CommandTable.Mark(lane.sequence(), lane.partition(), order, command.number());
  }

  CommandView view() {
    return new CommandView(
        command.number(),
        command.kind(),
        command.state(),
        scope.key(),
        command.change(),
        command.attempts(),
        command.refusals(),
        command.reason(),
        createdAt,
        command.updatedAt());
  }

  /** Where a command waits: its lane, the partition of it, and its turn. */
  record LanePlace(int partition, UUID key, long sequence) {}
}
