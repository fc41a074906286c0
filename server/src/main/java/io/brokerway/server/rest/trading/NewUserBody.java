package io.brokerway.server.rest.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A user to be made.
 *
 * @param initialBalance the cash of his paper account in dollars; absent for the paper broker's own
 *     default
 */
record NewUserBody(
    String username,
    @Nullable String email,
    @JsonProperty("full_name") @Nullable String fullName,
    @JsonProperty("initial_balance") @Nullable BigDecimal initialBalance) {}
