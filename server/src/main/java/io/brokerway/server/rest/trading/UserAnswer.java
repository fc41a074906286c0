package io.brokerway.server.rest.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.engine.identity.User;
import io.brokerway.server.json.JsonDecimal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user with his paper account.
 *
 * @param balance its cash; null if it is not known
 * @param accountId its id; null if he has none
 */
record UserAnswer(
    String id,
    String username,
    @Nullable String email,
    @JsonProperty("full_name") @Nullable String fullName,
    @Nullable JsonDecimal balance,
    @JsonProperty("account_id") @Nullable UUID accountId,
    @JsonProperty("created_at") Instant createdAt) {

  static UserAnswer of(User user, @Nullable UUID account, @Nullable BigDecimal cash) {
    return new UserAnswer(
        user.id().value(),
        user.username(),
        user.email(),
        user.fullName(),
        JsonDecimal.money(cash),
        account,
        user.createdAt());
  }
}
